#!/usr/bin/env python3
"""A running kiosk follows a remote file on a web server: every setting at least once, each seen without a restart."""

import json
import subprocess
import sys
import time
import unittest

import stand
from remote_kiosk import CLOCK, PAGE, TICKER, RemoteKiosk, merged

# What only the device's own file can say (docs/fleet.md).
OWN = ("kiosk.id", "kiosk.groups", "cache", "secrets", "status", "remote", "screen.renderer")
# What only a panel or a graphics processor shows: there is nothing of it in a window of Xvfb.
UNSEEN = ("screen.brightness", "screen.tallest", "screen.motion")
HARBOUR = [{"name": "Harbour", "color": "#3ecf8e"}]
CITIES = [{"name": "Oslo", "timezone": "Europe/Oslo", "latitude": 59.9, "longitude": 10.8},
          {"name": "Tokyo", "timezone": "Asia/Tokyo", "latitude": 35.7, "longitude": 139.7}]


def certificates(work):
    subprocess.run([stand.TOP / "tests/support/certificates.sh", work], check=True, capture_output=True)
    return work / "good"


class Edit:
    """A merge patch over what the file says now; `sources` are patched one by one. `seen` says how it is seen:
    the name of a method below and what it is told. `serves`: what becomes of the feed on the server."""

    def __init__(self, patch, seen="page", told=None, serves=None):
        self.patch, self.seen, self.told, self.serves = patch, seen, told, serves


def edits(here, secure):
    """Each is laid over the one before it."""
    feed = [{"page": "feed", "from": "feed", "pages": 1}]
    return [
        Edit({"kiosk": {"theme": "day"}}),
        Edit({"kiosk": {"theme": f"{here}/dawn.json"}}),
        Edit({"kiosk": {"theme": "night"}}),
        Edit({"kiosk": {"title": "Lighthouse"}}),
        Edit({"kiosk": {"brand": "#00b0ff"}}),
        Edit({"kiosk": {"logo": f"{here}/picture.jpg"}}),
        Edit({"kiosk": {"logo": None}}),
        Edit({"kiosk": {"words": f"{here}/words.json"}}),
        Edit({"kiosk": {"words": None, "language": "ru"}}),
        Edit({"kiosk": {"language": "ar"}}),
        Edit({"kiosk": {"language": "en"}}),
        Edit({"kiosk": {"timezone": "Asia/Tokyo"}}, "clock", "20:"),
        Edit({"kiosk": {"at": "2026-11-24T16:40:00+03:00"}}, "clock", "22:4"),
        Edit({"kiosk": {"at": "2026-11-24T14:05:00+03:00", "timezone": "Europe/Moscow"}}, "clock", "14:"),
        Edit({"kiosk": {"rotate": 180}}, "turned"),
        Edit({"kiosk": {"rotate": 90}}, "turned"),
        Edit({"kiosk": {"rotate": 0}}, "turned"),
        Edit({"kiosk": {"day_theme": "day", "place": "Oslo"}, "places": CITIES}),
        Edit({"kiosk": {"place": "Tokyo"}}),  # where it is night
        Edit({"kiosk": {"day_theme": None, "place": None, "contact": "desk@harbour.example"},
              "sources": {0: {"every": "1s", "profile": f"{here}/desk.json", "url": None}}}, "asked", "desk@harbour.example"),
        Edit({"sources": {0: {"params": {"which": "other"}}}}),
        Edit({"sources": {0: {"params": {"which": "feed"}, "title": "Gazette"}}}),
        Edit({"sources": {1: {"section": "Town"}}, "sections": [{"name": "Town", "color": "#ff8800"}]}),
        Edit({"sections": [{"name": "Town", "label": "Village"}]}),
        Edit({"sources": {0: {"lists": ["feed", "ticker"]}}}),
        Edit({"sources": {0: {"lists": ["top", "feed", "ticker"]}}}),
        Edit({"sources": {0: {"max": 1}}}),
        Edit({"sources": {0: {"max": None, "max_age": "1h"}}}),
        Edit({"sources": {0: {"max_age": None, "exclude": {"words": ["ferry"]}}}}),
        Edit({"sources": {0: {"exclude": {"words": None, "sections": ["Harbour"]}}}}),
        Edit({"sources": {0: {"exclude": None, "include": {"words": ["bakers", "choir"]}}}}),
        Edit({"sources": {0: {"include": {"words": None, "sections": ["Harbour"]}}}}),
        Edit({"sources": {0: {"keep": "1s"}}}, serves="nothing"),
        Edit({"sources": {0: {"id": "again", "keep": None, "include": None, "url": f"{here}/feed.json"}}}, serves="feed"),
        Edit({"rundown": [{"page": "feed", "from": "other"}], "network": {"proxy": here},
              "sources": {1: {"url": "http://harbour.invalid/other.json"}}}, "reads", "lighthouse keeper wins"),
        Edit({"rundown": feed, "network": {"proxy": None, "ca": "ca.pem"},
              "sources": {0: {"url": f"{secure}/other.json"}, 1: {"url": f"{here}/other.json"}}}, "reads",
             "lighthouse keeper wins"),
        Edit({"network": None, "sources": {0: {"url": f"{here}/feed.json"}}}),
        Edit({"rundown": [{"page": "story", "from": "top", "count": 1, "pages": 1}]}),
        Edit({"rundown": [{"page": "section", "section": "Harbour"}], "sections": HARBOUR}),
        Edit({"rundown": [{"page": "rates", "hours": "01:00..02:00"}, {"page": "top-stories"}]}),
        Edit({"rundown": [{"page": "rates", "hours": "14:00..15:00", "days": ["tue"], "seconds": "1h"},
                          {"page": "top-stories"}]}),
        Edit({"currency": {"base": "EUR", "pairs": ["USD"]}}),
        Edit({"currency": {"base": "USD", "pairs": ["EUR", "GBP"]}}),
        Edit({"currency": {"amounts": [7, 70]}}),
        Edit({"rundown": [{"page": "city"}], "places": [{"name": "Oslo", "timezone": "Europe/Oslo"}]}),
        Edit({"sources": {3: {"id": "sky", "profile": "weather", "url": f"{here}/weather.json", "place": "Oslo"}}}),
        Edit({"places": [{"name": "Lima", "timezone": "America/Lima"}], "sources": {3: {"place": "Lima"}}}),
        Edit({"rundown": [{"page": "gallery", "seconds": 60}],
              "sources": {3: {"id": "photo", "profile": "gallery", "url": f"{here}/gallery.json", "place": None}}}),
        Edit({"rundown": feed}),
        Edit({"ticker": {"on": True}}),
        Edit({"ticker": {"lists": ["other"], "speed": 20}}, "ticker", "lighthouse keeper wins"),
        Edit({"ticker": {"lists": ["ticker"], "speed": 400}}, "runs", 200),
        Edit({"ticker": {"on": False}}),
        Edit({"times": [{"from": "14:00", "to": "16:00", "days": ["tue"], "dates": ["11-24"],
                         "set": {"kiosk": {"title": "Afternoon"}}}]}),
        Edit({"screen": {"brightness": 50, "tallest": 1080, "motion": False}}, "taken"),
        Edit({"screen": {"on": False}}),
        Edit({"screen": {"on": True}}),
    ]


def settings_of(schema, path=""):
    """The names of all settings, as the table generates them into the schema."""
    for key, field in schema.get("properties", {}).items():
        if key in ("$schema", "comment") or path + key in OWN:
            continue
        inner = [*settings_of(field, f"{path}{key}."), *settings_of(field.get("items", {}), f"{path}{key}[].")]
        yield from inner or [path + key]


def named_in(value, path=""):
    """The names of the settings in a patch."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from named_in(inner, f"{path}[]" if isinstance(key, int) else f"{path}.{key}" if path else key)
    if isinstance(value, list):
        for inner in value:
            yield from named_in(inner, f"{path}[]")
    yield path


class Edits(RemoteKiosk):
    certificate = staticmethod(certificates)

    def setUp(self):
        super().setUp()
        desk = json.loads((stand.TOP / "assets/profiles/json-feed.json").read_text(encoding="utf-8"))
        desk["request"] |= {"url": f"{self.here}/{{%which}}.json", "at_least": "1s"}
        desk["params"] = {"which": "feed"}
        theme = json.loads((stand.TOP / "assets/themes/day.json").read_text(encoding="utf-8"))
        theme["colors"]["background"] = "#ffe8d0"
        self.nginx.put("desk.json", desk)
        self.nginx.put("dawn.json", theme)
        self.nginx.put("words.json", {"top-stories": "Choice"})
        for name, asset in (("weather.json", "weather-moscow.json"), ("gallery.json", "galleries.json")):
            self.nginx.put(name, (stand.TOP / "assets/demo" / asset).read_bytes())
        (self.nginx.html / "pictures").mkdir()
        (self.nginx.html / ".pictures").mkdir()  # where Nginx.put writes first
        for name in ("boats", "pier"):
            self.nginx.put(f"pictures/{name}.jpg", (stand.TOP / f"assets/demo/pictures/{name}.jpg").read_bytes())

    # How an edit is seen. All are told what the page looked like before.

    def page(self, _, before):
        return self.picture() != before

    def turned(self, _, before):
        now = self.picture()
        return sum(a != b for a, b in zip(now[::4], before[::4])) > len(now) / 4 / 20

    def reads(self, told, _):
        return self.eyes.sees(told, PAGE, "200%")

    def clock(self, told, _):
        return told in self.eyes.read(CLOCK, "300%")

    def asked(self, told, _):
        return sum("GET /feed.json" in line and told in line for line in self.nginx.requests()) >= 3

    def ticker(self, told, _):
        return self.eyes.sees(told, TICKER, "300%")

    def runs(self, told, _):
        """Pixels a second, by where the same letters are in two looks."""
        rows = []
        for _look in range(2):
            began = time.monotonic()
            shot = self.screen.shot(self.work / "shot.png")
            row = subprocess.run(["convert", shot, "-crop", TICKER, "+repage", "-colorspace", "Gray", "-resize", "960x1!",
                                  "-depth", "8", "gray:-"], capture_output=True, check=True).stdout
            rows.append(((began + time.monotonic()) / 2, row[120:]))
        (earlier, one), (later, other) = rows
        width = len(one) - 300
        shift = min(range(300), key=lambda by: sum(abs(one[by + x] - other[x]) for x in range(width)))
        self.eyes.last = f"{shift / (later - earlier):.0f} pixels a second"
        return told / 2 < shift / (later - earlier) < told * 2

    def taken(self, *_):
        return True

    def picture_before(self):
        """The last of a few looks, or the first that is like the one before it: a turned page never stands still."""
        last = self.picture()
        for _ in range(12):
            stand.linger(0.15, self.kiosk)
            last, before = self.picture(), last
            if last == before:
                break
        return last

    def test_every_setting_is_edited(self):
        schema = json.loads((stand.TOP / "assets/schema/config.schema.json").read_text(encoding="utf-8"))
        wanted = set(settings_of(schema))
        named = {name for edit in edits("", "") for name in named_in(edit.patch)}
        self.assertGreater(len(wanted), 50)
        self.assertEqual(sorted(wanted - named), [], "not in edits(): add one that can be seen")
        unseen = {name for edit in edits("", "") if edit.seen == "taken" for name in named_in(edit.patch)}
        self.assertLessEqual({name for name in unseen if "." in name}, set(UNSEEN))

    def test_edits_are_seen_without_a_restart(self):
        content = self.base
        self.put(content)
        self.start(merged(self.device, {"remote": {"trial": "1h"}}))  # some of them do badly, to be seen
        self.look_for("the first file", lambda: ": in use" in self.said())
        self.settled()
        todo = edits(self.here, f"https://127.0.0.1:{self.nginx.secure_port}")
        for edit in todo:
            before = self.picture_before()
            uses = self.count(": in use")
            patch = dict(edit.patch)
            if "sources" in patch:
                sources = list(content["sources"])
                for at, changes in patch["sources"].items():
                    sources[at:at + 1] = [merged(sources[at] if at < len(sources) else {}, changes)]
                patch["sources"] = sources
            content = merged(content, patch)
            if edit.serves == "nothing":
                (self.nginx.html / "feed.json").unlink()
            elif edit.serves:
                self.nginx.put("feed.json", (stand.FIXTURES / "feed.json").read_bytes())
            self.put(content)
            self.look_for(f"{patch} in use", lambda uses=uses: self.count(": in use") > uses)
            self.look_for(f"{edit.patch} seen ({edit.seen})",
                          lambda edit=edit, before=before: getattr(self, edit.seen)(edit.told, before))
        for trouble in ("is refused", "did not do well"):
            self.assertNotIn(trouble, self.said())
        self.assertLessEqual(self.state()["starts"], 1)
        print(f"{len(todo)} edits, each on screen", file=sys.stderr)

        status = json.loads((self.work / "status.json").read_text(encoding="utf-8"))
        self.assertEqual(status["id"], "lobby-3")
        said = stand.broadside("status", "--config", self.work / "config.json")
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertIn("lobby-3", said.stdout)
        said = stand.broadside("config", "--config", self.work / "config.json", "--explain", "places[0].name")
        self.assertIn("Lima", said.stdout)
        self.assertIn("remote file", said.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
