"""How the child would like to talk: with whom, where, when, in which language, about what.

Wishes are never sent: they may change until the day, and are seen as they are at the moment. Who
arranges the talk sees how; only who listens sees about what.
"""

from contextlib import suppress
from typing import Any

from app.accounts.councils import holds_for
from app.accounts.models import Account
from app.core import audit
from app.core.alone import alone
from app.core.permissions import Permission
from app.interviews.danger import SUBJECT, chosen, kept_from
from app.interviews.keeping import asking_of
from app.interviews.listening import AlreadyHeld, set_free
from app.interviews.models import LISTENERS, ReturnInterview
from app.interviews.offering import AlreadyTalked, child_chose
from app.people.teams import case_team
from surveys.definition import Question
from surveys.drafts import new_token
from surveys.fields.table import TYPES
from surveys.models import Response
from surveys.publishing import current_version
from surveys.services import start_response

FORM = "return_interview_wishes"
FOR_THE_LISTENER = ("keep_from", "want_to_talk", "do_not_ask")
"""What only the person the child talks with reads: the child was told that whoever plans it sees
who, where and when.
"""


def begin(interview: ReturnInterview, language: str) -> Response:
    """The wishes of this child, made if there are none yet."""
    alone(interview)
    if interview.wishes is None:
        interview.wishes = start_response(
            current_version(FORM),
            language,
            token=new_token(),
            young_person=interview.episode.young_person,
        )
    return interview.wishes


def is_shown_by_a_door(question: Question) -> bool:
    """False for what came through a door and is not shown through it again, because others may have
    the code: the child's own words, and whom they named.
    """
    return not TYPES[question.type].stores_words and question.purpose != "about"


def ask_whom_they_chose(interview: ReturnInterview, by_code_of: int | None = None) -> None:
    """If the child has picked one person, and that one can listen here, they are asked. Otherwise
    the wish stands for whoever arranges the talk: of several with one part, they ask one. Never the
    account `by_code_of`, which gave the code that this was picked with.
    """
    interview.whom_by_code_of_id = by_code_of
    named = kept_from(interview)
    found = {one.id: one for one in asked_for(interview) if one.id not in named}
    if len(found) != 1:
        return
    [account] = found.values()
    if account.permissions.intersection(LISTENERS) and interview.interviewer_id != account.id:
        # To whom they have begun to say something, they go on saying it.
        with suppress(AlreadyTalked):
            child_chose(interview, account)


def take_from_whom_they_named(interview: ReturnInterview) -> None:
    """Somebody they want it kept from listens no more, if nothing was said yet. Whoever is mailed
    learns that somebody else is needed, and not why.
    """
    if interview.interviewer_id in kept_from(interview):
        with suppress(AlreadyHeld):
            set_free(interview, interview.interviewer_id)


def asked_for(interview: ReturnInterview) -> list[Account]:
    """Those the child would like to talk to, by the parts they have today."""
    parts = chosen(interview.wishes, "listener")
    team = case_team(interview.episode.young_person) if parts else []
    not_with = interview.whom_by_code_of_id
    return [row.worker for row in team if row.part in parts and row.worker_id != not_with]


def wishes_for(account: Account, interview: ReturnInterview) -> list[tuple[str, list[Any]]]:
    """(question, a msgid; lines) of what this adult may see of the wishes, and that they did is on
    the trail. Nothing for whom the child wants it kept from, or who does not arrange the talk.
    """
    listens = interview.is_heard_by(account)
    council = interview.episode.council_code
    arranges = holds_for(account, Permission.EPISODES_MANAGE, council)
    if interview.wishes is None or not (listens or arranges):
        return []
    if account.id in kept_from(interview):
        return []
    audit.record("read", SUBJECT, interview.id, account, note="wishes")
    return [
        (row.ask, row.lines)
        for row in asking_of(interview.wishes).rows()
        if row.lines and (listens or row.key not in FOR_THE_LISTENER)
    ]
