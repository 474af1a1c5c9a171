#!/usr/bin/env python3
"""Every profile we ship, from a source of a kiosk to its records, and those of lists and days to their pages."""

import json
import unittest

import stand

PROFILES = stand.TOP / "assets/profiles"
ANSWERS = stand.TOP / "tests/conformance/sources"
# Kinds of which the kiosk keeps each record as it is; points become charts, and steps of a forecast one weather.
KEPT = {"story", "mostread", "gallery", "event", "sponsor", "alert"}
NOON = "2026-11-24T12:00:00+00:00"
# The answers name pictures of hosts far away. Nobody is at the proxy, so nothing leaves this machine.
NETWORK = {"proxy": f"http://127.0.0.1:{stand.free_port()}"}


def stem(answer):
    return answer.name.split(".answer.")[0]


def beside(answer, what):
    file = answer.with_name(f"{stem(answer)}.{what}.json")
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def source(answer, **more):
    """A source that is answered with this answer; what must be given is given."""
    name = answer.parent.name
    params = json.loads((PROFILES / f"{name}.json").read_text(encoding="utf-8")).get("params", {})
    owed = {key: "x" for key, value in params.items() if value is None or isinstance(value, dict) and "secret" in value}
    owed.pop("url", None)
    return {"id": f"{name}.{stem(answer)}", "profile": name, "url": f"file:{answer}",
            "params": owed | beside(answer, "params"), **more}


def refusal(answer):
    """Why it is refused; "-" if it is not."""
    wanted = beside(answer, "records")
    profile = json.loads((PROFILES / f"{answer.parent.name}.json").read_text(encoding="utf-8"))
    none = "-" if any(wanted.values()) or profile.get("empty") else "the answer holds no records"
    return wanted.get("error", none)


def texts(page):
    return [op["text"] for op in page["ops"] if op["kind"] == "text"]


class Profiles(unittest.TestCase):
    def fetched(self, answers):
        """What `fetch` says of each: status, bytes, records, milliseconds, error."""
        with stand.folder() as work:
            config = work / "config.json"
            sources = [source(answer) for answer in answers]
            config.write_text(json.dumps({"network": NETWORK, "sources": sources}), encoding="utf-8")
            rows = stand.broadside("fetch", "--config", config, cwd=stand.TOP).stdout.splitlines()[1:]
        return {row[0]: row[1:] for row in (line.split(None, 5) for line in rows)}

    def test_every_answer_becomes_its_records(self):
        answers = sorted(a for p in PROFILES.glob("*.json") for a in (ANSWERS / p.stem).glob("*.answer.*"))
        fetched = self.fetched(answers)
        for answer in answers:
            with self.subTest(answer=str(answer.relative_to(ANSWERS))):
                _, _, count, _, error = fetched[source(answer)["id"]]
                wanted = beside(answer, "records")
                lists = {kind: len(records) for kind, records in wanted.items() if isinstance(records, list)}
                self.assertEqual(error, refusal(answer))
                if set(lists) <= KEPT:
                    self.assertEqual(int(count), sum(lists.values()) or int("feed" in wanted))

    def test_lists_and_days_have_their_pages(self):
        config = {
            "kiosk": {"at": NOON},
            "network": NETWORK,
            "sources": [
                source(ANSWERS / "nyt-popular/viewed.answer.json", lists=["most-read-now"]),
                source(ANSWERS / "wikimedia-mostread/day.answer.json", lists=["most-read-today"]),
                source(ANSWERS / "wikimedia-onthisday/selected.answer.json"),
                source(ANSWERS / "tass/defense.answer.json", lists=["feed"]),
            ],
            "rundown": [{"page": "most-read"}, {"page": "on-this-day"}, {"page": "feed", "from": "feed"}],
        }
        with stand.folder() as work:
            (work / "config.json").write_text(json.dumps(config), encoding="utf-8")
            result = stand.broadside("render", "--config", work / "config.json", "--out", work / "out", cwd=stand.TOP)
            self.assertEqual(result.returncode, 0, result.stderr)
            pages = json.loads((work / "out/pages.json").read_text(encoding="utf-8"))["pages"]
        now, today, day, feed = (texts(page) for page in pages)
        headlines = ["Owls Do Not Like the New Clock", "A Bridge Gets Its Name Back", "Soup, Twice & Then Again"]
        self.assertEqual([text for text in now if text in headlines], headlines)
        # By their ranks, whatever the order of the answer.
        ranked = ["Ranks come in any order", "Fog bell", "Tug (boat)", "C++"]
        self.assertEqual([text for text in today if text in ranked], ranked)
        years = ["42 BC", "1844", "1951", "1999"]
        self.assertEqual([text for text in day if text in years], years)
        self.assertIn("Icebreaker «Marshal» passes its trials", feed)
        self.assertNotIn("Boots at half the price", feed)


if __name__ == "__main__":
    unittest.main()
