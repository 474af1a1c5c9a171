#!/usr/bin/env python3
"""A chart whose numbers are a file of their own: drawn on a kiosk, drawn anew when they change, and drawn from the
shelf when nobody answers."""

import json
import os
import subprocess
import unittest

import stand

BODY = "1280x540+0+80"  # below the masthead
CHART = {
    "title": {"text": "More berths every night", "subtitle": "Berths sold"},
    "data": {"url": "berths.csv"},
    "mark": "bar",
    "encoding": {"x": {"field": "city", "type": "nominal", "title": None},
                 "y": {"field": "berths", "type": "quantitative", "axis": {"format": ","}}},
    "usermeta": {"kiosk": {"labels": "values"}},
}


def rows(vienna):
    return f"city,berths\nVienna,{vienna}\nKrakow,1234\n".encode()


class ChartData(unittest.TestCase):
    def setUp(self):
        self.work = self.enterContext(stand.folder())
        self.nginx = stand.Nginx(self.work)
        self.nginx.start()
        self.addCleanup(self.nginx.stop)
        self.nginx.put("chart.json", CHART)
        self.nginx.put("berths.csv", rows(2345))

    def configure(self, *more):
        config = {
            "kiosk": {"theme": "day"},
            "cache": "shelf",
            "sources": [{"id": "chart", "profile": "vega-lite", "url": self.url("chart.json")}, *more],
            "rundown": [{"page": "infographic"}],
        }
        (self.work / "config.json").write_text(json.dumps(config), encoding="utf-8")
        return self.work / "config.json"

    def url(self, name):
        return f"http://127.0.0.1:{self.nginx.port}/{name}"

    def data(self):
        return {"id": "berths", "profile": "chart-data", "url": self.url("berths.csv"), "every": "1m"}

    def shown(self, config):
        """The texts of the pages, and what was said."""
        result = stand.broadside("render", "--config", config, "--out", self.work / "out", "--size", "1280x720")
        pages = json.loads((self.work / "out/pages.json").read_text(encoding="utf-8"))["pages"]
        return {op.get("text") for page in pages for op in page["ops"]}, result.stderr

    def test_rows_of_a_source_are_drawn(self):
        texts, _ = self.shown(self.configure(self.data()))
        self.assertLessEqual({"2,345", "1,234", "Vienna"}, texts)

    def test_nobody_else_is_asked(self):
        texts, said = self.shown(self.configure())
        self.assertNotIn("2,345", texts)
        self.assertIn(f'/data/url: no source of the configuration brings rows from "{self.url("berths.csv")}"', said)
        fetched = stand.broadside("fetch", "--config", self.work / "config.json")
        self.assertEqual(fetched.returncode, 1)
        self.assertIn(f'"More berths every night": no source of the configuration brings its data "{self.url("berths.csv")}"',
                      fetched.stdout)
        self.assertEqual([line for line in self.nginx.requests() if "berths.csv" in line], [])

    def test_fetch_has_nothing_to_say_of_a_whole_chart(self):
        fetched = stand.broadside("fetch", "--config", self.configure(self.data()))
        self.assertEqual(fetched.returncode, 0, fetched.stdout + fetched.stderr)
        self.assertNotIn("infographic", fetched.stdout)

    def run_kiosk(self, screen, config):
        kiosk = subprocess.Popen([stand.BROADSIDE, "run", "--config", config, "--window", "1280x720"],
                                 stderr=subprocess.DEVNULL,
                                 env=os.environ | {"DISPLAY": screen.display, "SDL_VIDEODRIVER": "x11"})
        self.addCleanup(stand.end, kiosk)
        return kiosk

    def test_fresh_rows_come_to_the_screen_and_stay_without_a_network(self):
        screen = stand.Screen(1280, 720)
        self.addCleanup(screen.stop)
        eyes = stand.Eyes(screen, self.work)
        config = self.configure(self.data() | {"profile": self.hasty_profile(), "every": "2s"})
        kiosk = self.run_kiosk(screen, config)
        stand.until("the first numbers", lambda: "2,345" in eyes.read(BODY))
        self.nginx.put("berths.csv", rows(5678))
        stand.until("the new numbers", lambda: "5,678" in eyes.read(BODY))
        self.assertEqual(stand.end(kiosk), 0)
        self.nginx.stop()
        self.run_kiosk(screen, config)
        stand.until("the new numbers again", lambda: "5,678" in eyes.read(BODY))

    def hasty_profile(self):
        """The bundled profile, allowed to ask more often than is polite to anybody but ourselves."""
        profile = json.loads((stand.TOP / "assets/profiles/chart-data.json").read_text(encoding="utf-8"))
        profile["request"]["at_least"] = "1s"
        (self.work / "hasty.json").write_text(json.dumps(profile), encoding="utf-8")
        return "hasty.json"


if __name__ == "__main__":
    unittest.main()
