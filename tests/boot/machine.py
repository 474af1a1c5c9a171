"""A virtual machine that is looked at as a person would: its screen, its keys, its power. And a shell behind its back."""

import contextlib
import gzip
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import tempfile
import time
from pathlib import Path

MACHINES = {
    "amd64": ["qemu-system-x86_64", "-M", "q35", "-cpu", "max,arch-capabilities=off"],
    "arm64": ["qemu-system-aarch64", "-M", "virt", "-cpu", "cortex-a72"],
}
RELAY = Path(__file__).with_name("relay")
CONSOLES = {"amd64": "ttyS0", "arm64": "ttyAMA0"}

# A root shell on a line of its own, put into the memory of the machine while it starts (initramfs-tools keeps /run).
# The image knows nothing of it.
SHELL_UNIT = """[Unit]
Description=Shell of the boot test
DefaultDependencies=no
# Until there is a hvc0.
StartLimitIntervalSec=0
[Service]
ExecStart=/bin/sh
StandardInput=tty-force
StandardOutput=tty
TTYPath=/dev/hvc0
Restart=always
RestartSec=1
"""
SHELL_SCRIPT = f"""#!/bin/sh
[ "$1" = prereqs ] && exit 0
mkdir -p /run/systemd/system/sysinit.target.wants
cat >/run/systemd/system/boot-test.service <<'END'
{SHELL_UNIT}END
ln -s ../boot-test.service /run/systemd/system/sysinit.target.wants/boot-test.service
"""
SHELL_ORDER = """/scripts/init-bottom/boot-test "$@"
[ -e /conf/param.conf ] && . /conf/param.conf
/scripts/init-bottom/udev "$@"
[ -e /conf/param.conf ] && . /conf/param.conf
"""


def cpio(files):
    """A "newc" archive (cpio(5)) of (name, mode, text)."""
    out = b""
    for number, (name, mode, text) in enumerate([*files, ("TRAILER!!!", 0, "")], 1):
        data, path = text.encode(), name.encode() + b"\0"
        fields = [number, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(path), 0]
        header = b"070701" + b"".join(b"%08X" % field for field in fields) + path
        out += header + b"\0" * (-len(header) % 4) + data + b"\0" * (-len(data) % 4)
    return out


def size_of(path):
    """Width and height of a PNG file."""
    return struct.unpack(">II", path.read_bytes()[16:24])


def is_without_output(path):
    """QEMU's own words on a monitor that nobody draws on."""
    return size_of(path) == (640, 480)


class Socket:
    """One of the two sockets for a monitor. QEMU takes the size of a viewer's window for that of a monitor (RFB's
    SetDesktopSize, over VNC): what has no width is not plugged in."""

    def __init__(self, line):
        self.line = line
        self.read(12)  # the protocol's version, which is sent back
        line.sendall(b"RFB 003.008\n")
        self.read(self.read(1)[0])
        line.sendall(b"\1")  # no password
        self.read(4)
        line.sendall(b"\1")  # others may look on
        self.read(struct.unpack(">20xI", self.read(24))[0])

    def read(self, count):
        data = self.line.recv(count, socket.MSG_WAITALL)
        if len(data) != count:
            raise AssertionError("the monitor's line is closed")
        return data

    def plug(self, width, height):
        self.line.sendall(struct.pack(">BxHHBx", 251, width, height, 0))

    def pull(self):
        self.plug(0, 1)  # 0 by 0 is what QEMU begins with, and would be no news to it


class Machine:
    """Started at once; `stop` is the power cut. A monitor is in the first of its two sockets, or none. `words` are more for
    the kernel."""

    def __init__(self, arch, image, state=None, port=None, accel="tcg", has_monitor=True, words=""):
        self.folder = Path(tempfile.mkdtemp(prefix="broadside-boot-"))
        initrd = self.folder / "initrd"
        # The kernel reads one archive after the other; a later file takes the place of an earlier one.
        initrd.write_bytes((image / "initrd").read_bytes() + gzip.compress(cpio([
            ("scripts", 0o40755, ""), ("scripts/init-bottom", 0o40755, ""),
            ("scripts/init-bottom/ORDER", 0o100644, SHELL_ORDER),
            ("scripts/init-bottom/boot-test", 0o100755, SHELL_SCRIPT)])))
        words += f" root=/dev/vda ro quiet loglevel=3 systemd.show_status=false vt.global_cursor_default=0 " \
                f"console=tty1 console={CONSOLES[arch]}"
        command = ["nice", "-n", "10", *MACHINES[arch], "-accel", accel, "-m", "1024", "-smp", "2", "-nodefaults", "-display", "none",
                   "-kernel", str(image / "vmlinuz"), "-initrd", str(initrd), "-append", words,
                   "-drive", f"file={image / 'root.ext4'},format=raw,if=virtio,readonly=on",
                   "-device", "virtio-gpu-pci,id=screen,xres=1920,yres=1080,max_outputs=2", "-device", "virtio-keyboard-pci",
                   "-vnc", f"unix:{self.folder / 'socket0'},display=screen,head=0",
                   "-vnc", f"unix:{self.folder / 'socket1'},display=screen,head=1", "-S",
                   "-device", "virtio-rng-pci", "-serial", f"file:{self.folder / 'serial.log'}",
                   "-chardev", f"socket,id=shell,path={self.folder / 'shell'},server=on,wait=off",
                   "-device", "virtio-serial-pci", "-device", "virtconsole,chardev=shell",
                   "-qmp", f"unix:{self.folder / 'qmp'},server=on,wait=off", "-no-reboot",
                   "-rtc", time.strftime("base=%Y-%m-%dT12:00:00", time.gmtime())]
        if state:
            command += ["-drive", f"file={state},format=raw,if=virtio"]
        if port:  # the machine sees a server at 10.0.2.100; nothing else is there
            command += ["-netdev", f"user,id=net,restrict=on,guestfwd=tcp:10.0.2.100:80-cmd:{RELAY} {port}",
                        "-device", "virtio-net-pci,netdev=net"]
        self.began = time.monotonic()
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        self.qmp = self.connect("qmp").makefile("rw")
        self.qmp.readline()
        self.ask("qmp_capabilities")
        self.sockets = [Socket(self.connect(f"socket{number}")) for number in range(2)]
        if not has_monitor:
            self.sockets[0].pull()
        self.ask("cont")
        self.shell = self.connect("shell")
        self.heard = b""
        self.is_quiet = False

    def connect(self, name, seconds=30):
        end = time.monotonic() + seconds
        while True:
            line = socket.socket(socket.AF_UNIX)
            try:
                line.connect(str(self.folder / name))
                return line
            except OSError:
                line.close()
                if time.monotonic() > end or self.process.poll() is not None:
                    raise
                self.linger(0.2)

    def linger(self, seconds):
        """A moment, or until the machine ends."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)

    def age(self):
        return time.monotonic() - self.began

    def ask(self, what, **arguments):
        """One command of the QEMU Machine Protocol."""
        self.qmp.write(json.dumps({"execute": what, "arguments": arguments}) + "\n")
        self.qmp.flush()
        while True:
            answer = json.loads(self.qmp.readline())
            if "error" in answer:
                raise RuntimeError(f"{what}: {answer['error']}")
            if "return" in answer:
                return answer["return"]

    def press(self, key):
        self.ask("send-key", keys=[{"type": "qcode", "data": key}])

    def look(self, path, head=0):
        """What a person would see on a monitor, as a PNG file."""
        self.ask("screendump", filename=str(path), format="png", device="screen", head=head)
        return path

    def is_dark(self, path):
        """Whether the monitor has no picture, or a black one. QEMU writes one small line on a monitor that is off."""
        self.look(path)
        if is_without_output(path):
            return True
        found = subprocess.run(["convert", str(path), "-format", "%[fx:mean]", "info:"], capture_output=True, text=True, check=True)
        return float(found.stdout) < 0.001

    def read(self, path, head=0, crop=None):
        """The words on a monitor, by tesseract, in small letters with single blanks; of small type only in a part of it
        ("WxH+X+Y"), which is made larger."""
        self.look(path, head)
        if is_without_output(path):
            return ""
        if crop:
            subprocess.run(["convert", str(path), "-crop", crop, "+repage", "-negate", "-filter", "point", "-resize", "400%",
                            "-bordercolor", "white", "-border", "40", str(path)], check=True)
        found = subprocess.run(["tesseract", str(path), "-", "--psm", "11"], capture_output=True, text=True, check=True,
                               env={**os.environ, "OMP_THREAD_LIMIT": "1"})
        return " ".join(found.stdout.lower().split())

    def wait_for_words(self, words, path, seconds, *, head=0, size=None, crop=None):
        """The seconds since power-on at which all of the words were on a monitor, and its picture of that size."""
        end = time.monotonic() + seconds
        seen, had = "", None
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError("the machine has ended")
            at = self.age()
            seen = self.read(path, head, crop)
            had = size_of(path)
            if all(word.lower() in seen for word in words) and size in (None, had):
                return at
            self.linger(1)
        raise AssertionError(f"not on the screen within {seconds} s: {words}, {size or ''}; there was, {had}: {seen[:600]!r}")

    def run(self, command, seconds=300):
        """What a command prints inside. The first one stops the echo, which is folded into lines."""
        if not self.is_quiet:
            self.is_quiet = True
            self.run("stty -echo; PS1=")
        mark = f"mark{time.monotonic_ns()}"
        self.heard = b""
        self.shell.settimeout(seconds)
        self.shell.sendall(f"{command}; echo {mark}-$?-\n".encode())
        while True:
            found = re.search(rf"(?s)(.*){mark}-(\d+)-".encode(), self.heard)
            if found:
                text = found.group(1).decode(errors="replace")
                return text.replace("\r", "").strip().removeprefix("# ")
            data = self.shell.recv(65536)
            if not data:
                raise AssertionError("the shell is gone")
            self.heard += data

    def stop(self):
        """The power cut: nothing is told, nothing is written."""
        self.process.kill()
        self.process.wait()
        self.shell.close()
        shutil.rmtree(self.folder)
