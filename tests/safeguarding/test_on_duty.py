"""Who is told: whoever is on duty at that moment, and whoever comes on, of what waits."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core.clock import moment_at
from app.core.jobs import Job
from app.core.permissions import Role
from app.demo.factories import make_council, make_shift, make_staff
from app.safeguarding.duty_mail import tell_who_came_on
from app.safeguarding.duty_numbers import keep_number
from app.safeguarding.services import acknowledge, pass_on, raise_alert

WEDNESDAY = date(2026, 7, 15)


def raised(number: int = 1, **values):
    facts = {"level": "red", "source": "button", "council_code": "west", **values}
    return raise_alert("response", number, **facts)


def on_today(who, council=None, hours=(9, 17)):
    return make_shift(who, moment_at(WEDNESDAY, hours[0]), moment_at(WEDNESDAY, hours[1]), council)


@pytest.fixture
def texts(session):
    """The texts that wait: to whom."""

    def waiting() -> list[str]:
        session.flush()
        rows = session.scalars(select(Job).where(Job.kind == "text"))
        return sorted(job.payload["to"] for job in rows)

    return waiting


def test_whoever_is_on_now_is_told_and_not_the_address_of_the_desk(west, duty, colleague, mails):
    on_today(duty, west)
    on_today(colleague, west, (17, 20))
    raised()
    assert mails() == [(duty.email, "alert_raised")]


def test_two_who_are_on_are_both_told(west, duty, colleague, mails):
    on_today(duty, west)
    on_today(colleague, west)
    raised()
    assert mails() == sorted((one.email, "alert_raised") for one in (duty, colleague))


def test_nobody_on_means_the_address_of_the_desk(west, duty, mails):
    on_today(duty, west, (17, 20))
    raised()
    assert mails() == [(west.duty_email, "alert_raised")]


def test_the_one_on_duty_is_never_told_of_what_is_about_them(west, duty, colleague, mails, texts):
    keep_number(duty, "07700 900123", duty)
    on_today(duty, west)
    raised(1, excluded_account_ids=[duty.id])
    assert mails() == [(west.duty_email, "alert_raised")]
    on_today(colleague, west)
    raised(2, excluded_account_ids=[duty.id])
    assert (colleague.email, "alert_raised") in mails()
    assert (duty.email, "alert_raised") not in mails()
    assert texts() == []


def test_of_no_known_council_whoever_is_on_anywhere_and_the_desks_without_anybody(
    west, duty, mails
):
    north = make_council("north", "North")
    on_today(duty, west)
    raised(council_code=None)
    assert mails() == sorted([(duty.email, "alert_raised"), (north.duty_email, "alert_raised")])


def test_a_text_goes_out_for_what_is_urgent_and_wakes_nobody_for_the_rest(west, duty, texts):
    keep_number(duty, "07700 900123", duty)
    on_today(duty, west)
    raised(1, level="amber", source="reader")
    assert texts() == []
    raised(2)
    assert texts() == ["+447700900123"]


def test_a_colleague_it_is_passed_on_to_gets_a_text_as_well(west, duty, colleague, texts):
    keep_number(colleague, "07700 900124", duty)
    pass_on(raised(), duty, colleague)
    assert texts() == ["+447700900124"]


class TestComingOn:
    @pytest.mark.postgresql
    def test_they_are_told_once_of_what_nobody_has_picked_up(
        self, session, west, duty, colleague, clock, mails, texts
    ):
        keep_number(colleague, "07700 900124", duty)
        on_today(duty, west)
        on_today(colleague, west, (17, 20))
        raised(1, level="amber", source="reader")
        acknowledge(raised(2), duty)
        raised(3)
        tell_who_came_on()
        clock.moment = moment_at(WEDNESDAY, 17)
        assert tell_who_came_on() == 1
        assert tell_who_came_on() == 0
        assert [to for to, template in mails() if template == "alerts_waiting"].count(
            colleague.email
        ) == 1
        [job] = session.scalars(
            select(Job).where(Job.kind == "mail", Job.payload["to"].as_string() == colleague.email)
        )
        assert (job.payload["facts"]["count"], job.payload["facts"]["level"]) == (2, "red")
        assert texts() == ["+447700900124"]

    @pytest.mark.postgresql
    def test_what_is_raised_as_they_come_on_is_told_once_and_so_is_what_waited(
        self, west, duty, colleague, clock, mails, texts
    ):
        keep_number(colleague, "07700 900124", duty)
        on_today(duty, west)
        on_today(colleague, west, (17, 20))
        raised(1, level="amber", source="reader")
        clock.moment = moment_at(WEDNESDAY, 17)
        raised(2)
        assert tell_who_came_on() == 0
        theirs = [template for to, template in mails() if to == colleague.email]
        assert theirs == ["alert_raised", "alerts_waiting"]
        assert texts() == ["+447700900124"]

    def test_that_they_were_told_says_nothing_of_the_moment_a_child_wrote(
        self, session, west, duty, clock
    ):
        shift = on_today(duty, west)
        clock.forward(seconds=20)
        raised(1, anonymous=True)
        assert shift.told_at == shift.starts_at

    def test_nobody_is_told_of_what_is_about_them_or_elsewhere(self, west, duty, clock, mails):
        make_council("north", "North")
        everywhere = make_staff(Role.DUTY_WORKER)
        for who in (duty, everywhere):
            on_today(who, west, (17, 20))
        raised(1, excluded_account_ids=[duty.id, everywhere.id])
        raised(2, council_code="north")
        clock.moment = moment_at(WEDNESDAY, 17)
        assert tell_who_came_on() == 0
        assert not [to for to, template in mails() if template == "alerts_waiting"]

    def test_who_takes_over_a_shift_that_runs_is_told_too(
        self, session, west, duty, colleague, mails
    ):
        shift = on_today(duty, west)
        raised(level="amber", source="reader")
        tell_who_came_on()
        shift.account, shift.told_at = colleague, None
        session.flush()
        tell_who_came_on()
        assert (colleague.email, "alerts_waiting") in mails()

    def test_one_who_may_not_stand_any_more_is_not(self, session, west, duty, clock, mails):
        on_today(duty, west, (17, 20))
        raised()
        duty.active = False
        session.flush()
        clock.moment = moment_at(WEDNESDAY, 17)
        assert tell_who_came_on() == 0


def test_the_desk_says_who_is_on_and_who_is_next(west, duty, colleague, signed_in_as):
    on_today(duty, west)
    on_today(colleague, west, (17, 20))
    page = " ".join(signed_in_as(duty).get("/safeguarding/").text.split())
    assert "<bdi>Sam Colley</bdi> until" in page
    assert "next <bdi>Jo Bright</bdi> from" in page


class TestStaffedHours:
    """What the desk shows beside an alert."""

    def test_of_the_time_waited_and_left_so_much_is_staffed(
        self, west, duty, colleague, signed_in_as, clock
    ):
        on_today(duty, west, (9, 11))
        make_shift(
            colleague,
            moment_at(WEDNESDAY + timedelta(days=1), 9),
            moment_at(WEDNESDAY + timedelta(days=1), 17),
            west,
        )
        raised(level="amber", source="reader")
        clock.forward(hours=2)
        page = " ".join(signed_in_as(duty).get("/safeguarding/").text.split())
        assert "Waiting for 2 hours, of which staffed: 30 minutes." in page
        assert "Staffed until then: 90 minutes." in page or "Staffed until then: 1 hour." in page

    def test_of_something_anonymous_nobody_knows_how_long(self, west, duty, signed_in_as):
        raised(anonymous=True)
        page = signed_in_as(duty).get("/safeguarding/").text
        assert "Waiting for" not in page
        assert "Staffed until then" in page
