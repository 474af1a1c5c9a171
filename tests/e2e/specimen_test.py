#!/usr/bin/env python3
"""The specimen edition at the smallest and an upright size, looked at by tests/specimen/check.py.

All five sizes: tests/specimen/run.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def has_fonts():
    """One font of each package that the specimen needs."""
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout
    return [name for name in ("Noto Naskh Arabic", "Noto Sans CJK JP", "Noto Color Emoji") if name not in listed]


def main():
    missing = has_fonts()
    if missing or not shutil.which("convert-im6.q16"):
        print(f"skipped: {', '.join(missing) or 'ImageMagick'} is not here (./toolchain/setup test)")
        return 0
    with tempfile.TemporaryDirectory(prefix="broadside-specimen-") as out:
        environment = dict(os.environ, SPECIMEN_OUT=out)
        program = os.environ["BROADSIDE"]
        sizes = ["800x480", "720x1280"]
        return subprocess.run(["tests/specimen/run", program, *sizes], cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
