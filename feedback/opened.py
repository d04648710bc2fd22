"""The conversations that somebody on duty has opened for a stated reason."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.core.db import session
from app.core.permissions import Permission
from app.people.break_glass import BreakGlass
from app.safeguarding.opening import still_open_for
from feedback.models import Thread, ThreadExclusion
from surveys.models import FormVersion, Response


def conversations_in(reading: BreakGlass, account: Account) -> Sequence[Thread]:
    """What this account reads there, newest first; nothing once the time is over."""
    if not reading.is_open:
        return []
    rows = Thread.visible_to(account).where(Thread.young_person_id == reading.young_person_id)
    rows = rows.options(
        joinedload(Thread.response).joinedload(Response.version).joinedload(FormVersion.form)
    )
    found = session.scalars(rows.order_by(Thread.opened_on.desc(), Thread.id))
    return found.unique().all()


def kept_from(young_person_id: int) -> set[int]:
    """The accounts that any conversation of this young person is kept from."""
    rows = (
        select(ThreadExclusion.account_id)
        .join(Thread, Thread.id == ThreadExclusion.thread_id)
        .where(Thread.young_person_id == young_person_id, ThreadExclusion.account_id.is_not(None))
    )
    return set(session.scalars(rows))


def opened_to_read(thread: Thread, account: Account) -> BreakGlass | None:
    """That they opened it, if nothing else lets this account read this conversation."""
    if not account.may(Permission.BREAK_GLASS) or thread.anonymous:
        return None
    works_on_it = Thread.answered_by(account).where(Thread.id == thread.id)
    if session.scalar(works_on_it.with_only_columns(Thread.id)) is not None:
        return None
    return still_open_for(account, thread.young_person)
