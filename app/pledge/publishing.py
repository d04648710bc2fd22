"""Publishing a text of the promises: from a day on it holds, and it never changes again."""

from datetime import date, timedelta

from sqlalchemy import select

from app.accounts.models import Account, Council
from app.core import audit
from app.core.clock import now, today
from app.core.db import session
from app.core.snapshots import digest
from app.pledge import shipped
from app.pledge.models import Pledge
from app.pledge.pledge_checks import check_problems, publish_checks
from app.pledge.promises import Problem, problems_of
from app.pledge.services import draft_of, history, lock, name_of, start_draft, text_of

LONGEST_AHEAD = timedelta(days=366)
"""No text can begin before one that is published, and a published one never changes: a year typed
wrong would lock a council's promises until then.
"""


class NotFit(ValueError):
    """A text with problems is not published. `problems` lists them."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{one.field}: {one.reason}" for one in problems))
        self.problems = problems


class TooEarly(ValueError):
    """A text holds from `earliest` on, at the earliest: nobody can promise for the past."""

    def __init__(self, earliest: date) -> None:
        super().__init__(earliest.isoformat())
        self.earliest = earliest


class TooLate(ValueError):
    """A text holds from `latest` on, at the latest."""

    def __init__(self, latest: date) -> None:
        super().__init__(latest.isoformat())
        self.latest = latest


def problems_in(draft: Pledge) -> list[Problem]:
    """Everything that keeps this draft from being published; empty when nothing does."""
    return problems_of(draft.content) or check_problems(draft.council_code, text_of(draft))


def earliest_start(council_code: str) -> date:
    """The first day a new text can begin: not in the past, and not before a text that is there."""
    return max([today(), *(one.starts_on for one in history(council_code))])


def latest_start(council_code: str) -> date:
    """The last day a new text can begin: a year ahead, or with one that begins later still."""
    return max(today() + LONGEST_AHEAD, earliest_start(council_code))


def publish(draft: Pledge, starts_on: date, account: Account | None, seen: str) -> None:
    """From this day on it holds, and it never changes again.

    Raises NotFit, TooEarly, TooLate, and what `change_draft` raises. `account` is None for the text
    that ships, in the demo.
    """
    lock(draft, seen)
    if problems := problems_in(draft):
        raise NotFit(problems)
    earliest = earliest_start(draft.council_code)
    if starts_on < earliest:
        raise TooEarly(earliest)
    latest = latest_start(draft.council_code)
    if starts_on > latest:
        raise TooLate(latest)
    draft.state, draft.starts_on, draft.published_at = "published", starts_on, now()
    draft.published_by_id = account.id if account else None
    draft.digest = digest_of(draft)
    session.flush()
    if account is not None:
        audit.record("published pledge", "pledge", draft.id, account, note=name_of(draft))
    publish_checks(draft.council_code)


def digest_of(pledge: Pledge) -> str:
    """SHA-256, in hex, of whose text this is, from when, and what it says."""
    facts = {
        "council": pledge.council_code,
        "number": pledge.number,
        "starts_on": pledge.starts_on.isoformat(),
        "content": pledge.content,
    }
    return digest(facts)


def is_as_published(pledge: Pledge) -> bool:
    """False when somebody has changed it behind the app's back."""
    return pledge.state == "published" and pledge.digest == digest_of(pledge)


def draft_what_ships() -> None:
    """Give every council that has no promises yet a draft of those that ship, for its officers to
    compare with the agreed text.
    """
    for council in session.scalars(select(Council).order_by(Council.code)):
        if council.code in shipped.pledges() and not history(council.code):
            start_draft(council)


def publish_what_ships() -> None:
    """The demo's promises: those that ship, as if they had been agreed and published today."""
    draft_what_ships()
    for council_code in shipped.pledges():
        draft = draft_of(council_code)
        if draft is not None and not history(council_code):
            publish(draft, today(), None, draft.digest)
