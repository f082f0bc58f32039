"""The house: what must hold of the files that install, check and ship the rest."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from grimp import ImportGraph
from packaging.requirements import Requirement

from tools.import_table import breaches, read_table

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

# Written in two pieces, so that this file is not a finding of its own.
REGISTRIES = [
    name + end
    for name, end in [
        ("pypi.", "org"),
        ("python", "hosted.org"),
        ("npm", "js.org"),
        ("npm", "js.com"),
        ("deb.", "debian.org"),
        ("security.", "debian.org"),
        ("crates.", "io"),
        ("proxy.", "golang.org"),
    ]
]
MACHINE_PATH = re.compile(r"(?<![\w.$~/-])/(?:work|root|home/\w+|Users/\w+)/")


def files_of_the_project() -> list[Path]:
    """Everything that is, or could be, in a commit."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def run(*command: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = os.environ | ({"PATH": path} if path else {})
    return subprocess.run(command, cwd=ROOT, env=environment, text=True, capture_output=True, check=False)


class TestFiles:
    def test_none_names_a_registry_or_a_folder_of_one_machine(self) -> None:
        """A clone works anywhere: it names no mirror, no package host and nobody's own folder."""
        forbidden = re.compile("|".join(map(re.escape, REGISTRIES)) + "|" + MACHINE_PATH.pattern)
        found = [
            f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
            for path in files_of_the_project()
            for number, line in enumerate(path.read_bytes().decode(errors="replace").splitlines(), 1)
            if forbidden.search(line)
        ]
        assert not found, "\n".join(found)

    @pytest.mark.parametrize("line", ["see {}work/x", "'{}root/a'", "file:{}home/ann/b", "={}Users/ann/"])
    def test_a_folder_of_one_machine_is_seen(self, line: str) -> None:
        """The check above would notice."""
        assert MACHINE_PATH.search(line.format("/"))

    @pytest.mark.parametrize("line", ["https://example.org/work/x", "home/work/root/", "$HOME/work/", "/workers/"])
    def test_other_paths_are_let_be(self, line: str) -> None:
        """An address or a relative path that has such a word in it is no finding."""
        assert not MACHINE_PATH.search(line)

    @pytest.mark.parametrize("name", [".ci/run", "tools/borrow", "tools/need", "tools/pip", "tools/venv"])
    def test_scripts_can_be_run(self, name: str) -> None:
        """A script without its execute bit fails on a fresh clone only."""
        assert os.access(ROOT / name, os.X_OK)

    def test_notes_of_changes_are_one_line_of_a_known_kind(self) -> None:
        """They are copied into the change log as they stand."""
        for note in (ROOT / "changelog.d").iterdir():
            if note.name != "README.md":
                assert re.fullmatch(r"[a-z0-9-]+\.(added|changed|fixed|removed|security)\.md", note.name), note
                assert re.fullmatch(r"\S.*\.\n", note.read_text(encoding="utf-8")), f"{note}: one sentence, one line"


class Pin(NamedTuple):
    """One package in a file of exact versions."""

    version: str
    marker: str
    hashes: frozenset[str]


PIN = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>\S+)( ; (?P<marker>.+?))?(?P<hashes>( --hash=sha256:[0-9a-f]{64})+)"
)


def read_pins(name: str) -> dict[str, Pin]:
    """Read such a file; a line that is not a version with its hashes fails."""
    text = re.sub(r" \\\n +", " ", (ROOT / name).read_text(encoding="utf-8"))
    pins = {}
    for line in text.splitlines():
        found = PIN.fullmatch(line)
        assert found, f"{name}: {line}"
        pins[found["name"]] = Pin(found["version"], found["marker"] or "", frozenset(found["hashes"].split()))
    return pins


class TestExactVersions:
    @pytest.mark.parametrize("name", ["constraints-core.txt", "constraints-dev.txt"])
    def test_every_package_has_hashes_and_no_address(self, name: str) -> None:
        """An altered package is refused, wherever it is fetched from."""
        assert read_pins(name)

    def test_both_files_agree(self) -> None:
        """The tests run on the very files that people install. (A marker may be wider among the tests' own parts.)"""
        core, dev = read_pins("constraints-core.txt"), read_pins("constraints-dev.txt")
        assert core.keys() <= dev.keys()
        for name, (version, marker, hashes) in core.items():
            assert (version, hashes) == (dev[name].version, dev[name].hashes), name
            assert dev[name].marker in {marker, ""}, name

    @pytest.mark.parametrize(
        ("asked", "locked"),
        [
            (PROJECT["project"]["dependencies"], "core"),
            (PROJECT["build-system"]["requires"], "core"),
            (PROJECT["dependency-groups"]["build"], "core"),
            (PROJECT["project"]["optional-dependencies"]["dev"], "dev"),
        ],
        ids=["core", "build system", "build", "dev"],
    )
    def test_they_follow_the_project_file(self, asked: list[str], locked: str) -> None:
        """After a change in pyproject.toml comes `make lock`."""
        pins = read_pins(f"constraints-{locked}.txt")
        for requirement in map(Requirement, asked):
            name = re.sub(r"[-_.]+", "-", requirement.name).lower()
            assert name in pins, f"{name} has no exact version: type `make lock`"
            assert requirement.specifier.contains(pins[name].version), f"{name} is out of date: type `make lock`"


def test_the_wheel_carries_flows_schemas_and_types(tmp_path: Path) -> None:
    """Who installs with pip has the same flows as who clones, without a network at build time."""
    built = run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path))
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("legal_intake-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())

    files = [path.relative_to(ROOT) for path in files_of_the_project()]
    data = {f"intake/_data/{file.as_posix()}" for file in files if file.parts[0] in {"flows", "schemas"}}
    code = {file.relative_to("src").as_posix() for file in files if file.parts[0] == "src"}
    assert data
    assert data | code <= names
    assert "intake/py.typed" in names

    (entry_points,) = (name for name in names if name.endswith("entry_points.txt"))
    commands = zipfile.ZipFile(wheel).read(entry_points).decode()
    assert "\nintake = intake.cli:main" in commands
    assert "\nlegal-intake = intake.cli:main" in commands


def test_every_part_is_a_package() -> None:
    """A folder without `__init__.py` would be left out of the import table's check."""
    package = ROOT / "src" / "intake"
    folders = {file.parent for file in package.rglob("*.py")}
    assert not [folder for folder in folders if not (folder / "__init__.py").exists()]


class TestNeed:
    """`tools/need` looks for programs, and installs only where it may."""

    @pytest.fixture
    def fake(self, tmp_path: Path) -> str:
        """A PATH on which `id` says what the test wants and `apt-get` only tells what it was asked."""
        (tmp_path / "id").write_text('#!/bin/sh\ncat "$0.is"\n')
        (tmp_path / "apt-get").write_text('#!/bin/sh\necho "$@" >>"$0.log"\n')
        for name in ("id", "apt-get"):
            (tmp_path / name).chmod(0o755)
        return f"{tmp_path}:/usr/bin:/bin"

    def need(self, fake: str, user: int, *pairs: str) -> subprocess.CompletedProcess[str]:
        (Path(fake.partition(":")[0]) / "id.is").write_text(f"{user}\n")
        return run("tools/need", *pairs, path=fake)

    def test_nothing_to_do(self, fake: str) -> None:
        """Programs that are there cost nothing and say nothing."""
        done = self.need(fake, 1000, "sh:dash", "env:coreutils")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    def test_without_the_right_it_names_the_line_to_type(self, fake: str) -> None:
        """It never raises its own rights: the person decides."""
        done = self.need(fake, 1000, "sh:dash", "no-such-program:some-package", "nor-this:other-package")
        assert done.returncode == 69
        assert done.stderr.rstrip().endswith("sudo apt-get install some-package other-package")

    def test_as_root_it_asks_debian_for_what_is_missing(self, fake: str) -> None:
        """And says so if the program is still missing afterwards."""
        done = self.need(fake, 0, "sh:dash", "no-such-program:some-package")
        log = Path(fake.partition(":")[0], "apt-get.log").read_text()
        assert "some-package" in log
        assert "dash" not in log
        assert done.returncode == 69


class TestImportTable:
    """`tools/import_table.py` checks direct imports, and allows only what a line names."""

    TABLE = read_table(["flow:", "engine: flow", "terminal: flow engine", "cli: *", "__init__: flow"])

    def sentences(self, *imports: tuple[str, str]) -> list[str]:
        graph = ImportGraph()
        for importer, imported in imports:
            graph.add_import(importer=importer, imported=imported, line_number=3, line_contents="")
        return list(breaches(graph, "intake", self.TABLE))

    def test_what_a_line_names_is_allowed(self) -> None:
        """So is a part's own inside, and everything for `*`."""
        assert not self.sentences(
            ("intake.engine.walk", "intake.flow.model"),
            ("intake.flow.model", "intake.flow.text"),
            ("intake.cli", "intake.terminal.screen"),
            ("intake", "intake.flow"),
        )

    def test_anything_else_is_a_breach_with_its_place(self) -> None:
        """Going up, and through the front door."""
        assert self.sentences(("intake.flow.text", "intake.engine"), ("intake.engine.walk", "intake")) == [
            "intake.engine.walk:3: engine may not import __init__ (intake)",
            "intake.flow.text:3: flow may not import engine (intake.engine)",
        ]

    def test_a_new_part_needs_a_line(self) -> None:
        """Else it could import all and nobody would notice."""
        assert self.sentences(("intake.helpers", "intake.flow")) == ["helpers: has no line in the table"]
