"""What the machine is told to show, and the server on loopback that has it."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
KEY = "boot-test-3f9a61c0"
SECRETS = {"desk": {"value": KEY, "host": "10.0.2.100"}}
FIRST = "Lighthouse keepers return to the northern coast"
SECOND = "Glass bridge opens across the old harbour"
BODY = "Wednesday was the first evening on which the lamp was lit by hand again"


def configuration(arch):
    """Of the machine, which says in its masthead what it is."""
    return {
        "kiosk": {"title": f"Boot {arch}", "language": "en", "timezone": "UTC"},
        "cache": "/var/cache/broadside",
        "status": "/run/broadside/status.json",
        "sources": [{"id": "news", "profile": "keyed.json", "every": "5s", "lists": ["top", "feed", "ticker"]}],
        "times": [{"from": "14:00", "to": "15:00", "set": {"screen": {"tallest": 768}}},
                  {"from": "23:00", "to": "05:00", "set": {"screen": {"on": False}}}],
        # Only a key turns the page.
        "rundown": [{"page": "top-stories", "seconds": "1h"}, {"page": "story", "from": "top", "count": 1, "seconds": "1h"}],
    }


def edition(lead):
    titles = [lead, "Farmers expect a late harvest", "Museum finds a map thought lost", "Trams will run all night in summer"]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Boot test", "items": [
        {"id": title, "title": title, "summary": f"{title}, in short.", "content_html": f"<p>{BODY}.</p>" * 3,
         "date_published": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 600 * number))}
        for number, title in enumerate(titles, 1)]})


def keyed_profile():
    """A JSON feed that is only given to those who have the key."""
    profile = json.loads((TOP / "assets/profiles/json-feed.json").read_text())
    del profile["$schema"]
    profile["profile"] = "keyed"
    profile["params"] = {"key": {"secret": "desk"}}
    profile["request"]["url"] = "http://10.0.2.100/edition.json"
    profile["request"]["headers"]["Authorization"] = "Bearer {%key}"
    profile["request"]["at_least"] = "5s"
    return profile


class Desk:
    """The server of the edition, on loopback."""

    def __init__(self):
        desk = self
        self.lead = FIRST
        self.strangers = 0
        self.served = threading.Event()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                if self.headers["Authorization"] != f"Bearer {KEY}":
                    desk.strangers += 1
                    self.send_error(401)
                    return
                body = edition(desk.lead).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                desk.served.set()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.port = self.server.server_address[1]


def words_of(text):
    return [word.lower() for word in text.split() if len(word) > 4]
