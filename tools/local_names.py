"""Writes what each country is called in its own languages, and its other ISO codes, from CLDR: run it after a new Babel.

CLDR has this in some 120 files of its own; to open them all takes most of a second, too long for one key.
"""

import json
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from intake.flow.countries import COUNTRIES

__all__ = ["FILE", "local_names"]

FILE = Path(__file__).parent.parent / "src" / "intake" / "report" / "local_names.json"


def local_names() -> dict[str, dict[str, list[str]]]:
    """By country: its names in its official languages, most spoken first, and its three-letter code."""
    codes: dict[str, list[str]] = {code: [] for code in COUNTRIES}
    for alias, countries in get_global("territory_aliases").items():
        if len(alias) == 3 and alias.isalpha() and len(countries) == 1 and countries[0] in codes:
            codes[countries[0]].append(alias)
    return {code: {"codes": sorted(codes[code]), "names": names_of(code)} for code in sorted(COUNTRIES)}


def names_of(code: str) -> list[str]:
    names: dict[str, None] = {}
    for language in get_official_languages(code, de_facto=True):
        for locale in (f"{language}_{code}", language):
            try:
                name = Locale.parse(locale).territories.get(code)
            except UnknownLocaleError:
                continue
            if name:
                names[name] = None
                break
    return list(names)


def text_of(names: dict[str, dict[str, list[str]]]) -> str:
    """One country a line, so that a change is seen as what it is."""
    lines = [f"{json.dumps(code)}: {json.dumps(entry, ensure_ascii=False)}" for code, entry in names.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(text_of(local_names()), encoding="utf-8")
