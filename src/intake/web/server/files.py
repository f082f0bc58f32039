"""Static files, all in memory: nothing that a request says can reach the disk."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from intake.web.server.headers import KEEP_FOR_GOOD
from intake.web.server.served import Unservable

__all__ = ["File", "contents_of", "files_of", "response_headers"]

_MOST_BYTES = 64 * 1024 * 1024
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
_PACKED = (".html", ".js", ".css", ".json", ".txt", ".md", ".svg")


@dataclass(frozen=True, slots=True)
class File:
    """A file: as it is, packed (`None` where that gains nothing), and the hash of its content as addresses name it."""

    content: bytes
    packed: bytes | None
    media_type: str
    tag: str


def files_of(contents: Mapping[str, bytes]) -> dict[str, File]:
    """Files by their addresses, without the first slash; `index.html` also answers for its folder."""
    found: dict[str, File] = {}
    for address, content in contents.items():
        file = found[address] = _file(address, content)
        if address.rpartition("/")[2] == "index.html":
            found[address.removesuffix("index.html")] = file
    return found


def contents_of(folder: Path) -> dict[str, bytes]:
    """The files of a site that was built, as they are now.

    Hidden files, files without a known ending and links that lead out of the folder are left out.

    Raises:
        Unservable: it is no such folder, or too large.
    """
    if not (folder / "index.html").is_file():
        raise Unservable(f"{folder} is no site, as it has no index.html: make one with intake build")
    found: dict[str, bytes] = {}
    size = 0
    for path in _files_below(folder):
        size += path.stat().st_size
        if size > _MOST_BYTES:
            raise Unservable(
                f"{folder} holds more than {_MOST_BYTES // 1024**2} MiB: is it the folder of a built site?"
            )
        found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def response_headers(file: File, *, named: str | None, packs: bool) -> dict[str, str]:
    """The headers of a file; `named` is the hash in the address: a file so named can be kept for good."""
    headers = {"Content-Type": file.media_type}
    if file.packed is not None:
        headers["Vary"] = "Accept-Encoding"
        if packs:
            headers["Content-Encoding"] = "gzip"
    if named == file.tag:
        headers["Cache-Control"] = KEEP_FOR_GOOD
    return headers


def _files_below(folder: Path) -> Iterator[Path]:
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix in _TYPES and path.is_file() and path.resolve().is_relative_to(root):
            yield path


def _file(name: str, content: bytes) -> File:
    suffix = Path(name).suffix
    packed = gzip.compress(content, mtime=0) if suffix in _PACKED else content
    smaller = packed if len(packed) < len(content) else None
    return File(content, smaller, _TYPES[suffix], hashlib.sha256(content).hexdigest()[:16])
