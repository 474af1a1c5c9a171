#!/usr/bin/env python3
"""The profiles we ship fit the schema that editors are given, and the schema refuses what is no profile."""

import copy
import json
import sys
import unittest
from pathlib import Path

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not here (./toolchain/setup test)")
    sys.exit(0)

SCHEMA = json.loads(Path("assets/schema/profile.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

SMALL = {
    "profile": "small",
    "request": {"url": "https://news.example/{%section}", "every": "10m"},
    "params": {"section": None, "key": {"secret": "small"}, "day": {"today": "%d"}},
    "records": {"story": {"each": "/items", "fields": {"headline": {"get": "/title", "text": "html"}}}},
}

# The member that is set, as a path, and to what.
MISTAKES = [
    (["name"], "a member that no profile has"),
    (["request", "url"], "ftp://news.example/"),
    (["request", "method"], "PUT"),
    (["request", "every"], "ten minutes"),
    (["params", "key"], {"secret": "small", "days": 1}),
    (["params", "day"], {"today": "no part of a date"}),
    (["text"], "yes"),
    (["records", "tale"], {"each": "/items", "fields": {}}),
    (["records", "story", "each"], "items"),
    (["records", "story", "fields", "headline", "text"], "markdown"),
    (["records", "story", "fields", "headline", "cuts"], {"after": "x"}),
]


def changed(profile, path, value):
    profile = copy.deepcopy(profile)
    at = profile
    for name in path[:-1]:
        at = at[name]
    at[path[-1]] = value
    return profile


class Profiles(unittest.TestCase):
    def test_the_schema_is_one(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_ours_fit(self):
        files = sorted(Path("assets/profiles").glob("*.json"))
        self.assertTrue(files)
        for file in files:
            with self.subTest(file=str(file)):
                profile = json.loads(file.read_text(encoding="utf-8"))
                self.assertEqual([f"{e.json_path}: {e.message}" for e in VALIDATOR.iter_errors(profile)], [])

    def test_mistakes_do_not(self):
        self.assertTrue(VALIDATOR.is_valid(SMALL))
        for path, value in MISTAKES:
            with self.subTest(path="/".join(path)):
                self.assertFalse(VALIDATOR.is_valid(changed(SMALL, path, value)))


if __name__ == "__main__":
    unittest.main()
