"""Keeps an interview in a file, locked with a passphrase, and opens it again.

The key is made by Scrypt (16 MB: n = 2**14, r = 8, p = 1; RFC 7914) from the passphrase; the content is sealed by
AES-256-GCM, which also vouches for the head of the file. The content is padded to a multiple of 4 KiB, so that its length
tells little. A file is written whole or not at all, for its owner alone.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

__all__ = ["CameTo", "Save", "SaveError", "open_save", "write_save"]

_MAGIC = b"intake save 1\n"
_SALT, _NONCE, _TAG = 16, 12, 16
_HEAD = len(_MAGIC) + _SALT + _NONCE
_BLOCK = 4096
_LARGEST = 1 << 20

Trouble = Literal["no_file", "no_permission", "there_already", "not_a_save", "does_not_open", "cannot_write"]


class SaveError(Exception):
    """A save could not be written or opened. `trouble` is for programs, the message for people."""

    def __init__(self, trouble: Trouble, message: str) -> None:
        self.trouble: Trouble = trouble
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class CameTo:
    """What answers came to when they were kept: the urgency so far, and the recommendations that were certain."""

    urgency: str | None
    advised: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Save:
    """What is kept: the answers as a record has them, with the flow, its version and the date of the triage.

    A session is its answers: `came_to` is there only to say what has changed since. `None`: the save is older than that.
    """

    flow: str
    version: str
    date: date
    answers: Mapping[str, object]
    came_to: CameTo | None = None


def write_save(path: Path, save: Save, passphrase: str, *, replace: bool = False) -> None:
    """Writes the save, whole or not at all, readable by its owner alone.

    Raises:
        SaveError: the file is there already and `replace` is not set, or it cannot be written there.
    """
    content = {"flow": save.flow, "version": save.version, "date": save.date.isoformat(), "answers": dict(save.answers)}
    if save.came_to is not None:
        content["came_to"] = {"urgency": save.came_to.urgency, "advised": save.came_to.advised}
    sealed = _seal(json.dumps(content, ensure_ascii=False).encode(), passphrase)
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    except OSError as error:
        raise _not_written(path, error) from None
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(sealed)
            stream.flush()
            os.fsync(stream.fileno())
        _put(Path(name), path, replace=replace)
    except FileExistsError:
        raise SaveError("there_already", f"There is a file {path} already.") from None
    except OSError as error:
        raise _not_written(path, error) from None
    finally:
        Path(name).unlink(missing_ok=True)


def open_save(path: Path, passphrase: str) -> Save:
    """Opens a save.

    Raises:
        SaveError: no such file, no permission, not a save, or it does not open with this passphrase.
    """
    sealed = read_sealed(path)
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head, body = sealed[:_HEAD], sealed[_HEAD:]
    salt, nonce = head[len(_MAGIC) : -_NONCE], head[-_NONCE:]
    try:
        padded = AESGCM(_key(passphrase, salt)).decrypt(nonce, body, head)
    except InvalidTag:
        raise SaveError(
            "does_not_open",
            "It does not open. Either the passphrase is another one, or the file is damaged: the two look the same.",
        ) from None
    return _content(padded.rstrip(b"\0"))


def read_sealed(path: Path) -> bytes:
    """The bytes of a save, still sealed: so that a wrong file is told before anybody types a passphrase.

    Raises:
        SaveError: no such file, no permission, or not a save.
    """
    try:
        with path.open("rb") as stream:
            sealed = stream.read(_LARGEST + 1)
    except FileNotFoundError:
        raise SaveError("no_file", f"There is no file {path}.") from None
    except PermissionError:
        raise SaveError("no_permission", f"The file {path} may not be read by you.") from None
    except OSError as error:
        raise SaveError("not_a_save", f"{path} cannot be read: {error.strerror}.") from None
    if not sealed.startswith(_MAGIC) or len(sealed) > _LARGEST or (len(sealed) - _HEAD - _TAG) % _BLOCK:
        raise SaveError("not_a_save", f"{path} is not a save of intake, or it is not whole.")
    return sealed


def _seal(content: bytes, passphrase: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    padded = content + b"\0" * (-(len(content) or 1) % _BLOCK)
    head = _MAGIC + os.urandom(_SALT) + os.urandom(_NONCE)
    salt, nonce = head[len(_MAGIC) : -_NONCE], head[-_NONCE:]
    return head + AESGCM(_key(passphrase, salt)).encrypt(nonce, padded, head)


def _key(passphrase: str, salt: bytes) -> bytes:
    import unicodedata

    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    # One passphrase typed on two keyboards can be other bytes: the composed form is the same (RFC 8265).
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return Scrypt(salt=salt, length=32, n=2**14, r=8, p=1).derive(typed)


def _put(written: Path, path: Path, *, replace: bool) -> None:
    """Gives the written file its name at once. Without `replace`, never over another file."""
    if replace:
        written.replace(path)
        return
    try:
        path.hardlink_to(written)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError(path) from None
        written.replace(path)


def _content(raw: bytes) -> Save:
    """What was sealed. It was sealed by us, yet another version of us may have written something else."""
    try:
        content: Any = json.loads(raw)
        answers = content["answers"]
        if not isinstance(answers, dict):
            raise TypeError
        day = date.fromisoformat(content["date"])
        return Save(str(content["flow"]), str(content["version"]), day, answers, _came_to(content.get("came_to")))
    except (ValueError, KeyError, TypeError):
        raise SaveError("not_a_save", "The file opens, but what it holds is not a save of this version.") from None


def _came_to(content: Any) -> CameTo | None:
    if content is None:
        return None
    urgency = content["urgency"]
    return CameTo(None if urgency is None else str(urgency), tuple(map(str, content["advised"])))


def _not_written(path: Path, error: OSError) -> SaveError:
    return SaveError("cannot_write", f"{path} cannot be written: {error.strerror or error}.")
