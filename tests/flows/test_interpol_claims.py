"""Claims that people have read (`interpol_claims.yaml`): each said rightly where the list says, or left out for a reason."""

from __future__ import annotations

import pytest

from tests.flows.interpol_people import FLOW
from tests.flows.said import listed, said_at

CLAIMS = listed("interpol_claims.yaml")

FAMILIES = {"a": 10, "b": 8, "c": 20, "d": 2, "e": 6, "f": 14, "g": 9, "h": 3, "i": 7, "j": 15}
"""How many claims there are under each letter: 94, numbered from 01."""

OF_USE = {
    *("a01", "a02", "a04", "a06", "a07", "a10", "b07"),
    *("c01", "c02", "c03", "c06", "c11", "c13", "c14", "c17", "c19"),
    *("e01", "e02", "e03", "e05", "f03", "f04", "f06", "f08", "f09", "f13", "f14"),
    *("g01", "g04", "g05", "g06", "g07", "g08", "h01", "h02", "i02", "i05"),
    *("j02", "j03", "j04", "j05", "j06", "j07", "j08", "j09", "j10", "j11"),
}
"""The claims that were judged to be of use to somebody, once they are put right."""

PLACES = [(name, path, words) for name, claim in CLAIMS.items() for path, words in claim.get("at", {}).items()]


def test_every_claim_is_there() -> None:
    """What somebody has read and finds nowhere here, they go on believing."""
    assert set(CLAIMS) == {
        f"{letter}{number:02}" for letter, count in FAMILIES.items() for number in range(1, count + 1)
    }
    assert all(claim["right"] for claim in CLAIMS.values())


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_is_said_or_left_out_for_a_reason(name: str) -> None:
    """One or the other; and what is of use is said, but for a postal address, which nobody needs since the portal."""
    claim = CLAIMS[name]
    assert ("at" in claim) != ("not_said" in claim)
    if name in OF_USE - {"a06"}:
        assert "at" in claim


@pytest.mark.parametrize(("name", "path", "words"), PLACES)
def test_it_stands_there_on_a_source_that_bears_it(name: str, path: str, words: str) -> None:
    """With a day on which the source was checked. A row of a table may say its source in words of its own."""
    section, _, source = path.partition(".")
    if section == "sources":
        assert words in FLOW.sources[source].note
        return
    found = said_at(path, words)
    assert found, f"{name}: '{words}' is not said at {path}"
    assert all(one.sources and one.checked for one in found)
    wanted = set(CLAIMS[name].get("sources", []))
    if wanted:
        assert any(wanted & set(one.sources) for one in found), (name, path, [one.sources for one in found])
        assert wanted <= set(FLOW.sources)
