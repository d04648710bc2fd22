"""The trail of who read and did what."""

import pytest
from sqlalchemy import text, update

from app.core import audit
from app.core.audit import AuditEntry
from app.demo.factories import make_staff


@pytest.fixture
def trail(session):
    worker, other = make_staff(display_name="Amal"), make_staff(display_name="Jo")
    for actor, action in ((worker, "read"), (other, "read"), (worker, "read"), (other, "replied")):
        audit.record(action, "thread", 7, actor)
    session.commit()
    return worker, other


def test_an_untouched_trail_holds(app, trail):
    assert audit.first_broken_entry() is None


@pytest.mark.parametrize(
    "tampering",
    [
        update(AuditEntry).where(AuditEntry.number == 2).values(actor_name="Someone else"),
        text("DELETE FROM audit_entry WHERE number = 2"),
        update(AuditEntry).where(AuditEntry.number == 2).values(number=9),
    ],
)
def test_tampering_with_the_trail_shows(app, session, trail, tampering):
    session.execute(tampering)
    session.commit()
    session.expire_all()
    assert audit.first_broken_entry() is not None


def test_the_command_says_where_the_trail_is_broken(app, session, trail):
    run = app.test_cli_runner()
    assert run.invoke(args=["audit", "verify"]).exit_code == 0
    session.execute(text("UPDATE audit_entry SET note = 'x' WHERE number = 3"))
    session.commit()
    broken = run.invoke(args=["audit", "verify"])
    assert broken.exit_code == 1
    assert "3" in broken.output


def test_several_are_entered_as_one_by_one_in_as_many_statements_as_one(session, trail, statements):
    worker, _other = trail
    for_one = statements.during(lambda: audit.record("read", "thread", 7, worker))
    for_many = statements.during(lambda: audit.record_each("read", "thread", range(8, 20), worker))
    assert for_many == for_one
    assert [audit.readings([("thread", number)])[0].actor_id for number in (8, 19)] == [
        worker.id
    ] * 2
    assert audit.first_broken_entry() is None


def test_each_reader_is_named_once_in_the_order_they_first_read(app, trail):
    assert [entry.actor_name for entry in audit.readings([("thread", 7)])] == ["Amal", "Jo"]
