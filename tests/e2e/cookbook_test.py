#!/usr/bin/env python3
"""docs/sources.md and docs/infographics.md are true: their files are written, their commands are run, and they say what is
printed there.

A block with a name behind its language is a file. In a block of `console`, a line with `$ ` is a command, what
follows is its output; `…` stands for anything. With BROADSIDE_GENERATE set, the outputs are written instead.
"""

import difflib
import os
import re
import subprocess
import unittest
from pathlib import Path

import stand

PAGES = {"docs/sources.md": 15, "docs/infographics.md": 9}  # and how many commands there are, at least
EXAMPLES = stand.TOP / "docs/examples/charts"
BLOCK = re.compile(r"^```(?P<language>\w+)(?: (?P<name>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (?P<command>.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)


def run(command, folder):
    """What it says, on either stream."""
    path = f"{Path(stand.BROADSIDE).parent}:{os.environ['PATH']}"
    done = subprocess.run(command, shell=True, cwd=folder, env={**os.environ, "PATH": path}, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=stand.PATIENCE, check=False)
    return done.stdout


def fits(wanted, said):
    pattern = "(?s:.*?)".join(re.escape(part) for part in wanted.split("…"))
    return re.fullmatch(pattern, said) is not None


class Cookbook(unittest.TestCase):
    longMessage = False

    def follow(self, page, folder, least):
        """The page with the outputs of today, those that fit as they are."""
        commands = 0

        def say(match):
            nonlocal commands
            commands += 1
            said = run(match["command"], folder)
            said = match["output"] if fits(match["output"], said) else said
            return f"$ {match['command']}\n{said}"

        def take(match):
            if match["language"] == "console":
                return f"```console\n{COMMAND.sub(say, match['body'])}```"
            if match["name"]:
                (folder / match["name"]).write_text(match["body"], encoding="utf-8")
            return match[0]

        page = BLOCK.sub(take, page.read_text(encoding="utf-8"))
        self.assertGreaterEqual(commands, least)
        return page

    def test_every_command_says_what_is_printed(self):
        for name, least in PAGES.items():
            page = stand.TOP / name
            with self.subTest(page=name), stand.folder() as folder:
                said = self.follow(page, folder, least)
                if os.environ.get("BROADSIDE_GENERATE"):
                    page.write_text(said, encoding="utf-8")
                printed = page.read_text(encoding="utf-8")
                changes = difflib.unified_diff(printed.splitlines(), said.splitlines(), "as printed", "as said", lineterm="")
                self.assertEqual(printed, said, "\n".join(changes))

    def test_what_is_written_is_what_is_shown(self):
        """The chart that the page ends with is one of the examples, of which there are pictures."""
        page = (stand.TOP / "docs/infographics.md").read_text(encoding="utf-8")
        files = {match["name"]: match["body"] for match in BLOCK.finditer(page) if match["name"]}
        examples = [example for example in EXAMPLES.iterdir() if example.name in files]
        self.assertEqual(sorted(example.name for example in examples), ["ferries.csv", "ferries.json"])
        for example in examples:
            self.assertEqual(example.read_text(encoding="utf-8"), files[example.name], example.name)


if __name__ == "__main__":
    unittest.main()
