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
from pathlib import Path

import stand

SIZE = (1280, 720)
SMALL = (960, 540)
FEW = SIZE[0] * SIZE[1] * 3 // 200  # bytes of a picture that may differ: the clock is on it
COMPLETE = 1  # second, after which the picture is complete again


@unittest.skipUnless(shutil.which("xdotool"), "xdotool is not here (./toolchain/setup test)")
class Display(unittest.TestCase):
    def setUp(self):
        self.work = self.enterContext(stand.folder())
        self.screen = stand.Screen(*SIZE)
        self.addCleanup(self.screen.stop)
        self.bare, _ = self.screen.pixels()
        self.took = {}  # what → seconds, of each time
        self.ticker = {"on": False}

    def write_config(self):
        config = {
            "kiosk": {"title": "Harbour", "timezone": "Europe/Moscow", "at": "2026-11-24T14:05:00+03:00"},
            "sources": [{"id": "top", "profile": "json-feed", "url": f"file:{stand.TOP}/assets/demo/top.json",
                         "lists": ["top"]}],
            "rundown": [{"page": "top-stories", "from": "top"}],
            "ticker": self.ticker,
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

    def assert_comes(self, what, wanted, *commands):
        """All of the picture, after xdotool was told what to do."""
        began = time.monotonic()
        for words in commands:
            self.xdotool(*words)
        stand.until(what, lambda: stand.differing(self.screen.pixels()[0], wanted) < FEW)
        self.took.setdefault(what, []).append(time.monotonic() - began)

    def whole_picture(self, size):
        """What a kiosk that starts in this size shows, once it has its pictures."""
        kiosk = self.start("--window", f"{size[0]}x{size[1]}")
        stand.until("the first page", lambda: self.screen.colours() > 1000)
        return kiosk, self.screen.settled(kiosk)

    def hide_and_resize(self, window, small, whole):
        self.xdotool("windowunmap", window)
        stand.until("the bare screen", lambda: self.screen.pixels()[0] == self.bare)
        self.assert_comes("the picture of a window that was hidden", whole, ("windowmap", window))
        left, top = ((SIZE[i] - SMALL[i]) // 2 for i in (0, 1))  # where a window of that size is opened
        self.assert_comes("the smaller picture", small, ("windowsize", window, *SMALL), ("windowmove", window, left, top))
        self.assert_comes("the larger picture", whole, ("windowmove", window, 0, 0), ("windowsize", window, *SIZE))

    def look_at(self, renderer, rounds=1):
        self.renderer = renderer
        kiosk, small = self.whole_picture(SMALL)
        self.assertEqual(stand.end(kiosk), 0, self.errors.read_text())
        kiosk, whole = self.whole_picture(SIZE)
        window = self.xdotool("search", "--pid", kiosk.pid)[-1]
        for _ in range(rounds):
            self.hide_and_resize(window, small, whole)
        self.assertIsNone(kiosk.poll(), self.errors.read_text())
        maps = Path(f"/proc/{kiosk.pid}/maps").read_text(encoding="utf-8")
        self.assertEqual(stand.end(kiosk), 0, self.errors.read_text())
        for what, took in self.took.items():
            print(f"{renderer}: {what} after", ", ".join(f"{seconds:.2f}" for seconds in took), "s", file=sys.stderr)
        return (json.loads((self.work / "stats.json").read_text(encoding="utf-8")),
                set(re.findall(r"/(lib(?:GL|EGL|gallium)[^/\s]*|[^/\s]*_dri\.so)\n", maps)))

    def test_by_the_processor(self):
        stats, drivers = self.look_at("software", rounds=3)
        self.assertEqual(stats["renderer"], "software")
        # SDL would show its surface through OpenGL, which costs thirty times the time and five times the memory.
        self.assertEqual(drivers, set())
        if "asan" not in stand.BROADSIDE:
            for what, took in self.took.items():
                self.assertLess(min(took), COMPLETE, what)  # the machine may have been busy once

    @unittest.skipIf("asan" in stand.BROADSIDE, "Mesa keeps what it has until exit")
    def test_by_a_graphics_processor(self):
        self.renderer = "gpu"
        probe = self.start("--window", "640x480", "--exit-after", "0.1")
        probe.wait(stand.PATIENCE)
        if "no graphics processor can be used" in self.errors.read_text():
            self.skipTest("no OpenGL ES here (packages libgl1-mesa-dri, libgles2)")
        stats, drivers = self.look_at("gpu")
        self.assertEqual(stats["renderer"], "opengles2")
        self.assertNotEqual(drivers, set())

    def test_a_still_page_sleeps(self):
        """A wait in the connection to the display, not a look at it again and again."""
        self.renderer = "software"
        kiosk = self.start("--window", "640x480")
        stand.until("the first page", lambda: kiosk.poll() is not None or self.screen.colours() > 1000)
        self.assertIsNone(kiosk.poll(), self.errors.read_text())
        # A picture of the page that comes late, or the minute, is another few; a wait that polls is thousands.
        stand.until("sleep", lambda: stand.sleeps(kiosk) < 30, 30)
        self.assertEqual(stand.end(kiosk), 0, self.errors.read_text())

    def columns_moved(self, between):
        """How far to the left the same picture is a while later; None if there is none."""
        before = self.screen.headlines()
        for words in between:
            self.xdotool(*words)
        return stand.columns_on(before, self.screen.headlines())

    def test_a_ticker_that_was_moved_is_the_one_that_is_drawn(self):
        """The server moves it, and what comes in is drawn; after the window was hidden all of it is drawn."""
        self.renderer = "software"
        self.ticker = {"lists": ["top"], "speed": 300}
        kiosk = self.start("--window", f"{SIZE[0]}x{SIZE[1]}")
        stand.until("headlines", lambda: len(set(self.screen.headlines())) > 10)
        window = self.xdotool("search", "--pid", kiosk.pid)[-1]
        for what, between in (("moved", []), ("drawn", [("windowunmap", window), ("windowmap", window)])):
            by = stand.until(f"the picture as it is {what}", lambda: self.columns_moved(between))
            print(f"the same as it is {what}, {by} columns on", file=sys.stderr)
        self.assertEqual(stand.end(kiosk), 0, self.errors.read_text())

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
