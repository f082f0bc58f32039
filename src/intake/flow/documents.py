"""A flow's files as one document: a single YAML file, or a folder of them merged by their top-level keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from intake.flow.files import as_typed, flow_files
from intake.flow.findings import Finding, Path_, Place
from intake.flow.yaml_text import MAX_BYTES, YamlText

__all__ = ["Document", "Path_"]


class Document:
    """The merged document: `data` by top-level key, `findings` of reading, and the place of every value."""

    def __init__(self, where: Path) -> None:
        self.where = where
        self.folder = where if where.is_dir() else where.parent
        self.data: dict[str, Any] = {}
        self.findings: list[Finding] = []
        self.lost = False
        """Whether a file could not be read, so that names which it may declare are not known."""
        self._origin: dict[tuple[str, str], YamlText] = {}
        self._texts: list[YamlText] = []
        for file in flow_files(where):
            self._add(file)

    def _add(self, file: Path) -> None:
        name = as_typed(file)
        try:
            with file.open("rb") as stream:
                raw = stream.read(MAX_BYTES + 1)
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
            self.findings.append(Finding(Place(name, 1, 1), "E101", message, "check its permissions"))
            self.lost = True
            return
        text = YamlText(name, raw)
        self._texts.append(text)
        self.findings += text.findings
        self.lost |= not isinstance(text.data, dict)
        if text.data is None:
            if not text.findings:
                self.findings.append(text.finding("E112", "the file is empty", "take it away, or write a section"))
            return
        if not isinstance(text.data, dict):
            hint = "start with `flow:`, `steps:` …"
            self.findings.append(text.finding("E153", "a flow file is a mapping of sections", hint))
            return
        for section, content in text.data.items():
            self._merge(text, section, content)

    def _merge(self, text: YamlText, section: str, content: Any) -> None:
        self._origin.setdefault((section, ""), text)
        known = self.data.get(section)
        if known is None:
            self.data[section] = dict(content) if isinstance(content, dict) else content
        elif isinstance(known, dict) and isinstance(content, dict):
            for name, value in content.items():
                if name in known:
                    first = self.place((section, name), key=True)
                    self.findings.append(
                        text.finding(
                            "E120", f"'{name}' stands in {section} already", f"first in {first.file}:{first.line}: keep one",
                            (section, name), key=True,
                        )
                    )  # fmt: skip
                else:
                    known[name] = value
                    self._origin[section, name] = text
        else:
            self.findings.append(
                text.finding("E120", f"'{section}' stands in two files", "keep it in one", (section,), key=True)
            )
        if isinstance(content, dict):
            for name in content:
                self._origin.setdefault((section, name), text)

    def _text_of(self, path: Path_) -> YamlText | None:
        if not path:
            return self._texts[0] if self._texts else None
        section = str(path[0])
        name = str(path[1]) if len(path) > 1 else ""
        return self._origin.get((section, name)) or self._origin.get((section, "")) or next(iter(self._texts), None)

    def place(self, path: Path_, *, key: bool = False) -> Place:
        """Where the value at `path` stands, or its key; the nearest place above it if it is not there."""
        text = self._text_of(path)
        return text.place(path, key=key) if text else Place(as_typed(self.where), 1, 1)

    def finding(
        self, code: str, message: str, hint: str, path: Path_, *, key: bool = False, part: str = "", subject: str = ""
    ) -> Finding:
        """A finding at the place of `path` (or of a part of the value there), with its line; about the entry at `path`
        if no other `subject` is given."""
        text = self._text_of(path)
        if text is None:
            return Finding(Place(as_typed(self.where), 1, 1), code, message, hint)
        return text.finding(code, message, hint, path, key=key, part=part, subject=subject)
