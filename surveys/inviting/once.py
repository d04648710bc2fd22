"""One answer each, without anybody being able to say whose an answer is.

Somebody who has answered leaves a keyed hash of who they are and of the survey, and nothing else.
It is written in the transaction of the answer, so that both are kept or neither; what a database
keeps beside its rows (on PostgreSQL, which transaction wrote them and where) is stirred by night.

A code that was used opens the survey, is sent with and is thanked for just like one that was not:
whoever handed it out would otherwise only have to try it to learn that this young person answered.
Of the answers sent with one code the first counts; the others are read and left out, and everybody
who comes with a code is told so before they send. A code that nobody made is no secret, and said.

The limit of it: whoever has the database and the secret key, and knows a code or an account, can
compute that hash and see whether it is there. They learn that it was used, not what was answered,
and only until a few days after the survey is over: then who has answered is forgotten.
"""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import delete, insert, or_, select

from app.accounts.models import Account
from app.core.clock import today
from app.core.crypto import keyed_hash
from app.core.db import insert_or, random_id, session
from app.core.jobs import every
from surveys.inviting.asked_models import SurveyAnswered, SurveyCode
from surveys.survey_models import Survey


class AnsweredBefore(Exception):
    """This account has answered. Nothing more was kept."""


def account_hash(survey_id: int, account: Account) -> bytes:
    return keyed_hash("survey-answered", f"{survey_id}\0account\0{account.id}")


def code_in_survey(survey_id: int, code_hash: bytes) -> bytes:
    """What stands for a code among those who have answered; another than in the list of codes."""
    return keyed_hash("survey-answered", f"{survey_id}\0code\0{code_hash.hex()}")


def has_answered(survey_id: int, who: Iterable[bytes]) -> bool:
    """True if one of these has."""
    wanted = list(who)
    rows = select(SurveyAnswered.id).where(
        SurveyAnswered.survey_id == survey_id, SurveyAnswered.who_hash.in_(wanted)
    )
    return bool(wanted) and session.scalar(rows.limit(1)) is not None


def answered_among(survey_ids: Iterable[int], account: Account) -> set[int]:
    """Those of the surveys that this account has answered, in one query."""
    hashes = {account_hash(one, account): one for one in survey_ids}
    rows = select(SurveyAnswered.who_hash).where(SurveyAnswered.who_hash.in_(list(hashes)))
    return {hashes[one] for one in session.scalars(rows)} if hashes else set()


def note_answered(survey_id: int, who: Iterable[bytes]) -> None:
    """These have answered now. Raises AnsweredBefore if one of them had; the caller rolls back.

    Of two who try at once, one is told so.
    """
    for one in who:
        if not _note(survey_id, one):
            raise AnsweredBefore


def use_up(survey_id: int, code: bytes) -> bool:
    """Something is sent with this code now, as in `code_in_survey`; False if something was before.

    Of two who try at once, one is the first.
    """
    return _note(survey_id, code)


def _note(survey_id: int, who_hash: bytes) -> bool:
    added = (
        insert_or(SurveyAnswered, session.get_bind())
        .values(id=random_id(), survey_id=survey_id, who_hash=who_hash)
        .on_conflict_do_nothing()
        .returning(SurveyAnswered.id)
    )
    return session.scalar(added) is not None


STILL_STIRRED = timedelta(days=7)
"""After a survey was closed: what came in on its last day is stirred too."""


@every(hours=24)
def forget_who_answered() -> None:
    """Of a survey that is closed for good nobody needs to know any more who has answered; it is
    forgotten when it is stirred no longer. The codes stay: they tell how many were asked.
    """
    over = select(Survey.id).where(
        Survey.stage == "closed", Survey.closes_on < today() - STILL_STIRRED
    )
    known = SurveyAnswered.__table__
    session.execute(delete(known).where(known.c.survey_id.in_(over)))


@every(hours=24)
def stir() -> None:
    """Write the rows of surveys that are open, or were a few days ago, anew, in the order of what
    is by chance.

    Afterwards all of them look as if one transaction had written them, in no order of people.
    """
    open_ids = select(Survey.id).where(
        or_(
            Survey.stage == "open",
            (Survey.stage == "closed") & (Survey.closes_on >= today() - STILL_STIRRED),
        )
    )
    for model in (SurveyAnswered, SurveyCode):
        # Taken out and read in one: what somebody sends meanwhile is not deleted unread.
        table = model.__table__
        taken = delete(table).where(table.c.survey_id.in_(open_ids)).returning(table)
        rows = session.execute(taken).mappings().all()
        if rows:
            fresh = sorted(({**row, "id": random_id()} for row in rows), key=lambda row: row["id"])
            session.execute(insert(model), fresh)
