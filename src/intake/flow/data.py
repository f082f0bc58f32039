"""Where the flows and schemas that come with intake are: beside `src/` in a checkout, inside the package when installed."""

from __future__ import annotations

from pathlib import Path

__all__ = ["embedded_flow", "embedded_flows", "openapi_file", "schema_file"]


def _folder(name: str) -> Path:
    package = Path(__file__).resolve().parent.parent
    checkout = package.parent.parent / name
    if package.parent.name == "src" and checkout.is_dir():
        return checkout
    return package / "_data" / name


def schema_file(name: str) -> Path:
    """The published JSON Schema of that name: `flow` or `result`."""
    return _folder("schemas") / f"{name}.schema.json"


def openapi_file() -> Path:
    """What the server offers to programs, in OpenAPI 3.1."""
    return _folder("schemas") / "openapi.json"


def embedded_flows() -> list[str]:
    """The names of the flows that come with intake."""
    return sorted(path.stem for path in _folder("flows").iterdir() if path.is_dir() or path.suffix == ".yaml")


def embedded_flow(name: str) -> Path | None:
    """The folder or file of the flow of that name, or `None`."""
    if not name.replace("_", "").replace("-", "").isalnum():
        return None
    folder = _folder("flows")
    return next((path for path in (folder / name, folder / f"{name}.yaml") if path.exists()), None)
