"""The English texts of a survey: each with its place, and known again by its digest."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from surveys.texts import TEXT_KEYS


@dataclass(frozen=True)
class Text:
    """One English text of a survey, and where it stands."""

    place: str
    english: str

    @property
    def digest(self) -> str:
        return digest_of(self.english)


def digest_of(english: str) -> str:
    """SHA-256, in hex."""
    return hashlib.sha256(english.encode()).hexdigest()


def texts_in(data: Mapping[str, Any], place: str = "") -> Iterator[Text]:
    """Every text of a definition's JSON, in its order; an easier wording beside a question too."""
    for name, value in data.items():
        here = f"{place}{name}"
        if name in TEXT_KEYS and isinstance(value, str):
            yield Text(here, value)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Mapping):
                known = one.get("key") or one.get("code")
                yield from texts_in(one, f"{here}/{known}/" if known else f"{here}/")
