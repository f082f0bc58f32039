"""`site.yaml`: what a firm says of itself on its site. Faults in it are told as a flow's are: place, sentence, hint."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from intake.flow.data import schema_file
from intake.flow.files import as_typed
from intake.flow.findings import Finding, Path_
from intake.flow.schema import schema_faults
from intake.flow.yaml_text import MAX_BYTES, YamlText
from intake.web.server.served import EXIT, House, Telephone
from intake.web.site.colours import OWN, THEMES, Faint, faint

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

__all__ = ["Site", "SiteError", "Telephone", "read_site", "site_of"]

_FORMS = {
    "number": 'a telephone number in quotes, as "+41 00 000 00 00"',
    "language": "a language is its short code: en, fr, pt-BR",
    "exit": "write the whole address of a page, with https://",
    "server": "write the whole address, with https://, as https://help.example.org/",
    "hosts": "write the begin of their addresses alone, as https://www.example.org",
    "light": 'a colour is # and six digits, in quotes: "#1c5854"',
    "dark": 'a colour is # and six digits, in quotes: "#93d1c5"',
    "text": "a font is its name alone, as Georgia or sans-serif",
    "voice": "a font is its name alone, as Georgia or serif",
}
"""The accepted form of each value that has one."""
_UNQUOTED_COLOUR = re.compile(r":\s+#[0-9a-fA-F]{3,8}\b")
"""A colour without quotes: YAML takes it for a comment."""


class SiteError(Exception):
    """What is wrong with a site.yaml; `findings` holds all of it, in the order of the file."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n\n".join(finding.render() for finding in findings))


@dataclass(frozen=True, slots=True)
class Site:
    """The firm on its site. `hosts`: whose pages may give the interview's frame its height. `colours`: by theme and token;
    `fonts`: by token; empty: as the look has it.

    An empty `title` or `language` is the page's own.
    """

    name: str = ""
    title: str = ""
    language: str = ""
    house: House = field(default_factory=House)
    server: str = ""
    hosts: tuple[str, ...] = ()
    colours: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fonts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """The site as `site_of` reads it: what the site was built with, for whoever builds it again to compare."""
        telephones = [
            {"number": one.number, **({"hours": one.hours} if one.hours else {})} for one in self.house.telephones
        ]
        colours = {
            token.replace("-", "_"): by_theme
            for token in OWN
            if (by_theme := {theme: of[token] for theme, of in self.colours.items() if token in of})
        }
        parts = {
            "name": self.name,
            "title": self.title,
            "language": self.language,
            "telephones": telephones,
            "exit": self.house.exit,
            "server": self.server,
            "hosts": list(self.hosts),
            "colours": colours,
            "fonts": {name: list(names) for name, names in self.fonts.items()},
        }
        return {name: part for name, part in parts.items() if part}


def read_site(file: Path) -> Site:
    """Reads a site.yaml.

    Raises:
        SiteError: it has faults.
        OSError: it cannot be read.
    """
    with file.open("rb") as stream:
        text = YamlText(as_typed(file), stream.read(MAX_BYTES + 1))
    findings = [_about_colours(finding) for finding in text.findings]
    if not findings and not isinstance(text.data, dict):
        findings = [text.finding("E153", "a site.yaml is a mapping", "start with `name:`")]
    if not findings:
        findings = [
            text.finding(code, message, hint, path, key=key) for code, message, hint, path, key in _faults(text.data)
        ]
    if findings:
        raise SiteError(sorted(findings, key=lambda finding: finding.place))
    return site_of(text.data)


def site_of(data: Mapping[str, Any]) -> Site:
    """The site of plain data.

    Raises:
        ValueError: it has faults; `read_site` says which, and where.
    """
    for _, message, _, path, _ in _faults(data):
        raise ValueError(f"{'.'.join(map(str, path))}: {message}")
    telephones = tuple(Telephone(one["number"], one.get("hours", "")) for one in data.get("telephones", ()))
    fonts = {name: tuple(data.get("fonts", {}).get(name, ())) for name in ("text", "voice")}
    return Site(
        name=data.get("name", ""),
        title=data.get("title", ""),
        language=data.get("language", ""),
        house=House(data.get("exit", EXIT), telephones),
        server=data.get("server", ""),
        hosts=tuple(data.get("hosts", ())),
        colours={theme: chosen for theme in THEMES if (chosen := _chosen(data, theme))},
        fonts={name: names for name, names in fonts.items() if names},
    )


def _chosen(data: Mapping[str, Any], theme: str) -> dict[str, str]:
    """The colours of a theme, by token."""
    colours = data.get("colours", {})
    keys = ((token, token.replace("-", "_")) for token in OWN)
    return {token: colours[key][theme].lower() for token, key in keys if theme in colours.get(key, {})}


def _faults(data: Any) -> Iterator[tuple[str, str, str, Path_, bool]]:
    """Code, sentence, hint, path, and whether the key is meant: first of the form, and if that is well, of the colours."""
    well = True
    for code, message, hint, path, key in schema_faults(_validator(), data):
        well = False
        named = next((part for part in reversed(path) if isinstance(part, str)), "")
        yield code, message, _FORMS.get(named, hint) if code == "E153" else hint, path, key
    for theme in THEMES if well else ():
        for one in faint(theme, _chosen(data, theme)):
            yield "E153", _said(one), _hint(one), ("colours", one.token.replace("-", "_"), theme), False


def _said(one: Faint) -> str:
    figures = ", ".join(
        f"{words} on {ground} {int(found * 10) / 10}" + (f" (needs {needed:g})" if needed != one.pairs[0][3] else "")
        for words, ground, found, needed in one.pairs
    )
    return f"too faint in {one.theme}: {figures}; {one.pairs[0][3]:g} is needed"


def _hint(one: Faint) -> str:
    if one.enough is None:
        return "no shade of it can be read there: change the colour that stands with it"
    return f'"{one.enough}" would do'


def _about_colours(finding: Finding) -> Finding:
    if _UNQUOTED_COLOUR.search(finding.source_line):
        return replace(finding, hint='a colour stands in quotes: "#1c5854"')
    return finding


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads(schema_file("site").read_text("utf-8")))
