#!/usr/bin/env python3
"""Looks at rendered pages the way a careful reader would.

usage: check.py FOLDER...

FOLDER is what `broadside render --out` wrote. On pages.json: text inside the screen, no text on other text or on the edge of a
picture, contrast of at least 4.5 against the ground (7 of headlines, and of all text in the theme high-contrast). On the
pictures: no ink that touches the edge of where a text op may put it, which is what a cut glyph looks like. Needs only the
standard library and ImageMagick (for the pixels).
"""
import json
import pathlib
import subprocess
import sys

CONTRAST = {"high-contrast": 7}  # by theme; WCAG 2.1, AAA
PLAIN_CONTRAST = 4.5  # of all others; AA
HEADLINE_CONTRAST = 7  # what stands on the theme's own ground; a breaking page is a signal, and its letters are the largest
HEADLINES = {"headline-1", "headline-2", "headline-3", "story-title", "page-title", "masthead"}


def luminance(rgb):
    def linear(channel):
        channel /= 255
        return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def color_of(text):
    return tuple(int(text[i : i + 2], 16) for i in (1, 3, 5))


def inside(box, x, y):
    return box[0] <= x < box[0] + box[2] and box[1] <= y < box[1] + box[3]


def ground_of(ops, index):
    """The fill that was painted last under the middle of a text; None on a picture, which the theme's own tests are for."""
    box = ops[index]["box"]
    middle = (box[0] + box[2] // 2, box[1] + box[3] // 2)
    ground = None
    for op in ops[:index]:
        if op["kind"] == "image" and inside(op["box"], *middle):
            return None
        if op["kind"] == "fill" and inside(op["box"], *middle) and "alpha" not in op:
            ground = color_of(op["color"])
    return ground


def core(op):
    """Where the letters are, without the air above and below: from a capital's height to the baseline."""
    x, _, width, _ = op["box"]
    size = op["font"]["size"]
    return (x + 1, op["baseline"] - round(0.7 * size), width - 2, round(0.7 * size))


def overlap(a, b):
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]


def is_headline(op):
    """Ink in a headline's size; the stop after the title and the numerals have the accent's colour."""
    return op["role"] in HEADLINES and op["text"] != "."


def crosses(text, picture, width):
    """Not of a picture that fills the screen from edge to edge with a shade above it."""
    is_ground = picture[0] <= 0 and picture[2] >= width and picture[1] <= 0
    return not is_ground and overlap(text, picture)


def flattened(ops):
    """The shapes of a chart as ops like all others; the ground that they are painted on is the page's."""
    for op in ops:
        yield from op["ops"] if op["kind"] == "shapes" else (op,)


def check_page(page, width, height, least):
    ops = page["ops"]
    texts = [(i, op) for i, op in enumerate(ops) if op["kind"] == "text" and op["text"].strip()]
    for index, op in texts:
        x, y, w, h = op["box"]
        if x < 0 or y < 0 or x + w > width or y + h > height:
            yield f"outside the screen: {op['text']!r} {op['box']}"
        ground = ground_of(ops, index)
        if ground and contrast(color_of(op["color"]), ground) < (max(least, HEADLINE_CONTRAST) if is_headline(op) else least):
            yield f"contrast {contrast(color_of(op['color']), ground):.1f}: {op['text']!r}"
        for other in ops:
            if other["kind"] == "image" and crosses(core(op), other["box"], width):
                yield f"{op['text']!r} lies on the edge of a picture"
    for number, (_, op) in enumerate(texts):
        for _, other in texts[number + 1 :]:
            if overlap(core(op), core(other)):
                yield f"{op['text']!r} lies on {other['text']!r}"


def pixels(path):
    """Width, height and the bytes of a picture, RGB."""
    data = subprocess.run(["convert-im6.q16", str(path), "-depth", "8", "ppm:-"], check=True, capture_output=True).stdout
    fields, at = [], 0
    while len(fields) < 4:
        end = min(data.index(sign, at) for sign in (b" ", b"\n") if sign in data[at : at + 20])
        fields.append(data[at:end])
        at = end + 1
    return int(fields[1]), int(fields[2]), data[at:]


def edge_ink(path, page):
    """Text ops with ink in the outermost row of the room they have (an em above and below): a glyph was cut there.

    Rows where something else lies are passed over.
    """
    width, height, data = pixels(path)
    for op in page["ops"]:
        if op["kind"] != "text" or not op["text"].strip():
            continue
        x, _, w, _ = op["box"]
        size = op["font"]["size"]
        for y in (op["baseline"] - 2 * size, op["baseline"] + size - 1):
            row = (x, y, w, 1)
            if y < 0 or y >= height or any(other is not op and overlap(row, grown(other)) for other in page["ops"][1:]):
                continue
            start = 3 * (y * width + max(x, 0))
            line = data[start : start + 3 * min(w, width - x)]
            if any(line[i : i + 3] != line[:3] for i in range(0, len(line), 3)):
                yield f"ink at the edge of {op['text']!r}"


def grown(op):
    x, y, w, h = op["box"]
    return (x - 4, y - h // 2, w + 8, 2 * h) if op["kind"] == "text" else (x - 1, y - 1, w + 2, h + 2)


def main(folders):
    faults = pages = 0
    for folder in map(pathlib.Path, folders):
        document = json.loads((folder / "pages.json").read_text())
        for page in document["pages"]:
            width, height = document["size"]
            page["ops"] = list(flattened(page["ops"]))
            least = CONTRAST.get(document["theme"], PLAIN_CONTRAST)
            found = list(check_page(page, width, height, least)) + list(edge_ink(folder / page["file"], page))
            pages += 1
            faults += len(found)
            for fault in found:
                print(f"{folder}/{page['file']}: {fault}")
    print(f"{pages} pages, {faults} faults")
    return 1 if faults or not pages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
