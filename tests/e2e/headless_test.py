#!/usr/bin/env python3
"""The commands without a screen: what they answer, how they end, and that they answer the same twice."""

import filecmp
import json
import unittest

import stand

DEMO = stand.TOP / "assets/demo/config.json"
BARS = stand.TOP / "docs/examples/charts/bars.json"

# Arguments → exit status, and a part of what is said on stderr or stdout.
ENDINGS = [
    (["version"], 0, "broadside "),
    (["help"], 0, "usage: broadside"),
    (["--help"], 0, "usage: broadside"),
    (["help", "run"], 0, "--config FILE"),
    (["render", "--size", "2x2", "--help"], 0, "--out DIR"),
    (["--window", "640x360", "--help"], 0, "--config FILE"),
    (["check", "--", "--help"], 1, "--help"),
    (["help", "rnu"], 2, 'no command "rnu"'),
    (["rnu"], 2, 'no command "rnu"'),
    (["run", "--widnow", "800x600"], 2, "did you mean --window?"),
    (["--widnow", "800x600"], 2, "did you mean --window?"),
    (["run", "--window"], 2, "needs a value"),
    (["run", "--window", "10x10"], 2, "320x240"),
    (["run", "--window", "800x600", "--fullscreen"], 2, "not both"),
    (["run", "--rotate", "45"], 2, "0, 90, 180, 270"),
    (["run", "--at", "yesterday"], 2, "RFC 3339"),
    (["run", "--platform", "mars"], 2, "desktop, null"),
    (["run", "--exit-after", "-1"], 2, "seconds"),
    (["run", "leftover"], 2, "leftover"),
    (["check"], 2, "which files"),
    (["check", "no/such/file.json"], 1, "no/such/file.json"),
    (["check", DEMO], 0, "config.json: ok"),
    (["check", stand.TOP / "assets/themes/day.json", stand.TOP / "assets/themes/night.json"], 0, "night.json: ok"),
    (["check", *sorted((stand.TOP / "assets/profiles").glob("*.json"))], 0, "json-feed.json: ok"),
    (["check", *sorted((stand.TOP / "docs/examples/charts").glob("*.json"))], 0, "bars.json: ok"),
    (["check", *sorted((stand.TOP / "assets/locale").glob("*.json"))], 0, "en.json: ok"),
    (["fetch", "--config", DEMO], 0, "SOURCE"),
    (["fetch", "--config", "no/such/file.json"], 1, "no/such/file.json"),
    (["decode", stand.TOP / "assets/demo/top.json"], 2, "--profile"),
    (["decode", "--profile", "json-feed"], 2, "ANSWER"),
    (["decode", "--profile", "no-such-profile", stand.TOP / "assets/demo/top.json"], 1, "no-such-profile"),
    (["decode", "--profile", "json-feed", "no/such/file.json"], 1, "no/such/file.json"),
    (["decode", "--profile", "json-feed", stand.TOP / "README.md"], 1, "error"),
    (["chart", BARS], 2, "usage: broadside chart"),
    (["chart", "no/such/file.json", "--out", "build/e2e-none.png"], 1, "no/such/file.json"),
    (["chart", BARS, "--out", "build/e2e-none.png", "--language", "no language"], 1, "is not a language"),
    (["chart", BARS, "--out", "build/e2e-none.png", "--data", "rows"], 2, "NAME=VALUE"),
    (["chart", BARS, "--out", "/proc/nowhere/x.png"], 1, "/proc/nowhere"),
    (["render", "--config", DEMO], 2, "--out DIR"),
    (["render", "--config", DEMO, "--out", DEMO], 1, "config.json"),
    (["render", "--config", DEMO, "--out", "/proc/nowhere"], 1, "/proc/nowhere"),
    (["render", "--config", DEMO, "--theme", "no-such-theme", "--out", "build/e2e-none"], 1, "no-such-theme"),
]

# A configuration → what `check` must say about it, after "FILE:".
BAD_CONFIGS = [
    ("", "1:1: "),
    ("not json", "1:1: "),
    ('{"kiosk": {"title": "A"},}', "1:25: "),
    ('{\n  "kisok": {}\n}', '2:3: /kisok: unknown key "kisok" (did you mean "kiosk"?)'),
    ('{"kiosk": {"rotate": 45}}', "1:12: /kiosk/rotate: "),
    ('{"kiosk": {"title": 7}}', "1:12: /kiosk/title: "),
    ('{"kiosk": {"timezone": "Europe/Moscwo"}}', "/kiosk/timezone: "),
    ('{"sources": [{"id": "a"}]}', "/sources/0"),
    ('{"sources": [{"id": "a", "profile": "no-such", "url": "file:x"}]}', "/sources/0/profile"),
    ('{"sources": [{"id": "a", "profile": "json-feed", "url": "gopher://x"}]}', "/sources/0/url: "),
    ('{"rundown": [{"page": "horoscope"}]}', "/rundown/0/page: "),
    ("[" * 5000, "1:"),
]


class Headless(unittest.TestCase):
    def test_endings(self):
        for arguments, status, part in ENDINGS:
            with self.subTest(arguments=[str(argument) for argument in arguments]):
                result = stand.broadside(*arguments, cwd=stand.TOP)
                self.assertEqual(result.returncode, status, result.stdout + result.stderr)
                self.assertIn(part, result.stdout + result.stderr)
                if status == 2:
                    self.assertEqual(result.stdout, "", "results only on stdout")

    def test_bad_configurations(self):
        with stand.folder() as work:
            config = work / "bad.json"
            for text, part in BAD_CONFIGS:
                with self.subTest(config=text[:80]):
                    config.write_text(text, encoding="utf-8")
                    result = stand.broadside("check", config)
                    self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
                    self.assertIn(part, result.stdout)
                    for line in result.stdout.splitlines():
                        self.assertRegex(line, rf"^{config}:\d+:\d+: ")

    def test_good_configurations(self):
        with stand.folder() as work:
            config = work / "good.json"
            for text in ("{}", '{"kiosk": {}, "sources": [], "comment": "none yet"}'):
                with self.subTest(config=text):
                    config.write_text(text, encoding="utf-8")
                    self.assertEqual(stand.broadside("check", config).returncode, 0)

    def test_render_gives_the_same_bytes_twice(self):
        with stand.folder() as work:
            for name in ("one", "other"):
                result = stand.broadside("render", "--config", DEMO, "--out", work / name, "--size", "960x540")
                self.assertEqual(result.returncode, 0, result.stderr)
                self.assertNotRegex(result.stderr, "(?m)^(warning|error)")
                self.assertEqual(result.stdout, f"{work / name}/contact-sheet.png\n")
            names = sorted(path.name for path in (work / "one").iterdir())
            self.assertEqual(names, sorted(path.name for path in (work / "other").iterdir()))
            same, differing, missing = filecmp.cmpfiles(work / "one", work / "other", names, shallow=False)
            self.assertEqual((len(same), differing, missing), (len(names), [], []))
            pages = json.loads((work / "one/pages.json").read_text(encoding="utf-8"))["pages"]
            self.assertEqual(len(pages), len(names) - 2)
            kinds = {page["kind"] for page in pages}
            with open(DEMO, encoding="utf-8") as demo:
                wanted = {entry["page"] for entry in json.load(demo)["rundown"]}
            self.assertLessEqual({"top-stories", "story", "feed", "infographic", "rates"}, kinds)
            self.assertLessEqual(kinds, wanted)
            for name in names[:-1]:
                with open(work / "one" / name, "rb") as picture:
                    self.assertEqual(picture.read(4), b"\x89PNG", name)

    def test_render_without_news_says_so(self):
        """With nothing to show at all there is a page, and no error: the world may be down."""
        with stand.folder() as work:
            config = work / "config.json"
            config.write_text(json.dumps({"sources": [{"id": "a", "profile": "json-feed", "url": "file:gone.json"}]}),
                              encoding="utf-8")
            result = stand.broadside("render", "--config", config, "--out", work / "out", "--size", "640x360")
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertIn("gone.json", result.stderr)
            self.assertTrue((work / "out/contact-sheet.png").exists())

    def test_a_broken_source_costs_only_itself(self):
        answers = {"html.json": "<!doctype html><p>Too Many Requests", "cut.json": '{"version": "https://jsonfeed.or',
                   "empty.json": "", "list.json": "[]", "null.json": "null"}
        with stand.folder() as work:
            (work / "good.json").write_bytes((stand.FIXTURES / "feed.json").read_bytes())
            for name, text in answers.items():
                (work / name).write_text(text, encoding="utf-8")
            sources = [{"id": name.split(".")[0], "profile": "json-feed", "url": f"file:{name}"}
                       for name in ("good.json", *answers)]
            config = work / "config.json"
            config.write_text(json.dumps({"sources": sources}), encoding="utf-8")
            result = stand.broadside("fetch", "--config", config)
            self.assertEqual(result.returncode, 1)
            rows = {line.split()[0]: line for line in result.stdout.splitlines()[1:]}
            self.assertEqual(set(rows), {source["id"] for source in sources})
            self.assertEqual(rows["good"].split()[3], "3")
            self.assertTrue(rows["good"].endswith(" -"))
            for name in answers:
                self.assertFalse(rows[name.split(".")[0]].endswith(" -"), rows)

    def test_decode_prints_records(self):
        result = stand.broadside("decode", "--profile", "json-feed", stand.FIXTURES / "feed.json")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("Harbour ferry returns after winter repairs", json.dumps(json.loads(result.stdout)))

    def test_run_on_virtual_time(self):
        with stand.folder() as work:
            result = stand.broadside("run", "--config", DEMO, "--platform", "null", "--window", "640x360", "--exit-after",
                                     "120", "--stats", work / "stats.json")
            self.assertEqual(result.returncode, 0, result.stderr)
            stats = json.loads((work / "stats.json").read_text(encoding="utf-8"))
            self.assertGreater(stats["frames_presented"], 100)
            self.assertEqual(set(stats["caches"]), {"text_runs", "pictures", "shapes", "ticker", "glyphs"})
            for name, cache in stats["caches"].items():
                with self.subTest(cache=name):
                    self.assertGreater(cache["most_bytes"], 0)
                    self.assertLessEqual(cache["bytes"], cache["most_bytes"])
                    self.assertLessEqual(cache["most_bytes"], cache["budget_bytes"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
