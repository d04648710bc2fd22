from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.core.clock import today
from app.core.evidence import Subject
from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.factories import make_council, make_staff
from feedback import commitments
from feedback.commitment import Commitment
from feedback.commitments import Wording

DOING = Wording("Buses are dear.", "We ask the bus company.", due_on=date(2026, 12, 1))
HOME = Subject("P2", ("HOM_FOOD",))


@pytest.fixture
def council(session, clock):
    clock.set(2026, 11, 2, 10)
    return make_council()


@pytest.fixture
def officer(council):
    return make_staff(Role.PARTICIPATION_OFFICER, council=council)


def undertake(council, officer, **values):
    wording = Wording(**{**DOING.__dict__, **values})
    return commitments.undertake(council.code, wording, officer)


def sent(**values) -> dict:
    """What the form sends; what is None is left out, as a browser does."""
    form = {
        "council": "west",
        "said": "Buses are dear.",
        "undertaken": "We ask the bus company.",
        "state": "doing",
        "due_on": "2026-12-01",
        **values,
    }
    return {name: value for name, value in form.items() if value is not None}


def test_whoever_writes_it_down_answers_for_it_unless_somebody_else_is_named(council, officer):
    other = make_staff(Role.TEAM_MANAGER, council=council)
    assert undertake(council, officer).owner_id == officer.id
    assert undertake(council, officer, owner_id=other.id).owner_id == other.id


def test_young_people_read_it_only_once_it_is_public(client, council, officer, session):
    hidden = undertake(council, officer, undertaken="We think about it.")
    undertake(council, officer, undertaken="We bought bus tickets.", state="did", public=True)
    session.commit()
    page = client.get("/you-said/").text
    assert "We bought bus tickets." in page
    assert hidden.undertaken not in page


def test_what_is_not_done_by_its_day_is_overdue_and_what_is_done_never(council, officer, clock):
    doing, did = undertake(council, officer), undertake(council, officer, state="did")
    clock.set(2026, 12, 1, 12)
    assert not commitments.is_overdue(doing, today())
    clock.set(2026, 12, 2, 12)
    assert commitments.is_overdue(doing, today())
    assert not commitments.is_overdue(did, today())
    assert did.done_on == date(2026, 11, 2)


def test_a_no_without_a_reason_is_refused_by_the_database_itself(council, officer, session):
    with pytest.raises(IntegrityError), session.begin_nested():
        undertake(council, officer, state="cannot", because="")


def test_a_promise_is_shown_what_was_undertaken_for_it_or_for_its_sub_themes(council, officer):
    undertake(council, officer, promise="P2", undertaken="One.", public=True)
    undertake(council, officer, sub_theme="HOM_FOOD", undertaken="Two.", public=True)
    undertake(council, officer, promise="P1", sub_theme="HOM_FOOD", undertaken="No.", public=True)
    undertake(council, officer, promise="P2", undertaken="Hidden.")
    assert {one.words for one in commitments.told("west", HOME)} == {"One.", "Two."}
    [lines] = commitments.ledger("west", Period(2026, 4), [HOME]).values()
    assert {line.words for line in lines} == {"One.", "Two.", "Hidden."}


def test_what_is_overdue_stands_first_in_the_ledger(council, officer, clock):
    undertake(council, officer, promise="P2", state="did", undertaken="Done.")
    undertake(council, officer, promise="P2", undertaken="Late.")
    clock.forward(days=60)
    [lines] = commitments.ledger("west", Period(2026, 4), [HOME]).values()
    assert [(line.words, line.overdue) for line in lines] == [("Late.", True), ("Done.", False)]


def test_of_two_who_write_at_once_the_second_is_shown_both(session, signed_in_as, council, officer):
    commitment = undertake(council, officer)
    seen = commitments.mark_of(commitment)
    session.commit()
    desk = signed_in_as(officer)
    first = sent(owner=str(officer.id), seen=seen, undertaken="First.")
    assert desk.post(f"/you-said/desk/{commitment.id}", data=first).status_code == 303
    second = desk.post(
        f"/you-said/desk/{commitment.id}",
        data=sent(owner=str(officer.id), seen=seen, undertaken="Second."),
    )
    assert second.status_code == 409
    assert "First." in second.text
    assert "Second." in second.text
    session.expire_all()
    assert commitment.undertaken == "First."


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"due_on": None}, "Say by when."),
        ({"state": "cannot"}, "Say why it cannot be done."),
        ({"said": "   "}, "Write what young people said"),
        ({"promise": "all of them!"}, "Use its short name"),
        ({"undertaken": "x" * 601}, "Use at most 600 characters."),
    ],
)
def test_what_will_not_do_is_said_and_nothing_typed_is_lost(
    signed_in_as, session, council, officer, wrong, told
):
    form = sent(owner=str(officer.id), **wrong)
    page = signed_in_as(officer).post("/you-said/desk/new", data=form)
    assert page.status_code == 422
    assert told in page.text
    assert all(form[name] in page.text for name in ("said", "undertaken"))
    assert session.scalar(select(Commitment)) is None


def test_editing_leaves_it_with_an_owner_who_has_left(signed_in_as, session, council, officer):
    gone = make_staff(Role.TEAM_MANAGER, council=council, active=False)
    commitment = undertake(council, officer, owner_id=gone.id)
    session.commit()
    page = signed_in_as(officer).get(f"/you-said/desk/{commitment.id}").text
    assert f'<option selected value="{gone.id}"' in page or f'value="{gone.id}" selected' in page


def test_an_officer_writes_only_for_their_own_council(signed_in_as, session, council, officer):
    north = make_council("north", "North Northamptonshire")
    theirs = undertake(north, make_staff(Role.PARTICIPATION_OFFICER, council=north))
    desk = signed_in_as(officer)
    assert desk.get(f"/you-said/desk/{theirs.id}").status_code == 404
    form = sent(council="north", owner=str(officer.id))
    assert desk.post("/you-said/desk/new", data=form).status_code == 422


def test_the_desk_says_whose_each_is_and_can_show_one_council_alone(signed_in_as, session, council):
    north = make_council("north", "North Northamptonshire")
    both = make_staff(Role.PARTICIPATION_OFFICER)
    undertake(council, both, said="Buses are dear.")
    theirs = undertake(north, both, said="The gym is far.")
    session.commit()
    desk = signed_in_as(both)
    page = desk.get("/you-said/desk/").text
    assert ">West Northamptonshire</td>" in page and ">North Northamptonshire</td>" in page
    page = desk.get("/you-said/desk/?council=north").text
    assert "The gym is far." in page and "Buses are dear." not in page
    assert 'href="/you-said/desk/new?council=north"' in page
    assert "Buses are dear." in desk.get("/you-said/desk/?council=mars").text
    assert "<strong>North Northamptonshire</strong>" in desk.get(f"/you-said/desk/{theirs.id}").text


def test_the_lists_cost_the_same_however_long_they_are(
    signed_in_as, client, session, council, officer, statements
):
    undertake(council, officer, public=True)
    desk = signed_in_as(officer)
    visits = [lambda: desk.get("/you-said/desk/"), lambda: client.get("/you-said/")]
    few = [statements.during(visit) for visit in visits]
    for _one in range(8):
        undertake(council, officer, public=True)
    session.commit()
    assert [statements.during(visit) for visit in visits] == few


def test_an_answer_from_long_ago_stays_readable(client, session, council, officer, clock):
    undertake(council, officer, state="did", public=True)
    session.commit()
    clock.forward(days=timedelta(days=800).days)
    assert "We ask the bus company." in client.get("/you-said/?council=west").text
