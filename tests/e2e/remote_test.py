#!/usr/bin/env python3
"""A remote file that changes while the kiosk runs: good ones show at once, bad ones change nothing."""

import json
import os
import random
import signal
import subprocess
import sys
import unittest

import stand

SIZE = (960, 540)
# What moves by itself: the clock in the masthead, "40 min ago", the progress line. There is no ticker.
MOVING = ["0,0 960,62", "400,214 690,242", "0,510 960,540"]
KILLS = int(os.environ.get("BROADSIDE_KILLS", "12"))

# Each is laid over BASE, one after the other, and can be seen.
EDITS = [
    {"kiosk": {"theme": "day"}},
    {"kiosk": {"theme": "night"}},
    {"kiosk": {"title": "Lighthouse"}},
    {"kiosk": {"language": "ru"}},
    {"kiosk": {"language": "de"}},
    {"kiosk": {"language": "en"}},
    {"kiosk": {"timezone": "Asia/Tokyo"}},
    {"kiosk": {"rotate": 180}},
    {"kiosk": {"rotate": 90}},
    {"kiosk": {"rotate": 0}},
    {"ticker": {"on": True}},
    {"ticker": {"speed": 300}},
    {"ticker": {"lists": ["feed"]}},
    {"ticker": {"on": False}},
    {"rundown": [{"page": "feed", "pages": 1}]},
    {"rundown": [{"page": "feed", "from": "top", "pages": 1}]},
    {"rundown": [{"page": "story", "from": "top", "count": 1, "pages": 1}]},
    {"rundown": [{"page": "section", "section": "Harbour"}]},
    {"rundown": [{"page": "top-stories"}]},
    {"sections": [{"name": "Harbour", "color": "#3ecf8e"}]},
    {"sections": [{"name": "Harbour", "label": "Port", "color": "#3ecf8e"}]},
    {"sources": {"section": "Town"}},
    {"sources": {"title": "Gazette"}},
    {"rundown": [{"page": "rates"}]},
    {"currency": {"base": "EUR", "pairs": ["USD"]}},
    {"currency": {"base": "USD", "pairs": ["EUR", "GBP"]}},
    {"currency": {"amounts": [7, 70]}},
    {"rundown": [{"page": "city"}], "places": [{"name": "Oslo", "timezone": "Europe/Oslo"}]},
    {"places": [{"name": "Lima", "timezone": "America/Lima"}]},
    {"screen": {"on": False}},
    {"screen": {"on": True}},
]


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


def wrong_values(schema, path=()):
    """From the schema itself: for every setting a value of a wrong type, and one out of range where there is a range."""
    for key, field in schema.get("properties", {}).items():
        if key in ("$schema", "comment"):
            continue
        here = (*path, key)
        kind = field.get("type")
        if kind == "object" and "properties" in field:
            yield from wrong_values(field, here)
        yield here, 5 if kind in ("object", "array", "string") else {"a": 1}
        if "maximum" in field:
            yield here, field["maximum"] + 1
        if "minimum" in field:
            yield here, field["minimum"] - 1
        if "enum" in field:
            yield here, "no such word"
        if "maxLength" in field:
            yield here, "x" * (field["maxLength"] + 1)
        if "maxItems" in field:
            yield here, [None] * (field["maxItems"] + 1)


def nested(path, value):
    for key in reversed(path):
        value = {key: value}
    return value


def bad_files():
    """Name and bytes of files that must change nothing."""
    schema = json.loads((stand.TOP / "assets/schema/config.schema.json").read_text(encoding="utf-8"))
    for path, value in wrong_values(schema):
        yield ".".join(path), json.dumps(nested(path, value))
    yield "no JSON", "{"
    yield "nothing", ""
    yield "a list", "[]"
    yield "a page of HTML", "<html><body>Not found</body></html>"
    yield "binary", b"\x00\xff\xfe\x80" * 40
    yield "2 MB", json.dumps({"comment": "x" * 2_000_000, "kiosk": {"title": "Big"}})
    yield "deep", '{"kiosk":' * 200 + "1" + "}" * 200
    yield "misspelt", json.dumps({"tikcer": {"on": True}})
    yield "misspelt within", json.dumps({"ticker": {"sped": 100}})
    yield "the same key twice", '{"kiosk": {"title": "A", "title": "B"}}'
    yield "identity", json.dumps({"kiosk": {"id": "other"}})
    yield "its own address", json.dumps({"remote": {"url": "http://127.0.0.1:9/x"}})
    yield "its own key", json.dumps({"remote": {"public_key": "RW"}})
    yield "cache", json.dumps({"cache": "/tmp/elsewhere"})
    yield "status", json.dumps({"status": "/tmp/elsewhere.json"})
    yield "no such theme", json.dumps({"kiosk": {"theme": "dusk"}})
    yield "no such profile", json.dumps({"sources": [{"id": "x", "profile": "no-such", "url": "http://127.0.0.1:9/"}]})
    yield "no such list", json.dumps({"rundown": [{"page": "feed", "from": "nowhere"}]})
    yield "no such page", json.dumps({"rundown": [{"page": "front"}]})
    yield "no such zone", json.dumps({"kiosk": {"timezone": "Mars/Olympus"}})
    yield "a password", json.dumps({"sources": [{"id": "x", "profile": "json-feed", "url": "http://a:b@127.0.0.1/"}]})
    yield "no address", json.dumps({"sources": [{"id": "x", "profile": "wordpress"}]})
    yield "too often", json.dumps({"sources": [{"id": "x", "profile": "cbr", "every": "1s"}]})
    yield "the same source twice", json.dumps(
        {"sources": [{"id": "x", "profile": "cbr"}, {"id": "x", "profile": "ecb"}]})
    yield "a rule without settings", json.dumps({"times": [{"from": "10:00"}]})
    yield "a rule at no hour", json.dumps({"times": [{"from": "25:00", "set": {}}]})
    yield "a rule's fault", json.dumps({"times": [{"from": "10:00", "set": {"ticker": {"speed": 1}}}]})
    yield "a group's fault", json.dumps({"groups": {"lobby": {"ticker": {"speed": 1}}}})
    yield "a device's fault", json.dumps({"devices": {"lobby-3": {"kiosk": {"theme": 3}}}})
    yield "a serial that is none", json.dumps({"serial": "new"})


class Remote(unittest.TestCase):
    def setUp(self):
        self.work = self.enterContext(stand.folder())
        self.screen = stand.Screen(*SIZE)
        self.addCleanup(self.screen.stop)
        self.kiosk = None
        for name in ("feed.json", "rates.json", "picture.jpg"):
            (self.work / name).write_bytes((stand.FIXTURES / name).read_bytes())
        self.device = {
            "kiosk": {"id": "lobby-3", "groups": ["lobby"], "at": "2026-11-24T14:05:00+03:00"},
            "cache": "cache", "status": "status.json",
            "remote": {"url": "file:remote.json", "trial": "1s"},
        }
        self.base = {
            "kiosk": {"title": "Harbour", "timezone": "Europe/Moscow"},
            "sources": [
                {"id": "feed", "profile": "json-feed", "url": "file:feed.json", "section": "Harbour",
                 "lists": ["top", "feed", "ticker"]},
                {"id": "fx", "profile": "frankfurter-v2", "url": "file:rates.json"},
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
            self.assertIsNone(self.kiosk.poll(), f"the kiosk has ended:\n{self.said()}")
            return look()

        try:
            return stand.until(what, alive_and)
        except AssertionError as error:
            raise AssertionError(f"{error}\nit said:\n{self.said()}") from None

    def put(self, content):
        new = self.work / ".remote.new"
        new.write_bytes(content if isinstance(content, bytes) else content.encode())
        new.rename(self.work / "remote.json")

    def picture(self, *also):
        """The bytes of the screen, less what moves by itself and other boxes."""
        shot = self.screen.shot(self.work / "shot.png")
        masks = [word for box in [*MOVING, *also] for word in ("-draw", f"rectangle {box}")]
        return subprocess.run(["convert", shot, "-fill", "black", *masks, "-depth", "8", "rgb:-"], capture_output=True,
                              check=True).stdout

    def whole(self):
        return self.screen.shot(self.work / "shot.png").read_bytes()

    def settled(self):
        """The picture once two looks agree."""
        looks = [b""]

        def agree():
            looks.append(self.picture())
            return looks[-1] if looks[-1] == looks[-2] else None

        return self.look_for("a picture that stands still", agree)

    def state(self):
        return json.loads((self.work / "cache/remote/state.json").read_text(encoding="utf-8"))

    def follow(self, patches):
        """Puts one file after the other, and waits until each is in use and to be seen."""
        content = self.base
        for patch in patches:
            before = self.whole()
            uses = self.said().count(": in use")
            if isinstance(patch.get("sources"), dict):  # lists have no patches
                patch = {"sources": [content["sources"][0] | patch["sources"], content["sources"][1]]}
            content = merged(content, patch)
            self.put(json.dumps(content))
            self.look_for(f"{patch} in use", lambda uses=uses: self.said().count(": in use") > uses)
            self.look_for(f"{patch} on screen", lambda before=before: self.whole() != before)

    def test_edits_are_seen_without_a_restart(self):
        self.put(json.dumps(self.base))
        self.start()
        self.look_for("the first file", lambda: ": in use" in self.said())
        self.settled()
        self.follow(EDITS)
        self.look_for("a good file", lambda: self.said().count(": good") > 0)
        self.assertNotIn("refused", self.said())
        print(f"{len(EDITS)} edits, each on screen", file=sys.stderr)

        status = json.loads(self.look_for(
            "a status", lambda: (self.work / "status.json").exists() and (self.work / "status.json").read_text()))
        self.assertEqual(status["id"], "lobby-3")
        said = stand.broadside("status", "--config", self.work / "config.json")
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertIn("lobby-3", said.stdout)
        said = stand.broadside("config", "--config", self.work / "config.json", "--explain", "places[0].name")
        self.assertIn("Lima", said.stdout)
        self.assertIn("remote file", said.stdout)

    def test_bad_files_change_nothing(self):
        self.put(json.dumps(self.base))
        self.start()
        self.look_for("the first file", lambda: ": good" in self.said())
        good = self.state()["good"]
        before = self.settled()
        count = 0
        for name, content in bad_files():
            refusals = self.said().count("stays")
            self.put(content)
            self.look_for(f"{name}: refused", lambda refusals=refusals: self.said().count("stays") > refusals)
            self.assertEqual(self.picture(), before, name)
            count += 1
        self.assertGreaterEqual(count, 60)
        self.assertEqual(self.state()["good"], good)
        self.assertEqual(self.said().count(": in use"), 1)
        print(f"{count} bad files, none of them seen", file=sys.stderr)
        self.put(json.dumps(merged(self.base, {"kiosk": {"theme": "day"}})))
        self.look_for("a good one after them", lambda: self.said().count(": in use") == 2)

    def test_a_file_that_does_badly_gives_way(self):
        self.put(json.dumps(self.base))
        self.start()
        self.look_for("the first file", lambda: ": good" in self.said())
        before = self.settled()
        lost = [source | {"url": "file:gone.json"} for source in self.base["sources"]]
        self.put(json.dumps(merged(self.base, {"sources": lost, "kiosk": {"theme": "day"}})))
        self.look_for("the bad one", lambda: self.said().count(": in use") == 2)
        self.look_for("its end", lambda: "it did not do well" in self.said())
        self.look_for("the picture of before", lambda: self.picture() == before)
        self.assertEqual(len(self.state()["refused"]), 1)

    def test_over_http_with_what_it_names(self):
        """A remote file with a profile, a theme, words and a logo by address, from nginx, and then without nginx."""
        nginx = stand.Nginx(self.work)
        nginx.start()
        self.addCleanup(nginx.stop)
        here = f"http://127.0.0.1:{nginx.port}"
        theme = json.loads((stand.TOP / "assets/themes/day.json").read_text(encoding="utf-8"))
        theme["colors"]["background"] = "#ffe8d0"
        nginx.put("dawn.json", theme)
        nginx.put("words.json", {"latest": "Fresh"})
        nginx.put("feed.profile.json", (stand.TOP / "assets/profiles/json-feed.json").read_bytes())
        nginx.put("logo.jpg", (stand.FIXTURES / "picture.jpg").read_bytes())
        for name in ("feed.json", "rates.json", "picture.jpg"):
            nginx.put(name, (stand.FIXTURES / name).read_bytes())
        sources = [self.base["sources"][0] | {"url": f"{here}/feed.json", "profile": f"{here}/feed.profile.json"},
                   self.base["sources"][1] | {"url": f"{here}/rates.json"}]
        named = {"theme": f"{here}/dawn.json", "words": f"{here}/words.json", "logo": f"{here}/logo.jpg"}
        whole = merged(self.base, {"sources": sources, "kiosk": named})
        remote = {"url": f"{here}/fleet-{{group}}-{{id}}.json", "every": "10s"}
        device = merged(self.device, {"remote": remote})
        nginx.put("fleet-lobby-lobby-3.json", whole)
        self.start(device)
        self.look_for("the first file", lambda: ": good" in self.said())
        self.settled()
        age = "700,250 930,295"  # of the rates, which a page without a network says
        first = self.picture(age)
        eyes = stand.Eyes(self.screen, self.work)
        self.assertGreater(eyes.share_of((0xff, 0xe8, 0xd0), 6), 0.2, "the theme from afar is not on screen")
        self.look_for("a 304", lambda: any("fleet-lobby-lobby-3.json" in line and '" 304 ' in line
                                           for line in nginx.requests()))
        # What cannot be had, or is at fault, refuses the file that names it.
        nginx.put("pale.json", {"colors": {"ink": "#0e1521"}})
        nginx.put("fleet-lobby-lobby-3.json", merged(whole, {"kiosk": {"theme": f"{here}/pale.json"}}))
        self.look_for("a theme that cannot be read", lambda: self.said().count("stays") == 1)
        self.assertRegex(self.said(), r"file of /kiosk/theme:1:\d+: /colors/ink: ink on background has a contrast")
        nginx.put("fleet-lobby-lobby-3.json", merged(whole, {"kiosk": {"logo": f"{here}/none.png"}}))
        self.look_for("a logo that is not there", lambda: self.said().count("stays") == 2)
        self.assertIn("/kiosk/logo: what is at its address is not to be had: HTTP 404", self.said())
        self.assertNotIn(here, self.said())
        self.assertEqual(self.picture(age), first)
        asked = sum("feed.profile.json" in line for line in nginx.requests())
        self.assertEqual(asked, 3, "once for each file that names it")
        self.assertEqual(stand.end(self.kiosk), 0)
        nginx.stop()
        self.start(device)
        self.look_for("the same picture without a network", lambda: self.picture(age) == first)
        self.assertNotIn("not what it was", self.said())

    def sign(self, folder):
        subprocess.run(["minisign", "-S", "-W", "-s", folder / "key", "-m", self.work / "remote.json"], check=True,
                       stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    def test_only_signed_files_with_a_greater_serial(self):
        keys = self.work / "keys"
        keys.mkdir()
        subprocess.run(["minisign", "-G", "-W", "-f", "-p", keys / "pub", "-s", keys / "key"], check=True,
                       stdout=subprocess.DEVNULL)
        public = (keys / "pub").read_text(encoding="utf-8").splitlines()[1]

        def offer(content, signed=True):
            # Signature first: whoever looks in between finds one that does not fit, and looks again.
            (self.work / "remote.json").write_text(json.dumps(merged(self.base, content)), encoding="utf-8")
            if signed:
                self.sign(keys)

        offer({"serial": 5})
        self.start(merged(self.device, {"remote": {"public_key": public}}))
        self.look_for("a signed file", lambda: ": good" in self.said())
        old = (self.work / "remote.json.minisig").read_bytes()
        offer({"serial": 6, "kiosk": {"theme": "day"}}, signed=False)
        self.look_for("a wrong signature", lambda: "is refused" in self.said())
        self.sign(keys)
        self.look_for("put right", lambda: self.said().count(": in use") == 2)
        self.look_for("good", lambda: self.said().count(": good") == 2)
        offer({"serial": 5})
        self.look_for("an old file", lambda: "serial 5 is not above 6" in self.said())
        (self.work / "remote.json.minisig").write_bytes(old)
        self.assertEqual(self.said().count(": in use"), 2)

    def test_killed_at_any_moment(self):
        """SIGKILL while files are taken up: it always starts, with a configuration that was whole."""
        dice = random.Random(20261124)
        known = {}
        for turn in range(KILLS):
            content = merged(self.base, {"kiosk": {"title": f"Edition {turn}"}})
            self.put(json.dumps(content))
            self.start()
            self.look_for("it reads", lambda: "remote file" in self.said() or (self.work / "cache").exists())
            stand.linger(dice.uniform(0, 0.6), self.kiosk)
            stand.end(self.kiosk, signal.SIGKILL)
            state = self.work / "cache/remote/state.json"
            if state.exists():
                found = json.loads(state.read_text(encoding="utf-8"))
                for role in ("good", "candidate"):
                    known[role] = found[role]
                    if found[role]:
                        whole = json.loads((self.work / f"cache/remote/{found[role]}.json").read_text(encoding="utf-8"))
                        self.assertTrue(whole["kiosk"]["title"].startswith("Edition "))
        self.start()
        self.look_for("a picture", lambda: len(set(self.picture())) > 8)
        self.assertEqual(stand.end(self.kiosk), 0, self.said())
        print(f"{KILLS} kills: {known}", file=sys.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
