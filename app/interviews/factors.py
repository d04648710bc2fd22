"""Why children go missing, as a child can pick it and as it is counted: push, pull, and other.

Evidence from return interviews: what pushes a child out of where they live, and what pulls them
elsewhere. What separated children told of besides (papers, language, debts) is among it.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("factors.yaml")
KINDS = ("push", "pull", "other")


@dataclass(frozen=True)
class Factor:
    """One reason. `child` is a msgid; `staff` is read by adults, in English."""

    code: str
    kind: str
    symbol: str
    child: str
    staff: str


@lru_cache(maxsize=1)
def factors() -> dict[str, Factor]:
    """Every factor by its code, in the order of the file."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {one["code"]: Factor(**one) for one in data["factors"]}


def of_kind(kind: str) -> list[Factor]:
    """The factors a child is asked about under this kind: its own, and those that fit any."""
    return [one for one in factors().values() if one.kind in (kind, "other")]
