"""One open alert on one subject, however many raise it at the same moment; and which there are."""

from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, exists, select

from app.accounts.models import Account
from app.core.db import insert_or, random_id, session
from app.safeguarding.models import Alert, AlertExclusion


def brought_in(values: Mapping[str, object]) -> tuple[Alert, bool]:
    """A new one; nothing is asked of the database, because there are many."""
    alert = Alert(**values)
    session.add(alert)
    return alert, True


def the_open_one(values: Mapping[str, object]) -> tuple[Alert, bool]:
    """The open alert on this subject, and whether it is a new one with these values.

    Of two that are raised at the same moment the database keeps the first, and the other waits for
    it to be committed. Nobody else changes it until this transaction ends.
    """
    there = select(Alert).where(
        Alert.subject_kind == values["subject_kind"],
        Alert.subject_id == values["subject_id"],
        Alert.closed_on.is_(None),
    )
    there = there.with_for_update().execution_options(populate_existing=True)
    adding = insert_or(Alert, session.get_bind()).values(id=random_id(), **values)
    adding = adding.on_conflict_do_nothing(
        index_elements=["subject_kind", "subject_id"], index_where=Alert.closed_on.is_(None)
    ).returning(Alert)
    session.flush()
    while True:
        if (alert := session.scalar(adding)) is not None:
            return alert, True
        # Whoever was first may have closed it by now: then ours is a new one after all.
        if (alert := session.scalar(there)) is not None:
            return alert, False


def with_the_desk(kinds: Iterable[str], ids: Iterable[int], account: Account) -> dict[int, bool]:
    """Which of these rows the duty desk has or had, in one query: True while an alert on one is
    open. It says nothing of what was found, and nothing of an alert that is about this account.
    """
    about_them = select(AlertExclusion.alert_id).where(AlertExclusion.account_id == account.id)
    rows = select(Alert.subject_id, Alert.closed_on).where(
        Alert.subject_kind.in_(kinds),
        Alert.subject_id.in_(ids),
        Alert.id.not_in(about_them),
    )
    found: dict[int, bool] = {}
    for subject_id, closed_on in session.execute(rows):
        found[subject_id] = found.get(subject_id, False) or closed_on is None
    return found


def is_alerted(subject_kind: str, subject_id: ColumnElement[int]) -> ColumnElement[bool]:
    """True in a query for what an open alert is about."""
    return exists().where(
        Alert.subject_kind == subject_kind,
        Alert.subject_id == subject_id,
        Alert.closed_on.is_(None),
    )
