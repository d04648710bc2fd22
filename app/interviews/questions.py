"""What cannot be quite right about an episode, as a question to whoever writes it down.

Nothing is mended silently and nothing is refused without saying what to look at. Two episodes that
overlap may be one, or one may have ended without anybody writing it down.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import or_, select

from app.core.clock import now
from app.core.db import session
from app.core.i18n import _l
from app.interviews.models import Episode
from app.interviews.moments import in_words
from app.people.models import YoungPerson

NEVER = datetime.max.replace(tzinfo=UTC)
"""When somebody who is not back yet comes back, for comparing."""

NOT_BACK = _l("not back yet")

QUESTIONS = {
    "future": _l("That is in the future: here it is %(now)s. Was the clock set wrong?"),
    "back_before_gone": _l(
        "That is before they went missing (%(left)s). Which of the two times is wrong?"
    ),
    "reported_before_gone": _l(
        "That is before they went missing (%(left)s). Which of the two times is wrong?"
    ),
    "gone_after_back": _l("By then they were back (%(back)s). Which of the two times is wrong?"),
    "overlap": _l("They were missing then already. Is this the same one?"),
    "inside": _l(
        "All of this lies inside another time they were missing (%(left)s to %(back)s), or the"
        " other way round. Which of the times is wrong? If both are the same, only one is written"
        " down."
    ),
    "between": _l("That is not between the one and the other. When did they come back in between?"),
    "next_one": _l(
        "By then they had gone missing again (%(left)s). Did they come back before that?"
    ),
    "talked_before": _l(
        "Somebody talked with them before that (%(held)s). Which of the two times is wrong?"
    ),
    "reference": _l("There is one with this reference already. Is this the same one?"),
}


@dataclass(frozen=True)
class Question:
    """Something to look at again, at a field of the form; with the episodes it is about, if any."""

    field: str
    reason: str
    """A key of QUESTIONS."""
    facts: Mapping[str, str] = field(default_factory=dict)
    others: tuple[Episode, ...] = ()

    @property
    def words(self) -> str:
        return str(QUESTIONS[self.reason]) % self.facts


@dataclass(frozen=True)
class Span:
    """From when until when; `end` is None for somebody who is not back."""

    start: datetime
    end: datetime | None

    @property
    def is_open(self) -> bool:
        return self.end is None

    def overlaps(self, other: "Span") -> bool:
        """True if they share time: also when both began at the same moment."""
        return self.start == other.start or (
            self.start < (other.end or NEVER) and other.start < (self.end or NEVER)
        )


def about_times(left_at: datetime, reported_at: datetime, span: Span) -> list[Question]:
    """What is odd about the times themselves."""
    found = [
        Question(name, "future", {"now": in_words(now())})
        for name, moment in (
            ("left_at", left_at),
            ("reported_at", reported_at),
            ("returned_at", span.end),
        )
        if moment is not None and moment > now()
    ]
    if reported_at < left_at:
        found.append(Question("reported_at", "reported_before_gone", {"left": in_words(left_at)}))
    if span.end is not None and span.end < left_at:
        found.append(Question("returned_at", "back_before_gone", {"left": in_words(left_at)}))
    return found


def about_leaving(left_at: datetime, returned_at: datetime | None) -> list[Question]:
    """What is odd about having left at another time, for somebody who is back."""
    if returned_at is None or left_at <= returned_at:
        return []
    return [Question("left_at", "gone_after_back", {"back": in_words(returned_at)})]


def about_next(span: Span, others: Sequence[Episode]) -> list[Question]:
    """What is odd about coming back after the next one had begun already."""
    later = [one for one in others if one.left_at > span.start]
    if not later:
        return []
    left = in_words(later[0].left_at)
    return [Question("returned_at", "next_one", {"left": left}, tuple(later))]


def overlapping(young_person: YoungPerson, span: Span, but: Episode | None = None) -> list[Episode]:
    """This young person's other episodes that share time with this one, the earliest first."""
    rows = select(Episode).where(
        Episode.young_person_id == young_person.id,
        or_(
            Episode.left_at == span.start,
            (Episode.left_at < (span.end or NEVER))
            & or_(Episode.returned_at.is_(None), Episode.returned_at > span.start),
        ),
    )
    if but is not None:
        rows = rows.where(Episode.id != but.id)
    return list(session.scalars(rows.order_by(Episode.left_at)))


def without_an_end(span: Span, others: Sequence[Episode]) -> list[Span | Episode]:
    """Of episodes that overlap, those that must have ended before the next one began and of which
    nobody has written down when: one of `others`, or `span` itself.
    """
    open_before = [one for one in others if one.returned_at is None and one.left_at <= span.start]
    is_before = span.is_open and any(one.left_at > span.start for one in others)
    return [*open_before, *([span] if is_before else [])]


def about_overlap(
    span: Span, others: Sequence[Episode], is_another: bool, between_at: datetime | None
) -> list[Question]:
    """Whether it is one of those it overlaps with. It is not if `is_another`; and where one of the
    two has no end, if it is said when they came back in between.
    """
    endless = without_an_end(span, others)
    whole = [one for one in others if _is_inside(span, one)]
    if whole and not endless:
        return [
            Question(
                "left_at",
                "inside",
                times_of(Span(whole[0].left_at, whole[0].returned_at)),
                tuple(whole),
            )
        ]
    if not others or (is_another and not endless):
        return []
    if not endless:
        return [Question("is_another", "overlap", others=tuple(others))]
    if between_at is None or len(endless) > 1:
        return [Question("between_at", "overlap", others=tuple(others))]
    began = span.start if endless[0] is span else endless[0].left_at
    starts = sorted([span.start, *(one.left_at for one in others)])
    next_one = next((start for start in starts if start > began), began)
    if began <= between_at <= next_one:
        return []
    return [Question("between_at", "between", others=tuple(others))]


def _is_inside(span: Span, other: Episode) -> bool:
    """True if one of the two lies wholly inside the other: no child is missing twice at once."""
    end, back = span.end or NEVER, other.returned_at or NEVER
    return (other.left_at <= span.start and end <= back) or (
        span.start <= other.left_at and back <= end
    )


def times_of(span: Span) -> dict[str, str]:
    """From when until when, in words."""
    back = in_words(span.end) if span.end else str(NOT_BACK)
    return {"left": in_words(span.start), "back": back}


def about_reference(
    council_code: str, reference: str | None, but: Episode | None = None
) -> list[Question]:
    there = with_reference(council_code, reference)
    if there is None or (but is not None and there.id == but.id):
        return []
    return [Question("reference", "reference", others=(there,))]


def with_reference(council_code: str, reference: str | None) -> Episode | None:
    """The episode that has this reference of its source, if there is one."""
    rows = select(Episode).where(
        Episode.council_code == council_code, Episode.reference == reference
    )
    return session.scalars(rows).one_or_none() if reference else None
