"""What a tablet kept while there was no signal, and sends when there is one: it comes in once.

A tablet may send the same again because it never heard the answer. And its clock may be wrong: then
nothing is put right unseen, and somebody is asked when they talked.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from app.accounts.models import Account
from app.core.clock import LONDON, now
from app.core.crypto import keyed_hash
from app.core.db import session
from app.core.i18n import ngettext
from app.interviews import conducting, danger
from app.interviews.keeping import asking_of, keep
from app.interviews.models import ReturnInterview, Sending
from surveys.definition import Given

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
MAY_BE_OFF = 5 * MINUTE
"""By how much a clock may differ from ours and still be believed."""


class OtherWords(Exception):
    """This sending came in before, with other words; those stay as they are."""


@dataclass(frozen=True)
class Kept:
    """What the tablet sends."""

    once: str
    """The key it made for this sending."""
    posted: Iterable[tuple[str, str]]
    """Everything that was sent, to tell the same from other words."""
    answers: Mapping[str, Given]
    clock: datetime | None = None
    """What its own clock shows as it sends, on the wall and without a zone."""
    held: conducting.Held | None = None
    """When they talked and how; None when that is still to be said."""
    not_safe: bool = False


def receive(interview: ReturnInterview, by: Account, kept: Kept) -> Sending:
    """Take it in, or find that it is in already. Raises OtherWords, or AlreadySent when the child
    has agreed to their words meanwhile.
    """
    # One at a time for each interview, so that two that come at once are one.
    session.execute(
        select(ReturnInterview.id).where(ReturnInterview.id == interview.id).with_for_update()
    )
    key, digest = _hashes(interview, kept)
    there = session.get(Sending, key)
    if there is not None:
        if there.digest != digest:
            raise OtherWords
        return there
    asking = asking_of(conducting.begin(interview, by, interview.language))
    for question in asking.definition.questions:
        given = kept.answers.get(question.key, Given())
        if not given.skipped:
            keep(interview, asking, question, given)
    if kept.not_safe:
        danger.not_safe(interview)
    sending = Sending(
        key_hash=key,
        interview_id=interview.id,
        digest=digest,
        received_at=now(),
        talked_at=kept.held.at if kept.held else None,
        clock_off=clock_off(kept.clock),
    )
    session.add(sending)
    session.flush()
    _mark_held(interview, by, kept.held, sending)
    return sending


def _hashes(interview: ReturnInterview, kept: Kept) -> tuple[bytes, bytes]:
    written = json.dumps(sorted(kept.posted))
    return (
        keyed_hash(f"interview-sending-{interview.id}", kept.once),
        keyed_hash("interview-sent", written),
    )


def _mark_held(
    interview: ReturnInterview, by: Account, held: conducting.Held | None, sending: Sending
) -> None:
    """If the tablet's clock can be believed. Otherwise the next page asks."""
    if held is None or is_off(sending) or interview.held_at is not None:
        return
    try:
        conducting.mark_held(interview, by, held)
    except conducting.OddTime:
        return


def clock_off(clock: datetime | None) -> int:
    """Seconds by which a clock on the wall is ahead of ours; 0 for one that was not shown."""
    if clock is None:
        return 0
    here = now().astimezone(LONDON).replace(tzinfo=None)
    return round((clock - here).total_seconds())


def is_off(sending: Sending) -> bool:
    """True if the tablet's clock cannot be believed."""
    return abs(sending.clock_off) > MAY_BE_OFF.total_seconds()


def in_question(interview: ReturnInterview) -> Sending | None:
    """The last sending of a tablet with a wrong clock, while nobody has said when they talked."""
    if interview.held_at is not None:
        return None
    rows = select(Sending).where(Sending.interview_id == interview.id)
    newest = session.scalars(rows.order_by(Sending.received_at.desc()).limit(1)).first()
    return newest if newest is not None and is_off(newest) else None


def distance(seconds: int) -> str:
    """How far off a clock is, in words: `3 hours ahead`. Positive is ahead of ours."""
    amount = timedelta(seconds=abs(seconds))
    if amount >= 2 * DAY:
        days = round(amount / DAY)
        ahead = ngettext("%(num)d day ahead", "%(num)d days ahead", days)
        behind = ngettext("%(num)d day behind", "%(num)d days behind", days)
    elif amount >= 90 * MINUTE:
        hours = round(amount / (60 * MINUTE))
        ahead = ngettext("%(num)d hour ahead", "%(num)d hours ahead", hours)
        behind = ngettext("%(num)d hour behind", "%(num)d hours behind", hours)
    else:
        minutes = round(amount / MINUTE)
        ahead = ngettext("%(num)d minute ahead", "%(num)d minutes ahead", minutes)
        behind = ngettext("%(num)d minute behind", "%(num)d minutes behind", minutes)
    return ahead if seconds > 0 else behind
