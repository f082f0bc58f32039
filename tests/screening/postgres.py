"""A PostgreSQL server of the tests' own: in a folder that goes with it, reached by a socket alone, as root and as anybody."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import psycopg
from psycopg import sql
from sqlglot import exp

from intake.screening.dialects import written
from intake.screening.reading import RECORD
from intake.screening.tree import SqlType

__all__ = ["Postgres", "installed", "server"]

_DEBIAN = Path("/usr/lib/postgresql")


def installed() -> Path | None:
    """The folder of the newest server's programs; Debian keeps them out of the way."""
    found = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]), reverse=True)
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).parent if on_path else None


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """A running server, as what a client connects with. It refuses to run as root, so that root has `postgres` run it."""
    folder = Path(mkdtemp(prefix="intake-pg-"))
    as_root = os.geteuid() == 0
    if as_root:
        shutil.chown(folder, "postgres", "postgres")
    before = ["runuser", "-u", "postgres", "--"] if as_root else []

    def run(program: str, *options: str) -> None:
        command = [*before, str(programs / program), *options]
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}{done.stdout}")

    data, log = str(folder / "data"), str(folder / "log")
    try:
        run("initdb", "-D", data, "-U", "intake", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        settings = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "-D", data, "-l", log, "-o", settings, "-w", "start")
        try:
            yield f"host={folder} user=intake dbname=postgres"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Postgres:
    """PostgreSQL as the engine of `Triages`."""

    def __init__(self, where: str, columns: Mapping[str, SqlType], statement: exp.Select) -> None:
        self._where = where
        self._statement = written(statement, "postgres")
        self._columns = {RECORD: "BIGINT", **columns}

    def run(self, rows: Sequence[Sequence[object]]) -> Sequence[Sequence[object]]:
        """What the statement says of rows of answers, numbered from 0, in their order."""
        made = sql.SQL(", ").join(
            sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(type_)) for name, type_ in self._columns.items()
        )
        with psycopg.connect(self._where) as connection, connection.cursor() as cursor:
            cursor.execute(sql.SQL("CREATE TEMP TABLE answers ({})").format(made))
            with cursor.copy("COPY answers FROM STDIN") as copy:
                for number, row in enumerate(rows):
                    copy.write_row((number, *row))
            cursor.execute(self._statement)
            return sorted(cursor.fetchall())
