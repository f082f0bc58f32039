"""Programs as a person starts them: installed, their bytecode written, a cache folder of their own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["INTAKE", "environment"]

_SCRIPT = Path(sys.executable).with_name("intake")
INTAKE = (
    [str(_SCRIPT)]
    if _SCRIPT.exists()
    else [sys.executable, "-c", "import sys; from intake.cli import main; sys.exit(main())"]
)
"""How the command is started: by its script, which `make bench` has installed."""


@contextmanager
def environment() -> Iterator[dict[str, str]]:
    """The environment of such a program."""
    apart = {"PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"}  # so that each start after the first has its bytecode
    inherited = {name: value for name, value in os.environ.items() if name not in apart}
    with TemporaryDirectory() as cache:
        yield {
            **inherited,
            "INTAKE_CACHE": cache,
            "PYTHONPYCACHEPREFIX": str(Path(cache, "bytecode")),
            "TERM": "xterm-256color",
        }
