#!/usr/bin/env python3
"""The way to the servers and back: TLS, HTTP/2, a proxy, what the log says of it, and a start without any of it."""

import contextlib
import http.server
import json
import os
import socket
import subprocess
import threading
import unittest
import urllib.request

import stand

SECRET = "Geheimnis"
FEED = (stand.FIXTURES / "feed.json").read_bytes()


def write_config(work, url, **rest):
    """A configuration of one source."""
    config = {"sources": [{"id": "feed", "profile": "json-feed", "url": url, "lists": ["top"]}],
              "rundown": [{"page": "top-stories"}]} | rest
    path = work / "config.json"
    path.write_text(json.dumps(config), encoding="utf-8")
    return path


def certificates(work):
    subprocess.run([stand.TOP / "tests/support/certificates.sh", work], check=True, capture_output=True)
    return work / "good"


class Proxy(http.server.ThreadingHTTPServer):
    """A proxy: whole addresses and tunnels, all of which end at `port` of this machine, whatever they name."""

    daemon_threads = True

    def __init__(self, port):
        super().__init__(("127.0.0.1", 0), ProxyHandler)
        self.port = port
        self.asked = []
        self.credentials = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def stop(self):
        self.shutdown()
        self.server_close()


class ProxyHandler(http.server.BaseHTTPRequestHandler):
    def note(self):
        self.server.asked.append(f"{self.command} {self.path}")
        self.server.credentials.append(self.headers.get("Proxy-Authorization"))

    def do_GET(self):
        self.note()
        path = self.path.split("/", 3)[3]
        with urllib.request.urlopen(f"http://127.0.0.1:{self.server.port}/{path}") as answer:
            body = answer.read()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_CONNECT(self):
        self.note()
        with socket.create_connection(("127.0.0.1", self.server.port)) as there:
            self.send_response(200)
            self.end_headers()
            back = threading.Thread(target=pump, args=(there, self.connection), daemon=True)
            back.start()
            pump(self.connection, there)
            back.join()
        self.close_connection = True

    def log_message(self, *_):
        pass


def pump(source, target):
    with contextlib.suppress(OSError):
        while data := source.recv(1 << 16):
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)


class Network(unittest.TestCase):
    def setUp(self):
        self.work = self.enterContext(stand.folder())

    def serve(self, certificate=None):
        nginx = stand.Nginx(self.work, certificate)
        nginx.start()
        self.addCleanup(nginx.stop)
        nginx.put("feed.json", FEED)
        nginx.put("picture.jpg", (stand.FIXTURES / "picture.jpg").read_bytes())
        return nginx

    def open_proxy(self, port):
        proxy = Proxy(port)
        self.addCleanup(proxy.stop)
        return proxy

    def fetch(self, config, *options):
        return stand.broadside("fetch", "--config", config, *options, "--timeout", "20")

    def test_tls_with_a_ca_of_ones_own(self):
        nginx = self.serve(certificates(self.work))
        url = f"https://127.0.0.1:{nginx.secure_port}/feed.json"
        result = self.fetch(write_config(self.work, url))
        self.assertEqual(result.returncode, 1)
        self.assertIn("certificate", result.stdout)
        result = self.fetch(write_config(self.work, url, network={"ca": "ca.pem"}, kiosk={"contact": "desk@news.example"}))
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        protocol, rest = (self.work / "secure.log").read_text(encoding="utf-8").splitlines()[0].split(" ", 1)
        self.assertEqual(protocol, "HTTP/2.0")
        self.assertRegex(rest, r'"Broadside/\S+ \(desk@news\.example\)"')
        for coding in ("gzip", "br", "zstd"):
            self.assertIn(coding, rest.rsplit('"', 2)[1])

    def test_nobody_is_led_from_https_to_http(self):
        nginx = self.serve(certificates(self.work))
        result = self.fetch(write_config(self.work, f"https://127.0.0.1:{nginx.secure_port}/down.json", network={"ca": "ca.pem"}))
        self.assertEqual(result.returncode, 1)
        self.assertIn("redirect from https to http", result.stdout)
        self.assertEqual(nginx.requests(), [])

    def test_a_proxy_is_asked_and_nobody_else(self):
        nginx = self.serve()
        proxy = self.open_proxy(nginx.port)
        network = {"proxy": f"http://127.0.0.1:{proxy.server_port}"}
        result = self.fetch(write_config(self.work, "http://news.invalid/feed.json", network=network))
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertEqual(proxy.asked[0], "GET http://news.invalid/feed.json")
        self.assertEqual(proxy.credentials, [None] * len(proxy.credentials))

    def test_tls_goes_through_the_proxy_unopened(self):
        nginx = self.serve(certificates(self.work))
        proxy = self.open_proxy(nginx.secure_port)
        network = {"proxy": f"http://user:{SECRET}@127.0.0.1:{proxy.server_port}", "ca": "ca.pem"}
        result = self.fetch(write_config(self.work, "https://127.0.0.1:443/feed.json", network=network))
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertEqual(proxy.asked, ["CONNECT 127.0.0.1:443"] * len(proxy.asked))
        self.assertTrue(proxy.credentials[0].startswith("Basic "))

    def test_no_secret_is_logged(self):
        """Whatever fails, and however loud the log is: no query of an address, no password of a proxy."""
        nginx = self.serve()
        server = f"http://127.0.0.1:{nginx.port}"
        items = [{"id": str(number), "title": "A", "image": image} for number, image in enumerate(
            (f"{server}/none.jpg?token={SECRET}", f"{server}/feed.json?token={SECRET}", f"http://u:{SECRET}@h/a.jpg"))]
        nginx.put("secret.json", {"version": "https://jsonfeed.org/version/1.1", "items": items})
        (self.work / "html/moved").mkdir()  # nginx sends whoever asks for a folder to the folder's address
        proxy = f"http://user:{SECRET}@127.0.0.1:{stand.free_port()}"
        for url, network in ((f"{server}/secret.json?key={SECRET}", {}), (f"{server}/gone.json?key={SECRET}", {}),
                             (f"{server}/moved?key={SECRET}", {}), (f"http://news.invalid/?key={SECRET}", {}),
                             (f"{server}/feed.json?key={SECRET}", {"proxy": proxy}),
                             (f"http://user:{SECRET}@127.0.0.1/feed.json", {})):
            with self.subTest(url=url):
                result = self.fetch(write_config(self.work, url, network=network), "--log-level", "debug")
                self.assertNotIn(SECRET, result.stdout + result.stderr)
        self.assertIn("none.jpg", self.fetch(
            write_config(self.work, f"{server}/secret.json"), "--log-level", "debug").stderr)

    def test_the_log_is_as_loud_as_is_wished(self):
        nginx = self.serve()
        nginx.put("feed.json", {"version": "https://jsonfeed.org/version/1.1", "items": [
            {"id": "1", "title": "A", "image": f"http://127.0.0.1:{nginx.port}/none.jpg"}]})
        config = write_config(self.work, f"http://127.0.0.1:{nginx.port}/feed.json")
        config.write_text(config.read_text(encoding="utf-8").replace("}]}", '}, {"id": "no", "profile": "no"}]}', 1),
                          encoding="utf-8")
        said = {}
        for level in ("error", "warning", "info", "debug"):
            for options in (["--log-level", level], [f"--log-level={level}"]):
                lines = self.fetch(config, *options).stderr.splitlines()
                said[level] = {line.split(":")[0] for line in lines}
        self.assertLessEqual(said["error"], {"error"})
        self.assertIn("warning", said["warning"])
        self.assertNotIn("info", said["warning"])
        self.assertIn("info", said["info"])
        self.assertLessEqual(said["info"], said["debug"])
        for word in ("loud", "", "WARNING"):
            result = self.fetch(config, "--log-level", word)
            self.assertEqual(result.returncode, 2)
            self.assertIn("allowed: error, warning, info, debug", result.stderr)

    def test_the_journal_is_told_how_bad_it_is(self):
        nginx = self.serve()
        config = write_config(self.work, f"http://127.0.0.1:{nginx.port}/gone.json")
        for is_journal in (True, False):
            with open(self.work / "stderr.txt", "wb+") as errors:
                status = os.fstat(errors.fileno())
                stream = f"{status.st_dev}:{status.st_ino}" if is_journal else "1:2"
                subprocess.run([stand.BROADSIDE, "fetch", "--config", config], stdout=subprocess.DEVNULL, stderr=errors,
                               env=os.environ | {"JOURNAL_STREAM": stream}, check=False, timeout=stand.PATIENCE)
                errors.seek(0)
                lines = errors.read().decode().splitlines()
            warning = next(line for line in lines if "HTTP 404" in line)
            self.assertTrue(warning.startswith("<4>warning: " if is_journal else "warning: "), warning)

    def run_for(self, config, seconds):
        stats = self.work / "stats.json"
        result = stand.broadside("run", "--config", config, "--window", "1920x1080", "--exit-after", seconds, "--stats", stats,
                                 env=os.environ | {"SDL_VIDEODRIVER": "dummy"})
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(stats.read_text(encoding="utf-8"))

    def test_the_first_frame_comes_from_the_shelf(self):
        nginx = self.serve()
        config = write_config(self.work, f"http://127.0.0.1:{nginx.port}/feed.json", cache="shelf")
        first = self.run_for(config, 3)
        self.assertFalse(first["first_frame_from_shelf"])
        self.assertGreater(first["shelf_bytes_written"], len(FEED))
        nginx.stop()
        second = self.run_for(config, 1)
        self.assertTrue(second["first_frame_from_shelf"])
        self.assertEqual(second["shelf_bytes_written"], 0)
        self.assertGreater(second["first_frame_ms"], 0)
        print(f"first frame from the shelf, network cut: {second['first_frame_ms']} ms")


if __name__ == "__main__":
    unittest.main(verbosity=2)
