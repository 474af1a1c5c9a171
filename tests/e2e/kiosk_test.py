#!/usr/bin/env python3
"""The whole way: a server that changes, a kiosk that is never restarted, a screen that is read by machine."""

import copy
import json
import os
import subprocess
import sys
import time
import unittest

import stand

EVERY = 2  # seconds between two questions
FIRST = "Harbour ferry returns after winter repairs"
SECOND = "Library opens another reading room tonight"
THIRD = "Lighthouse keeper wins a chess tournament"
RATE = "0.9127"
MAGENTA = (200, 0, 200)
BODY = "1776x798+72+150"  # the page between masthead and ticker


def hasty_profile(name, folder):
    """The bundled profile, allowed to ask more often than is polite to anybody but ourselves."""
    profile = json.loads((stand.TOP / f"assets/profiles/{name}.json").read_text(encoding="utf-8"))
    profile["request"]["at_least"] = "1s"
    (folder / f"{name}.json").write_text(json.dumps(profile), encoding="utf-8")
    return f"{name}.json"


class Kiosk(unittest.TestCase):
    def setUp(self):
        self.work = self.enterContext(stand.folder())
        self.nginx = stand.Nginx(self.work)
        self.nginx.start()
        self.addCleanup(self.nginx.stop)
        self.screen = stand.Screen(1920, 1080)
        self.addCleanup(self.screen.stop)
        self.eyes = stand.Eyes(self.screen, self.work)
        self.feed = json.loads((stand.FIXTURES / "feed.json").read_text(encoding="utf-8"))
        self.nginx.put("feed.json", self.feed)
        self.nginx.put("rates.json", (stand.FIXTURES / "rates.json").read_bytes())
        self.nginx.put("picture.jpg", (stand.FIXTURES / "picture.jpg").read_bytes())

    def start(self):
        server = f"http://127.0.0.1:{self.nginx.port}"
        config = {
            "kiosk": {"title": "Harbour", "timezone": "Europe/Moscow", "theme": "day", "at": "2026-11-24T14:05:00+03:00"},
            "sources": [
                {"id": "feed", "profile": hasty_profile("json-feed", self.work), "url": f"{server}/feed.json",
                 "every": f"{EVERY}s", "lists": ["top", "feed", "ticker"]},
                {"id": "fx", "profile": hasty_profile("frankfurter-v2", self.work), "url": f"{server}/rates.json",
                 "every": f"{EVERY}s"},
            ],
            "rundown": [{"page": "top-stories"}],
            "currency": {"base": "USD", "pairs": ["EUR"]},
        }
        (self.work / "config.json").write_text(json.dumps(config), encoding="utf-8")
        self.errors = self.work / "stderr.txt"
        self.stats = self.work / "stats.json"
        with open(self.errors, "wb") as errors:
            self.kiosk = subprocess.Popen(
                [stand.BROADSIDE, "run", "--config", self.work / "config.json", "--window", "1920x1080", "--stats",
                 self.stats],
                stderr=errors, env=os.environ | {"DISPLAY": self.screen.display, "SDL_VIDEODRIVER": "x11"})
        self.addCleanup(stand.end, self.kiosk)

    def said(self):
        return self.errors.read_text(encoding="utf-8", errors="replace")

    def look_for(self, what, look):
        def alive_and():
            self.assertIsNone(self.kiosk.poll(), f"the kiosk has ended:\n{self.said()}")
            return look()

        try:
            stand.until(what, alive_and)
        except AssertionError as error:
            raise AssertionError(f"{error}\non screen:\n{self.eyes.last}\nit said:\n{self.said()}") from None

    def statuses_of(self, path):
        return [line.split('"')[2].split()[0] for line in self.nginx.requests() if f"GET /{path} " in line]

    def test_news_from_the_server_to_the_screen(self):
        self.start()
        self.look_for("the lead headline", lambda: self.eyes.sees(FIRST, BODY))
        self.look_for("the rate", lambda: RATE in self.eyes.read(BODY))
        self.look_for("the picture", lambda: self.eyes.share_of(MAGENTA) > 0.03)
        print("on screen: headline, rate, picture", file=sys.stderr)

        self.look_for("a question with an answer of 304", lambda: "304" in self.statuses_of("feed.json"))
        self.assertEqual(self.statuses_of("picture.jpg"), ["200"], "the picture is asked for once")

        changed = copy.deepcopy(self.feed)
        changed["items"][0] |= {"id": "urn:harbour:9", "title": SECOND}
        began = time.monotonic()
        self.nginx.put("feed.json", changed)
        self.look_for("the new headline", lambda: self.eyes.sees(SECOND, BODY))
        print(f"the new headline after {time.monotonic() - began:.1f} s, reading included", file=sys.stderr)
        self.assertFalse(self.eyes.sees(FIRST, BODY))

        self.nginx.stop()
        before = len(self.said())
        self.look_for("a word about the missing server", lambda: "feed" in self.said()[before:])
        self.look_for("the headline without a server", lambda: self.eyes.sees(SECOND, BODY))
        self.look_for("the rate without a server", lambda: RATE in self.eyes.read(BODY))
        self.assertGreater(self.eyes.share_of(MAGENTA), 0.03)
        print("the server is gone, the screen stays", file=sys.stderr)

        changed["items"][0]["title"] = THIRD
        self.nginx.put("feed.json", changed)
        self.nginx.start()
        self.look_for("the headline of the server that is back", lambda: self.eyes.sees(THIRD, BODY))
        print("the server is back", file=sys.stderr)

        self.assertEqual(stand.end(self.kiosk), 0, self.said())
        stats = json.loads(self.stats.read_text(encoding="utf-8"))
        self.assertGreater(stats["frames_presented"], 0)
        self.assertGreaterEqual(stats["editions"], 2)
        self.assertGreater(stats["first_frame_ms"], 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
