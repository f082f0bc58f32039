"""Who may import whom: the contract behind the table `[tool.importlinter]` in pyproject.toml, run by import-linter."""

from collections.abc import Iterator, Mapping
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output
from importlinter.domain.fields import Field, ValidationError

__all__ = ["ImportTable", "breaches", "read_table"]

EVERYTHING = "*"
Table = Mapping[str, frozenset[str]]


def read_table(lines: list[str]) -> Table:
    """Read lines such as `engine: flow`.

    >>> read_table(["flow:", "engine: flow"])["engine"]
    frozenset({'flow'})
    >>> read_table(["engine: flwo"])
    Traceback (most recent call last):
    ValueError: 'engine' may import 'flwo', which has no line of its own
    """
    table = {}
    for line in lines:
        part, _, allowed = line.partition(":")
        table[part.strip()] = frozenset(allowed.split())
    for part, allowed_parts in table.items():
        for unknown in sorted(allowed_parts - table.keys() - {EVERYTHING}):
            raise ValueError(f"{part!r} may import {unknown!r}, which has no line of its own")
    return table


def breaches(graph: ImportGraph, package: str, table: Table) -> Iterator[str]:
    """Give a sentence for each import inside `package` that the table does not allow, and for each part without a line.

    Direct imports only: what `web` reaches through `store` is the affair of `store`.
    """
    parts = {module: part_of(module, package) for module in sorted(graph.modules)}
    for part in sorted(set(parts.values()) - table.keys()):
        yield f"{part}: has no line in the table"
    for importer, part in parts.items():
        allowed = table.get(part, {EVERYTHING}) | {part}
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            if EVERYTHING not in allowed and parts[imported] not in allowed:
                for detail in graph.get_import_details(importer=importer, imported=imported):
                    yield f"{importer}:{detail['line_number']}: {part} may not import {parts[imported]} ({imported})"


def part_of(module: str, package: str) -> str:
    """Name the line that a module belongs to.

    >>> part_of("intake.flow.text", "intake"), part_of("intake", "intake")
    ('flow', '__init__')
    """
    return "__init__" if module == package else module.removeprefix(f"{package}.").partition(".")[0]


class TableField(Field[Table]):
    """The table as import-linter hands it over: a list of lines."""

    def parse(self, raw_data: str | list[str]) -> Table:
        """Read it, or say to import-linter what is wrong."""
        try:
            return read_table([raw_data] if isinstance(raw_data, str) else raw_data)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class ImportTable(Contract):
    """Kept if every import inside the package is one that the table allows."""

    table = TableField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Compare the imports with the table."""
        (package,) = self.session_options["root_packages"]
        found = list(breaches(graph, package, cast("Table", self.table)))
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print the sentences."""
        for sentence in check.metadata["found"]:
            output.print_error(sentence, bold=False)
