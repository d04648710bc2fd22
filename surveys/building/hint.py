"""One hint, and what it counts as a word."""

import re
from dataclasses import dataclass

WORDS = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


@dataclass(frozen=True)
class Hint:
    """One thing that could be better. `better` are words that could stand instead, or ""."""

    code: str
    words: str
    better: str = ""
