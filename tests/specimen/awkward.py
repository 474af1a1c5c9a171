#!/usr/bin/env python3
"""Writes editions that nobody plans for, each a folder with a configuration: tests/specimen/awkward.py FOLDER [CASE...]

One story or none or five hundred, headlines of three and of three hundred letters, no pictures and only pictures, capitals,
forty sections, emoji, a word of two hundred letters, rates that are zero, negative or a millionth, forty below and fifty above.
tests/e2e/awkward_test.py renders them and has check.py look at them.
"""
import datetime
import json
import pathlib
import shutil
import sys

PICTURES = pathlib.Path(__file__).resolve().parents[2] / "assets/demo/pictures"
NOW = datetime.datetime(2026, 11, 24, 14, 5, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))
SECTIONS = ["World", "Economy", "Science", "Culture", "Sport"]
LISTS = ["top", "feed", "ticker", "press-review", "partner-news", "in-other-media", "most-read-now", "most-read-today"]
KINDS = ["top-stories", "story", "feed", "section", "press-review", "partner-news", "in-other-media", "most-read", "gallery",
         "infographic", "rates", "city", "on-this-day", "sponsor"]
TEXT = ("The ferry left the harbour at six in the morning with forty passengers and a piano. The captain had promised a calm "
        "crossing; the sea had promised nothing. By noon both were in port, and nobody had played a note.")
WORD = ("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3)[:200]
EMOJI = "👩🏽‍🚀🇷🇺 1️⃣ ❤️🧑‍🌾 wins 🏅🏅 as 🎉 the 🇫🇷 team 👍🏽 lands"


def story(number, **changes):
    """One of many stories; what is None in `changes` is left out. `extra` goes where Broadside's own members do."""
    item = {
        "id": f"https://awkward.example/{number}",
        "url": f"https://awkward.example/{number}",
        "title": f"Harbour number {number} opens its gates to the morning ferry",
        "summary": TEXT.split(". ", maxsplit=1)[0] + ".",
        "content_text": "\n\n".join([TEXT] * 3),
        "image": "picture-wide.jpg" if number % 2 == 0 else None,
        "date_published": (NOW - datetime.timedelta(minutes=7 + 45 * number)).isoformat(),
        "language": "en",
    }
    extra = {"section": SECTIONS[number % len(SECTIONS)], "paper": "The Harbour Mail", "source_name": "Northern Wire",
             "place": "Karlsund"}
    extra.update(changes.pop("extra", {}))
    item.update(changes)
    item["_broadside"] = extra
    return {key: value for key, value in item.items() if value is not None}


def stories(count, **changes):
    return [story(number, **changes) for number in range(count)]


def weather(temperature):
    """Now, by hours and by days around one temperature."""
    hours = [{"time": (NOW + datetime.timedelta(hours=n)).isoformat(), "temperature": temperature - n / 2, "sky": "snow",
              "wind": 31.5} for n in range(24)]
    days = [{"date": (NOW + datetime.timedelta(days=n)).date().isoformat(), "high": temperature + 1, "low": temperature - 9,
             "sky": "thunder"} for n in range(6)]
    return {"now": {"temperature": temperature, "sky": "sleet", "wind": 31.5, "time": NOW.isoformat()}, "hours": hours,
            "days": days}


def rates(pairs):
    """Twenty days of each pair, its last value as given."""
    rows = []
    for days_ago in range(20, 0, -1):
        date = (NOW - datetime.timedelta(days=days_ago)).date().isoformat()
        rows += [{"date": date, "base": "USD", "quote": quote, "rate": value * (1 + days_ago % 5 / 100) if days_ago > 1 else value}
                 for quote, value in pairs.items()]
    return rows


class Case:
    """An edition: what its sources answer."""

    def __init__(self, items, **changes):
        self.items = items
        self.sections = changes.get("sections", [{"name": name} for name in SECTIONS])
        self.has_pictures = changes.get("has_pictures", True)
        self.has_blocks = changes.get("has_blocks", True)
        self.rates = changes.get("rates", {"EUR": 0.92, "RUB": 89.25, "CNY": 7.24})
        self.temperatures = changes.get("temperatures", {"Karlsund": -3})
        self.words = changes.get("words", "")

    def files(self):
        """Name of each source's file, its profile, what else the configuration says of it, and its answer."""
        for start in range(0, max(len(self.items), 1), 200):
            part = self.items[start:start + 200]
            yield f"news{start}", "json-feed", {"lists": LISTS}, {"version": "https://jsonfeed.org/version/1.1",
                                                                 "title": "Awkward", "items": part}
        if not self.has_blocks:
            return
        yield "fx", "frankfurter-v2", {}, rates(self.rates)
        for place, temperature in self.temperatures.items():
            yield f"weather-{place}", "weather", {"place": place}, weather(temperature)
        yield "events", "events", {}, {"events": [{"year": year, "text": self.words or TEXT} for year in (-218, 1859, 1974)]}
        if self.has_pictures:
            pictures = [{"url": f"picture-{shape}.jpg", "caption": self.words or TEXT, "credit": "A. Photographer"}
                        for shape in ("wide", "tall")]
            yield "photo", "gallery", {}, {"galleries": [{"id": "g", "title": self.words or "A week at the harbour",
                                                          "section": SECTIONS[0], "pictures": pictures}]}
            yield "house", "sponsor", {}, {"sponsors": [{"id": "s", "name": "House", "picture": {"url": "picture-wide.jpg"}}]}

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(PICTURES / "boats.jpg", folder / "picture-wide.jpg")
        shutil.copy(PICTURES / "far-side.jpg", folder / "picture-tall.jpg")
        sources = []
        for name, profile, more, answer in self.files():
            (folder / f"{name}.json").write_text(json.dumps(answer, ensure_ascii=False))
            sources.append({"id": name, "profile": profile, "url": f"file:{name}.json", "every": "1h", **more})
        config = {
            "kiosk": {"id": "awkward", "title": "Broadside", "language": "en", "timezone": "Europe/Moscow", "theme": "night",
                      "at": NOW.isoformat()},
            "sources": sources,
            "sections": self.sections,
            "rundown": [{"page": kind, "pages": 2} if kind == "feed" else {"page": kind} for kind in KINDS],
            "ticker": {"lists": ["ticker"]},
            "currency": {"base": "USD", "pairs": list(self.rates)},
            "places": [{"name": name, "timezone": "Europe/Moscow"} for name in self.temperatures],
        }
        (folder / "config.json").write_text(json.dumps(config, ensure_ascii=False, indent=1))


LONG = ("Nobody expected the ministers to agree before the morning ferry, " * 5)[:300].rstrip()

CASES = {
    "one-story": lambda: Case(stories(1)),
    "no-story": lambda: Case([]),
    "nothing": lambda: Case([], has_blocks=False),
    "500-stories": lambda: Case(stories(500)),
    "headlines-of-3": lambda: Case(stories(12, title="Yes")),
    "headlines-of-300": lambda: Case(stories(12, title=LONG, summary=LONG), words=LONG),
    "no-pictures": lambda: Case(stories(12, image=None), has_pictures=False),
    "only-pictures": lambda: Case([story(n, summary=None, content_text=None, image=f"picture-{'wide' if n % 2 else 'tall'}.jpg")
                                   for n in range(12)]),
    "capitals": lambda: Case(stories(12, title=LONG[:120].upper(), summary=TEXT.upper()), words=LONG[:120].upper()),
    "40-sections": lambda: Case([story(n, extra={"section": f"Section number {n % 40} of them all"}) for n in range(80)],
                                sections=[{"name": f"Section number {n} of them all"} for n in range(40)]),
    "emoji": lambda: Case(stories(12, title=EMOJI, summary=EMOJI, content_text="\n\n".join([EMOJI * 4] * 3)), words=EMOJI),
    "word-of-200": lambda: Case(stories(12, title=WORD, summary=WORD, content_text=f"{TEXT} {WORD}\n\n{WORD}",
                                        extra={"section": WORD[:80], "paper": WORD, "source_name": WORD, "place": WORD}), words=WORD,
                                sections=[{"name": WORD[:80]}]),
    "rates": lambda: Case(stories(3), rates={"EUR": 1e-6, "RUB": 0, "CNY": -3.5, "IRR": 1234567890.5, "JPY": 150.51}),
    "temperatures": lambda: Case(stories(3), temperatures={"Oymyakon": -40, "Basra": 50}),
}


def main(folder, names):
    for name in names or CASES:
        CASES[name]().write(pathlib.Path(folder) / name)


if __name__ == "__main__":
    if len(sys.argv) < 2 or any(name not in CASES for name in sys.argv[2:]):
        sys.exit(f"usage: awkward.py FOLDER [{'|'.join(CASES)}...]")
    main(sys.argv[1], sys.argv[2:])
