"""Which text of the promises holds, and how another one comes to hold instead of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account, Council
from app.core import audit
from app.core.clock import now
from app.core.db import session
from app.core.snapshots import digest
from app.pledge import shipped
from app.pledge.guard import AlreadyPublished  # from here on a published pledge cannot be changed
from app.pledge.models import Pledge
from app.pledge.promises import Text, build

NOTHING: dict[str, Any] = {"title": "", "intro": "", "source": "", "verify": [], "promises": []}


class Changed(Exception):
    """Somebody else has changed the draft since it was looked at; nothing was kept."""


def pledge_on(council_code: str, day: date) -> Pledge | None:
    """The text that holds in this council on this day; None while there is none."""
    rows = _published(council_code).where(Pledge.starts_on <= day)
    return session.scalars(rows.limit(1)).first()


def history(council_code: str) -> list[Pledge]:
    """Every published text of this council, the newest first; also one that is still to come."""
    return list(session.scalars(_published(council_code)))


def _published(council_code: str):
    return (
        select(Pledge)
        .where(Pledge.council_code == council_code, Pledge.state == "published")
        .order_by(Pledge.starts_on.desc(), Pledge.number.desc())
    )


def pledge_number(council_code: str, number: int) -> Pledge | None:
    """The published text with this number, whether it holds, held or is still to come."""
    return session.scalar(_published(council_code).where(Pledge.number == number))


def text_of(pledge: Pledge) -> Text:
    """What this pledge says."""
    return build(pledge.content)


def draft_of(council_code: str) -> Pledge | None:
    """The text this council's officers are working on; there is never more than one."""
    rows = select(Pledge).where(Pledge.council_code == council_code, Pledge.state == "draft")
    return session.scalars(rows.order_by(Pledge.number).limit(1)).first()


def start_draft(council: Council, account: Account | None = None) -> Pledge:
    """A draft of this council's next text: the one there is, or the newest text to be changed, or
    the one that ships. Two that start at once get the same.
    """
    there = draft_of(council.code)
    if there is not None:
        return there
    newest = next(iter(history(council.code)), None)
    content = newest.content if newest else shipped.pledges().get(council.code, NOTHING)
    try:
        with session.begin_nested():
            return _add_draft(council, content, account)
    except IntegrityError:
        there = draft_of(council.code)
        if there is None:
            raise
        return there


def _add_draft(council: Council, content: Mapping[str, Any], account: Account | None) -> Pledge:
    last = session.scalar(
        select(func.max(Pledge.number)).where(Pledge.council_code == council.code)
    )
    draft = Pledge(
        council_code=council.code,
        number=(last or 0) + 1,
        state="draft",
        content=dict(content),
        digest=digest(content),
        made_by_id=account.id if account else None,
        changed_at=now(),
    )
    session.add(draft)
    session.flush()
    if account is not None:
        audit.record("started pledge", "pledge", draft.id, account, note=name_of(draft))
    return draft


def change_draft(draft: Pledge, content: Mapping[str, Any], account: Account, seen: str) -> None:
    """Keep this as what the draft says. `seen` is its digest as the officer had it before them.

    Raises Changed when somebody else was quicker, AlreadyPublished when it is no draft any more.
    """
    lock(draft, seen)
    draft.content, draft.digest = dict(content), digest(content)
    draft.changed_at, draft.made_by_id = now(), account.id
    session.flush()
    audit.record("changed pledge", "pledge", draft.id, account, note=name_of(draft))


def discard_draft(draft: Pledge, account: Account, seen: str) -> None:
    """Take the draft away; what is published stays. Raises what `change_draft` raises."""
    lock(draft, seen)
    audit.record("discarded pledge", "pledge", draft.id, account, note=name_of(draft))
    session.delete(draft)
    session.flush()


def lock(draft: Pledge, seen: str) -> None:
    """Nobody else changes it until this transaction ends. Raises as `change_draft` does."""
    rows = select(Pledge).where(Pledge.id == draft.id).with_for_update(of=Pledge)
    there = session.scalar(rows, execution_options={"populate_existing": True})
    if there is not None and there.state != "draft":
        raise AlreadyPublished
    if there is None or there.digest != seen:
        raise Changed


def name_of(pledge: Pledge) -> str:
    return f"{pledge.council_code} {pledge.number}"
