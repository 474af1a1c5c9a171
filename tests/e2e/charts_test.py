#!/usr/bin/env python3
"""Charts of other makers end on a page: every answer of their profiles' conformance set is drawn."""

import json
import subprocess
import unittest

import stand

ANSWERS = stand.TOP / "tests/conformance/sources"
# What the profiles ask to be given; the answer itself comes from its file.
PARAMS = {"google-charts": {"title": "A sheet"}, "datawrapper": {"chart": "x", "token": "y"}}
# The answer, the title of its page, and what is written there.
CHARTS = [
    ("chart-js/lines", "Night trains run fuller than before the pandemic",
     {"Passengers across the border, thousand a month", "Day trains", "Night trains", "2020", "100"}),
    ("chart-js/bars", "Berths sold a night, by city", {"Berths", "Vienna", "Krakow", "400"}),
    ("google-charts/table", "A sheet", {"Trees planted", "Harbour", "310", "Old Town", "42.5"}),
    ("datawrapper/lines", "A dry summer in the lower valley",
     {"Rain", "Long-term mean", "July", "80", "Source: Weather service · Desk of graphics"}),
    ("datawrapper/columns", "Offices stand empty", {"Vacant", "Let", "Q2 2026", "200"}),
    ("vega-lite/bars", "Half of the harbour's ships now come with less than a full load",
     {"half and more", "31", "Source: harbour office"}),
]
FIRST_COLOR = "#56b4e9"  # of the palette of chart/color.c, on the night theme


def source(name):
    profile = name.split("/")[0]
    return {"id": name.replace("/", "-"), "profile": profile, "params": PARAMS.get(profile, {}),
            "url": f"file://{ANSWERS / name}.answer.json"}


class Charts(unittest.TestCase):
    def test_each_is_a_page(self):
        with stand.folder() as folder:
            config = {"sources": [source(name) for name, _, _ in CHARTS], "rundown": [{"page": "infographic"}]}
            (folder / "kiosk.json").write_text(json.dumps(config), encoding="utf-8")
            subprocess.run([stand.BROADSIDE, "render", "--config", folder / "kiosk.json", "--out", folder / "pages",
                            "--size", "960x540", "--at", "2026-11-24T14:00:00+03:00"],
                           check=True, timeout=stand.PATIENCE, capture_output=True)
            pages = json.loads((folder / "pages/pages.json").read_text(encoding="utf-8"))["pages"]
        self.assertEqual([page["title"] for page in pages], [title for _, title, _ in CHARTS])
        for page, (name, _, words) in zip(pages, CHARTS):
            self.assertEqual(page["kind"], "infographic")
            self.assertEqual(words - {op.get("text") for op in page["ops"]}, set(), name)
            shapes = [shape for op in page["ops"] if op["kind"] == "shapes" for shape in op["ops"]]
            self.assertIn(FIRST_COLOR, {shape["color"] for shape in shapes}, name)


if __name__ == "__main__":
    unittest.main()
