"""`intake test --format json`: all of it, for programs."""

from __future__ import annotations

import json
from typing import Any

from intake.check.cover.coverage import KINDS, Item
from intake.check.cover.tested import Tested
from intake.check.mutants.report import Judged, Mutation

__all__ = ["as_json"]


def as_json(one: Tested) -> str:
    """One object: scenarios, coverage kind by kind, and the mutants, if they were asked for."""
    flow, coverage = one.flow, one.coverage
    plain: dict[str, Any] = {
        "flow": flow.id,
        "version": flow.version,
        "date": coverage.date.isoformat(),
        "well": one.well,
        "scenarios": {
            "count": len(flow.scenarios),
            "failing": [
                {"at": f"{finding.place.file}:{finding.place.line}", "code": finding.code, "message": finding.message}
                for finding in one.findings
            ],
        },
        "coverage": {
            kind: {
                "seen": coverage.part_seen(kind)[0],
                "possible": coverage.part_seen(kind)[1],
                "items": [_item(one, item) for item in coverage.of(kind)],
            }
            for kind in KINDS
        },
    }
    if one.mutation is not None:
        plain["mutants"] = _mutants(one, one.mutation)
    return json.dumps(plain, ensure_ascii=False, indent=1)


def _item(one: Tested, item: Item) -> dict[str, Any]:
    return {
        "at": one.line(item.path),
        "path": list(item.path),
        "what": item.what,
        "seen": item.seen,
        "possible": item.possible,
        "scenarios": list(item.people),
        **({"lacks": item.lacks} if item.lacks else {}),
    }


def _mutants(one: Tested, mutation: Mutation) -> dict[str, Any]:
    noticed, of = mutation.part_noticed

    def plain(judged: Judged) -> dict[str, Any]:
        verdict = judged.verdict
        return {
            "at": one.line(judged.mutant.path),
            "path": list(judged.mutant.path),
            "change": judged.mutant.change,
            "state": verdict.state,
            **({"by": verdict.by} if verdict.by else {}),
            **({"person": verdict.person} if verdict.person is not None else {}),
        }

    return {
        "total": mutation.total,
        "judged": len(mutation.judged),
        "counted": of,
        "noticed": noticed,
        "list": [plain(judged) for judged in mutation.judged],
    }
