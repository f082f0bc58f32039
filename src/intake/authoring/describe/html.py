"""The description as one page of HTML that needs nothing else: contents, an anchor for each thing, and it prints well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from intake.authoring.describe.page import Block, Item, Items, Paragraph, Section, anchor_of
from intake.check.phrases.phrase import Phrase, Run, read

__all__ = ["html_page"]

_QUOTED = {"question": "“{}”", "answer": "‘{}’", "table": "“{}”", "column": "“{}”", "source": "[{}]"}
_ADDRESS = re.compile(r"https?://[^\s;]+")


def html_page(flow: Section, language: str) -> str:
    """The whole page."""
    return "\n".join(_Page(flow).lines(language)) + "\n"


class _Page:
    """One description. It knows what each fact says, to show it where the fact is named."""

    def __init__(self, flow: Section) -> None:
        self._flow = flow
        facts = next((part for part in flow.sections if part.anchor == "facts"), None)
        self._facts = {fact.anchor: _in_one_line(fact) for fact in (facts.sections if facts else ())}

    def lines(self, language: str) -> Iterator[str]:
        flow = self._flow
        style = files(__package__).joinpath("page.css").read_text("utf-8")
        yield f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{escape(flow.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>"
        yield f'<a class="skip" href="#{flow.sections[0].anchor}">To the text</a>'
        yield f'<header id="{flow.anchor}"><h1>{escape(flow.title)}</h1>'
        yield from self._blocks(flow.blocks)
        yield "</header>"
        yield from self._contents()
        yield "<main>"
        for part in flow.sections:
            yield from self._section(part, 2)
        yield "</main>\n</body>\n</html>"

    def _contents(self) -> Iterator[str]:
        yield '<nav aria-label="Contents"><h2>Contents</h2>'
        for part in self._flow.sections:
            link = f'<a href="#{_attribute(part.anchor)}">{escape(part.title)}</a>'
            if part.sections:
                below = "".join(
                    f'<li><a href="#{_attribute(one.anchor)}">{escape(one.title)}</a></li>' for one in part.sections
                )
                yield f"<details><summary>{link} <small>{len(part.sections)}</small></summary><ul>{below}</ul></details>"
            else:
                yield f"<p>{link}</p>"
        yield "</nav>"

    def _section(self, section: Section, level: int) -> Iterator[str]:
        name = f" <code>{escape(section.id)}</code>" if section.id else ""
        anchor = _attribute(section.anchor)
        yield f'<section id="{anchor}"><h{level}><a href="#{anchor}">{escape(section.title)}</a>{name}</h{level}>'
        yield from self._blocks(section.blocks)
        for below in section.sections:
            yield from self._section(below, level + 1)
        yield "</section>"

    def _blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        for block in blocks:
            match block:
                case Paragraph(phrase, label):
                    yield f"<p>{_label(label)}{self._runs(phrase)}</p>"
                case Items(items, label, phrase):
                    if label or phrase:
                        yield f'<p class="of">{_label(label)}{self._runs(phrase)}</p>'
                    yield self._list(items)

    def _list(self, items: tuple[Item, ...]) -> str:
        inside = "".join(
            f"<li>{self._runs(item.phrase)}{self._list(item.below) if item.below else ''}</li>" for item in items
        )
        return f"<ul>{inside}</ul>" if inside else ""

    def _runs(self, phrase: Phrase) -> str:
        return "".join(map(self._run, phrase))

    def _run(self, run: Run) -> str:
        words = escape(_QUOTED.get(run.kind, "{}").format(run.words))
        if run.kind in ("", "answer"):
            return _ADDRESS.sub(lambda found: f'<a href="{found[0]}" rel="noreferrer">{found[0]}</a>', words)
        if run.kind == "strong":
            return f"<strong>{words}</strong>"
        anchor = anchor_of(run.kind, run.id)
        told = f' title="{_attribute(self._facts[anchor])}"' if anchor in self._facts else ""
        return f'<a class="{run.kind}" href="#{_attribute(anchor)}"{told}>{words}</a>'


def _in_one_line(fact: Section) -> str:
    """A fact's condition, to be read where the fact is named."""
    block = fact.blocks[0]
    if isinstance(block, Paragraph):
        return read(block.phrase)
    return "; ".join([read(block.phrase), *(read(item.phrase) for item in block.items)])


def _label(label: str) -> str:
    return f"<b>{escape(label)}</b> " if label else ""


def _attribute(text: str) -> str:
    return escape(text, quote=True)
