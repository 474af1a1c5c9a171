#!/usr/bin/env python3
"""A service that wants a key, a POST, a day and several pages, asked by the whole program; and that nobody sees the key."""

import contextlib
import datetime
import http.server
import json
import threading
import unittest
import urllib.parse

import stand

KEY = "K3y&of/the desk"
ENCODED = urllib.parse.quote(KEY, safe="")
PROFILE = {
    "profile": "wire",
    "request": {
        "url": "{%site}/{%day}/list?key={%key}",
        "method": "POST",
        "headers": {"Authorization": "Bearer {%key}"},
        "body": {"key": "{%key}", "limit": "{%count}", "before": "{%next}"},
    },
    "params": {"site": None, "count": 2, "key": {"secret": "wire"}, "day": {"today": "%F"}},
    "ok": {"/error": {"has": False}},
    "error": "/error",
    "records": {"story": {"each": "/items", "fields": {"id": "/id", "headline": "/title"}}},
    "next": "/last",
    "pages": 3,
}
AT = "2026-11-24T14:00:00Z"


class Wire(http.server.ThreadingHTTPServer):
    """A service that keeps what it was asked, and is careless with keys that it does not know."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Desk)
        self.asked = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def site(self):
        return f"http://127.0.0.1:{self.server_port}"

    def stop(self):
        self.shutdown()
        self.server_close()


class Desk(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), body))
        asked = json.loads(body)
        first = asked.get("before", 9)
        answer = {"items": [{"id": str(number), "title": f"Headline {number}"} for number in (first, first - 1)],
                  "last": first - 2}
        if asked["key"] != KEY:
            answer = {"error": f"unknown key {asked['key']} in {self.path}"}
        payload = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def desk(key=KEY, mode=0o600):
    """A service, and a folder with a configuration that asks it."""
    wire = Wire()
    with stand.folder() as work:
        secrets = work / "secrets.json"
        secrets.write_text(json.dumps({"wire": {"value": key, "host": "127.0.0.1"}}), encoding="utf-8")
        secrets.chmod(mode)
        (work / "wire.json").write_text(json.dumps(PROFILE), encoding="utf-8")
        config = work / "config.json"
        config.write_text(json.dumps({
            "kiosk": {"at": AT}, "secrets": "secrets.json", "cache": "cache", "status": "status.json",
            "sources": [{"id": "wire", "profile": "wire.json", "params": {"site": wire.site(), "key": {"secret": "wire"}}, "lists": ["top"]}],
            "rundown": [{"page": "top-stories"}],
        }), encoding="utf-8")
        try:
            yield wire, work, config
        finally:
            wire.stop()


class Secrets(unittest.TestCase):
    def assert_silent(self, text):
        self.assertNotIn(KEY, text)
        self.assertNotIn(ENCODED, text)

    def ask(self, *arguments):
        result = stand.broadside(*arguments, "--log-level", "debug")
        self.assert_silent(result.stdout + result.stderr)
        return result

    def test_the_service_gets_all_that_it_wants(self):
        with desk() as (wire, _, config):
            result = self.ask("fetch", "--config", config)
            self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
            self.assertRegex(result.stdout, r"wire +200 +\d+ +6 ")
            self.assertEqual([json.loads(body).get("before") for _, _, body in wire.asked], [None, 7, 5])
            today = datetime.datetime.now(datetime.timezone.utc)
            days = {str(day.date()) for day in (today, today - datetime.timedelta(minutes=10))}
            for path, headers, body in wire.asked:
                self.assertIn(path, {f"/{day}/list?key={ENCODED}" for day in days})
                self.assertEqual(headers["Authorization"], f"Bearer {KEY}")
                self.assertEqual(headers["Content-Type"], "application/json")
                self.assertNotIn("If-None-Match", headers)
                self.assertEqual(json.loads(body)["limit"], 2)
                self.assertEqual(json.loads(body)["key"], KEY)

    def test_no_command_tells_the_key(self):
        with desk() as (_, work, config):
            self.assertIn("config.json: ok", self.ask("check", config).stdout)
            for form in ([], ["--json"], ["--explain", "sources[0].params"]):
                result = self.ask("config", "--config", config, *form)
                self.assertEqual(result.returncode, 0, result.stderr)
                self.assertIn("wire", result.stdout)
            self.ask("render", "--config", config, "--out", work / "pages")
            result = self.ask("run", "--config", config, "--platform", "null", "--exit-after", "2")
            self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
            result = self.ask("status", work / "status.json")
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertRegex(result.stdout, r"wire +fresh +200 +6 ")
            written = [path for path in work.rglob("*") if path.is_file() and path.name != "secrets.json"]
            self.assertEqual(len([path for path in written if path.parent.name == "cache"]), 3)
            for path in written:
                content = path.read_bytes()
                self.assertNotIn(KEY.encode(), content, path)
                self.assertNotIn(ENCODED.encode(), content, path)

    def test_a_wrong_key_is_not_repeated(self):
        wrong = "wr0ng key"
        with desk(key=wrong) as (_, _, config):
            result = self.ask("fetch", "--config", config)
            self.assertEqual(result.returncode, 1)
            self.assertIn("the service answered: unknown key *** in /", result.stdout)
            for told in (wrong, urllib.parse.quote(wrong)):
                self.assertNotIn(told, result.stdout + result.stderr)

    def test_a_file_that_others_can_read_is_refused(self):
        with desk(mode=0o644) as (wire, _, config):
            for command in (["check", config], ["fetch", "--config", config]):
                result = self.ask(*command)
                self.assertEqual(result.returncode, 1)
                self.assertIn("secrets.json: others may read it: its mode is 0644 (allowed: 0600 or 0400; chmod 600",
                              result.stdout + result.stderr)
            self.assertEqual(wire.asked, [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
