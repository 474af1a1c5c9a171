#!/usr/bin/env python3
"""A window that is hidden, covered, made smaller and larger again: the picture is complete each time, whoever draws it."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import unittest

import stand

SIZE = (1280, 720)
SMALL = (960, 540)


@unittest.skipUnless(shutil.which("xdotool"), "xdotool is not here (./toolchain/setup test)")
class Display(unittest.TestCase):
    def setUp(self):
        self.work = self.enterContext(stand.folder())
        self.screen = stand.Screen(*SIZE)
        self.addCleanup(self.screen.stop)

    def write_config(self):
        config = {
            "kiosk": {"title": "Harbour", "timezone": "Europe/Moscow", "at": "2026-11-24T14:05:00+03:00"},
            "sources": [{"id": "top", "profile": "json-feed", "url": f"file:{stand.TOP}/assets/demo/top.json",
                         "lists": ["top"]}],
            "rundown": [{"page": "top-stories", "from": "top"}],
            "ticker": {"on": False},
            "screen": {"renderer": self.renderer},
        }
        path = self.work / "config.json"
        path.write_text(json.dumps(config), encoding="utf-8")
        return path

    def start(self, *more):
        self.errors = self.work / f"stderr-{self.renderer}.txt"
        with open(self.errors, "wb") as errors:
            kiosk = subprocess.Popen(
                [stand.BROADSIDE, "run", "--config", self.write_config(), "--stats", self.work / "stats.json", *more],
                stderr=errors, env=os.environ | {"DISPLAY": self.screen.display, "SDL_VIDEODRIVER": "x11"})
        self.addCleanup(stand.end, kiosk)
        return kiosk

    def xdotool(self, *words):
        return subprocess.run(["xdotool", *map(str, words)], capture_output=True, text=True, check=True,
                              env=os.environ | {"DISPLAY": self.screen.display}).stdout.split()

    def shot(self, name):
        return self.screen.shot(self.work / f"{name}.png")

    def colours(self, name):
        described = subprocess.run(["convert", self.shot(name), "-format", "%k", "info:"], capture_output=True,
                                   text=True, check=True).stdout
        return int(described)

    def differs(self, picture, other):
        """Pixels, of which the clock may be some."""
        result = subprocess.run(["compare", "-fuzz", "2%", "-metric", "AE", picture, other, "null:"],
                                capture_output=True, text=True, check=False)
        return float(re.search(r"[\d.e+]+", result.stderr).group())

    def assert_comes(self, what, wanted):
        began = time.monotonic()
        stand.until(what, lambda: self.differs(self.shot("now"), wanted) < SIZE[0] * SIZE[1] / 200)
        print(f"{self.renderer}: {what} after {time.monotonic() - began:.2f} s, looking included", file=sys.stderr)

    def whole_picture(self, size):
        """What a kiosk that starts in this size shows, once it has its pictures."""
        kiosk = self.start("--window", f"{size[0]}x{size[1]}")
        stand.until("the first page", lambda: self.colours("first") > 1000)
        stand.until("all of its pictures", lambda: self.differs(self.shot("a"), self.shot("b")) == 0)
        picture = self.shot(f"whole-{size[0]}")
        return kiosk, picture

    def look_at(self, renderer):
        self.renderer = renderer
        kiosk, small = self.whole_picture(SMALL)
        self.assertEqual(stand.end(kiosk), 0, self.errors.read_text())
        kiosk, whole = self.whole_picture(SIZE)
        window = self.xdotool("search", "--pid", kiosk.pid)[-1]
        self.xdotool("windowunmap", window)
        stand.until("the bare screen", lambda: self.colours("hidden") == 1)
        self.xdotool("windowmap", window)
        self.assert_comes("the picture of a window that was hidden", whole)
        self.xdotool("windowsize", window, *SMALL)
        left, top = ((SIZE[i] - SMALL[i]) // 2 for i in (0, 1))  # where a window of that size is opened
        self.xdotool("windowmove", window, left, top)
        self.assert_comes("the smaller picture", small)
        self.xdotool("windowmove", window, 0, 0)
        self.xdotool("windowsize", window, *SIZE)
        self.assert_comes("the larger picture", whole)
        self.assertIsNone(kiosk.poll(), self.errors.read_text())
        self.assertEqual(stand.end(kiosk), 0, self.errors.read_text())
        return json.loads((self.work / "stats.json").read_text(encoding="utf-8"))

    def test_by_the_processor(self):
        self.assertEqual(self.look_at("software")["renderer"], "software")

    @unittest.skipIf("asan" in stand.BROADSIDE, "Mesa keeps what it has until exit")
    def test_by_a_graphics_processor(self):
        self.renderer = "gpu"
        probe = self.start("--window", "640x480", "--exit-after", "0.1")
        probe.wait(stand.PATIENCE)
        if "no graphics processor can be used" in self.errors.read_text():
            self.skipTest("no OpenGL ES here (packages libgl1-mesa-dri, libgles2)")
        self.assertEqual(self.look_at("gpu")["renderer"], "opengles2")

    def test_auto_takes_what_is_there(self):
        self.renderer = "auto"
        kiosk = self.start("--window", "640x480", "--exit-after", "0.1")
        self.assertEqual(kiosk.wait(stand.PATIENCE), 0)
        stats = json.loads((self.work / "stats.json").read_text(encoding="utf-8"))
        has_device = os.path.isdir("/dev/dri") and os.listdir("/dev/dri")
        if not has_device:
            self.assertEqual(stats["renderer"], "software")
        self.assertIn(stats["renderer"], ("software", "opengles2"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
