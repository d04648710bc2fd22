"""Who may listen: somebody with no part in the child's life, unless the child chose them.

For a child in care, normally neither the home nor the responsible authority (statutory guidance on
children who run away or go missing, DfE, January 2014). The app refuses what it can see; what it
cannot see, whoever listens declares each time.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Update, or_, select, update

from app.accounts.councils import holds_for
from app.accounts.models import Account
from app.core import audit
from app.core.clock import now
from app.core.db import session
from app.core.i18n import _l
from app.core.permissions import Permission
from app.interviews.danger import kept_from
from app.interviews.models import Interviewer, ReturnInterview
from app.people.models import Assignment
from app.people.teams import case_team
from surveys.models import Answer

WORKS_WITH_THEM = "works_with_them"
RUNS_THEIR_HOME = "runs_their_home"
KEEPS_THEIR_RECORD = "keeps_their_record"
NOT_INDEPENDENT = "not_independent_of_home"
FOR_SOMEBODY_ELSE = "for_somebody_else"

REASONS = {
    WORKS_WITH_THEM: _l("You work with this young person, or have done."),
    RUNS_THEIR_HOME: _l("You work for those who run their home."),
    KEEPS_THEIR_RECORD: _l("You manage those who work with this young person."),
    NOT_INDEPENDENT: _l("You say that you are not independent of their home."),
    # NOTE: Also said to somebody the child wants it kept from, who must not learn that. Plain.
    FOR_SOMEBODY_ELSE: _l("This one is for somebody else."),
}

OF_NO_AUTHORITY = ("advocate",)
"""Parts in which an adult answers to the child, and not to those who look after them."""

ABOUT_WHOM = "whom"
"""The question of the child's wishes in which they pick somebody they know, by their part."""

_NOT_A_NAME = re.compile(r"\b(the|and|ltd|limited|plc|llp|cic|inc)\b|[^\w]+|_+")


class Conflict(Exception):
    """This account may not listen to this child: `reasons` are keys of REASONS."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = list(reasons)


class NotDeclared(Exception):
    """Whom somebody works for has to be known before they listen to anybody."""


class NotIndependent(Exception):
    """They say that they are independent of the authority, and have a part in this life for it."""


class TakenOn(Exception):
    """Somebody else was first."""


@dataclass(frozen=True)
class Ties:
    """What ties adults to a child, so far as the app can see."""

    workers: frozenset[int]
    """Accounts that have a part in this life, had one, or will have."""
    homes: tuple[str, ...]
    """Who runs the home they lived in then, and the one they live in now."""
    council_code: str
    for_the_authority: frozenset[int]
    """Those of them who have it for the authority today."""
    chosen: frozenset[int]
    """Accounts the child asked for: in so many words, or by the part they have today. Nobody the
    child wants it kept from.
    """
    kept_from: frozenset[int]


def ties_of(interview: ReturnInterview) -> Ties:
    young_person = interview.episode.young_person
    rows = select(Assignment.worker_id).where(Assignment.young_person_id == young_person.id)
    theirs = rows.where(Assignment.is_current(), Assignment.part.not_in(OF_NO_AUTHORITY))
    named = frozenset(kept_from(interview))
    return Ties(
        workers=frozenset(session.scalars(rows)),
        for_the_authority=frozenset(session.scalars(theirs)),
        homes=(interview.episode.home_provider, young_person.home_provider),
        council_code=interview.episode.council_code,
        chosen=frozenset(_chosen(interview)) - named,
        kept_from=named,
    )


def _chosen(interview: ReturnInterview) -> Iterator[int]:
    """Only the child's own answers count, and no tick of an adult's: what came through a code does
    not choose whoever gave it, because they could have used it themselves.
    """
    if interview.chosen_by_child and interview.interviewer_id is not None:
        yield interview.interviewer_id
    rows = select(Answer.choices).where(
        Answer.response_id == interview.wishes_id, Answer.question_key == ABOUT_WHOM
    )
    parts = (session.scalar(rows) or []) if interview.wishes_id else []
    team = case_team(interview.episode.young_person) if parts else []
    yield from (
        one.worker_id
        for one in team
        if one.part in parts and one.worker_id != interview.whom_by_code_of_id
    )


def why_not(account: Account, interview: ReturnInterview, ties: Ties | None = None) -> list[str]:
    """What speaks against this account listening to this child, as keys of REASONS. Nothing does
    if the child chose them.
    """
    ties = ties or ties_of(interview)
    return [] if account.id in ties.chosen else _conflicts(account, ties)


def _conflicts(account: Account, ties: Ties) -> list[str]:
    declared = session.get(Interviewer, account.id)
    employer = declared.employer if declared else ""
    found = {
        WORKS_WITH_THEM: account.id in ties.workers,
        RUNS_THEIR_HOME: any(same_provider(employer, home) for home in ties.homes),
        KEEPS_THEIR_RECORD: holds_for(account, Permission.PEOPLE_MANAGE, ties.council_code),
    }
    reasons = [reason for reason, holds in found.items() if holds]
    listens = holds_for(account, Permission.INTERVIEW, ties.council_code)
    if not reasons and (account.id in ties.kept_from or not listens):
        return [FOR_SOMEBODY_ELSE]
    return reasons


def take_on(
    interview: ReturnInterview,
    account: Account,
    independent_of_home: bool,
    independent_of_authority: bool,
) -> None:
    """This account listens to this child, and says how independent it is. Of two who do so at once
    one does. Raises NotDeclared, Conflict, NotIndependent or TakenOn.
    """
    declared = session.get(Interviewer, account.id)
    if declared is None:
        raise NotDeclared
    ties = ties_of(interview)
    chosen = account.id in ties.chosen
    reasons = _conflicts(account, ties) + ([] if independent_of_home else [NOT_INDEPENDENT])
    if reasons and not chosen:
        raise Conflict(reasons)
    if independent_of_authority and account.id in ties.for_the_authority:
        raise NotIndependent
    mine = {
        "interviewer_id": account.id,
        "interviewer_name": account.display_name,
        "provider_type": declared.provider_type,
        "chosen_by_child": chosen,
        "independent_of_home": independent_of_home,
        "independent_of_authority": independent_of_authority,
        "declared_at": now(),
    }
    _claim(interview, account, mine)
    audit.record("interview_taken_on", "interview", interview.id, account, note=", ".join(reasons))


def _claim(interview: ReturnInterview, account: Account, values: dict[str, object]) -> None:
    """In one conditional update, so that of two who are told that it is free one gets it."""
    free = or_(
        ReturnInterview.interviewer_id.is_(None), ReturnInterview.interviewer_id == account.id
    )
    still = update(ReturnInterview).where(
        ReturnInterview.id == interview.id, ReturnInterview.child_took_part.is_(False), free
    )
    if not was_first(still.values(**values), interview):
        raise TakenOn


def was_first(change: Update, interview: ReturnInterview) -> bool:
    """Make this change of the interview's row, if it still is as the change wants it."""
    session.flush()
    count = session.execute(change, execution_options={"synchronize_session": False}).rowcount
    session.refresh(interview)
    return count == 1


def same_provider(one: str, other: str) -> bool:
    """True if two names mean one organisation, however each was written. Nobody's is no one's."""
    plain = _plain(one)
    return bool(plain) and plain == _plain(other)


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    straight = folded.replace("’", "").replace("'", "")
    return _NOT_A_NAME.sub("", straight)
