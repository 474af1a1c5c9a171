#!/usr/bin/env python3
"""Checks every include, header guard and a few calls against tests/lint/rooms.json.

    rooms.py [--root DIR] [--quiet]

Complaints are "path:line: what" and make the exit status 1. Sizes and names past the aims are reported only.
"""

import argparse
import json
import re
import sys
from pathlib import Path

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)
NOT_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
PROCESSOR = re.compile(r"^[ \t]*#[ \t]*(?:el)?if.*\b(__(?:aarch64|arm|x86_64|amd64|i386|riscv|ARM_|SSE|AVX)\w*)", re.M)
FUNCTION = re.compile(r"^(?!static |typedef |extern )[A-Za-z_][\w \t*]*[ \t*](\w+)\(")


def blank(text, keep_strings=False):
    """The text with comments and literals blanked; lines stay where they are."""

    def erase(match):
        if keep_strings and match.group(0)[0] in "\"'":
            return match.group(0)
        return re.sub(r"[^\n]", " ", match.group(0))

    return NOT_CODE.sub(erase, text)


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def matches(header, pattern):
    """A pattern is a folder ("curl/"), a whole name ("cairo.h") or the beginning of one ("SDL_")."""
    return header == pattern if pattern.endswith(".h") else header.startswith(pattern)


class Lint:
    def __init__(self, root, table):
        self.root = root
        self.table = table
        self.rooms = table["rooms"]
        self.complaints = []
        self.reports = []
        self.includes = {}  # path → own headers it includes, for the search for circles

    def complain(self, path, line, what):
        self.complaints.append(f"{path}:{line}: {what}")

    def room_of(self, path):
        """The room whose folder is the longest beginning of `path`."""
        if path.startswith("tests/"):
            return "tests"
        found = [name for name, room in self.rooms.items() if path.startswith(room["folder"] + "/")]
        return max(found, key=lambda name: len(self.rooms[name]["folder"]), default=None)

    def files(self):
        for top in ("app", "platform", "tests"):
            for path in sorted((self.root / top).rglob("*")):
                if path.suffix in (".c", ".h", ".inc", ".py") and "fixtures" not in path.parts:
                    yield path.relative_to(self.root).as_posix(), path.read_text(encoding="utf-8")

    def check_own_include(self, room, path, line, header):
        if not header.endswith((".h", ".inc")):
            self.complain(path, line, f'"{header}" is included (allowed: .h and .inc)')
            return
        target = header if header.startswith("platform/") else f"app/{header}"
        owner = self.room_of(target)
        if room == "tests":
            return  # tests may look into any room
        if owner is None or "/" not in header:
            self.complain(path, line, f'"{header}" names no room (write "room/file.h")')
            return
        self.includes.setdefault(path, []).append((target, line))
        uses = self.rooms[room]["uses"]
        if owner != room and owner not in uses and header not in uses:
            allowed = ", ".join(uses) or "nothing of ours"
            self.complain(path, line, f'room {room} may not use "{header}" (allowed: {allowed})')

    def check_library_include(self, room, path, line, header):
        if room == "tests":
            return
        homes = []
        for name, library in self.table["libraries"].items():
            if any(matches(header, pattern) for pattern in library["headers"]):
                if library["rooms"] == "all" or room in library["rooms"]:
                    return
                homes += [f"{name} is for {', '.join(library['rooms'])}"]
        self.complain(path, line, f"room {room} may not use <{header}> ({'; '.join(homes) or 'no room may'})")

    def check_includes(self, room, path, text):
        for match in INCLUDE.finditer(blank(text, keep_strings=True)):
            line = line_of(text, match.start())
            if match.group(1) == '"':
                self.check_own_include(room, path, line, match.group(2))
            else:
                self.check_library_include(room, path, line, match.group(2))

    def check_guard(self, path, text):
        stem = re.sub(r"^app/", "", path)[: -len(".h")]
        guard = "BROADSIDE_" + re.sub(r"\W", "_", stem).upper() + "_H"
        if not re.match(rf"\s*#ifndef {guard}\n#define {guard}\n", blank(text)):
            self.complain(path, 1, f"the header guard is not {guard}")

    def check_calls(self, room, path, code):
        for rule in self.table["forbidden"]:
            if room in rule["rooms"] and str(path) not in rule.get("but", ()):
                calls = "|".join(rule["calls"])
                for match in re.finditer(rf"\b({calls})[ \t]*\(", code):
                    self.complain(path, line_of(code, match.start()), f"{match.group(1)}(): {rule['why']}")

    def report_sizes(self, path, text, code):
        lines = text.count("\n")
        if lines > self.table["aims"]["file_lines"]:
            self.reports.append(f"{path}: {lines} lines (aim: {self.table['aims']['file_lines']})")
        name, began = None, 0
        for number, line in enumerate(code.split("\n"), 1):
            if re.match(r"\w.*\{\s*$", line) and "=" not in line:
                began = number
            found = re.match(r"\w[^=;]*?(\w+)\(", line)
            if found:
                name, began = found.group(1), number
            if line.startswith("}") and name:
                if number - began + 1 > self.table["aims"]["function_lines"]:
                    self.reports.append(f"{path}:{began}: {name} has {number - began + 1} lines "
                                        f"(aim: {self.table['aims']['function_lines']})")
                name = None

    def report_names(self, path, code):
        noun = Path(path).stem
        names = [match.group(1) for line in code.split("\n") if (match := FUNCTION.match(line)) and not
                 line.rstrip().endswith(";")]
        strangers = [name for name in names if name != noun and not name.startswith(noun + "_") and name != "main"]
        if strangers:
            self.reports.append(f"{path}: not named after the file: {', '.join(strangers)}")

    def check_circles(self):
        """No header may reach itself, and no room may reach itself through the table."""
        graph = {path: [target for target, _ in targets] for path, targets in self.includes.items()}
        self.find_circle(graph, "includes")
        uses = {name: [self.room_of(use if use.startswith("platform/") else f"app/{use}") if "/" in use else use
                       for use in room["uses"]] for name, room in self.rooms.items()}
        self.find_circle(uses, "rooms")

    def find_circle(self, graph, what):
        done = set()

        def visit(node, trail):
            if node in trail:
                circle = trail[trail.index(node):] + [node]
                self.complain("tests/lint/rooms.json" if what == "rooms" else node, 1,
                              f"{what} in a circle: {' > '.join(circle)}")
            elif node not in done:
                for target in graph.get(node, []):
                    visit(target, trail + [node])
                done.add(node)

        for node in sorted(graph):
            visit(node, [])

    def run(self):
        for path, text in self.files():
            room = self.room_of(path)
            if path.endswith(".py"):
                self.check_calls(room, path, re.sub(r"#[^\n]*|\"[^\"\n]*\"|'[^'\n]*'", "", text))
                continue
            code = blank(text)
            if room is None:
                self.complain(path, 1, "this folder is no room of tests/lint/rooms.json")
                continue
            self.check_includes(room, path, text)
            self.check_calls(room, path, code)
            for match in () if room.startswith("platform") else PROCESSOR.finditer(code):
                self.complain(path, line_of(code, match.start()), f"{match.group(1)}: only a platform asks for it")
            if path.endswith(".h"):
                self.check_guard(path, text)
            if path.endswith(".c"):
                self.report_sizes(path, text, code)
                if room != "tests":
                    self.report_names(path, code)
        self.check_circles()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[2])
    parser.add_argument("--quiet", action="store_true", help="leave the reports out")
    arguments = parser.parse_args()
    table = json.loads(Path(__file__).with_name("rooms.json").read_text(encoding="utf-8"))
    lint = Lint(arguments.root, table)
    lint.run()
    if not arguments.quiet:
        for report in lint.reports:
            print(f"report: {report}")
    for complaint in lint.complaints:
        print(complaint)
    return 1 if lint.complaints else 0


if __name__ == "__main__":
    sys.exit(main())
