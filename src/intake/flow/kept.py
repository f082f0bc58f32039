"""Keeps flows that were found sound, so that the next start is quick. Flows only: no answer is ever written here.

`INTAKE_CACHE=off` keeps nothing; `INTAKE_CACHE=FOLDER` keeps it there instead of the user's cache folder.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

TYPE_CHECKING = False  # `typing` would be a tenth of the time to the first word
if TYPE_CHECKING:
    from typing import Any

__all__ = ["cache_folder", "read_cached", "write_cached"]

_KEEP = 16


def cache_folder() -> Path | None:
    """Where flows are kept, or `None` if nothing is to be kept."""
    chosen = os.environ.get("INTAKE_CACHE", "")
    if chosen.lower() in ("off", "0", "no", "none"):
        return None
    if chosen:
        return Path(chosen)
    system: str = sys.platform  # by a name of its own, so that a type checker on one system reads both branches
    if system == "linux":
        # As platformdirs has it, without all that it imports (a tenth of the time to the first word).
        return Path(os.environ.get("XDG_CACHE_HOME", "").strip() or "~/.cache").expanduser() / "legal-intake"
    from platformdirs import user_cache_path

    return user_cache_path("legal-intake", appauthor=False)


def read_cached(key: str) -> Any:
    """What was kept under that key, or `None`: an unreadable or broken entry counts as not kept."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        return json.loads((folder / f"{key}.json").read_bytes())
    except (OSError, ValueError):
        return None


def write_cached(key: str, content: Any) -> None:
    """Keeps `content` (JSON) under that key; the oldest entries make room. A folder that takes nothing is no error."""
    import tempfile

    folder = cache_folder()
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump(content, stream, separators=(",", ":"))
        Path(name).replace(folder / f"{key}.json")
        kept = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in kept[_KEEP:]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _system() -> str:
    return sys.platform  # in a function of its own: a type checker takes the system that it runs on for the only one
