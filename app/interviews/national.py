"""What is known of the rest of the country, to lay beside our own figures."""

from dataclasses import dataclass
from typing import Any

from app.core.i18n import _l


@dataclass(frozen=True)
class NationalFigure:
    """A published figure. It is copied by hand, and `check` says what to do before quoting it."""

    measure: str
    """The measure it is laid beside; below the one that its share is of."""
    of: str
    percent: int
    words: Any
    source: Any
    check: Any


WITHIN_72_HOURS = NationalFigure(
    measure="within_72",
    of="took_part",
    percent=63,
    words=_l("In the country, on average"),
    source=_l(
        "Missing People, from answers of councils to freedom of information requests, 2023–24"
    ),
    check=_l(
        "Check before quoting: the study was not read for this app, only its figure, and councils"
        " did not all count alike."
    ),
)
