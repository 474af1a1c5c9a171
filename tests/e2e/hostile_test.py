#!/usr/bin/env python3
"""Strings that were made to do harm, all the way: as headlines, sections, names and paragraphs of a feed they are
decoded, become an edition, are set and painted; the same edition as a screen would show it."""

import json
import unicodedata
import unittest

import stand

FFFD = "\ufffd"
MARKS = "\u0300\u0301\u0302\u0303\u0308\u0323\u0330\u0489"

# A headline as sent → what `decode` makes of it; UNSEEN: the same, but there is nothing to see in it, and it is none.
SAME = object()
UNSEEN = object()
STRINGS = [
    ("zalgo " + "".join(letter + MARKS * 8 for letter in "headline"), SAME),
    (MARKS * 40, UNSEEN),  # marks without a letter
    ("right-to-left override \u202e txet \u202c ends", "right-to-left override txet ends"),
    ("embedding \u202a\u202b\u202d all of them", "embedding all of them"),
    ("isolates \u2067 \u05e9\u05dc\u05d5\u05dd \u2069 stay", SAME),
    ("isolates \u2067\u2067\u2067\u2067 that never end", SAME),
    ("\u05d4\u05db\u05d5\u05ea\u05e8\u05ea 24 \u0627\u0644\u0639\u0646\u0648\u0627\u0646 42 Latin", SAME),
    ("family \U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 flags \U0001f1fa\U0001f1f3\U0001f1fa skin \U0001f44d\U0001f3ff", SAME),
    ("\u200d\u200d\U0001f468\u200d\u200d joiners with nobody to join", SAME),
    ("\ufe0f\ufe0e\u20e3 selectors alone", SAME),
    ("control \u0000\u0001\u0007\u0008\u001b[31m red \u007f\u0085\u009b2J end", f"control {FFFD}[31m red 2J end"),
    ("<script>alert('x')</script>scripts go, text stays", "scripts go, text stays"),
    ("<img src=x onerror=alert(1)>pictures too", "pictures too"),
    ("&lt;script&gt; once decoded", "<script> once decoded"),
    ("&amp;lt;b&amp;gt; twice encoded", "&lt;b&gt; twice encoded"),
    ("%s%s%s%n%p%x %1$s {0} {1} ${HOME} $(reboot) `reboot`", SAME),
    ("../../../../etc/passwd", SAME),
    ("'; DROP TABLE stories; --", SAME),
    ("\\u0041 \\n \\\\ \"quoted\" 'quoted'", SAME),
    ("x" * 3000, SAME),
    ("long " * 1500, ("long " * 1500).strip()),
    ("\ufdfa" * 200, SAME),
    ("\U00012031" * 40 + "\U0001242b", SAME),  # wide cuneiform that no font here has
    ("\ue000\uf8ff\U000f0000 private use", SAME),
    ("\uffff\ufffe\ufdd0 no characters", SAME),
    ("\u2028line\u2029paragraph\u000bfeed", "line paragraph feed"),
    ("\u00ad\u00ad\u00adsoft\u00adhy\u00adphens", SAME),
    ("\ufeffbyte\ufefforder\ufeffmarks", "byteordermarks"),
    ("\u0bb8\u0bcd\u0bb0\u0bc0 \u0e01\u0e33\u0e49 \u1000\u1039\u1000 conjuncts", SAME),
    ("\u200b\u200c\u200d\u2060", UNSEEN),  # of zero width, and nothing else
    ("\u202e\u0007\ufeff", ""),
    (" \t\n\u00a0\u3000", ""),
    ("\ufffd", SAME),
]


def feed(strings):
    items = []
    for number, text in enumerate(strings):
        items.append({"id": f"n{number}", "url": f"https://naughty.example/{number}", "title": text,
                      "content_text": f"{text}\n\n{text}", "summary": text, "tags": [text],
                      "authors": [{"name": text}], "date_published": "2026-11-24T10:00:00Z"})
    return {"version": "https://jsonfeed.org/version/1.1", "title": strings[0], "items": items}


def config(work, sources):
    path = work / "config.json"
    path.write_text(json.dumps({
        "kiosk": {"id": "k", "title": "Naughty & <b>bold</b> %s", "timezone": "UTC"},
        "sources": sources,
        "rundown": [{"page": "top-stories"}, {"page": "story", "count": 40}, {"page": "feed"}],
    }), encoding="utf-8")
    return path


def texts_of(pages):
    """All that stands on the pages, one line."""
    found = []

    def walk(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key == "text" and isinstance(inner, str):
                    found.append(inner)
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(pages)
    return found


class Hostile(unittest.TestCase):
    def render(self, work, path, size):
        out = work / f"out-{size}"
        result = stand.broadside("render", "--config", path, "--out", out, "--size", size, "--at", "2026-11-24T12:00:00Z")
        self.assertEqual(result.returncode, 0, result.stderr[-4000:])
        for line in result.stderr.splitlines():
            self.assertTrue(all(unicodedata.category(letter) != "Cc" for letter in line), ascii(line))
        return json.loads((out / "pages.json").read_text(encoding="utf-8")), result.stderr

    def test_strings_become_headlines(self):
        for text, wanted in STRINGS:
            with self.subTest(text=ascii(text[:60])), stand.folder() as work:
                answer = work / "answer.json"
                answer.write_text(json.dumps(feed([text])), encoding="utf-8")
                result = stand.broadside("decode", "--profile", "json-feed", answer)
                self.assertEqual(result.returncode, 0, result.stderr)
                headlines = [story["headline"] for story in json.loads(result.stdout)["story"]]
                self.assertEqual(headlines or [""], [text if wanted in (SAME, UNSEEN) else wanted])

    def test_strings_are_set_and_painted(self):
        with stand.folder() as work:
            (work / "feed.json").write_text(json.dumps(feed([text for text, _ in STRINGS])), encoding="utf-8")
            path = config(work, [{"id": "n", "profile": "json-feed", "url": "file:feed.json"}])
            unseen = sum(wanted in (UNSEEN, "") for _, wanted in STRINGS)
            for size in ("1280x720", "360x640"):
                with self.subTest(size=size):
                    pages, said = self.render(work, path, size)
                    self.assertGreater(len(pages["pages"]), 20)
                    self.assertIn(f"{len(STRINGS) - unseen} records, {unseen} skipped", said)
                    whole = " ".join(texts_of(pages))
                    self.assertNotRegex(whole, "[\u0000-\u001f\u007f-\u009f\u202a-\u202e]")
                    self.assertIn("scripts go", whole)

    def test_stories_survive_broken_bytes(self):
        """One bad character in every place it can be, raw and escaped: each story is there, with U+FFFD."""
        broken = [b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\\ud800", b"\\udc00x",
                  b"\\ud800\\ud800", b"\\u0000", b"\x00", b"\\u00g0", b"\xf0\x9f\x98"]
        items = [b'{"id":"b%d","title":"before ' % number + bytes_ + b' after %d","content_text":"' % number + bytes_
                 + b' body"}' for number, bytes_ in enumerate(broken)]
        with stand.folder() as work:
            (work / "feed.json").write_bytes(
                b'{"version":"https://jsonfeed.org/version/1.1","title":"B\xff","items":[' + b",".join(items) + b"]}")
            path = config(work, [{"id": "n", "profile": "json-feed", "url": "file:feed.json"}])
            whole = " ".join(texts_of(self.render(work, path, "1280x720")[0]))
            result = stand.broadside("decode", "--profile", "json-feed", work / "feed.json")
            stories = json.loads(result.stdout)["story"]
            self.assertEqual([story["id"] for story in stories], [f"b{number}" for number in range(len(broken))])
            for number, story in enumerate(stories):
                self.assertRegex(story["headline"], f"^before .*{FFFD}.* after {number}$")
            self.assertIn(FFFD, whole)


if __name__ == "__main__":
    unittest.main()
