"""What the end-to-end tests stand on: a web server on loopback, a screen without a screen, and eyes.

Nothing here waits a fixed time: `until` looks again and again, with a deadline.
"""

import contextlib
import getpass
import json
import os
import re
import select
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
FIXTURES = Path(__file__).with_name("fixtures")
BROADSIDE = os.environ.get("BROADSIDE", str(TOP / "build/release/broadside"))
# A sanitizer makes everything several times slower; deadlines are for finding what never comes.
PATIENCE = 90


@contextlib.contextmanager
def folder():
    path = Path(tempfile.mkdtemp(prefix="broadside-e2e-"))
    path.chmod(0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def until(what, look, seconds=PATIENCE):
    """The first true answer of `look`; it takes its own time, so there is nothing to wait for in between."""
    deadline = time.monotonic() + seconds
    while True:
        answer = look()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")


def linger(seconds, process):
    """Until a random moment, or until the process ends by itself: for killing it in the middle of something."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)


def sleeps(process, seconds=3):
    """How often its main thread goes to sleep in so many seconds (proc(5), voluntary_ctxt_switches)."""

    def so_far():
        status = Path(f"/proc/{process.pid}/task/{process.pid}/status").read_text(encoding="utf-8")
        return int(status.split("\nvoluntary_ctxt_switches:")[1].split()[0])

    before = so_far()
    linger(seconds, process)
    return so_far() - before


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def end(process, how=signal.SIGTERM, seconds=20):
    """Ends a process that we started; its exit status."""
    if process.poll() is None:
        process.send_signal(how)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return process.returncode


def agreeing(look, process, seconds=0.15):
    """For `until`: what `look` answers if it still does a little later; else None."""
    before = look()
    linger(seconds, process)
    after = look()
    return after if after == before else None


def differing(pixels, others):
    """How many bytes of two pictures of one size differ."""
    difference = int.from_bytes(pixels, "little") ^ int.from_bytes(others, "little")
    return len(pixels) - difference.to_bytes(len(pixels), "little").count(0)


class Nginx:
    """nginx with everything it touches under `prefix`; serves prefix/html."""

    CONFIG = """
daemon off;
user {user};
worker_processes 1;
pid nginx.pid;
error_log error.log;
events {{ worker_connections 64; }}
http {{
  types {{ application/json json; image/jpeg jpg; }}
  access_log access.log;
  client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp; uwsgi_temp_path temp; scgi_temp_path temp;
  log_format full '$server_protocol "$request" $status "$http_user_agent" "$http_accept_encoding"';
  server {{ listen 127.0.0.1:{port}; root html; }}
{secure}
}}
"""
    SECURE = """
  server {{
    listen 127.0.0.1:{port} ssl http2; root html; access_log secure.log full;
    location = /down.json {{ return 302 http://127.0.0.1:{down}/feed.json; }}
    ssl_certificate {certificate}.pem; ssl_certificate_key {certificate}.key;
  }}
"""

    def __init__(self, prefix, certificate=None):
        """`certificate`: the path of a .pem and a .key without their ends; with it the same is served by TLS."""
        self.certificate = certificate
        self.secure_port = free_port() if certificate else 0
        self.prefix = prefix
        self.html = prefix / "html"
        self.html.mkdir(exist_ok=True)
        self.stamp = int(time.time()) - 1000
        self.port = free_port()
        self.process = None

    def start(self):
        secure = ""
        if self.certificate:
            secure = self.SECURE.format(port=self.secure_port, down=self.port, certificate=self.certificate)
        config = self.CONFIG.format(user=getpass.getuser(), port=self.port, secure=secure)
        (self.prefix / "nginx.conf").write_text(config, encoding="utf-8")
        binary = shutil.which("nginx") or "/usr/sbin/nginx"
        self.process = subprocess.Popen([binary, "-p", f"{self.prefix}/", "-e", "error.log", "-c", "nginx.conf"])
        until("nginx answers", self.answers, 20)

    def answers(self):
        if self.process.poll() is not None:
            raise AssertionError((self.prefix / "error.log").read_text(encoding="utf-8"))
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                return True
        select.select([], [], [], 0.02)
        return False

    def put(self, name, content):
        """Replaces a file in one step, as an editor's server would. Each has a time of its own: nginx makes ETags of the
        second and the size, and a test is quick enough to write two of a size in one second."""
        new = self.html / f".{name}.new"
        new.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        self.stamp += 1
        os.utime(new, (self.stamp, self.stamp))
        new.rename(self.html / name)

    def requests(self):
        return (self.prefix / "access.log").read_text(encoding="utf-8").splitlines()

    def stop(self):
        if self.process:
            end(self.process)


def columns_on(before, after, most=700):
    """How far to the left the rows `before` are in the rows `after`, in pixels; None if nowhere."""
    return next((by for by in range(1, most) if all(now.startswith(row[3 * by:]) for row, now in zip(before, after))), None)


class Screen:
    """An X server in memory."""

    def __init__(self, width, height):
        read, write = os.pipe()
        self.memory = tempfile.TemporaryDirectory(prefix="broadside-xvfb-")
        with open(os.devnull, "wb") as nothing:
            self.process = subprocess.Popen(
                ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset",
                 "-fbdir", self.memory.name],
                pass_fds=[write], stderr=nothing)
        os.close(write)
        with os.fdopen(read) as numbers:  # "7", then "\n" in a second write: to close in between would kill it
            ready, _, _ = select.select([numbers], [], [], 30)
            number = numbers.readline().strip() if ready else ""
        if not number:
            end(self.process)
            raise AssertionError("Xvfb does not start")
        self.display = f":{number}"

    def shot(self, path):
        subprocess.run(["import", "-window", "root", path], check=True, env=os.environ | {"DISPLAY": self.display})
        return path

    def rows(self, left, top, width, height):
        """Those of a place on it, each as bytes, three a pixel; all of one moment, since the server is asked for them."""
        raw = subprocess.run(["import", "-window", "root", "-crop", f"{width}x{height}+{left}+{top}", "-depth", "8",
                              "rgb:-"], capture_output=True, check=True, env=os.environ | {"DISPLAY": self.display}).stdout
        return [raw[at:at + 3 * width] for at in range(0, len(raw), 3 * width)]

    def headlines(self):
        """The rows that they run through, right of the sign before them, of a ticker at the foot of 1280x720."""
        return self.rows(240, 670, 1040, 40)

    def pixels(self):
        """What is on it now, four bytes a pixel, row by row, and the bytes of a row. From the server's own memory, which
        is a file in the form of xwd (X11/XWDFile.h): looking costs no process."""
        image = (Path(self.memory.name) / "Xvfb_screen0").read_bytes()
        header = struct.unpack(">25I", image[:100])
        row, colors = header[12], header[19]
        return bytearray(image[header[0] + 12 * colors:]), row

    def colours(self):
        """How many different ones are on it."""
        return len(set(memoryview(self.pixels()[0]).cast("I")))

    def settled(self, process):
        """All of it, once `process` has all of its pictures on it."""
        return until("a picture that stands still", lambda: agreeing(lambda: self.pixels()[0], process, 0.3))

    def stop(self):
        end(self.process)
        self.memory.cleanup()


class Eyes:
    """Looks at a screen and reads it."""

    def __init__(self, screen, work):
        self.screen = screen
        self.work = work
        self.last = ""

    def read(self, crop, scale="60%"):
        """The words in a part of the screen ("WxH+X+Y"), in small letters. `scale` is what makes them 30 to 50 pixels
        high, which Tesseract likes: headlines of a large screen are larger."""
        shot = self.screen.shot(self.work / "shot.png")
        part = self.work / "part.png"
        subprocess.run(["convert", shot, "-crop", crop, "+repage", "-colorspace", "Gray", "-resize", scale, "-normalize",
                        part], check=True)
        environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
        found = subprocess.run(["tesseract", part, "-", "--psm", "11"], capture_output=True, text=True, check=True,
                               env=environment)
        self.last = found.stdout
        return found.stdout.lower()

    def sees(self, words, crop, scale="60%"):
        """All of the words but one, at most: a reader misreads, too."""
        text = re.sub(r"[^\w.,]+", " ", self.read(crop, scale)).split()
        wanted = words.lower().split()
        return sum(word in text for word in wanted) >= max(1, len(wanted) - 1)

    def share_of(self, color, tolerance=40):
        """Which part of the screen, 0 to 1, has about this colour."""
        shot = self.screen.shot(self.work / "shot.png")
        raw = subprocess.run(["convert", shot, "-resize", "192x108!", "-depth", "8", "rgb:-"], capture_output=True,
                             check=True).stdout
        pixels = list(zip(raw[0::3], raw[1::3], raw[2::3]))
        near = sum(all(abs(a - b) <= tolerance for a, b in zip(pixel, color)) for pixel in pixels)
        return near / len(pixels)


def broadside(*arguments, timeout=PATIENCE * 2, **options):
    return subprocess.run([BROADSIDE, *map(str, arguments)], capture_output=True, text=True, check=False,
                          timeout=timeout, **options)
