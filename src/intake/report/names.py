"""Names of countries, languages and dates in the reader's language, from CLDR (Babel). Babel is imported when first used."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from intake.flow.countries import COUNTRIES
from intake.report.folding import fold

if TYPE_CHECKING:
    from babel import Locale

__all__ = [
    "codes_by_name",
    "country_codes",
    "country_name",
    "date_text",
    "language_name",
    "languages_of",
    "local_names",
    "month_names",
    "text_direction",
]


@cache
def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def country_name(code: str, language: str) -> str:
    """The country's usual name, or the code itself where CLDR has none.

    >>> country_name("TR", "en"), country_name("EG", "fr")
    ('Türkiye', 'Égypte')
    """
    return _locale(language).territories.get(code, code) if code in COUNTRIES else code


@cache
def codes_by_name() -> dict[str, tuple[str, ...]]:
    """The countries by what some language calls them, folded. It takes a second: for what no nearer list knows.

    >>> codes_by_name()["egipto"], codes_by_name()["etats unis"]
    (('EG',), ('US',))
    """
    from babel.localedata import locale_identifiers

    found: dict[str, dict[str, None]] = {}
    for language in locale_identifiers():
        if _is_no_region(language):
            for code, name in _locale(language).territories.items():
                if code in COUNTRIES:
                    found.setdefault(fold(name), {})[code] = None
    return {name: tuple(codes) for name, codes in found.items()}


def _is_no_region(identifier: str) -> bool:
    """Whether the locale is of a language, or of one in a script: regions call few countries otherwise."""
    _, *parts = identifier.split("_")
    return not parts or (len(parts) == 1 and len(parts[0]) == len("Latn"))


@cache
def _own_names() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = json.loads(Path(__file__).with_name("local_names.json").read_bytes())
    return found


def local_names(code: str) -> tuple[str, ...]:
    """What the country is called in its own official languages (`tools/local_names.py` takes them from CLDR).

    >>> local_names("RU"), local_names("CH")[0]
    (('Россия',), 'Schweiz')
    """
    return tuple(_own_names().get(code, {}).get("names", ()))


def country_codes(code: str) -> tuple[str, ...]:
    """The country's other ISO 3166-1 codes.

    >>> country_codes("IR")
    ('IRN',)
    """
    return tuple(_own_names().get(code, {}).get("codes", ()))


def languages_of(code: str) -> tuple[str, ...]:
    """The languages that are official in the country, the most spoken first, without script or region.

    >>> languages_of("EG"), languages_of("BE")
    (('ar',), ('nl', 'fr', 'de'))
    """
    from babel.languages import get_official_languages

    found = get_official_languages(code, de_facto=True)
    return tuple(dict.fromkeys(language.split("_")[0] for language in found))


def language_name(language: str, shown_in: str) -> str:
    """The name of a language.

    >>> language_name("tr", "en")
    'Turkish'
    """
    return _locale(language).get_language_name(shown_in) or language


def date_text(day: date, language: str, *, weekday: bool = False) -> str:
    """The date as people write it, never with a month as a number.

    >>> date_text(date(2026, 11, 26), "en"), date_text(date(2026, 11, 26), "en", weekday=True)
    ('26 Nov 2026', 'Thu 26 Nov 2026')
    """
    from babel.dates import format_date, format_skeleton

    locale = _locale(language)
    if locale.language == "en":
        return format_date(day, "EEE d MMM y" if weekday else "d MMM y", locale)
    return format_skeleton("yMMMEd" if weekday else "yMMMd", day, locale=locale)


@cache
def month_names(language: str) -> dict[str, int]:
    """The months by their long and short names, in that language and in English.

    >>> month_names("fr")["août"], month_names("fr")["august"]
    (8, 8)
    """
    found: dict[str, int] = {}
    for locale in (_locale("en"), _locale(language)):
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names = locale.months[use][width]
                found |= {name.casefold().rstrip("."): number for number, name in names.items()}
    return found


def text_direction(language: str) -> str:
    """`ltr` or `rtl`.

    >>> text_direction("en"), text_direction("ar")
    ('ltr', 'rtl')
    """
    return _locale(language).text_direction
