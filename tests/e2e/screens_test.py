#!/usr/bin/env python3
"""Every page of the demo edition on every kind of screen, looked at by tests/specimen/check.py, and its codes read.

Small screens have all pages, the others one page of each kind, so that a test run stays short.
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
KINDS = ["top-stories", "story", "feed", "section", "most-read", "infographic", "rates", "city", "on-this-day", "sponsor"]


def render(out, *arguments, config="assets/demo/config.json"):
    subprocess.run([os.environ["BROADSIDE"], "render", "--config", config, "--out", str(out), *arguments],
                   cwd=ROOT, check=True, capture_output=True)


def check(out):
    return subprocess.run([sys.executable, "tests/specimen/check.py", str(out)], cwd=ROOT, capture_output=True, text=True,
                          check=False)


def one_of_each():
    """The demo's configuration with one page of each kind; its files are named as seen from anywhere."""
    config = json.loads((ROOT / "assets/demo/config.json").read_text())
    del config["$schema"]
    for source in config["sources"]:
        source["url"] = source["url"].replace("file:", f"file:{ROOT}/assets/demo/")
    config["rundown"] = [{"page": kind, "count": 1, "pages": 1} for kind in KINDS]
    return config


@unittest.skipUnless(shutil.which("convert-im6.q16"), "ImageMagick is not here (./toolchain/setup test)")
class Screens(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="broadside-screens-")
        self.addCleanup(self.folder.cleanup)
        self.out = pathlib.Path(self.folder.name)
        self.each = self.out / "each.json"
        self.each.write_text(json.dumps(one_of_each()))

    def assert_good(self, *arguments, **options):
        out = self.out / "-".join(arguments).replace("--", "")
        render(out, *arguments, **options)
        result = check(out)
        self.assertEqual(result.returncode, 0, result.stdout)
        return out

    def test_every_page_of_the_demo_on_a_small_screen(self):
        self.assert_good("--size", "800x480", "--theme", "night")

    def test_every_page_of_the_demo_on_a_common_screen(self):
        self.assert_good("--size", "1280x720", "--theme", "day")

    def test_the_kinds_of_pages_on_other_screens(self):
        for size, theme in (("1080x1920", "day"), ("3840x2160", "night"), ("800x480", "high-contrast")):
            with self.subTest(size=size, theme=theme):
                self.assert_good("--size", size, "--theme", theme, config=str(self.each))

    def test_from_right_to_left_and_in_chinese(self):
        for language, size in (("ar", "1280x720"), ("zh", "800x480")):
            with self.subTest(language=language):
                self.assert_good("--size", size, config=f"assets/demo/config-{language}.json")

    @unittest.skipUnless(shutil.which("zbarimg"), "zbarimg is not here (./toolchain/setup test)")
    def test_codes_are_read_from_a_screenshot(self):
        out = self.assert_good("--size", "1920x1080", config=str(self.each))
        stories = json.loads((ROOT / "assets/demo/top.json").read_text())["items"]
        picture = next(out.glob("*-story.png"))
        read = subprocess.run(["zbarimg", "--quiet", "--raw", str(picture)], capture_output=True, text=True, check=True)
        self.assertEqual(read.stdout.strip(), stories[0]["url"])


if __name__ == "__main__":
    unittest.main()
