"""However many raise an alert on one subject at once, there is one, and it is told of as one."""

from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.safeguarding.models import Alert
from app.safeguarding.services import raise_alert, record_outcome
from tests.at_once import at_once

AT_ONCE = 8


def raised_by(council: str, level: str) -> int:
    alert = raise_alert("response", 1, level=level, source="button", council_code=council)
    return alert.id


def one_of_many(app, session, west, mails) -> None:
    levels = ("red", "amber") * (AT_ONCE // 2)
    ids = at_once(app, [partial(raised_by, west.code, level) for level in levels])
    [alert] = session.scalars(select(Alert))
    assert set(ids) == {alert.id}
    assert alert.level == "red"
    # Once as it came, and once more if it was amber first.
    assert 1 <= len(mails()) <= 2


def test_many_at_once_are_one_on_sqlite(app, session, west, mails):
    one_of_many(app, session, west, mails)


@pytest.mark.postgresql
def test_many_at_once_are_one_on_postgresql(app, session, west, mails):
    one_of_many(app, session, west, mails)


def second_of_one_subject(session, alert, **values) -> None:
    facts = ("level", "source", "subject_kind", "subject_id", "council_code", "raised_on", "due_at")
    session.add(Alert(**{name: getattr(alert, name) for name in facts}, **values))
    session.flush()


def press(west, number=1) -> Alert:
    return raise_alert("response", number, level="red", source="button", council_code=west.code)


@pytest.mark.postgresql
def test_the_database_keeps_no_second_open_alert_on_one_subject(session, west):
    with pytest.raises(IntegrityError):
        second_of_one_subject(session, press(west))
    session.rollback()


@pytest.mark.postgresql
def test_closed_ones_are_as_many_as_there_were(session, west, duty):
    for _time in range(3):
        record_outcome(press(west), duty, "visit", "Seen today.", True)
        session.flush()
    second_of_one_subject(session, press(west), closed_on=press(west).raised_on)
    assert len(session.scalars(select(Alert)).all()) == 5


def test_what_was_brought_in_and_is_pressed_afterwards_is_one_alert_that_is_told_of(
    session, west, mails
):
    brought = raise_alert(
        "response", 1, level="amber", source="cue", council_code=west.code, imported=True
    )
    assert mails() == []
    assert press(west) is brought
    assert not brought.imported and len(mails()) == 1
