#!/usr/bin/env python3
"""A service manager of the test's own watches a kiosk as systemd would (sd_notify(3)): one that hangs is silent, whichever
of its threads it is, and comes back."""

import ctypes
import os
import signal
import socket
import subprocess
import time
import unittest
from pathlib import Path

import stand

WATCHDOG = 4  # seconds of silence after which the manager starts it anew
WALL = 0x40000000  # __WALL of waitpid(2): threads as well
PTRACE_SEIZE, PTRACE_INTERRUPT = 0x4206, 0x4207  # ptrace(2)


class Manager:
    """Starts the kiosk, hears what it says, and kills it when it has been silent for too long."""

    def __init__(self, work, display):
        self.address = str(work / "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.address)
        self.display = display
        self.process = None

    def start(self):
        environment = os.environ | {"NOTIFY_SOCKET": self.address, "WATCHDOG_USEC": str(WATCHDOG * 1_000_000),
                                    "DISPLAY": self.display, "SDL_VIDEODRIVER": "x11"}
        self.process = subprocess.Popen(
            [stand.BROADSIDE, "run", "--config", stand.TOP / "assets/demo/config.json", "--window", "640x360"],
            env=environment, stderr=subprocess.DEVNULL)

    def hear(self, seconds):
        """The next word, or None after so much silence."""
        self.socket.settimeout(seconds)
        try:
            return self.socket.recv(4096).decode()
        except TimeoutError:
            return None

    def await_silence(self):
        """The seconds from now to the last word before a silence in which the manager's patience ended."""
        start = last = time.monotonic()
        while self.hear(WATCHDOG):
            last = time.monotonic()
        return last - start

    def restart(self, stopped=None):
        self.process.kill()
        if stopped not in (None, self.process.pid):  # a thread that was stopped is ours to bury, or the process never ends
            os.waitpid(stopped, WALL)
        self.process.wait()
        self.start()

    def stop(self):
        stand.end(self.process)
        self.socket.close()


def thread_named(pid, name):
    for task in Path(f"/proc/{pid}/task").iterdir():
        if (task / "comm").read_text(encoding="ascii").strip() == name:
            return int(task.name)
    raise AssertionError(f"no thread {name}")


def stop_thread(thread):
    """Stops one thread of a process and lets the others run, as a debugger does."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    for request in (PTRACE_SEIZE, PTRACE_INTERRUPT):
        if libc.ptrace(request, thread, None, None) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    os.waitpid(thread, WALL)  # until it has stopped


def is_stopped(pid, thread):
    return " (tracing stop)" in Path(f"/proc/{pid}/task/{thread}/status").read_text(encoding="utf-8")


class Watchdog(unittest.TestCase):
    def setUp(self):
        work = self.enterContext(stand.folder())
        screen = stand.Screen(640, 360)
        self.addCleanup(screen.stop)
        self.manager = Manager(work, screen.display)
        self.addCleanup(self.manager.stop)
        self.manager.start()
        self.assertEqual(self.manager.hear(stand.PATIENCE), "READY=1")

    def test_says_that_it_lives_and_that_it_ends(self):
        for _ in range(2):
            self.assertEqual(self.manager.hear(WATCHDOG), "WATCHDOG=1")
        self.manager.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.manager.hear(stand.PATIENCE), "STOPPING=1")
        self.assertEqual(self.manager.process.wait(stand.PATIENCE), 0)

    def test_comes_back_after_it_stood_still(self):
        self.manager.process.send_signal(signal.SIGSTOP)
        self.assertLess(self.manager.await_silence(), WATCHDOG)
        self.manager.restart()
        self.assertEqual(self.manager.hear(stand.PATIENCE), "READY=1")

    def test_comes_back_after_its_courier_hung(self):
        thread = thread_named(self.manager.process.pid, "courier")
        stop_thread(thread)
        self.assertLess(self.manager.await_silence(), 2 * WATCHDOG)
        self.assertIsNone(self.manager.process.poll())  # and yet the screen goes on
        self.manager.restart(thread)
        self.assertEqual(self.manager.hear(stand.PATIENCE), "READY=1")

    def test_comes_back_after_its_main_thread_hung(self):
        pid = self.manager.process.pid  # the number of its first thread
        stop_thread(pid)
        self.assertLess(self.manager.await_silence(), WATCHDOG)
        self.assertTrue(is_stopped(pid, pid))
        self.assertFalse(is_stopped(pid, thread_named(pid, "courier")))  # and yet it would fetch
        self.manager.restart(pid)
        self.assertEqual(self.manager.hear(stand.PATIENCE), "READY=1")


if __name__ == "__main__":
    unittest.main()
