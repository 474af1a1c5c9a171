#!/usr/bin/env python3
"""docs/sources.md is true: its files are written, its commands are run, and they say what is printed there.

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

PAGE = stand.TOP / "docs/sources.md"
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

    def follow(self, folder):
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

        page = BLOCK.sub(take, PAGE.read_text(encoding="utf-8"))
        self.assertGreater(commands, 15)
        return page

    def test_every_command_says_what_is_printed(self):
        with stand.folder() as folder:
            page = self.follow(folder)
        if os.environ.get("BROADSIDE_GENERATE"):
            PAGE.write_text(page, encoding="utf-8")
        printed = PAGE.read_text(encoding="utf-8")
        changes = difflib.unified_diff(printed.splitlines(), page.splitlines(), "as printed", "as said", lineterm="")
        self.assertEqual(printed, page, "\n".join(changes))


if __name__ == "__main__":
    unittest.main()
