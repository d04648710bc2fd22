"""Answering a survey: always without a name, and the one moment it is sent.

The words are looked through for danger in the same transaction, as everything young people write
here; taps that say they may not be safe go to the duty desk too.
"""

from collections.abc import Iterable

from sqlalchemy import insert

from app.core.db import session
from app.core.throttle import TooMany, comes_in_a_flood
from app.safeguarding.services import raise_for
from surveys.inviting.asked_models import SurveyMark
from surveys.inviting.finding import Link, is_still_open
from surveys.inviting.once import AnsweredBefore, note_answered, use_up
from surveys.models import FormVersion, Response
from surveys.sending import (
    AnswersChanged,
    Heard,
    NotReady,
    OtherWords,
    hear,
    keep_what_was_sent,
    send,
)
from surveys.services import start_response

__all__ = [
    "AnsweredBefore",
    "AnswersChanged",
    "IsOver",
    "NotReady",
    "OtherWords",
    "TooMany",
    "begin",
    "hear",
    "send_answers",
]

FLOOD = 120
"""Answers through one open link in ten minutes: thirty children with three surveys each, or a
school behind one address, pass. What comes on top is kept, and waits for an officer's look; of far
too many nothing is taken for a while, and the answers stay in the browser's draft. So it is of far
too many with one code.
"""

_MARKED = insert(SurveyMark.__table__)


class IsOver(Exception):
    """It cannot be answered any more."""


def begin(version: FormVersion, link: Link, language: str, token: str) -> Response:
    """A new draft, without a name, of the council whose link it is."""
    return start_response(version, language, token=token, council_code=link.council_code)


def send_answers(
    response: Response,
    link: Link,
    looked_over: str,
    who: Iterable[bytes] = (),
    *,
    code: bytes | None = None,
    from_paper: bool = False,
) -> None:
    """Send a draft, once; `who` are the hashes of whom it counts for, `code` stands for the code it
    came with; neither for the open link.

    The same sent twice is sent once. Raises IsOver, TooMany, AnsweredBefore, AnswersChanged,
    NotReady or OtherWords; the caller then rolls back.
    """
    heard = hear(response, looked_over)
    if heard is not None:
        send_on(heard, link, who, code=code, from_paper=from_paper)


def send_on(
    heard: Heard,
    link: Link,
    who: Iterable[bytes] = (),
    *,
    code: bytes | None = None,
    from_paper: bool = False,
    again: bool = False,
) -> None:
    """Send what was heard, as `send_answers` says; nothing if just this was sent meanwhile.

    `again`: this browser has sent one by the open link before, so it is counted and marked.
    """
    if not from_paper and not is_still_open(link):
        raise IsOver
    response = heard.ready.response
    if not send(heard.ready):
        return
    known = list(who)
    note_answered(link.survey.id, known)
    used_before = code is not None and not use_up(link.survey.id, code) and not known
    by_link = not (known or code or from_paper)
    flood = by_link and comes_in_a_flood("survey", link.code, FLOOD)
    if code is not None:
        # One code must not fill the desk either. It is counted by itself and from its first use:
        # a link near its flood would tell whether it was used.
        comes_in_a_flood("survey", code.hex(), FLOOD)
    keep_what_was_sent(heard)
    about = {"council_code": response.council_code, "anonymous": True}
    raise_for(heard.danger, "response", response.id, **about)
    state = "left_out" if used_before else "held" if flood else "in"
    if state != "in" or from_paper or (again and by_link):
        mark = {"response_id": response.id, "from_paper": from_paper, "state": state}
        session.connection().execute(_MARKED, mark)
    session.flush()


def forget(response: Response) -> None:
    """Throw away a draft that was not sent: somebody left a shared tablet. One that has a number to
    come back to it with is kept; the tablet does not open it.
    """
    if response.sent_on is None and response.return_hash is None:
        session.delete(response)
