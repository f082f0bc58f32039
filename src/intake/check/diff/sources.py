"""Where a flow to be compared comes from: a name, a file or a folder, or a revision of git with a path in it."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from intake.check.asked import RefusedError, flow_of
from intake.exit_codes import MISSING_PART, NO_INPUT
from intake.flow.findings import FlowError
from intake.flow.load import find_flow
from intake.flow.model import Flow

__all__ = ["flow_from"]


def flow_from(where: str) -> Flow:
    """The flow at that place. What is there as a file, a folder or a name is that; else `REVISION:PATH` is asked of git.

    Raises:
        RefusedError: there is no such flow, revision or path, or the flow has faults.
    """
    revision, colon, path = where.partition(":")
    if not colon or not revision or _is_there(where):
        return flow_of(where)
    with _checked_out(revision, path) as copy:
        try:
            return flow_of(copy)
        except RefusedError as error:
            raise RefusedError(str(error).replace(str(copy), where), error.code) from None


def _is_there(where: str) -> bool:
    try:
        find_flow(where)
    except FlowError:
        return False
    return True


@contextmanager
def _checked_out(revision: str, path: str) -> Iterator[Path]:
    """The file or folder of that revision, in a folder that goes afterwards. The path counts as git's does: from the top."""
    named = f"{revision}:{path}"
    kind = _git("cat-file", "-t", named).decode().strip()
    with tempfile.TemporaryDirectory() as folder:
        name = Path(path).name or "flow"
        if kind == "tree":
            copy = Path(folder, name)
            with tarfile.open(fileobj=io.BytesIO(_git("archive", "--format=tar", named))) as archive:
                archive.extractall(copy, filter="data")
        elif kind == "blob":
            copy = Path(folder, name)
            copy.write_bytes(_git("cat-file", "blob", named))
        else:
            raise RefusedError(
                f"{named} is neither a file nor a folder; name one, as in HEAD~1:flows/mine.yaml", NO_INPUT
            )
        yield copy


def _git(*arguments: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise RefusedError("a revision is read by the program 'git', which is not installed", MISSING_PART)
    done = subprocess.run([program, *arguments], capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise RefusedError(f"git: {said}; a revision and a path are named as in HEAD~1:flows/mine.yaml", NO_INPUT)
    return done.stdout
