"""Who is on duty: at a moment, next, and when nobody is; right in the nights the clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.core.clock import NoSuchTime, TwiceThatDay, moment_at, now
from app.core.permissions import Role
from app.demo.factories import make_council, make_shift, make_staff
from app.safeguarding.cover import Cover, cover
from app.safeguarding.rota import Rota, Stretch, on_duty_now

DAY = timedelta(days=1)
WEDNESDAY = date(2026, 7, 15)
BACK = date(2026, 10, 24)
"""In the night after this day the clocks go back."""
FORWARD = date(2027, 3, 27)


def night(who, day: date, council=None):
    """From five in the afternoon of this day to nine the next morning."""
    return make_shift(who, moment_at(day, 17), moment_at(day + DAY, 9), council)


def the_rota(days: int = 14) -> Rota:
    return Rota.between(now(), now() + timedelta(days=days))


@pytest.mark.parametrize(
    ("day", "hour", "moment"),
    [
        (WEDNESDAY, 9, datetime(2026, 7, 15, 8, tzinfo=UTC)),
        (WEDNESDAY, 24, datetime(2026, 7, 15, 23, tzinfo=UTC)),
        (WEDNESDAY, time(9, 30), datetime(2026, 7, 15, 8, 30, tzinfo=UTC)),
        (date(2026, 12, 1), 9, datetime(2026, 12, 1, 9, tzinfo=UTC)),
    ],
)
def test_a_time_in_england_is_a_moment(day, hour, moment):
    assert moment_at(day, hour) == moment


def test_a_time_that_does_not_come_or_comes_twice_is_no_moment():
    with pytest.raises(NoSuchTime):
        moment_at(FORWARD + DAY, time(1, 30))
    with pytest.raises(TwiceThatDay):
        moment_at(BACK + DAY, time(1, 30))


@pytest.mark.parametrize(("day", "hours"), [(WEDNESDAY, 16), (BACK, 17), (FORWARD, 15)])
def test_the_night_the_clocks_go_back_is_an_hour_longer(duty, west, clock, day, hours):
    clock.moment = moment_at(day, 12)
    shift = night(duty, day, west)
    assert shift.ends_at - shift.starts_at == timedelta(hours=hours)
    rota = the_rota(2)
    assert rota.staffed("west", moment_at(day, 12), moment_at(day + DAY, 12)) == timedelta(
        hours=hours
    )
    clock.moment = shift.ends_at - timedelta(seconds=1)
    assert on_duty_now("west") == [duty]
    clock.moment = shift.ends_at
    assert on_duty_now("west") == []


def test_it_says_who_is_on_and_who_is_next(duty, colleague, west):
    make_shift(duty, moment_at(WEDNESDAY, 9), moment_at(WEDNESDAY, 17), west)
    night(colleague, WEDNESDAY, west)
    rota = the_rota()
    assert [shift.account for shift in rota.on_at("west", now())] == [duty]
    assert rota.next_after("west", now()).account == colleague
    assert rota.next_after("west", moment_at(WEDNESDAY, 17)) is None


def test_a_gap_begins_where_one_shift_ends_and_the_next_has_not_begun(duty, colleague, west):
    make_shift(duty, moment_at(WEDNESDAY, 9), moment_at(WEDNESDAY, 17), west)
    make_shift(colleague, moment_at(WEDNESDAY, 16), moment_at(WEDNESDAY, 20), west)
    night(colleague, WEDNESDAY + DAY, west)
    gaps = the_rota().gaps("west", moment_at(WEDNESDAY, 9), moment_at(WEDNESDAY + DAY, 18))
    assert gaps == [Stretch(moment_at(WEDNESDAY, 20), moment_at(WEDNESDAY + DAY, 17))]


def test_a_shift_for_every_council_covers_each_of_them(west):
    make_council("north", "North")
    everywhere = make_staff(Role.DUTY_WORKER)
    night(everywhere, WEDNESDAY)
    rota = the_rota(1)
    for code in ("west", "north", None):
        start, end = moment_at(WEDNESDAY, 17), moment_at(WEDNESDAY, 21)
        assert rota.staffed(code, start, end) == timedelta(hours=4)


@pytest.mark.parametrize("change", ["closed", "no longer on the desk", "of another council"])
def test_a_shift_of_somebody_who_may_not_work_on_the_desk_counts_for_nothing(
    session, duty, west, change
):
    make_shift(duty, moment_at(WEDNESDAY, 9), moment_at(WEDNESDAY, 17), west)
    assert on_duty_now("west") == [duty]
    if change == "closed":
        duty.active = False
    elif change == "of another council":
        duty.grants[0].council_code = make_council("north", "North").code
    else:
        duty.grants[0].role = Role.WORKER
    session.flush()
    assert on_duty_now("west") == []


def test_where_no_rota_was_ever_kept_the_hours_of_the_desk_stand_for_it(west):
    rota = the_rota(7)
    covered = rota.covered("west", moment_at(WEDNESDAY, 12), moment_at(date(2026, 7, 20), 12))
    assert [(one.starts_at, one.ends_at) for one in covered] == [
        (moment_at(WEDNESDAY, 12), moment_at(WEDNESDAY, 17)),
        (moment_at(date(2026, 7, 16), 9), moment_at(date(2026, 7, 16), 17)),
        (moment_at(date(2026, 7, 17), 9), moment_at(date(2026, 7, 17), 17)),
        (moment_at(date(2026, 7, 20), 9), moment_at(date(2026, 7, 20), 12)),
    ]


def test_bank_holidays_are_no_working_days_of_a_desk(west):
    boxing_day, monday = date(2026, 12, 25), date(2026, 12, 28)
    rota = Rota.between(moment_at(boxing_day, 0), moment_at(monday, 24))
    assert rota.covered("west", moment_at(boxing_day, 0), moment_at(monday, 24)) == []


class TestWhatMayBePromised:
    def test_minutes_while_somebody_is_on_until_it_is_due(self, duty, west, clock):
        make_shift(duty, moment_at(WEDNESDAY, 9), moment_at(WEDNESDAY, 17), west)
        assert cover("west") == Cover(True, True, None, by_rota=True)
        clock.moment = moment_at(WEDNESDAY, 16)
        assert cover("west").in_time
        clock.forward(seconds=1)
        assert cover("west") == Cover(True, False, None, by_rota=True)

    def test_minutes_over_the_end_of_a_shift_if_another_goes_on(self, duty, colleague, west, clock):
        make_shift(duty, moment_at(WEDNESDAY, 9), moment_at(WEDNESDAY, 17), west)
        night(colleague, WEDNESDAY, west)
        clock.moment = moment_at(WEDNESDAY, time(16, 50))
        assert cover("west").in_time

    def test_the_next_shift_while_nobody_is_on_and_nothing_when_none_is_planned(
        self, duty, west, clock
    ):
        night(duty, WEDNESDAY, west)
        assert cover("west") == Cover(False, False, moment_at(WEDNESDAY, 17), by_rota=True)
        clock.moment = moment_at(WEDNESDAY + DAY, 9)
        assert cover("west") == Cover(False, False, None, by_rota=True)

    def test_of_no_council_named_what_every_council_can_keep(self, duty, west):
        make_council("north", "North")
        night(duty, WEDNESDAY, west)
        assert cover(None) == Cover(False, False, moment_at(WEDNESDAY, 17), by_rota=True)
        night(make_staff(Role.DUTY_WORKER), WEDNESDAY - DAY)
        assert cover(None).next_at is None

    def test_without_a_rota_the_hours_of_the_desk(self, west, clock):
        assert cover("west").in_time
        clock.moment = moment_at(date(2026, 7, 17), 17)
        assert cover("west") == Cover(False, False, moment_at(date(2026, 7, 20), 9))

    def test_nothing_where_there_is_no_council(self, app):
        assert cover(None) == Cover(False, False, None)
