"""Mail to the duty desk says in its title how pressing it is and how long is left, and no more."""

import pytest
from sqlalchemy import select

from app.core import outbox
from app.core.jobs import Job
from app.safeguarding.duty_mail import facts_of_many, second_contact_overdue
from app.safeguarding.models import Alert
from app.safeguarding.services import acknowledge, pass_on, raise_alert


def raised(number: int = 1, **values) -> Alert:
    facts = {"level": "red", "source": "button", "council_code": "west", **values}
    return raise_alert("response", number, **facts)


@pytest.fixture
def titles(session):
    """The titles of the mails that wait, as they would go out now."""

    def waiting(template: str = "") -> list[str]:
        session.flush()
        rows = session.scalars(select(Job).where(Job.kind == "mail"))
        payloads = [row.payload for row in rows if template in row.payload["template"]]
        return sorted(outbox.write(payload)["Subject"] for payload in payloads)

    return waiting


def test_the_title_tells_now_from_today_and_how_long_is_left(west, titles):
    raised(1)
    raised(2, level="amber", source="reader")
    assert titles() == [
        "Now: an alert on the duty desk. Due in 60 minutes",
        "Today: an alert on the duty desk. Due in 24 hours",
    ]


def test_what_is_left_is_counted_when_the_mail_goes_out(west, titles, clock):
    raised()
    clock.forward(minutes=25)
    assert titles() == ["Now: an alert on the duty desk. Due in 35 minutes"]
    clock.forward(minutes=45)
    assert titles() == ["Now: an alert on the duty desk. 10 minutes late"]


def test_the_mail_says_the_hour_in_england_for_whoever_opens_it_later(west, session, clock):
    raised()
    clock.forward(minutes=50)
    mail = outbox.write(session.scalars(select(Job)).one().payload)
    assert "It is due at 11:30 on Wednesday 15 July 2026." in mail.get_content()


def test_one_that_grew_worse_says_now(west, titles):
    raised(level="amber", source="language")
    raised()
    assert titles()[0].startswith("Now: an alert")


def test_a_colleague_it_is_passed_to_sees_the_time_they_have(duty, colleague, titles, clock):
    alert = raised()
    acknowledge(alert, duty)
    clock.forward(minutes=90)
    pass_on(alert, duty, colleague)
    assert "Now: an alert on the duty desk. Due in 60 minutes" in titles()


def test_the_second_contact_sees_how_late_it_is(west, titles, clock):
    raised(1)
    clock.forward(minutes=65)
    second_contact_overdue()
    assert titles("second_contact") == ["Now: nobody has picked up an alert. 5 minutes late"]
    raised(2, level="amber", source="reader")
    clock.forward(hours=25)
    second_contact_overdue()
    assert "Today: nobody has picked up an alert. 60 minutes late" in titles("second_contact")


def test_many_in_one_mail_have_the_worst_level_and_the_first_deadline(west, session, titles, clock):
    alerts = [
        raised(number, imported=True, level=level, source="cue")
        for number, level in enumerate(("amber", "red", "amber"))
    ]
    facts = facts_of_many(alerts)
    assert (facts["level"], facts["count"]) == ("red", 3)
    assert facts["due_at"] == alerts[1].due_at.isoformat()
    assert facts_of_many(alerts[::2])["level"] == "amber"
    clock.forward(hours=2)
    second_contact_overdue()
    [title] = titles("alerts_imported")
    assert title == "Now: comments were brought in that need the duty desk. 60 minutes late"


@pytest.mark.parametrize("level", ["red", "amber"])
def test_no_mail_says_what_it_is_about_or_who_it_is(west, duty, session, clock, level):
    alert = raised(level=level, source="cue", cues=["SUICIDE"], excluded_account_ids=[duty.id])
    clock.forward(days=2)
    second_contact_overdue()
    for job in session.scalars(select(Job)):
        mail = outbox.write(job.payload)
        text = f"{mail['Subject']} {mail.get_content()}"
        assert str(alert.id) in text
        for word in ("SUICIDE", "dying", "Sam", "West", "child", "young person"):
            assert word not in text
