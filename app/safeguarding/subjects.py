"""What an alert is about, as the duty desk shows it.

Safeguarding knows nothing of forms and conversations. A feature that raises alerts puts a function
in SUBJECTS under the kind it raises them on; the desk calls it with the id.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup, escape


@dataclass(frozen=True)
class Corrected:
    """What raised the alert and says something else now."""

    asked: str
    before: str | None
    """None once the alert is closed."""
    on: date
    now: list[str]
    """In lines; none if it was taken out."""


@dataclass(frozen=True)
class Subject:
    """What was said, and where it was said. `who` is empty for someone who did not say."""

    title: str
    words: list[tuple[str, list[str]]] = field(default_factory=list)
    """(question, lines), as the young person wrote them."""
    url: str = ""
    """Where it stands in full, for whoever may open that."""
    who: str = ""
    young_person_id: int | None = None
    """Whose conversations somebody on duty may open from here; None for someone who did not say who
    they are."""
    language: str = "en"
    corrected: list[Corrected] = field(default_factory=list)
    can_read: bool = True
    """Whether the young person has a place here at which an answer, and who has read it, is shown;
    False for someone who left neither a name nor a return number."""
    trail: tuple[str, int] | None = None
    """Where the trail keeps who has read it, if that is not the subject itself: the place the young
    person's own page looks."""


SUBJECTS: dict[str, Callable[[int], Subject | None]] = {}
"""By Alert.subject_kind. None when what it was about has been deleted."""

OF_OTHERS: set[str] = set()
"""The kinds in which young people write down what others did and said: an alert on one is not taken
to be about whoever wrote it.
"""


def subject_of(kind: str, id: int) -> Subject | None:
    """What this alert is about, or None if that cannot be shown any more."""
    find = SUBJECTS.get(kind)
    return find(id) if find else None


def lines_of(words: str | None) -> list[Markup]:
    """What somebody wrote, as the desk shows it: line by line, without the empty ones."""
    return [escape(line) for line in (words or "").splitlines() if line.strip()]
