"""`site.yaml`: its faults are told with place, sentence and hint, and colours that cannot be read are refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.cli import main
from intake.web.site.colours import OWN, THEMES, contrast, faint, tokens
from intake.web.site.settings import SiteError, read_site, site_of

WHOLE = """\
name: Merrow Law Office
title: Forms
language: en
telephones:
  - {number: "+41 00 000 00 00", hours: day and night}
  - {number: "112"}
exit: https://weather.example/
server: https://help.example/
hosts: [https://www.example.org]
colours:
  accent: {light: "#1F4E8C", dark: "#9cc4f5"}
fonts:
  text: [Open Sans, sans-serif]
"""


def told(tmp_path: Path, text: str) -> list[str]:
    """The faults of a site.yaml, each as place, sentence and hint."""
    file = tmp_path / "site.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(SiteError) as caught:
        read_site(file)
    return [
        f"{finding.place.line}:{finding.place.column} {finding.code} {finding.message} | {finding.hint}"
        for finding in caught.value.findings
    ]


def test_all_that_a_firm_can_say_is_read(tmp_path: Path) -> None:
    """Nothing that it wrote is lost, and a site that is built again from its own words is the same."""
    file = tmp_path / "site.yaml"
    file.write_text(WHOLE, "utf-8")
    site = read_site(file)
    assert (site.name, site.title, site.language) == ("Merrow Law Office", "Forms", "en")
    assert [(one.number, one.hours) for one in site.house.telephones] == [
        ("+41 00 000 00 00", "day and night"),
        ("112", ""),
    ]
    assert (site.house.exit, site.server) == ("https://weather.example/", "https://help.example/")
    assert site.hosts == ("https://www.example.org",)
    assert site.colours == {"light": {"accent": "#1f4e8c"}, "dark": {"accent": "#9cc4f5"}}
    assert site.fonts == {"text": ("Open Sans", "sans-serif")}
    assert site_of(site.plain()) == site


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("title: Forms\n", "1:1 E152 'name' is missing | add `name:`"),
        ("name: M\ntelefones: []\n", "2:1 E151 unknown key 'telefones' | did you mean 'telephones'?"),
        (
            "name: M\ntelephones: [{number: 112}]\n",
            "2:23 E153 '112' does not fit here | a telephone number in quotes, as \"+41 00 000 00 00\"",
        ),
        (
            "name: M\ntelephones: [{number: call us}]\n",
            "2:23 E153 'call us' has the wrong form | a telephone number in quotes, as \"+41 00 000 00 00\"",
        ),
        (
            "name: M\nexit: weather.example\n",
            "2:7 E153 'weather.example' has the wrong form | write the whole address of a page, with https://",
        ),
        (
            "name: M\nexit: javascript:alert(1)\n",
            "2:7 E153 'javascript:alert(1)' has the wrong form | write the whole address of a page, with https://",
        ),
        (
            "name: M\ncolours:\n  accent:\n    light: #1c5854\n",
            '4:11 E109 the value is empty | a colour stands in quotes: "#1c5854"',
        ),
        (
            'name: M\ncolours: {accent: {light: "red"}}\n',
            "2:27 E153 'red' has the wrong form | a colour is # and six digits, in quotes: \"#1c5854\"",
        ),
        (
            'name: M\nfonts: {text: ["x; } body { display: none"]}\n',
            "2:16 E153 'x; } body { display: none' has the wrong form | a font is its name alone, as Georgia or sans-serif",
        ),
        (
            "name: M\nhosts: [https://www.example.org/page]\n",
            "2:9 E153 'https://www.example.org/page' has the wrong form | "
            "write the begin of their addresses alone, as https://www.example.org",
        ),
        ("- name: M\n", "1:1 E153 a site.yaml is a mapping | start with `name:`"),
    ],
)
def test_a_fault_is_told_where_it_stands(tmp_path: Path, text: str, fault: str) -> None:
    """Whoever writes the file once a year is told what to write instead."""
    assert told(tmp_path, text) == [fault]


def test_a_colour_that_cannot_be_read_is_refused_with_the_figures(tmp_path: Path) -> None:
    """And with a colour next to it that can be read."""
    (fault,) = told(tmp_path, 'name: M\ncolours: {accent: {light: "#88b0aa"}}\n')
    assert fault == (
        "2:27 E153 too faint in light: accent on ground 2.1, accent on surface 2.3, accent on sunken 1.8, "
        "accent on accent-tint 1.9, accent on now-tint 2.1, on-accent on accent 2.3; 4.5 is needed "
        '| "#526a66" would do'
    )


def test_every_fault_ends_with_65_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All faults are told at once."""
    monkeypatch.chdir(tmp_path)
    Path("site.yaml").write_text('name: M\nexit: x\ncolours: {accent: {dark: "#222222"}}\nserver: y\n', "utf-8")
    assert main(["build", "wages", "--out", "out", "--site", "site.yaml"]) == 65
    said = capsys.readouterr().err
    assert [line for line in said.splitlines() if line.startswith("site.yaml:")] == [
        "site.yaml:2:7: E153 'x' has the wrong form",
        "site.yaml:4:9: E153 'y' has the wrong form",
    ]
    assert not Path("out").exists()
    assert main(["build", "wages", "--out", "out", "--site", "no.yaml"]) == 66


class TestContrast:
    def test_the_look_as_it_comes_can_be_read(self) -> None:
        """Its own colours pass what a firm's have to pass."""
        for theme in THEMES:
            assert not list(faint(theme, {token: tokens()[theme][token] for token in OWN}))

    def test_the_figures_are_those_of_the_look(self) -> None:
        """The comment beside each colour in tokens.css was worked out by other means, and cut off."""
        css = (Path(__file__).parents[2] / "src/intake/web/static/tokens.css").read_text("utf-8")
        (figures,) = re.findall(r"--accent: var.*on the five: ([\d. |]+) \*/", css)
        surfaces = ("ground", "surface", "sunken", "accent-tint", "now-tint")
        for theme, expected in zip(THEMES, figures.split("|"), strict=True):
            palette = tokens()[theme]
            assert [int(contrast(palette["accent"], palette[surface]) * 10) / 10 for surface in surfaces] == [
                float(figure) for figure in expected.split()
            ]

    @settings(max_examples=30)
    @given(st.sampled_from(THEMES), st.sampled_from(OWN), st.integers(0, 0xFFFFFF))
    def test_the_colour_that_is_offered_would_do(self, theme: str, token: str, colour: int) -> None:
        """Nobody is sent from one refusal to the next."""
        for fault in faint(theme, {token: f"#{colour:06x}"}):
            if fault.enough is not None:
                assert not list(faint(theme, {token: fault.enough}))
