"""The service answers, the inspectors say whether that is enough, look again, and close."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select

from app.accounts.councils import holds_for
from app.accounts.models import Account
from app.core import audit
from app.core.addresses import public_address
from app.core.clock import add_working_days, today
from app.core.db import session
from app.core.outbox import post
from app.core.permissions import Permission
from surveys.inspections.answer_looks import ask_for_a_look
from surveys.inspections.asked import who_answers
from surveys.inspections.checking import DAYS_TO_ANSWER
from surveys.inspections.finding_models import Recommendation, Revisit
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.marks import ANSWER, require_seen
from surveys.inspections.writing import write


class NotNow(Exception):
    """What comes before has not been done, or it is closed."""


class NotSeen(Exception):
    """Nobody who looked again has seen that it happened."""


@dataclass(frozen=True)
class Answer:
    """A code of ANSWERS, the reason in words, and the day by which it is done."""

    answer: str
    because: str
    do_by: date | None = None


def given_of(inspections: Select[tuple[Inspection]]) -> Select[tuple[Recommendation]]:
    """The recommendations of those of these inspections that the service has."""
    ids = inspections.where(Inspection.state == "given").with_only_columns(Inspection.id)
    return select(Recommendation).where(Recommendation.inspection_id.in_(ids))


def may_answer(row: Recommendation, account: Account) -> bool:
    """Its owner, whoever answers for the service, and their manager."""
    theirs = account.id in (row.owner_id, row.inspection.service.answers_id)
    council = row.inspection.council_code
    answers = theirs and holds_for(account, Permission.INSPECTION_ANSWER, council)
    return answers or holds_for(account, Permission.INSPECTION_OVERSEE, council)


def answer(row: Recommendation, given: Answer, by: Account, seen: str | None = None) -> None:
    """The service's answer; another one takes its place until it is closed. An officer is asked to
    look at it before everybody reads its words.

    `seen` is the mark of the answer there was before them, with what inspectors said of it. Raises
    NotNow or Outdated.
    """
    _require_open(row)
    because, do_by = given.because.strip(), given.do_by if given.answer != "no" else None
    wanted = {"answer": given.answer, "because": because, "do_by": do_by}
    require_seen(row, ANSWER, seen, **wanted, judged=None, judged_words=None)
    row.answer, row.because, row.do_by = given.answer, because, do_by
    row.answered_on, row.answered_by_id = today(), by.id
    row.answered_by_name = by.display_name
    row.answer_looked_on, row.answer_held = None, None
    row.judged, row.told_undone_on = None, None
    write(row, None, judged_words="")
    session.flush()
    audit.record("recommendation_answered", row.__tablename__, row.id, by, note=given.answer)
    ask_for_a_look(row)


def judge(
    row: Recommendation,
    judged: str,
    words: str,
    by: Account | None = None,
    seen: str | None = None,
) -> None:
    """A good answer, or not enough: then it waits for another one, and whoever gives it is told.
    Said again in other words, it waits no longer.

    `seen` is the mark of the answer they had before them. Raises NotNow or Outdated.
    """
    _require_open(row)
    if row.answer is None:
        raise NotNow
    require_seen(row, ANSWER, seen, judged=judged, judged_words=words.strip())
    is_news, row.judged = row.judged != judged, judged
    write(row, by, judged_words=words.strip())
    if judged == "not_enough" and is_news:
        row.due_on = add_working_days(today(), DAYS_TO_ANSWER)
        row.told_late_on = None
        url = public_address(f"/inspections/answers/{row.id}")
        for one in who_answers(row.inspection, [row]):
            post(one.email, "recommendation_not_enough", name=one.display_name, url=url)


def revisit(row: Recommendation, on: date, seen: str, words: str, by: Account) -> Revisit:
    """They looked again: a code of SEEN. The same sent twice is one. Raises NotNow."""
    _require_open(row)
    session.refresh(row, ["revisits"])
    said = (on, seen, words.strip())
    same = (one for one in row.revisits if (one.on, one.seen, one.words or "") == said)
    if (there := next(same, None)) is not None:
        return there
    again = Revisit(recommendation_id=row.id, on=on, seen=seen)
    row.revisits.append(again)
    write(again, by, words=words.strip())
    return again


def close(row: Recommendation, outcome: str) -> None:
    """Done, as whoever looked last saw, or not done. Raises NotNow or NotSeen."""
    _require_open(row)
    if outcome == "done" and not _has_happened(row):
        raise NotSeen
    row.outcome, row.closed_on = outcome, today()
    session.flush()


def _has_happened(row: Recommendation) -> bool:
    """True if it was seen on the newest day on which somebody looked."""
    session.refresh(row, ["revisits"])
    newest = max((one.on for one in row.revisits), default=None)
    return any(one.seen == "happened" for one in row.revisits if one.on == newest)


def _require_open(row: Recommendation) -> None:
    session.refresh(row, ["outcome", "closed_on"], with_for_update=True)
    if row.inspection.state != "given" or row.outcome is not None:
        raise NotNow
