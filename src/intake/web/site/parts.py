"""What every site is made from: our own files, the licences, hashes, and the words of the pages around the interview."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path

__all__ = ["hexadecimal", "integrity", "licences", "own_file", "phrase", "release", "spoken"]

_FALLBACK = "en"


@cache
def own_file(name: str) -> bytes:
    """A file of this folder that goes on a site as it is."""
    return (files(__package__) / name).read_bytes()


@cache
def licences() -> Mapping[str, bytes]:
    """The licence of all code and words, and that of the country names, by name."""
    import babel

    ours = distribution("legal-intake").read_text("licenses/LICENSE")
    if ours is None:
        raise FileNotFoundError("the licence was not installed with intake: install it again")
    names = Path(babel.__file__).with_name("locale-data") / "LICENSE.unicode"
    return {"intake.txt": ours.encode(), "country-names.txt": names.read_bytes(), "README.txt": _WHAT_IS_WHOSE}


def release() -> str:
    """Which release builds this."""
    return f"legal-intake {distribution('legal-intake').version}"


def phrase(key: str, language: str, **filled: str) -> str:
    """What a page itself says; English where we do not have the language."""
    all_languages = json.loads(own_file("phrases.json"))
    words: str = all_languages.get(language, all_languages[_FALLBACK])[key]
    return words.format_map(filled)


def spoken(language: str) -> str:
    """The language in which `phrase` answers to that language."""
    return language if language in json.loads(own_file("phrases.json")) else _FALLBACK


def hexadecimal(content: bytes) -> str:
    """The SHA-256 of a file, as `sha256sum` prints it."""
    return hashlib.sha256(content).hexdigest()


def integrity(content: bytes) -> str:
    """The SHA-256 of a file, as a page names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()


_WHAT_IS_WHOSE = b"""\
What is on this site, and under which licence

intake.txt         Apache License 2.0: the pages, scripts and styles, and the flows that come with intake.
country-names.txt  Unicode License: the names of countries and languages, from the Unicode CLDR.

A flow that a firm wrote itself is the firm's.
"""
