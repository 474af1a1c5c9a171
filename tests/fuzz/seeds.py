#!/usr/bin/env python3
"""Writes what each fuzz target starts from: seeds.py FOLDER [TARGET…]  →  FOLDER/TARGET/NAME

Seeds are the project's own test files, named by path, and what lies in tests/fuzz/seeds/TARGET and
tests/fuzz/regressions/TARGET. Two targets want a document in front of the answer.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ANSWERS = "tests/conformance/sources/*/*.answer.*"
XML = "tests/conformance/sources/*/*.answer.xml"

FILES = {
    "chart": ["tests/charts/*.json"],
    "config": ["assets/demo/config*.json"],
    "decode_answer": [],
    "decode_date": [],
    "decode_document": [ANSWERS],
    "decode_profile": [],
    "decode_repair": [ANSWERS],
    "decode_text": [XML],
    "decode_xml": [XML],
    "fetch_link": [],
    "kiosk_files": ["assets/themes/*.json", "assets/locale/*.json"],
}


def name_of(path):
    return f"{path.parent.name}-{path.name}"


def answers():
    """Each answer of the conformance set with its service's name and its profile's text."""
    for answer in sorted(ROOT.glob(ANSWERS)):
        service = answer.parent.name
        profile = answer.parent / "profile.json"
        is_shipped = not profile.exists()
        profile = ROOT / f"assets/profiles/{service}.json" if is_shipped else profile
        if profile.exists():
            yield name_of(answer), service, is_shipped, profile.read_bytes(), answer.read_bytes()


def seeds(target):
    for pattern in FILES[target]:
        for path in sorted(ROOT.glob(pattern)):
            yield name_of(path), path.read_bytes()
    for folder in ("seeds", "regressions"):
        for path in sorted((HERE / folder / target).glob("*")):
            yield f"{folder}-{path.name}", path.read_bytes()
    for name, service, is_shipped, profile, answer in answers():
        if target == "decode_profile":
            yield name, profile + b"\0" + answer
        elif target == "decode_answer" and is_shipped:
            yield name, service.encode() + b"\n" + answer


def write(folder, target):
    """What is not written is removed: an old seed would go on being replayed."""
    folder = Path(folder) / target
    folder.mkdir(parents=True, exist_ok=True)
    wanted = dict(seeds(target))
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink()
    for name, content in wanted.items():
        (folder / name).write_bytes(content)
    return len(wanted)


def main(arguments):
    if not arguments:
        sys.exit(__doc__)
    for target in arguments[1:] or FILES:
        print(f"{target}: {write(arguments[0], target)} seeds")


if __name__ == "__main__":
    main(sys.argv[1:])
