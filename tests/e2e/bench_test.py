#!/usr/bin/env python3
"""`broadside bench`: that it measures all it promises, in a window where there is a display, and says so where there is none.

What the figures are is for the machine on which they are quoted: only what does not depend on its speed is looked at here.
"""

import json
import os
import unittest

import stand

# Figures that are measured on the machine's display.
IN_WINDOW = {"window_strip", "window_ticker", "window_slow", "window_strip_paced", "window_turn", "window_turn_slow",
             "window_double", "window_first", "window_complete", "window_memory", "window_cpu", "window_slow_ours",
             "window_slow_all", "window_33ms_ours", "window_33ms_all", "window_skip", "window_allocations", "window_busy"}
# Counts, the same on every machine: at least, at most.
COUNTS = {"allocations": (0, 0), "textures": (0, 0), "busy_frames": (1, 300), "ticker_error": (0, 1), "wakeups": (1, 5),
          "heap_growth": (-1e9, 256), "window_memory": (5, 200), "first_frame": (1, 1e5), "window_first": (1, 1e5),
          "first_complete": (1, 1e5), "window_complete": (1, 1e5), "window_allocations": (0, 10), "window_busy": (0, 359)}


class Bench(unittest.TestCase):
    def bench(self, display):
        environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        result = stand.broadside("bench", "--json", "--size", "640x360", timeout=400,
                                 env=environment | display)
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout)

    def test_everything_is_measured(self):
        screen = stand.Screen(1280, 720)
        self.addCleanup(screen.stop)
        told = self.bench({"DISPLAY": screen.display})
        self.assertIsNone(told["no_display"])
        self.assertIsNone(told["no_double"])
        self.assertGreater(told["seconds"], 1)
        times = {figure["name"]: figure for figure in told["figures"]}
        kiosk = {fact["name"]: fact["value"] for fact in told["kiosk"]}
        self.assertLessEqual(IN_WINDOW, times.keys() | kiosk.keys())
        for name, figure in times.items():
            self.assertGreater(figure["median_us"], 0, name)
            self.assertIn(figure["of"], times)
        for name, (least, most) in COUNTS.items():
            with self.subTest(name=name):
                self.assertTrue(least <= kiosk[name] <= most, kiosk[name])
        self.assertLessEqual(kiosk["first_frame"], kiosk["first_complete"])
        self.assertLessEqual(kiosk["window_first"], kiosk["window_complete"])
        answers = {answer["name"]: answer for answer in told["answers"]}
        self.assertEqual(answers["wordpress_500k"]["records"], 100)
        self.assertIsNone(answers["wordpress_500k"]["refusal"])
        self.assertEqual(answers["zeros_2m"]["records"], 0)
        self.assertIn("16 MiB", answers["zeros_2m"]["refusal"])

    def test_without_a_display_it_says_so(self):
        told = self.bench({})
        self.assertIn("DISPLAY", told["no_display"])
        self.assertIn("DISPLAY", told["no_double"])
        names = {figure["name"] for figure in told["figures"]} | {fact["name"] for fact in told["kiosk"]}
        self.assertFalse(IN_WINDOW & names)
        self.assertLessEqual({"ticker_double", "first_frame", "wakeups"}, names)


if __name__ == "__main__":
    unittest.main(verbosity=2)
