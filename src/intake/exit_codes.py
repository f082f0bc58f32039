"""What a command's exit code says, as `docs/records.md` and `intake --help` list them (after BSD's sysexits)."""

__all__ = [
    "BAD_DATA",
    "BAD_SET_UP",
    "CANNOT_WRITE",
    "FINDINGS",
    "MISSING_PART",
    "NO_INPUT",
    "STOPPED",
    "USAGE",
    "WELL",
]

WELL = 0
FINDINGS = 1
USAGE = 64
BAD_DATA = 65
NO_INPUT = 66
MISSING_PART = 69
CANNOT_WRITE = 73
BAD_SET_UP = 78
STOPPED = 130
