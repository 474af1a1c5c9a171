#!/usr/bin/env python3
"""The charts of docs/examples/charts, which docs/infographics.md shows: each is drawn, on every screen and in both themes, so
that it can be read from three metres."""

import json
import subprocess
import unittest

import stand

EXAMPLES = stand.TOP / "docs/examples/charts"
PAGE = (stand.TOP / "docs/infographics.md").read_text(encoding="utf-8")
SIZES = ("1920x1080", "1280x720", "1080x1920")
LEAST_TEXT = 0.022  # of the height
ALIKE = 0.04  # of the smaller text: what two may have in common


def draw(spec, *options):
    """What was drawn."""
    with stand.folder() as folder:
        dump = folder / "dump.json"
        done = subprocess.run([stand.BROADSIDE, "chart", spec, "--dump", dump, *options], capture_output=True, text=True,
                              check=False, timeout=stand.PATIENCE, cwd=stand.TOP)
        if done.returncode:
            raise AssertionError(done.stderr)
        return json.loads(dump.read_text(encoding="utf-8"))


def area(box):
    return max(0, box[2] - box[0]) * max(0, box[3] - box[1])


def overlap(a, b):
    return area([max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])])


def complaints(dump):
    width, height = dump["size"]
    texts = [item for item in dump["items"] if item["t"] == "text"]
    for at, text in enumerate(texts):
        box = text["bb"]
        if text["fs"] < LEAST_TEXT * height:
            yield f"{text['text']} is small: {text['fs']}"
        if box[0] < -0.5 or box[1] < -0.5 or box[2] > width + 0.5 or box[3] > height + 0.5:
            yield f"{text['text']} reaches out of the picture"
        for other in texts[:at]:
            if overlap(box, other["bb"]) > ALIKE * min(area(box), area(other["bb"])):
                yield f"{text['text']} stands over {other['text']}"
    if not any(item["role"] == "mark" for item in dump["items"]):
        yield "nothing is drawn"
    for role in ("title", "source"):
        if not any(item["role"] == role for item in dump["items"]):
            yield f"there is no {role}"


class ChartExamples(unittest.TestCase):
    def test_each_can_be_read(self):
        specs = sorted(EXAMPLES.glob("*.json"))
        self.assertGreater(len(specs), 11)
        for spec in specs:
            for size in SIZES:
                for theme in ("night", "day"):
                    with self.subTest(spec=spec.name, size=size, theme=theme):
                        self.assertEqual(list(complaints(draw(spec, "--size", size, "--theme", theme))), [])

    def test_each_in_other_languages(self):
        for spec in sorted(EXAMPLES.glob("*.json")):
            for language in ("ru", "ar", "zh", "de"):
                with self.subTest(spec=spec.name, language=language):
                    self.assertEqual(list(complaints(draw(spec, "--language", language))), [])

    def test_each_is_shown(self):
        for spec in EXAMPLES.glob("*.json"):
            with self.subTest(spec=spec.name):
                self.assertIn(f"(examples/charts/{spec.name})", PAGE)
                self.assertIn(f"(pictures/chart-{spec.stem}.jpg)", PAGE)
                self.assertTrue((stand.TOP / f"docs/pictures/chart-{spec.stem}.jpg").exists())


if __name__ == "__main__":
    unittest.main()
