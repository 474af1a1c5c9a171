"""A kiosk under Xvfb whose remote file is on an nginx of the test, and looks at its picture."""

import json
import os
import subprocess
import unittest

import stand

SIZE = (960, 540)
# What moves by itself: the clock and the day, "40 min ago", the progress line and the ticker.
MOVING = [(560, 0, 960, 62), (400, 214, 690, 242), (0, 482, 960, 540)]
CLOCK = "130x46+824+16"
TICKER = "960x44+0+494"
PAGE = "700x400+0+64"
OTHER = {
    "version": "https://jsonfeed.org/version/1.1", "title": "Other News",
    "items": [{"id": "urn:other:1", "title": "Lighthouse keeper wins a chess tournament",
               "content_text": "He has time.", "date_published": "2026-11-24T10:00:00+03:00"}],
}


def merged(target, patch):
    """RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


class RemoteKiosk(unittest.TestCase):
    certificate = None

    def setUp(self):
        self.work = self.enterContext(stand.folder())
        self.screen = stand.Screen(*SIZE)
        self.addCleanup(self.screen.stop)
        self.eyes = stand.Eyes(self.screen, self.work)
        self.nginx = stand.Nginx(self.work, self.certificate(self.work) if self.certificate else None)
        self.nginx.start()
        self.addCleanup(self.nginx.stop)
        self.here = f"http://127.0.0.1:{self.nginx.port}"
        self.kiosk = None
        for name in ("feed.json", "rates.json", "picture.jpg"):
            content = (stand.FIXTURES / name).read_bytes()
            (self.work / name).write_bytes(content)
            self.nginx.put(name, content)
        self.nginx.put("other.json", OTHER)
        self.device = {
            "kiosk": {"id": "lobby-3", "groups": ["lobby"], "at": "2026-11-24T14:05:00+03:00"},
            "cache": "cache", "status": "status.json",
            "remote": {"url": f"{self.here}/fleet.json", "every": "1s", "trial": "1s"},
        }
        self.base = {
            "kiosk": {"title": "Harbour", "timezone": "Europe/Moscow"},
            "sources": [
                {"id": "feed", "profile": "json-feed", "url": f"{self.here}/feed.json", "section": "Harbour",
                 "lists": ["top", "feed", "ticker"]},
                {"id": "other", "profile": "json-feed", "url": f"{self.here}/other.json", "lists": ["top", "other"]},
                {"id": "fx", "profile": "frankfurter-v2", "url": f"{self.here}/rates.json"},
            ],
            "rundown": [{"page": "top-stories"}],
            "currency": {"base": "USD", "pairs": ["EUR"]},
            "ticker": {"on": False},
        }

    def start(self, device=None):
        (self.work / "config.json").write_text(json.dumps(device or self.device), encoding="utf-8")
        self.errors = self.work / "stderr.txt"
        with open(self.errors, "wb") as errors:
            self.kiosk = subprocess.Popen(
                [stand.BROADSIDE, "run", "--config", self.work / "config.json", "--log-level", "info", "--window",
                 f"{SIZE[0]}x{SIZE[1]}"],
                stderr=errors, env=os.environ | {"DISPLAY": self.screen.display, "SDL_VIDEODRIVER": "x11"})
        self.addCleanup(stand.end, self.kiosk)

    def said(self):
        return self.errors.read_text(encoding="utf-8", errors="replace")

    def look_for(self, what, look):
        def alive_and():
            stand.linger(0.02, self.kiosk)  # a look is quick
            self.assertIsNone(self.kiosk.poll(), f"the kiosk has ended:\n{self.said()}")
            return look()

        try:
            return stand.until(what, alive_and)
        except AssertionError as error:
            raise AssertionError(f"{error}\nlast read: {self.eyes.last!r}\nit said:\n{self.said()}") from None

    def put(self, content):
        """The remote file on the server."""
        self.nginx.put("fleet.json", content.encode() if isinstance(content, str) else content)

    def put_beside(self, content):
        """The same as a file of the device, where `remote.url` is file:remote.json."""
        new = self.work / ".remote.new"
        new.write_bytes(content if isinstance(content, bytes) else content.encode() if isinstance(content, str)
                        else json.dumps(content).encode())
        new.rename(self.work / "remote.json")

    def picture(self, *also):
        """The bytes of the screen, less what moves by itself and other boxes."""
        pixels, row = self.screen.pixels()
        for left, top, right, bottom in [*MOVING, *also]:
            for y in range(top, bottom):
                pixels[y * row + 4 * left:y * row + 4 * right] = bytes(4 * (right - left))
        return bytes(pixels)

    def settled(self):
        """The picture once it has stood still for a while."""
        return self.look_for("a picture that stands still", lambda: stand.agreeing(self.picture, self.kiosk))

    def state(self):
        return json.loads((self.work / "cache/remote/state.json").read_text(encoding="utf-8"))

    def count(self, what):
        return self.said().count(what)
