"""A real server, started as a person starts it; and a browser without scripts, which presses what a page offers."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx

__all__ = ["Field", "Page", "Running", "Visitor", "serving"]

HERE = Path(__file__).parent
CROSSING = HERE.parent / "terminal" / "crossing.yaml"
COMMAND = [sys.executable, "-c", "import sys; from intake.cli import main; sys.exit(main())", "serve", "--port", "0"]
_PATIENCE = 60.0


class Running:
    """A server that runs. `log` is all that it has written so far to standard error."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
        self._log: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        assert self.process.stdout is not None
        self.client = httpx.Client(timeout=_PATIENCE)
        said = self.process.stdout.readline()
        found = re.search(r"at (http://\S+?)/ ", said)
        if not found:
            self.end()
            raise AssertionError(f"the server did not start: {said}{self.log}")
        self.address = found[1]
        self.client.base_url = httpx.URL(self.address)

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._log.append(line)

    @property
    def log(self) -> str:
        return "".join(self._log)

    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def stop(self, number: int = signal.SIGINT) -> int:
        """Ends it by a signal; its exit code. All that it had to say is in `log` then."""
        self.client.close()
        self.process.send_signal(number)
        return self.end()

    def end(self) -> int:
        """Waits for its end."""
        self.client.close()
        code = self.process.wait(_PATIENCE)
        self._reader.join(_PATIENCE)
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()
        return code


@contextmanager
def serving(*arguments: str | Path, command: Sequence[str] | None = None) -> Iterator[Running]:
    """A server for a while."""
    running = Running([*(command or COMMAND), *map(str, arguments)])
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.process.kill()
        running.end()


@dataclass
class Field:
    """An input of a form, or a button."""

    name: str
    value: str
    kind: str
    words: str = ""
    checked: bool = False


@dataclass
class Form:
    fields: list[Field] = field(default_factory=list)
    buttons: list[Field] = field(default_factory=list)


class Page(HTMLParser):
    """What a page shows and offers; nothing of it runs."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__()
        self.response, self.source = response, response.text
        self.forms: list[Form] = []
        self.title = self.heading = self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._named: dict[str, Form] = {}
        self._form: Form | None = None
        self._open: list[str] = []
        self._button: Field | None = None
        self._select = ""
        self.feed(self.source)
        self.text = " ".join(self.text.split())
        self.heading = " ".join(self.heading.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        self._open.append(tag)
        form = self._named.setdefault(given["form"] or "", Form()) if "form" in given else self._form
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "form":
            self._form = self._named.setdefault(given["id"] or "", Form()) if "id" in given else Form()
            self.forms.append(self._form)
        elif tag == "input" and form is not None:
            form.fields.append(Field(name, value, given.get("type") or "text", checked="checked" in given))
        elif tag == "button" and form is not None:
            self._button = Field(name, value, "button")
            form.buttons.append(self._button)
        elif tag == "select":
            self._select = name
            if form is not None:
                form.fields.append(Field(name, "", "select"))
        elif tag == "option" and form is not None and "selected" in given:
            form.fields[-1].value = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "button":
            self._button = None
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open:
            self.title += data
            return
        self.text += data + " "
        if "h1" in self._open:
            self.heading += data
        if self._button is not None:
            self._button.words += data

    @property
    def kept(self) -> dict[str, Any]:
        """The answers that the page carries."""
        values = {one.value for form in self.forms for one in form.fields if one.name == "answers"}
        assert len(values) == 1, values
        found: dict[str, Any] = json.loads(values.pop())
        return found

    @property
    def asking(self) -> str | None:
        return next((one.value for form in self.forms for one in form.fields if one.name == "asking"), None)

    def offers(self, does: str) -> bool:
        return any(button.value == does for form in self.forms for button in form.buttons)


class Visitor:
    """Somebody without scripts: fills in a form of the page and presses one of its buttons."""

    def __init__(self, server: Running, path: str = "/plain") -> None:
        self.client, self.path = server.client, path
        self.page = Page(self.client.get(path))
        self.addresses = [path]

    def press(self, does: str, **filled: str | Sequence[str]) -> Page:
        """Presses the button; `filled` are the fields that are typed or ticked, all others stay as the page has them."""
        form = next((form for form in self.page.forms if any(button.value == does for button in form.buttons)), None)
        assert form is not None, f"no button {does} on: {self.page.text}"
        sent: list[tuple[str, str | int | float | bool | None]] = []
        for one in form.fields:
            if one.name in filled or (one.kind in ("radio", "checkbox") and not one.checked):
                continue
            sent.append((one.name, one.value))
        names = {one.name for one in form.fields}
        for name, values in filled.items():
            assert name in names, f"no field {name} on: {self.page.text}"
            sent += [(name, value) for value in ([values] if isinstance(values, str) else values)]
        sent.append(("do", does))
        response = self.client.post(
            self.path,
            content=str(httpx.QueryParams(sent)),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        self.addresses.append(response.request.url.path + str(response.request.url.query.decode()))
        if response.headers["content-type"].startswith("text/html"):
            self.page = Page(response)
            return self.page
        return Page(response)

    def answer(self, question: str, **filled: str | Sequence[str]) -> Page:
        """Answers the open question, which is this one."""
        assert self.page.asking == question, self.page.text
        return self.press("answer", **filled)
