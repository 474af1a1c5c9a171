#!/usr/bin/env python3
"""What a remote file cannot do to a screen: bad files, files that do badly, kills at any moment, keys that are seen."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
import unittest

import stand
from remote_kiosk import RemoteKiosk, merged

KILLS = int(os.environ.get("BROADSIDE_KILLS", "12"))
KEY = "S3cr&t/Key"
AGE = (700, 250, 930, 295)  # of the rates, which a page without a network says


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


def wrong_files():
    """Each setting with a value of a wrong type, and out of its range."""
    schema = json.loads((stand.TOP / "assets/schema/config.schema.json").read_text(encoding="utf-8"))
    for path, value in wrong_values(schema):
        yield ".".join(path), json.dumps(nested(path, value))


def bad_files(here):
    """Name and bytes of files that must change nothing; some name what is on the server."""
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
    yield "a fault of this device", json.dumps({"devices": {"lobby-3": {"kiosk": {"theme": 3}}}})
    yield "a serial that is none", json.dumps({"serial": "new"})
    yield "what it names is nowhere", json.dumps({"kiosk": {"theme": f"{here}/nowhere.json"}})
    yield "nobody is there", json.dumps({"kiosk": {"logo": "http://127.0.0.1:9/logo.png"}})
    yield "a theme that cannot be read", json.dumps({"kiosk": {"theme": f"{here}/pale.json"}})
    yield "a profile that fails", json.dumps(
        {"sources": [{"id": "x", "profile": f"{here}/broken.profile.json", "url": f"{here}/feed.json"}]})
    yield "a logo that is none", json.dumps({"kiosk": {"logo": f"{here}/feed.json"}})
    yield "words that are none", json.dumps({"kiosk": {"words": f"{here}/pale.json"}})
    yield "a rule's theme", json.dumps({"times": [{"from": "10:00", "set": {"kiosk": {"theme": f"{here}/pale.json"}}}]})


class Remote(RemoteKiosk):
    def setUp(self):
        super().setUp()
        self.nginx.put("pale.json", {"colors": {"ink": "#0e1521"}})
        self.nginx.put("broken.profile.json", {"profile": "broken", "records": {"stroy": {}}})
        theme = json.loads((stand.TOP / "assets/themes/day.json").read_text(encoding="utf-8"))
        theme["colors"]["background"] = "#ffe8d0"
        self.nginx.put("dawn.json", theme)
        self.by_file = merged(self.device, {"remote": {"url": "file:remote.json", "every": "5m"}})
        sources = [source | {"url": f"file:{source['url'].rpartition('/')[2]}"} for source in self.base["sources"]
                   if source["id"] != "other"]
        self.base_by_file = self.base | {"sources": sources}

    def refuse_all(self, files, put):
        """Each file is refused, and nothing of it is seen. Their number."""
        good = self.state()["good"]
        before = self.settled()
        uses = self.count(": in use")
        count = 0
        for name, content in files:
            refusals = self.count("stays")
            put(content)
            self.look_for(f"{name}: refused", lambda refusals=refusals: self.count("stays") > refusals)
            self.assertEqual(self.picture(), before, name)
            count += 1
        self.assertEqual(self.state()["good"], good)
        self.assertEqual(self.count(": in use"), uses)
        print(f"{count} bad files, none of them seen", file=sys.stderr)
        put(json.dumps(merged(self.base, {"kiosk": {"theme": "day"}, "sources": None})))
        self.look_for("a good one after them", lambda: self.count(": in use") == uses + 1)
        return count

    def test_bad_files_change_nothing(self):
        self.put(self.base)
        self.start()
        self.look_for("the first file", lambda: ": good" in self.said())
        files = [*bad_files(self.here), *list(wrong_files())[::3]]
        self.assertGreaterEqual(self.refuse_all(files, self.put), 60)

    def test_no_setting_takes_a_wrong_value(self):
        self.put_beside(self.base_by_file)
        self.start(self.by_file)
        self.look_for("the first file", lambda: ": good" in self.said())
        self.assertGreaterEqual(self.refuse_all(wrong_files(), self.put_beside), 60)

    def test_a_file_that_does_badly_gives_way(self):
        self.put(self.base)
        self.start()
        self.look_for("the first file", lambda: ": good" in self.said())
        before = self.settled()
        lost = [source | {"url": f"{self.here}/nowhere.json"} for source in self.base["sources"]]
        self.put(merged(self.base, {"sources": lost, "kiosk": {"theme": "day"}}))
        self.look_for("the bad one", lambda: self.count(": in use") == 2)
        self.look_for("its end", lambda: "it did not do well" in self.said())
        self.look_for("the picture of before", lambda: self.picture() == before)
        self.assertEqual(len(self.state()["refused"]), 1)

    def test_a_file_with_what_it_names(self):
        """A profile, a theme, words and a logo by address, and then without a network."""
        self.nginx.put("words.json", {"latest": "Fresh"})
        self.nginx.put("feed.profile.json", (stand.TOP / "assets/profiles/json-feed.json").read_bytes())
        self.nginx.put("logo.jpg", (stand.FIXTURES / "picture.jpg").read_bytes())
        sources = [self.base["sources"][0] | {"profile": f"{self.here}/feed.profile.json"}, *self.base["sources"][1:]]
        named = {"theme": f"{self.here}/dawn.json", "words": f"{self.here}/words.json", "logo": f"{self.here}/logo.jpg"}
        whole = merged(self.base, {"sources": sources, "kiosk": named})
        device = merged(self.device, {"remote": {"url": f"{self.here}/fleet-{{group}}-{{id}}.json"}})
        self.nginx.put("fleet-lobby-lobby-3.json", whole)
        self.start(device)
        self.look_for("the first file", lambda: ": good" in self.said())
        self.settled()
        first = self.picture(AGE)
        self.assertGreater(self.eyes.share_of((0xff, 0xe8, 0xd0), 6), 0.2, "the theme from afar is not on screen")
        self.look_for("a 304", lambda: any("fleet-lobby-lobby-3.json" in line and '" 304 ' in line
                                           for line in self.nginx.requests()))
        # What cannot be had, or is at fault, refuses the file that names it.
        self.nginx.put("fleet-lobby-lobby-3.json", merged(whole, {"kiosk": {"theme": f"{self.here}/pale.json"}}))
        self.look_for("a theme that cannot be read", lambda: self.count("stays") == 1)
        self.assertRegex(self.said(), r"file of /kiosk/theme:1:\d+: /colors/ink: ink on background has a contrast")
        self.nginx.put("fleet-lobby-lobby-3.json", merged(whole, {"kiosk": {"logo": f"{self.here}/none.png"}}))
        self.look_for("a logo that is not there", lambda: self.count("stays") == 2)
        self.assertIn("/kiosk/logo: what is at its address is not to be had: HTTP 404", self.said())
        self.assertNotIn(self.here, self.said())
        self.assertEqual(self.picture(AGE), first)
        asked = sum("feed.profile.json" in line for line in self.nginx.requests())
        self.assertEqual(asked, 3, "once for each file that names it")
        self.assertEqual(stand.end(self.kiosk), 0)
        self.nginx.stop()
        self.start(device)
        self.look_for("the same picture without a network", lambda: self.picture(AGE) == first)
        self.assertNotIn("not what it was", self.said())

    def sign(self, path):
        subprocess.run(["minisign", "-S", "-W", "-s", self.work / "keys/key", "-m", path], check=True,
                       stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    def offer(self, content, signed=True):
        """Whoever looks between a file and its signature finds one that does not fit, and looks again."""
        self.put(merged(self.base, content))
        if signed:
            self.sign(self.nginx.html / "fleet.json")

    def test_only_signed_files_with_a_greater_serial(self):
        (self.work / "keys").mkdir()
        subprocess.run(["minisign", "-G", "-W", "-f", "-p", self.work / "keys/pub", "-s", self.work / "keys/key"], check=True,
                       stdout=subprocess.DEVNULL)
        public = (self.work / "keys/pub").read_text(encoding="utf-8").splitlines()[1]
        self.offer({"serial": 5})
        self.start(merged(self.device, {"remote": {"public_key": public}}))
        self.look_for("a signed file", lambda: ": good" in self.said())
        before = self.settled()
        self.offer({"serial": 6, "kiosk": {"theme": "day"}}, signed=False)
        self.look_for("a wrong signature", lambda: "is refused" in self.said())
        self.assertEqual(self.picture(), before)
        self.sign(self.nginx.html / "fleet.json")
        self.look_for("put right", lambda: self.count(": in use") == 2)
        self.look_for("good", lambda: self.count(": good") == 2)
        before = self.settled()
        self.offer({"serial": 5})
        self.look_for("an old file", lambda: "serial 5 is not above 6" in self.said())
        self.assertEqual(self.picture(), before)
        # What it names is signed as well: with none, with another file's, with its own.
        self.offer({"serial": 7, "kiosk": {"theme": f"{self.here}/dawn.json"}})
        self.look_for("no signature beside the theme",
                      lambda: "/kiosk/theme: what is at its address is not to be had" in self.said())
        beside = self.nginx.html / "dawn.json.minisig"
        beside.write_bytes((self.nginx.html / "fleet.json.minisig").read_bytes())
        self.assertEqual(self.picture(), before)
        self.assertEqual(self.count(": in use"), 2)
        asked = len(self.nginx.requests())
        self.look_for("another look", lambda: any("dawn.json.minisig" in line for line in self.nginx.requests()[asked:]))
        self.sign(self.nginx.html / "dawn.json")
        self.look_for("the theme with its signature", lambda: self.count(": in use") == 3)
        self.look_for("the theme on screen", lambda: self.eyes.share_of((0xff, 0xe8, 0xd0), 6) > 0.2)

    def check_vault(self, offered):
        """Whatever the state names is there, and as it was offered. The number of files that it names."""
        folder = self.work / "cache/remote"
        if not (folder / "state.json").exists():
            return 0
        state = json.loads((folder / "state.json").read_text(encoding="utf-8"))
        named = [name for name in (state["good"], state["candidate"]) if name]
        for name in named:
            self.assertIn(name, offered)
            self.assertEqual(hashlib.sha256((folder / f"{name}.json").read_bytes()).hexdigest(), name)
            index = folder / f"{name}.names"
            for line in index.read_text(encoding="utf-8").splitlines() if index.exists() else []:
                kept = line.split()[0]
                self.assertEqual(hashlib.sha256((folder / kept).read_bytes()).hexdigest(), kept.partition(".")[0])
        return len(named)

    def test_killed_at_any_moment(self):
        """SIGKILL while files are taken up: it always starts, with a configuration that was whole. BROADSIDE_KILLS says
        how often."""
        dice = random.Random(20261124)
        offered = {}
        named = applied = 0
        for turn in range(KILLS):
            self.start(self.by_file)
            end = time.monotonic() + dice.uniform(0, 1.2)
            while time.monotonic() < end:
                theme = dice.choice(["day", "night", f"{self.here}/dawn.json"])
                title = f"Edition {turn} {len(offered)}"
                content = json.dumps(merged(self.base_by_file, {"kiosk": {"title": title, "theme": theme}}))
                offered[hashlib.sha256(content.encode()).hexdigest()] = title
                self.put_beside(content)
                stand.linger(dice.uniform(0, 0.2), self.kiosk)
            self.assertIsNone(self.kiosk.poll(), self.said())
            stand.end(self.kiosk, signal.SIGKILL)
            applied += self.count(": in use")
            named += self.check_vault(offered)
            # In time of its own, which is over at once; it ends well, so that the next life is a first one.
            said = stand.broadside("run", "--config", self.work / "config.json", "--platform", "null", "--exit-after", "1",
                                   "--window", "320x240", "--stats", self.work / "stats.json")
            self.assertEqual(said.returncode, 0, said.stderr)
            self.assertNotIn("not what it was", said.stderr)
            self.assertGreater(json.loads((self.work / "stats.json").read_text(encoding="utf-8"))["frames_presented"], 0)
            status = json.loads((self.work / "status.json").read_text(encoding="utf-8"))["configuration"]
            if "hash" in status:
                self.assertIn(status["hash"], offered)
                self.assertEqual(status["layer"], "remote file")
        self.assertGreater(applied, KILLS // 4, "it was killed before it had done anything")
        self.assertGreater(named, KILLS // 4)
        print(f"{KILLS} kills, {len(offered)} files offered, {applied} taken up, {named} found whole", file=sys.stderr)

    def start_and_report(self, device):
        """What the first status of a new life says of its configuration."""
        status = self.work / "status.json"
        status.unlink(missing_ok=True)
        self.start(device)
        self.look_for("a status", status.exists)
        return json.loads(status.read_text(encoding="utf-8"))["configuration"]

    def test_crashes_in_a_row_lead_to_the_last_good_file(self):
        """A file that is whole, and under which the kiosk is killed before its trial is over."""
        self.put_beside(self.base_by_file)
        self.start(self.by_file)
        self.look_for("the first file", lambda: ": good" in self.said())
        good = self.state()["good"]
        before = self.settled()
        self.assertEqual(stand.end(self.kiosk), 0)
        device = merged(self.by_file, {"remote": {"trial": "10m"}})
        self.put_beside(merged(self.base_by_file, {"kiosk": {"theme": "day"}}))
        self.assertEqual(self.start_and_report(device)["starts"], 1)
        self.look_for("the new file", lambda: ": in use, on trial" in self.said())
        new = self.state()["candidate"]
        stand.end(self.kiosk, signal.SIGKILL)
        second = self.start_and_report(device)
        self.assertEqual((second["starts"], second["hash"], second["on_trial"]), (2, new, True))
        self.look_for("the new file once more", lambda: self.picture() != before)
        stand.end(self.kiosk, signal.SIGKILL)
        for number in (3, 4):
            report = self.start_and_report(device)
            self.assertEqual((report["starts"], report["hash"], report["layer"]), (number, good, "remote file"))
            self.assertFalse(report.get("on_trial"))
            self.assertIn(f"start {number} in a row that came soon after a crash: using the last good remote file", self.said())
            self.look_for("the picture of before", lambda: self.picture() == before)
            self.assertIn(new, self.state()["refused"])
            stand.end(self.kiosk, signal.SIGKILL)

    def test_crashes_without_a_remote_file_are_not_counted(self):
        """There is nothing to go back to."""
        device = merged(merged(self.device, self.base_by_file), {"remote": None})
        for _ in range(4):
            report = self.start_and_report(device)
            self.assertEqual((report["layer"], report.get("starts", 0)), ("device file", 0))
            self.assertNotIn("in a row", self.said())
            stand.end(self.kiosk, signal.SIGKILL)

    def test_keys_are_nowhere_to_be_seen(self):
        """A source of the remote file with a key, and everything that the program writes and says meanwhile."""
        secrets = self.work / "secrets.json"
        secrets.write_text(json.dumps({"desk": {"value": KEY, "host": "127.0.0.1"}}), encoding="utf-8")
        secrets.chmod(0o600)
        profile = json.loads((stand.TOP / "assets/profiles/json-feed.json").read_text(encoding="utf-8"))
        profile["request"] |= {"url": f"{self.here}/feed.json?key={{%key}}", "headers": {"X-Key": "{%key}"}, "at_least": "1s"}
        profile["params"] = {"key": {"secret": "desk"}}
        self.nginx.put("keyed.json", profile)
        sources = [{"id": "feed", "profile": f"{self.here}/keyed.json", "lists": ["top"], "every": "1s"},
                   {"id": "lost", "profile": f"{self.here}/keyed.json", "url": f"{self.here}/gone.json", "every": "1s"}]
        self.put(merged(self.base, {"sources": sources}))
        (self.work / "config.json").write_text(json.dumps(self.device | {"secrets": "secrets.json"}), encoding="utf-8")
        said = stand.broadside("run", "--config", self.work / "config.json", "--platform", "null", "--exit-after", "1",
                               "--log-level", "debug", "--stats", self.work / "stats.json")
        self.start(self.device | {"secrets": "secrets.json"})
        self.look_for("the first file", lambda: ": good" in self.said())
        self.look_for("the key in use", lambda: any("feed.json?key=S3cr%26t%2FKey" in line for line in self.nginx.requests()))
        self.look_for("a failure", lambda: "source lost" in self.said())
        self.look_for("a status", lambda: "lost" in (self.work / "status.json").read_text(encoding="utf-8"))
        outputs = [said.stdout, said.stderr]
        (self.work / "fleet.json").write_bytes((self.nginx.html / "fleet.json").read_bytes())
        for command in (["check", "--config", self.work / "config.json", self.work / "fleet.json"],
                        ["config", "--config", self.work / "config.json"],
                        ["config", "--config", self.work / "config.json", "--json"],
                        ["config", "--config", self.work / "config.json", "--explain", "sources"],
                        ["fetch", "--config", self.work / "config.json"],
                        ["render", "--config", self.work / "config.json", "--out", self.work / "pages"],
                        ["status", self.work / "status.json"]):
            said = stand.broadside(*command, "--log-level", "debug")
            self.assertNotEqual(said.returncode, 2, said.stderr)
            outputs += [said.stdout, said.stderr]
        outputs.append(self.said())
        stand.end(self.kiosk)
        for path in self.work.rglob("*"):
            if path.is_file() and path != secrets and path.name != "access.log":
                outputs.append(path.read_bytes().decode(errors="replace"))
        self.assertGreater(len(outputs), 25)
        for output in outputs:
            for form in (KEY, "S3cr%26t%2FKey"):
                self.assertNotIn(form, output)


if __name__ == "__main__":
    unittest.main(verbosity=2)
