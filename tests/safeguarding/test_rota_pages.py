"""Keeping the rota: seen at a look, changed with questions, never silently put right."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from app.core.audit import AuditEntry
from app.core.clock import moment_at
from app.core.permissions import Role
from app.demo.factories import make_council, make_shift, make_staff
from app.safeguarding.duty_models import DutyPhone, Shift

DAY = timedelta(days=1)
WEDNESDAY = date(2026, 7, 15)
NEW = "/safeguarding/rota/new"
MONDAY = "/safeguarding/rota/?week=2026-07-13"


@pytest.fixture
def keeper(west):
    return make_staff(Role.TEAM_MANAGER, council=west)


@pytest.fixture
def desk(keeper, signed_in_as):
    return signed_in_as(keeper)


@pytest.fixture
def send(desk, duty):
    """Put somebody on for the west from this evening until tomorrow morning; `values` differ."""

    def put_on(path: str = NEW, **values):
        sent = {
            "account": duty.id,
            "council": "west",
            "first_day": "2026-07-15",
            "first_time": "17:00",
            "last_day": "2026-07-16",
            "last_time": "09:00",
        }
        return desk.post(path, data={**sent, **values})

    return put_on


def shifts(session) -> list[Shift]:
    return list(session.scalars(select(Shift).order_by(Shift.starts_at)))


def shift_on(who, day: date, council, hours=(9, 17)) -> Shift:
    return make_shift(who, moment_at(day, hours[0]), moment_at(day, hours[1]), council)


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.postgresql
def test_somebody_is_put_on_and_it_is_on_the_trail(session, send, duty):
    answer = send()
    assert answer.location == MONDAY
    [shift] = shifts(session)
    assert (shift.starts_at, shift.ends_at) == (
        moment_at(WEDNESDAY, 17),
        moment_at(WEDNESDAY + DAY, 9),
    )
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "put_on_duty")).one()
    assert f"account {duty.id} west 2026-07-15T16:00Z" in entry.note


def test_the_week_shows_who_is_on_and_in_red_when_nobody_is(session, desk, duty, west):
    shift_on(duty, WEDNESDAY, west)
    page = words(desk.get("/safeguarding/rota/").text)
    assert "Sam Colley 09:00 – 17:00 On now" in page.replace("–", " – ").replace("  ", " ")
    assert "Nobody is on:" in page
    assert "from 17:00 on Wednesday 15 July 2026" in page
    assert "Nobody 17:00" in page


def test_a_link_beside_a_gap_fills_in_its_times(session, desk, duty, west):
    shift_on(duty, WEDNESDAY, west)
    page = desk.get("/safeguarding/rota/").text
    link = re.search(r'href="(/safeguarding/rota/new\?[^"]+16T09[^"]+17T09[^"]*)"', page)
    link = link or re.search(r'href="(/safeguarding/rota/new\?[^"]+15T17[^"]+)"', page)
    form = desk.get(link[1].replace("&amp;", "&")).text
    assert 'value="2026-07-15"' in form
    assert 'value="17:00"' in form
    assert '<option value="west" selected>' in form


def test_without_any_rota_the_page_says_what_stands_for_it(desk, west):
    page = desk.get("/safeguarding/rota/").text
    assert "No rota was kept here yet" in page
    assert "badge-urgent" not in page


def test_a_fortnight_a_bank_holiday_and_a_weekend_are_called_so(desk, west):
    page = desk.get("/safeguarding/rota/?week=2026-12-21&weeks=2").text
    assert page.count("Bank holiday, daytime") == 4
    assert page.count("Weekend, daytime") == 3
    assert 'week=2026-12-14&amp;weeks=2"' in page


@pytest.mark.parametrize(
    ("values", "question"),
    [
        ({"last_day": "2026-07-15", "last_time": "09:00"}, "Does it end on the next day?"),
        ({"last_day": "2026-07-15", "last_time": "17:00"}, "Does it end on the next day?"),
        ({"first_day": "2062-07-15", "last_day": "2062-07-16"}, "Is the year right?"),
        ({"first_day": "9999-12-31", "last_day": "9999-12-31", "last_time": "23:59"}, "the year"),
        ({"first_day": "0001-01-01", "last_day": "0001-01-01", "last_time": "23:59"}, "Is the"),
        ({"first_day": "2026-07-13", "last_day": "2026-07-14"}, "This is over already."),
        ({"last_day": "2026-08-16"}, "more than seven days on end"),
        ({"first_day": "2027-03-28", "first_time": "01:30", "last_day": "2027-03-28"}, "forward"),
        ({"last_day": "2026-10-25", "last_time": "01:30"}, "comes twice"),
        ({"first_day": ""}, "Enter a day"),
        ({"first_day": "tomorrow"}, "Enter a day"),
        ({"last_time": "teatime"}, "Enter a time"),
        ({"account": ""}, "Pick somebody."),
        ({"account": "5"}, "Pick somebody."),
        ({"council": "south"}, "Pick one."),
        ({"council": ""}, "Pick one."),
    ],
)
def test_what_cannot_be_right_is_asked_about_and_nothing_typed_is_lost(
    session, send, values, question
):
    answer = send(**values)
    assert answer.status_code == 422
    assert question in answer.text
    assert shifts(session) == []
    for name, value in values.items():
        if value and name not in ("account", "council"):
            assert f'value="{value}"' in answer.text


def test_nobody_is_on_twice_at_a_time(session, send, duty, west):
    shift_on(duty, WEDNESDAY, west, (16, 18))
    answer = send()
    assert answer.status_code == 422
    assert "They are on then already" in answer.text
    assert len(shifts(session)) == 1


def test_a_second_person_beside_the_first_is_a_question(session, send, duty, colleague, west):
    shift_on(colleague, WEDNESDAY, west, (16, 18))
    answer = send()
    assert answer.status_code == 422
    assert "Somebody is on then already: Jo Bright" in answer.text
    assert send(as_well="y").status_code == 302
    assert len(shifts(session)) == 2


def test_shifts_that_only_touch_do_not_overlap(send, duty, west):
    shift_on(duty, WEDNESDAY, west, (9, 17))
    assert send().status_code == 302


def test_nobody_is_put_on_for_a_desk_they_are_not_on(session, signed_in_as, duty, west):
    make_council("north", "North")
    everywhere = signed_in_as(make_staff(Role.DUTY_WORKER))
    sent = {
        "account": duty.id,
        "council": "north",
        "first_day": "2026-07-15",
        "first_time": "17:00",
        "last_day": "2026-07-16",
        "last_time": "09:00",
    }
    for council in ("north", ""):
        answer = everywhere.post(NEW, data={**sent, "council": council})
        assert answer.status_code == 422
        assert "They do not have the duty desk of that council" in answer.text
    worker = make_staff(Role.WORKER)
    answer = everywhere.post(NEW, data={**sent, "account": worker.id})
    assert "Pick somebody." in answer.text
    assert shifts(session) == []


def test_a_manager_of_one_council_keeps_its_rota_alone(session, desk, west):
    north = make_council("north", "North")
    theirs = shift_on(make_staff(Role.DUTY_WORKER, council=north), WEDNESDAY, north)
    everybodys = shift_on(make_staff(Role.DUTY_WORKER, display_name="Al"), WEDNESDAY, None)
    for shift in (theirs, everybodys):
        assert desk.get(f"/safeguarding/rota/{shift.id}").status_code == 404
        assert desk.post(f"/safeguarding/rota/{shift.id}/take-off").status_code == 404
    page = desk.get("/safeguarding/rota/").text
    assert "North" not in page
    assert "<bdi>Al</bdi>" in page


def test_a_shift_is_given_to_somebody_else(session, send, duty, colleague, west):
    shift = shift_on(duty, WEDNESDAY + DAY, west)
    answer = send(f"/safeguarding/rota/{shift.id}", account=colleague.id)
    assert answer.location == MONDAY
    [changed] = shifts(session)
    assert changed.account_id == colleague.id


def test_two_swap(session, desk, duty, colleague, west):
    one = shift_on(duty, WEDNESDAY + DAY, west)
    other = shift_on(colleague, WEDNESDAY + 2 * DAY, west)
    page = desk.get(f"/safeguarding/rota/{one.id}").text
    assert "Jo Bright, 09:00 on Friday 17 July 2026" in page
    assert desk.post(f"/safeguarding/rota/{one.id}/swap", data={"other": other.id}).location
    assert [shift.account_id for shift in shifts(session)] == [colleague.id, duty.id]


def test_a_swap_that_would_put_somebody_on_twice_is_a_question(
    session, desk, duty, colleague, west
):
    one = shift_on(duty, WEDNESDAY + DAY, west)
    other = shift_on(colleague, WEDNESDAY + 2 * DAY, west)
    shift_on(colleague, WEDNESDAY + DAY, west, (8, 10))
    answer = desk.post(f"/safeguarding/rota/{one.id}/swap", data={"other": other.id})
    assert answer.status_code == 422
    assert "They are on then already" in answer.text
    assert desk.post(f"/safeguarding/rota/{one.id}/swap", data={"other": "5"}).status_code == 422


def test_taking_off_what_has_begun_ends_it_now_and_what_is_over_stays(
    session, desk, duty, colleague, west, clock
):
    begun, later = shift_on(duty, WEDNESDAY, west), shift_on(colleague, WEDNESDAY + DAY, west)
    for shift in (begun, later):
        desk.post(f"/safeguarding/rota/{shift.id}/take-off")
    [left] = shifts(session)
    assert left.ends_at == clock()
    clock.forward(minutes=1)
    answer = desk.post(f"/safeguarding/rota/{left.id}/take-off", follow_redirects=True)
    assert "stays as it was" in answer.text
    assert "stays as it was" in desk.get(f"/safeguarding/rota/{left.id}").text


def test_the_week_before_is_copied_by_the_clock_on_the_wall(
    session, signed_in_as, keeper, duty, west, clock
):
    clock.set(2026, 10, 20, 9)
    desk = signed_in_as(keeper)
    saturday = date(2026, 10, 17)
    make_shift(duty, moment_at(saturday, 17), moment_at(saturday + DAY, 9), west)
    answer = desk.post("/safeguarding/rota/copy?week=2026-10-19", follow_redirects=True)
    assert "Copied from the week before: 1." in answer.text
    _first, again = shifts(session)
    assert again.starts_at == moment_at(date(2026, 10, 24), 17)
    assert again.ends_at - again.starts_at == timedelta(hours=17)
    answer = desk.post("/safeguarding/rota/copy?week=2026-10-19", follow_redirects=True)
    assert "Left out, because somebody is on then or may not be: 1." in answer.text
    assert len(shifts(session)) == 2


def test_a_number_for_texts_is_a_british_mobiles_and_staffs(session, desk, duty):
    sent = {"account": duty.id, "number": "07700 900 123"}
    assert desk.post("/safeguarding/rota/number", data=sent).status_code == 302
    assert session.scalars(select(DutyPhone.number)).all() == ["+447700900123"]
    answer = desk.post("/safeguarding/rota/number", data={**sent, "number": "01604 626938"})
    assert answer.status_code == 422
    assert 'value="01604 626938"' in answer.text
    desk.post("/safeguarding/rota/number", data={**sent, "number": ""})
    assert session.scalars(select(DutyPhone)).all() == []


def test_an_address_with_nonsense_in_it_shows_this_week(desk):
    for query in ("week=2026-13-45", "week=9999-12-31", "week=x&weeks=x", "weeks=99"):
        assert desk.get(f"/safeguarding/rota/?{query}").status_code == 200
    assert desk.get(f"{NEW}?from=x&to=2026&council=zzz").status_code == 200


def test_the_page_costs_the_same_however_full_the_rota_is(
    session, desk, duty, colleague, west, app
):
    def queries() -> int:
        session.commit()
        asked = []

        def count(*_arguments):
            asked.append(1)

        event.listen(app.extensions["engine"], "before_cursor_execute", count)
        desk.get("/safeguarding/rota/?weeks=2")
        event.remove(app.extensions["engine"], "before_cursor_execute", count)
        return len(asked)

    shift_on(duty, WEDNESDAY, west)
    few = queries()
    for n in range(1, 10):
        shift_on(colleague, WEDNESDAY + n * DAY, west)
        shift_on(duty, WEDNESDAY + n * DAY, west, (18, 23))
    assert queries() == few
