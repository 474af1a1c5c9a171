#!/usr/bin/env python3
"""Editions that nobody plans for (tests/specimen/awkward.py), looked at by tests/specimen/check.py.

Each on one screen, the small one or an upright one in turn, so that a test run stays short; on others:
    BROADSIDE=build/debug/broadside AWKWARD_SIZES="1280x720 3840x2160" tests/e2e/awkward_test.py
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/specimen"))
import awkward  # noqa: E402 (lies beside what it is for)

IN_TURN = ["800x480", "720x1280"]
NO_GLYPH = "no font here has"


def has_emoji():
    return "Noto Color Emoji" in subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout


def sizes_of(number):
    return os.environ["AWKWARD_SIZES"].split() if "AWKWARD_SIZES" in os.environ else [IN_TURN[number % 2]]


@unittest.skipUnless(shutil.which("convert-im6.q16"), "ImageMagick is not here (./toolchain/setup test)")
class Awkward(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="broadside-awkward-")
        self.addCleanup(self.folder.cleanup)
        self.out = pathlib.Path(self.folder.name)

    def render(self, name, size):
        """The rendered pages as pages.json tells them, after check.py had a look."""
        out = self.out / size / name
        result = subprocess.run([os.environ["BROADSIDE"], "render", "--config", str(self.out / name / "config.json"), "--size", size,
                                 "--out", str(out)], cwd=ROOT, capture_output=True, text=True, check=False)
        self.assertEqual(result.returncode, 0, result.stderr)
        if name != "emoji" or has_emoji():
            self.assertNotIn(NO_GLYPH, result.stderr)
        looked = subprocess.run([sys.executable, "tests/specimen/check.py", str(out)], cwd=ROOT, capture_output=True, text=True,
                                check=False)
        self.assertEqual(looked.returncode, 0, looked.stdout)
        return json.loads((out / "pages.json").read_text())["pages"]

    def assert_kinds(self, name, pages):
        """Nothing is lost but what has nothing to show, and what has nothing is not on."""
        kinds = {page["kind"] for page in pages}
        missing = {"nothing": set(awkward.KINDS), "no-pictures": {"gallery", "sponsor", "infographic"},
                   "only-pictures": {"story", "infographic"},
                   "no-story": {"top-stories", "story", "feed", "section", "press-review", "partner-news", "in-other-media",
                                "most-read", "infographic"}}.get(name, {"infographic"})
        if name in ("one-story", "rates", "temperatures"):
            missing = missing | {"section"}  # which takes two stories
        expected = set(awkward.KINDS) - missing
        self.assertEqual(kinds, expected or {"notice"}, name)

    def test_notices_in_every_language(self):
        """Nothing to show because nothing is asked, and because nobody answers."""
        for path in sorted((ROOT / "assets/locale").glob("*.json")):
            words = json.loads(path.read_text())
            for name, sources in (("no-news", []), ("no-connection", [{"id": "x", "profile": "json-feed", "url": "http://127.0.0.1:9/"}])):
                folder = self.out / f"{path.stem}-{name}"
                folder.mkdir()
                kiosk = {"language": path.stem, "timezone": "Europe/Moscow", "at": awkward.NOW.isoformat()}
                (folder / "config.json").write_text(json.dumps({"kiosk": kiosk, "sources": sources}))
                for size in IN_TURN:
                    with self.subTest(language=path.stem, notice=name, size=size):
                        pages = self.render(folder.name, size)
                        self.assertEqual([page["title"] for page in pages], [words[name]])

    def test_editions_that_nobody_plans_for(self):
        awkward.main(self.out, [])
        for number, name in enumerate(awkward.CASES):
            for size in sizes_of(number):
                with self.subTest(case=name, size=size):
                    self.assert_kinds(name, self.render(name, size))


if __name__ == "__main__":
    unittest.main()
