#!/usr/bin/env python3
"""The lint of rooms must catch every kind of mistake: a small bad tree, and one good one."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

LINT = Path(__file__).with_name("rooms.py")


def header(guard, body=""):
    return f"#ifndef {guard}\n#define {guard}\n{body}\n#endif\n"


GOOD = {
    "app/base/good.h": header("BROADSIDE_BASE_GOOD_H", "void good_do(void);"),
    "app/base/good.c": '#include "base/good.h"\n\n#include <pthread.h>\n#include <sys/stat.h>\n\n'
                       "void good_do(void) {\n}\n",
    "app/layout/good.c": '#include "base/good.h"\n#include "chart/scale.h"\n#include <qrencode.h>\n'
                         "// it is time (and we sleep(1) in comments)\n"
                         'const char *text = "time(NULL) and #include";\nint daytime(int);\n',
    "app/decode/good.c": "#include <unicode/ucnv.h>\n#include <cjson/cJSON.h>\n#include <libxml/parser.h>\n",
    "app/render/fade.c": "int x = SDL_SetTextureColorMod(t, 1, 2, 3);\nint m = SDL_ComposeCustomBlendMode(1, 2);\n",
    "app/kiosk/main.c": '#include "decode/profile.h"\n#include "platform/platform.h"\n#include "text/locale.h"\n',
    "platform/desktop/window.c": '#include "platform/platform.h"\n#include <SDL2/SDL.h>\n#ifdef __aarch64__\n#endif\n',
    "tests/unit/base/good_test.c": '#include "base/good.h"\n#include <cmocka.h>\n#include <pthread.h>\n',
}

# path → (text, what must be said about it)
BAD = {
    "app/render/sideways.c": ('#include "model/story.h"\n', 'may not use "model/story.h"'),
    "app/show/paint.c": ("\n#include <SDL2/SDL.h>\n", "2: room show may not use <SDL2/SDL.h>"),
    "app/fetch/parse.c": ("#include <cjson/cJSON.h>\n", "may not use <cjson/cJSON.h>"),
    "app/decode/break.c": ("#include <unicode/ubrk.h>\n", "may not use <unicode/ubrk.h>"),
    "app/layout/thread.c": ("#include <pthread.h>\n", "may not use <pthread.h>"),
    "app/base/unknown.c": ("#include <glib.h>\n", "may not use <glib.h> (no room may)"),
    "app/base/upwards.c": ('#include "model/edition.h"\n', 'may not use "model/edition.h"'),
    "app/kiosk/deep.c": ('#include "decode/xml.h"\n', 'may not use "decode/xml.h"'),
    "app/kiosk/fetch.c": ('#include "fetch/exchange.h"\n', 'may not use "fetch/exchange.h"'),
    "app/base/bare.c": ('#include "good.h"\n', '"good.h" names no room'),
    "app/base/source.c": ('#include "base/good.c"\n', '"base/good.c" is included'),
    "app/base/processor.c": ("int x;\n#if defined(__ARM_NEON) && 1\n#endif\n", "2: __ARM_NEON: only a platform asks"),
    "tests/unit/base/processor_test.c": ("#ifdef __aarch64__\n#endif\n", "1: __aarch64__: only a platform"),
    "app/show/clock.c": ("int x;\nint64_t now = clock_now().wall;\n", "2: clock_now(): pure rooms"),
    "app/model/clock.c": ("int now = time(NULL);\n", "time(): pure rooms"),
    "app/text/clock.c": ("int now = clock_gettime(0, 0);\n", "clock_gettime(): pure rooms"),
    "app/render/tint.c": ("int x = SDL_SetTextureColorMod(t, 1, 2, 3);\n", "SDL_SetTextureColorMod(): the software renderer"),
    "app/render/alpha.c": ("int x = SDL_SetTextureAlphaMod(t, 9);\n", "SDL_SetTextureAlphaMod(): the software renderer"),
    "platform/desktop/blend.c": ("int m = SDL_ComposeCustomBlendMode(1, 2);\n", "the software renderer refuses it"),
    "app/base/guard.h": (header("BASE_GUARD_H"), "the header guard is not BROADSIDE_BASE_GUARD_H"),
    "app/base/one.h": (header("BROADSIDE_BASE_ONE_H", '#include "base/two.h"'), "includes in a circle"),
    "app/base/two.h": (header("BROADSIDE_BASE_TWO_H", '#include "base/one.h"'), "includes in a circle"),
    "app/attic/thing.c": ("int x;\n", "this folder is no room"),
    "tests/unit/base/slow_test.c": ("int x = sleep(1);\n", "sleep(): a test waits"),
    "tests/e2e/slow_test.py": ("time.sleep(1)\n", "sleep(): a test waits"),
    "tests/unit/base/inside_test.c": ('#include "base/good.c"\n', '"base/good.c" is included'),
}


def lint(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return subprocess.run([sys.executable, LINT, "--root", folder], capture_output=True, text=True, check=False)


class Rooms(unittest.TestCase):
    def test_good_tree_is_quiet(self):
        result = lint(GOOD)
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))

    def test_every_mistake_is_caught(self):
        result = lint(GOOD | {path: text for path, (text, _) in BAD.items()})
        self.assertEqual((result.returncode, result.stderr), (1, ""))
        lines = result.stdout.splitlines()
        for path, (_, what) in BAD.items():
            with self.subTest(path=path, what=what):
                if "circle" in what:
                    self.assertTrue(any(path in line and what in line for line in lines), result.stdout)
                else:
                    mine = [line for line in lines if line.startswith(path + ":")]
                    self.assertEqual(len(mine), 1, result.stdout)
                    self.assertIn(what, mine[0])

    def test_sizes_and_names_are_reported_only(self):
        body = "    x++;\n" * 70
        result = lint({"app/base/big.c": f"void other(\n    int x) {{\n{body}}}\n" + "\n" * 500})
        self.assertEqual(result.returncode, 0)
        self.assertIn("app/base/big.c: 573 lines", result.stdout)
        self.assertIn("app/base/big.c:1: other has 73 lines", result.stdout)
        self.assertIn("not named after the file: other", result.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
