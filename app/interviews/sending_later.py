"""What a tablet kept while there was no signal, and sends when there is one: it comes in once.

A tablet may send the same again because it never heard the answer. And its clock may be wrong: then
nothing is put right unseen, and somebody is asked when they talked. It may also have been put right
by the time it sends, so the time of what waited on a tablet is always asked about; and the tablet
says by how much its clock was moved meanwhile.

That the child does not feel safe is a sending of its own, which waits for nothing else.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from app.accounts.models import Account
from app.core.alone import alone
from app.core.clock import LONDON, now
from app.core.crypto import keyed_hash
from app.core.db import session
from app.interviews import conducting, danger
from app.interviews.keeping import asking_of, keep
from app.interviews.models import ReturnInterview, Sending
from surveys.changing_drafts import AlreadySent
from surveys.definition import Given

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
MAY_BE_OFF = 5 * MINUTE
"""By how much a clock may differ from ours and still be believed."""
MOST_MOVED = 2**31 - 1
"""Seconds, which is 68 years."""
TAP = [("do", "not_safe")]

Answers = Mapping[str, Given]
"""By the key of the question."""


class OtherWords(Exception):
    """This sending came in before, with other words; those stay as they are."""


@dataclass(frozen=True)
class Kept:
    """What the tablet sends."""

    once: str
    """The key it made for this sending."""
    posted: Iterable[tuple[str, str]]
    """Everything that was sent, to tell the same from other words."""
    answers: Answers
    clock: datetime | None = None
    """What its own clock shows as it sends, on the wall and without a zone."""
    held: conducting.Held | None = None
    """When they talked and how; None when that is still to be said."""
    waited: bool = False
    """True if it lay on the tablet before it could be sent."""
    moved: int = 0
    """Seconds, as in Sending.clock_moved."""


def receive(interview: ReturnInterview, by: Account, kept: Kept) -> Sending:
    """Take it in, or find that it is in already. Raises OtherWords, or AlreadySent when the child
    has agreed to their words meanwhile.
    """
    alone(interview)
    key, digest = _key(interview, kept.once), _digest(kept.posted)
    there = session.get(Sending, key)
    if there is not None:
        if there.digest != digest:
            raise OtherWords
        return there
    _keep(interview, by, kept.answers)
    sending = Sending(
        key_hash=key,
        interview_id=interview.id,
        digest=digest,
        received_at=now(),
        talked_at=kept.held.at if kept.held else None,
        clock_off=clock_off(kept.clock),
        clock_moved=kept.moved,
        child_took_part=kept.held.child_took_part if kept.held else None,
    )
    session.add(sending)
    session.flush()
    _mark_held(interview, by, kept, sending)
    return sending


def take_tap(interview: ReturnInterview, by: Account, once: str, named: Answers) -> None:
    """The child tapped that they do not feel safe: the duty desk is told, once for each tap.

    `named` is whom they had said by then that it is about. That is kept first, so that nobody they
    named is told.
    """
    alone(interview)
    key = _key(interview, once)
    if session.get(Sending, key) is not None:
        return
    # What the child has agreed to stays as it is. The danger is told all the same.
    with suppress(AlreadySent):
        _keep(interview, by, named)
    danger.not_safe(interview)
    session.add(
        Sending(
            key_hash=key,
            interview_id=interview.id,
            digest=_digest(TAP),
            received_at=now(),
            clock_off=0,
            clock_moved=0,
        )
    )
    session.flush()


def _key(interview: ReturnInterview, once: str) -> bytes:
    return keyed_hash(f"interview-sending-{interview.id}", once)


def _digest(posted: Iterable[tuple[str, str]]) -> bytes:
    return keyed_hash("interview-sent", json.dumps(sorted(posted)))


def _keep(interview: ReturnInterview, by: Account, answers: Answers) -> None:
    """Whom it is about comes first: they are told of nothing else that is in here."""
    asking = asking_of(conducting.begin(interview, by, interview.language))
    for question in sorted(asking.definition.questions, key=lambda one: one.purpose != "about"):
        given = answers.get(question.key, Given())
        if not given.skipped:
            keep(interview, asking, question, given)


def _mark_held(interview: ReturnInterview, by: Account, kept: Kept, sending: Sending) -> None:
    """If the time can be believed. Otherwise the next page asks."""
    held = kept.held
    if held is None or interview.child_took_part:
        return
    if kept.waited or is_off(sending) or was_moved(sending):
        # How it was is in no doubt, and stands on that page already.
        interview.method, interview.place = held.method, held.place
        interview.with_interpreter, interview.with_friend = held.with_interpreter, held.with_friend
        return
    with suppress(conducting.OddTime, conducting.TookPart):
        conducting.mark_held(interview, by, held)


def clock_off(clock: datetime | None) -> int:
    """Seconds by which a clock on the wall is ahead of ours; 0 for one that was not shown."""
    if clock is None:
        return 0
    here = now().astimezone(LONDON).replace(tzinfo=None)
    return round((clock - here).total_seconds())


def is_off(sending: Sending) -> bool:
    """True if the tablet's clock cannot be believed."""
    return abs(sending.clock_off) > MAY_BE_OFF.total_seconds()


def was_moved(sending: Sending) -> bool:
    """True if it went otherwise than the time that passed, since they talked."""
    return abs(sending.clock_moved) > MAY_BE_OFF.total_seconds()


def seconds_said(written: str) -> int:
    """What a tablet says of seconds. Raises ValueError for what no clock is moved by."""
    seconds = int(written)
    if abs(seconds) > MOST_MOVED:
        raise ValueError(seconds)
    return seconds


def in_question(interview: ReturnInterview) -> Sending | None:
    """The last of what a tablet sent, while nobody has said when they talked."""
    if interview.child_took_part:
        return None
    rows = select(Sending).where(
        Sending.interview_id == interview.id, Sending.digest != _digest(TAP)
    )
    return session.scalars(rows.order_by(Sending.received_at.desc()).limit(1)).first()


def moment_to_confirm(interview: ReturnInterview) -> datetime | None:
    """When they talked, as far as it is known: nothing that a wrong clock says, or one that was put
    back since. Now, if no tablet has sent anything.
    """
    sending = in_question(interview)
    if sending is None:
        return interview.held_at or now()
    put_back = was_moved(sending) and sending.clock_moved < 0
    return None if is_off(sending) or put_back else sending.talked_at
