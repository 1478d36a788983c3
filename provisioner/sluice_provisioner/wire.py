"""The words of the contract (README.md): verbs, lines, and which line ends a call."""

from __future__ import annotations

import json
from typing import Any

VERBS = ("plan", "apply", "status", "destroy")
CHANGING = ("apply", "destroy")
LONGEST_LINE = 64 * 1024
GOOD_END = {"plan": "plan", "apply": "applied", "status": "status", "destroy": "destroyed"}
BAD_ENDS = ("refused", "failed")

Line = dict[str, Any]


class Unreadable(Exception):
    """What came is not what the contract says; the message tells what to send."""


def read_line(raw: bytes) -> Line:
    if len(raw) > LONGEST_LINE:
        raise Unreadable(f"a line has more than {LONGEST_LINE} bytes")
    try:
        line = json.loads(raw)
    except ValueError as broken:
        raise Unreadable(f"a line is not JSON: {broken}") from broken
    if not isinstance(line, dict):
        raise Unreadable("a line is JSON but not an object")
    return line


def written(line: Line) -> bytes:
    return json.dumps(line, separators=(",", ":")).encode() + b"\n"


def failed(why: str) -> Line:
    return {"line": "failed", "why": why}


def unclear(why: str) -> Line:
    """What came of the call is not known; the same call again finds out."""
    return {"line": "failed", "why": why, "unclear": True}


def ends(verb: str, line: Line) -> bool:
    """Whether the line is the last one of its call."""
    return line.get("line") in (GOOD_END[verb], *BAD_ENDS)
