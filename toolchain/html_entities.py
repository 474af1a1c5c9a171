#!/usr/bin/env python3
"""Writes app/decode/html_entities.inc, the names of HTML's character references.

The list of the HTML standard (https://html.spec.whatwg.org/entities.json) is part of Python's standard library as
html.entities.html5, and so of Debian's package libpython3-stdlib; libxml2 knows only the 253 names of HTML 4.
Run it by hand when the list changes (it has not since 2011): the table is committed, so a build needs no Python.
"""
import html.entities
import pathlib

target = pathlib.Path(__file__).resolve().parent.parent / "app/decode/html_entities.inc"
rows = sorted(html.entities.html5.items(), key=lambda row: row[0].encode())
lines = ["// Made by toolchain/html_entities.py from Python's html.entities.html5. Sorted by strcmp. Do not edit.\n"]
for name, text in rows:
    spelled = "".join(f"\\x{byte:02X}" for byte in text.encode())
    lines.append(f'{{"{name}", "{spelled}"}},\n')
target.write_text("".join(lines))
print(f"{target}: {len(rows)} names")
