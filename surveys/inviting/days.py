"""A survey's days: workers are reminded of it, once half-way and once when it is nearly over."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from app.accounts.models import Account
from app.core.addresses import public_address
from app.core.clock import today
from app.core.db import session
from app.core.jobs import every
from app.core.outbox import post
from app.core.permissions import Permission
from app.people.models import Assignment, YoungPerson
from surveys.inviting.asked_models import SurveyHanded, SurveyReminder
from surveys.inviting.finding import is_open_now
from surveys.survey_models import Survey

MAIL = "survey_to_hand_out"
NEARLY_OVER = timedelta(days=3)
HALF_WAY, LAST_DAYS = "half_way", "nearly_over"


def days_left(survey: Survey) -> int | None:
    """Whole days after today on which it can still be answered; None for one without a last day."""
    return None if survey.closes_on is None else (survey.closes_on - today()).days


@every(minutes=30)
def remind() -> int:
    """Mail to the workers of those who are asked: counts alone. How many surveys."""
    rows = select(Survey).where(is_open_now(), Survey.closes_on.is_not(None))
    due = [
        (survey, kind)
        for survey in session.scalars(rows)
        if (kind := _kind_due(_planned(survey), _sent(survey)))
    ]
    for survey, kind in due:
        session.add(SurveyReminder(survey_id=survey.id, kind=kind, sent_on=today()))
        _tell(survey)
    return len(due)


@dataclass(frozen=True)
class Reminding:
    """What an officer reads of a survey's reminders."""

    sent_on: Sequence[date]
    next_on: date | None
    """Of the next one; None when there is none to come."""
    workers: int
    """To how many workers it would go today."""


def reminding(survey: Survey) -> Reminding:
    """When workers were and will be reminded, and how many have not given a code to everybody."""
    sent = _sent(survey)
    planned = _planned(survey) if survey.closes_on is not None else {}
    due = _kind_due(planned, sent)
    later = [day for day in planned.values() if day > today()]
    following = today() if due else min(later, default=None)
    late = sum(given < count for _worker, count, given in _workers(survey)) if following else 0
    return Reminding(sorted(sent.values()), following, late)


def _sent(survey: Survey) -> dict[str, date]:
    rows = select(SurveyReminder.kind, SurveyReminder.sent_on)
    return dict(map(tuple, session.execute(rows.where(SurveyReminder.survey_id == survey.id))))


def _planned(survey: Survey) -> dict[str, date]:
    """The day of each reminder, in order; the later one takes the earlier's place."""
    begun = survey.opens_on or survey.started_on
    half_way = begun + (survey.closes_on - begun) / 2
    last_days = max(begun, survey.closes_on - NEARLY_OVER)
    return (
        {HALF_WAY: half_way, LAST_DAYS: last_days}
        if half_way < last_days
        else {LAST_DAYS: last_days}
    )


def _kind_due(planned: Mapping[str, date], sent: Collection[str]) -> str | None:
    """The reminder that is due today and was not sent."""
    due = [kind for kind, day in planned.items() if day <= today()]
    return due[-1] if due and due[-1] not in sent else None


def _tell(survey: Survey) -> None:
    url = public_address(f"/surveys/handing/{survey.id}")
    days = days_left(survey)
    for worker, count, given in _workers(survey):
        if given < count:
            post(worker.email, MAIL, count=count, given=given, days=days, url=url)


def _workers(survey: Survey) -> Iterable[tuple[Account, int, int]]:
    """Everybody who may hand out codes, how many of those asked they work with, and how many of
    these were given a code. Three queries.
    """
    councils = [one.council_code for one in survey.councils]
    mine = (
        select(Assignment.worker_id, func.count(Assignment.young_person_id.distinct()))
        .join(YoungPerson, YoungPerson.id == Assignment.young_person_id)
        .where(Assignment.is_current(), YoungPerson.council_code.in_(councils))
        .group_by(Assignment.worker_id)
    )
    counts = dict(map(tuple, session.execute(mine)))
    handed = mine.join(
        SurveyHanded,
        (SurveyHanded.young_person_id == YoungPerson.id) & (SurveyHanded.survey_id == survey.id),
    )
    given = Counter(dict(map(tuple, session.execute(handed))))
    rows = select(Account).where(Account.id.in_(list(counts)), Account.active)
    for worker in session.scalars(rows.order_by(Account.id)):
        if worker.may(Permission.SURVEY_HAND_OUT) and worker.email:
            yield worker, counts[worker.id], given[worker.id]
