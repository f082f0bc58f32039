"""`intake new NAME [--from FLOW]`: writes a flow to start from, which an editor completes and checks."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

from intake.exit_codes import CANNOT_WRITE, NO_INPUT, USAGE
from intake.flow.data import embedded_flow, embedded_flows, schema_file
from intake.flow.findings import nearest
from intake.flow.yaml_text import YamlText

__all__ = ["new"]

SCHEMA = "flow.schema.json"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
_NO_TEXT = ("true", "false", "null")
"""What YAML reads as something else than text."""
_MODELINE = re.compile(r"\A# yaml-language-server: .*\n")


class _RefusedError(Exception):
    """No flow is written: the exit code, and the sentence that says why."""

    def __init__(self, code: int, sentence: str) -> None:
        self.code, self.sentence = code, sentence
        super().__init__(sentence)


def new(arguments: argparse.Namespace) -> int:
    """Writes NAME.yaml into the current folder; 64 for a bad name, 66 for an unknown template, 73 if it cannot be written."""
    try:
        name = _name(arguments.name)
        template = _template(arguments.template)
        file = Path(f"{name}.yaml")
        schema = _schema_for(Path.cwd())
        _write(file, _named(template.read_text("utf-8"), name, schema), f"{file} is there already: nothing is written")
        if schema == SCHEMA and not Path(SCHEMA).exists():
            _write(Path(SCHEMA), schema_file("flow").read_text("utf-8"), f"{SCHEMA} is there already")
    except _RefusedError as error:
        print(f"intake new: {error.sentence}", file=sys.stderr)
        return error.code
    except OSError as error:
        print(f"intake new: the current folder cannot be read: {error.strerror}", file=sys.stderr)
        return CANNOT_WRITE
    print(file)
    print(f"`intake run {file}` is the interview; `intake check {file}` says what there is to mend", file=sys.stderr)
    return 0


def _name(given: str) -> str:
    if _NAME.match(given) and given not in _NO_TEXT:
        return given
    bare = re.sub(r"[^a-z0-9]+", "_", given.rpartition("/")[2].removesuffix(".yaml").casefold()).strip("_")
    hint = f"; for example {bare}" if _NAME.match(bare) else ""
    sentence = "a name has small letters, digits and underscores, and begins with a letter"
    raise _RefusedError(USAGE, f"{sentence}{hint}")


def _template(given: str | None) -> Path:
    """The file to start from: the starter, or a flow of one file that comes with intake."""
    if given is None:
        return Path(__file__).with_name("starter.yaml")
    found = embedded_flow(given)
    single = [name for name in embedded_flows() if (flow := embedded_flow(name)) and flow.is_file()]
    if found is not None and found.is_file():
        return found
    if found is not None:
        sentence = f"'{given}' is a folder of many files: start from {' or '.join(single)}, or copy the folder {found}"
        raise _RefusedError(USAGE, sentence)
    near = nearest(given, single)
    hint = f"did you mean '{near}'?" if near else f"there are {', '.join(single)}"
    raise _RefusedError(NO_INPUT, f"no flow '{given}' comes with intake; {hint}")


def _schema_for(folder: Path) -> str:
    """How a flow in this folder names the schema: that of the checkout around it, else a copy beside the flow.

    A copy, because a path into an installed package would be another one on every machine.
    """
    for above in (folder, *folder.parents):
        if (above / "schemas" / SCHEMA).is_file():
            return Path(os.path.relpath(above / "schemas" / SCHEMA, folder)).as_posix()
    return SCHEMA


def _named(text: str, name: str, schema: str) -> str:
    """The template under its new name, with its schema; a command in its comments names the new file."""
    place = YamlText("template", text.encode()).place(("flow", "id"))
    lines = text.split("\n")
    line = lines[place.line - 1]
    old = line[place.column - 1 : place.column - 1 + place.width]
    lines[place.line - 1] = line[: place.column - 1] + name + line[place.column - 1 + place.width :]
    renamed = "\n".join(lines).replace(f"{old}.yaml", f"{name}.yaml")
    return f"# yaml-language-server: $schema={schema}\n{_MODELINE.sub('', renamed)}"


def _write(file: Path, text: str, there: str) -> None:
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise _RefusedError(CANNOT_WRITE, there) from None
    except OSError as error:
        raise _RefusedError(CANNOT_WRITE, f"{file} cannot be written: {error.strerror}") from None
