#!/usr/bin/env python3
"""A Wayland desktop (weston, in a window of Xvfb): the picture comes, and then the kiosk sleeps; it is whole again after
the window has changed its size. And the desktop's X server (Xwayland) for those who ask for that one."""

import json
import os
import re
import shutil
import subprocess
import unittest

import stand

SIZE = (1280, 720)
FEW = SIZE[0] * SIZE[1] * 3 // 200  # bytes of a picture that may differ: the desktop's clock is on it
NOW = "2026-11-24T14:05:00+03:00"


@unittest.skipUnless(shutil.which("weston") and shutil.which("xdotool"),
                     "weston or xdotool is not here (./toolchain/setup test)")
@unittest.skipIf("asan" in stand.BROADSIDE, "Mesa keeps what it has until exit")
class Wayland(unittest.TestCase):
    def setUp(self):
        self.work = self.enterContext(stand.folder())
        self.runtime = self.work / "runtime"
        self.runtime.mkdir(mode=0o700)
        self.log = self.work / "weston.txt"
        self.screen = stand.Screen(*SIZE)
        self.addCleanup(self.screen.stop)

    def start_desktop(self, *more):
        """SDL wants a compositor with a keyboard and a mouse: weston's headless one has none."""
        environment = os.environ | {"DISPLAY": self.screen.display, "XDG_RUNTIME_DIR": str(self.runtime)}
        weston = subprocess.Popen(
            ["weston", "--backend=x11-backend.so", "--use-pixman", "--socket=wayland-0", f"--width={SIZE[0]}",
             f"--height={SIZE[1]}", "--no-config", "--idle-time=0", f"--log={self.log}", *more],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(stand.end, weston)
        stand.until("the desktop", (self.runtime / "wayland-0").exists)

    def x_display(self):
        """That of the desktop's X server, which starts with the first who calls; None before it listens."""
        found = re.search(r"xserver listening on display (:\d+)", self.log.read_text(encoding="utf-8"))
        return found and found[1]

    def start_kiosk(self, *more, at=None, ticker=None, x_display=None):
        config = {
            "kiosk": {"title": "Harbour", "timezone": "Europe/Moscow"} | ({"at": at} if at else {}),
            "sources": [{"id": "top", "profile": "json-feed", "url": f"file:{stand.TOP}/assets/demo/top.json",
                         "every": "1h", "lists": ["top"]}],
            "rundown": [{"page": "top-stories", "from": "top"}],
            "ticker": ticker or {"on": False},
        }
        path = self.work / "config.json"
        path.write_text(json.dumps(config), encoding="utf-8")
        self.errors = self.work / "stderr.txt"
        environment = os.environ | {"XDG_RUNTIME_DIR": str(self.runtime), "WAYLAND_DISPLAY": "wayland-0",
                                    "SDL_VIDEODRIVER": "x11" if x_display else "wayland"}
        environment.pop("DISPLAY", None)
        environment |= {"DISPLAY": x_display} if x_display else {}
        with open(self.errors, "wb") as errors:
            kiosk = subprocess.Popen(
                [stand.BROADSIDE, "run", "--config", path, "--stats", self.work / "stats.json", *more],
                stderr=errors, env=environment)
        self.addCleanup(stand.end, kiosk)
        return kiosk

    def wait_for_page(self, kiosk):
        stand.until("the first page", lambda: kiosk.poll() is not None or self.screen.colours() > 1000)
        self.assertIsNone(kiosk.poll(), self.errors.read_text(encoding="utf-8"))

    def press(self, key):
        """X gives the keyboard to the window under the mouse as long as nobody asks for it: weston's, all over the screen,
        and weston to the window that a click has chosen. It may not know yet where X has put the mouse, in the middle, and
        hears of it only when it moves."""
        middle = [str(length // 2) for length in SIZE]
        subprocess.run(["xdotool", "mousemove", "0", "0", "mousemove", *middle, "click", "1", "key", key], check=True,
                       env=os.environ | {"DISPLAY": self.screen.display})

    def test_it_changes_its_size(self):
        self.start_desktop()
        kiosk = self.start_kiosk("--fullscreen", at=NOW)
        self.wait_for_page(kiosk)
        whole = self.screen.settled(kiosk)
        self.assertEqual(stand.end(kiosk), 0, self.errors.read_text(encoding="utf-8"))
        kiosk = self.start_kiosk("--window", "800x450", at=NOW)
        self.wait_for_page(kiosk)
        small = self.screen.settled(kiosk)
        self.assertGreater(stand.differing(small, whole), FEW)
        for what, wanted in (("the larger picture", whole), ("the smaller picture", small), ("the larger again", whole)):
            self.press("f")
            stand.until(what, lambda: stand.differing(self.screen.pixels()[0], wanted) < FEW)
        self.assertEqual(stand.end(kiosk), 0, self.errors.read_text(encoding="utf-8"))

    def test_it_shows_and_sleeps(self):
        self.start_desktop()
        kiosk = self.start_kiosk("--fullscreen")
        self.wait_for_page(kiosk)
        # A picture of the page that comes late, or the minute, is another few; a wait that polls is thousands.
        stand.until("sleep", lambda: stand.sleeps(kiosk) < 30, 30)
        self.assertEqual(stand.end(kiosk), 0, self.errors.read_text(encoding="utf-8"))
        stats = json.loads((self.work / "stats.json").read_text(encoding="utf-8"))
        self.assertLess(stats["frames_presented"], 100)

    def moved_strip(self):
        before, after = self.screen.headlines(), self.screen.headlines()
        return after if stand.columns_on(before, after) else None

    def is_on_the_way(self, strip):
        """Are these rows to come, or have they just been?"""
        now = self.screen.headlines()
        return stand.columns_on(now, strip) or stand.columns_on(strip, now)

    def start_ticker(self, x_display, *more):
        kiosk = self.start_kiosk("--fullscreen", *more, at=NOW, ticker={"lists": ["top"], "speed": 300}, x_display=x_display)
        self.wait_for_page(kiosk)
        return kiosk

    @unittest.skipUnless(shutil.which("Xwayland"), "Xwayland is not here (./toolchain/setup test)")
    def test_its_x_server_moves_the_ticker(self):
        """Every window of that server has a picture of its own, from which the desktop makes the screen. A ticker that was
        moved there is the one of a kiosk that draws all of it in every frame."""
        self.start_desktop("--xwayland")
        x_display = stand.until("the desktop's X server", self.x_display)
        kiosk = self.start_ticker(x_display)
        moved = stand.until("headlines that were moved", self.moved_strip)
        self.assertEqual(stand.end(kiosk), 0, self.errors.read_text(encoding="utf-8"))
        stats = json.loads((self.work / "stats.json").read_text(encoding="utf-8"))
        self.assertEqual(stats["renderer"], "software")
        kiosk = self.start_ticker(x_display, "--full-damage")
        stand.until("the same as they are drawn", lambda: self.is_on_the_way(moved))
        self.assertEqual(stand.end(kiosk), 0, self.errors.read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
