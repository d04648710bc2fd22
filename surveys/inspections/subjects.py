"""What the duty desk is shown of what an inspector tapped or wrote: those words, and no others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup, escape
from sqlalchemy import select

from app.accounts.models import Account
from app.core.db import RandomId, session
from app.core.i18n import gettext
from app.core.i18n import lazy_gettext as _l
from app.people.models import YoungPerson
from app.safeguarding.subjects import OF_OTHERS, SUBJECTS, Corrected, Subject, lines_of
from app.safeguarding.words_before import WordsBefore, before_of
from surveys.inspections.finding_models import Finding, Recommendation, Revisit
from surveys.inspections.inspection_models import Criterion, Inspection
from surveys.inspections.told_models import InspectorsWords, InspectorsWorry
from surveys.inspections.visit_models import EvidencePicture, Visit
from surveys.inspections.worries import WORRY


@dataclass(frozen=True)
class Place:
    """Where inspectors write: the model, the fields that hold their words, each with the column
    that says who wrote there last, and what it is called.
    """

    model: type[RandomId]
    fields: Mapping[str, str]
    title: object

    def authors(self, row: RandomId) -> dict[str, int | None]:
        """Who wrote last, by field."""
        return {field: getattr(row, column) for field, column in self.fields.items()}


BY = "written_by_id"
OBJECTION = {"objection": "objection_by_id"}
KINDS = {
    "inspection_rating": Place(
        Criterion, {"words": BY, "notes": BY}, _l("A criterion of an inspection")
    ),
    "inspection_visit": Place(Visit, {"notes": BY}, _l("Notes of a visit")),
    "inspection_picture": Place(
        EvidencePicture,
        {"shows": "added_by_id", **OBJECTION},
        _l("What can be seen on a picture"),
    ),
    "inspection_finding": Place(Finding, {"words": BY, **OBJECTION}, _l("What inspectors found")),
    "inspection_advice": Place(
        Recommendation,
        {"words": BY, "judged_words": BY, **OBJECTION},
        _l("A recommendation of inspectors"),
    ),
    "inspection_revisit": Place(Revisit, {"words": "by_id"}, _l("Inspectors looked again")),
    "inspectors_words": Place(
        InspectorsWords, {"words": BY, **OBJECTION}, _l("The inspectors’ words for a report")
    ),
}
"""By Alert.subject_kind: what an alert can be about."""


def register() -> None:
    """Let alerts on inspections be opened."""
    SUBJECTS[WORRY] = worry_subject
    for kind in KINDS:
        SUBJECTS[kind] = _finder(kind)
    OF_OTHERS.update(KINDS)


def _finder(kind: str) -> Callable[[int], Subject | None]:
    return partial(words_subject, kind)


def words_subject(kind: str, row_id: int) -> Subject | None:
    """What was written in this row and by whom, and what stood there when it raised an alert. None
    when it is gone.
    """
    place = KINDS[kind]
    row = session.get(place.model, row_id)
    if row is None:
        return None
    authors = {field: session.get(Account, id or 0) for field, id in place.authors(row).items()}
    several = len({one.id for one in authors.values() if one is not None}) > 1
    words = [
        (_asked(authors[field] if several else None), lines_of(getattr(row, field)))
        for field in place.fields
    ]
    writers = [_author_of(one) for one in before_of(kind, row_id) if one.words is not None]
    return Subject(
        title=str(place.title),
        words=[*_where(inspection_of(row)), *(pair for pair in words if pair[1])],
        corrected=[_corrected(row, one) for one in before_of(kind, row_id)],
        trail=(kind, row_id),
        **_who(*writers, *authors.values()),
    )


def before_place(field: str, author_id: int | None) -> str:
    """What WordsBefore.place says of words of this author that stood in this field."""
    return f"{field}:{author_id or ''}"


def _author_of(before: WordsBefore) -> Account | None:
    return session.get(Account, int(before.place.partition(":")[2] or 0))


def _asked(author: Account | None) -> str:
    if author is None:
        return gettext("What they wrote")
    return gettext("What %(name)s wrote", name=_who(author)["who"])


def _corrected(row: RandomId, before: WordsBefore) -> Corrected:
    asked = _asked(_author_of(before))
    now = lines_of(getattr(row, before.place.partition(":")[0]))
    return Corrected(asked, before.words, before.changed_on, now)


def _who(*writers: Account | None) -> dict[str, object]:
    """Everybody who wrote in it, and the young person who was first."""
    found = {one.id: one for one in writers if one is not None}
    people = {
        one.account_id: one
        for one in session.scalars(select(YoungPerson).where(YoungPerson.account_id.in_(found)))
    }
    names = [
        (people[id].known_as if id in people else "") or one.display_name
        for id, one in found.items()
    ]
    first = next((people[id].id for id in found if id in people), None)
    return {"who": ", ".join(names), "young_person_id": first}


def worry_subject(worry_id: int) -> Subject | None:
    """Who tapped, where they were, and what they wrote, if they did."""
    worry = session.get(InspectorsWorry, worry_id)
    if worry is None:
        return None
    said = lines_of(worry.words) or [escape(gettext("They tapped, and wrote nothing."))]
    return Subject(
        title=gettext("A Young Inspector does not feel safe, or saw something that worries them"),
        words=[*_where(worry.inspection), (gettext("What they wrote"), said)],
        trail=(WORRY, worry.id),
        **_who(worry.said_by),
    )


def inspection_of(row) -> Inspection | None:
    """The inspection this was written in; None for words about a whole quarter."""
    found = getattr(row, "inspection", None)
    if isinstance(row, EvidencePicture):
        found = row.criterion.inspection
    if isinstance(row, Revisit):
        found = session.get_one(Recommendation, row.recommendation_id).inspection
    return found


def _where(inspection: Inspection | None) -> list[tuple[str, list[Markup]]]:
    if inspection is None:
        return []
    return [(gettext("At which service"), [escape(inspection.service.name)])]
