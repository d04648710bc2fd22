"""A round of awards from opening to certificates, a worry among the nominations, a small step."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.core.clock import LONDON
from app.core.db import session
from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff, make_young_person
from app.safeguarding.models import Alert
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.cookies import put, signed_in_cookie

NOMINEE, WHY = "Amira Starling", "Amira kept going with maths until it made sense."
WORRY = "She is so brave, because her carer hits her."
STORY, TOLD = (
    "Amira sat with us for a meal in Kettering.",
    "Somebody sat down to a meal with others.",
)

TODAY = datetime.now(LONDON).date()


@dataclass
class People:
    """The cookie each is signed in with."""

    officer: str
    manager: str
    worker: str
    duty: str
    nominee: str
    judge: str


@pytest.fixture(scope="module")
def people(demo_app) -> People:
    with demo_app.app_context():
        west = make_council("west")
        nominee = make_young_person(
            west, "Starling", known_as=NOMINEE, birth_month=date(TODAY.year - 15, 1, 1)
        )
        judge = make_young_person(west, "Jackdaw", known_as="Jo Daw")
        worker = make_staff(Role.WORKER, council=west)
        assign(worker, nominee)
        staff = [
            make_staff(Role.PARTICIPATION_OFFICER, council=west),
            make_staff(Role.TEAM_MANAGER, council=west),
            worker,
            make_staff(Role.DUTY_WORKER, council=west),
        ]
        accounts = [*staff, nominee.account, judge.account]
        session.commit()
        return People(*(signed_in_cookie(demo_app, account) for account in accounts))


@pytest.fixture
def sits_down(open_window, live_server, demo_app):
    """Somebody who is signed in, at a desk or with a phone."""

    def opens(cookie: str, size=DESKTOP):
        person = open_window(live_server, size)
        put(person.page, demo_app, live_server.address, cookie)
        return person

    return opens


def test_a_round_from_opening_to_certificates(open_window, live_server, people, sits_down):
    officer = sits_down(people.officer)
    row, link = opens_a_round(officer)
    friend = open_window(live_server)
    nominates_by_picking(friend.opens(f"{link}?lang=ar"), NOMINEE)
    assert friend.page.locator("html").get_attribute("dir") == "rtl"
    worker = sits_down(people.worker)
    nominates_from_a_list(worker.opens(link))
    joins_them(officer, row)
    asks_the_judge(officer, row)
    says_yes_to_the_name_alone(sits_down(people.nominee, PHONE))
    judge = sits_down(people.judge, PHONE)
    judges(judge)
    officer.opens(f"{row}/results").sees("5.0").sees("Recognised")
    makes_certificates(officer, row)


def test_a_worry_is_at_the_duty_desk_and_with_no_judge(
    open_window, live_server, demo_app, people, sits_down
):
    officer = sits_down(people.officer)
    row, link = opens_a_round(officer)
    writes(open_window(live_server).opens(link), "Robin", WORRY)
    with demo_app.app_context():
        found = select(Alert.id).where(Alert.subject_kind == "nomination")
        alert = session.scalars(found.order_by(Alert.raised_on.desc())).all()
    duty = sits_down(people.duty)
    seen = [id for id in alert if WORRY in duty.opens(f"/safeguarding/{id}").page.content()]
    assert len(seen) == 1
    officer.opens(f"{row}/nominees?show=held").taps("Robin").sees("Held back")
    officer.does_not_see("Show it to the judges")
    officer.taps("It counts").sees("The duty desk has not closed this yet")


def test_a_small_step_from_a_worker_to_a_board(people, sits_down):
    worker = sits_down(people.worker)
    worker.opens("/awards/small-steps/new").writes(STORY, "What happened?").taps("Offer it")
    step = worker.sees("Waits for a second person").path
    worker.does_not_see("Check that nobody can be recognised")
    manager = sits_down(people.manager)
    manager.opens(step).sees("Kettering").sees("a place").sees("a name")
    manager.writes(TOLD, "The story as it may be told")
    manager.chooses("Nobody can be recognised in this").taps("It may be told like this")
    child = sits_down(people.nominee, PHONE)
    child.opens("/").follows("Somebody wrote down a good thing about you")
    child.sees(TOLD).chooses("Yes").taps("Keep").sees("Kept.")
    board = TODAY + timedelta(days=10)
    manager.opens(step).writes(board.isoformat(), "Board on").taps("Put it on the agenda")
    manager.sees("On a board’s agenda")


def opens_a_round(officer) -> tuple[str, str]:
    """A round that opens today; where the officer finds it, and its link."""
    officer.opens("/awards/desk/new").writes("Stars of the spring", "What it is called")
    officer.writes(TODAY.isoformat(), "First day")
    officer.writes((TODAY + timedelta(days=20)).isoformat(), "Last day").taps("Start")
    officer.taps("Open it for nominations").sees("There are 2 weeks left.")
    link = re.search(r"/awards/with/[a-z0-9]{10}", officer.page.content())[0]
    return officer.path, link


def goes_on(person, choice: str | None = None) -> None:
    """One question further."""
    if choice:
        person.page.locator(f"main input[value={choice}]").check()
    before = person.page.url
    person.page.locator('main button[value="next"]').click()
    person.page.wait_for_url(lambda url: url != before)


def nominates_by_picking(phone, name: str) -> None:
    """Without a written word but the name: in two minutes, on a phone, in whatever language."""
    phone.page.locator("main form button").first.click()
    phone.page.locator("main form input[type=text]").fill(name)
    goes_on(phone)
    for choice in ("friend", "super_skills", "helped_others"):
        goes_on(phone, choice)
    goes_on(phone)
    sends(phone)


def writes(phone, name: str, why: str) -> None:
    phone.taps("Start")
    phone.page.locator("main form input[type=text]").fill(name)
    for choice in (None, "friend", "super_skills", None):
        goes_on(phone, choice)
    phone.page.locator("main textarea").fill(why)
    goes_on(phone)
    sends(phone)


def sends(person) -> None:
    person.page.locator("main form button").last.click()
    expect(person.page).to_have_url(re.compile("/sent$"))


def nominates_from_a_list(worker) -> None:
    worker.page.get_by_label("Who is it for?").select_option(label=NOMINEE)
    worker.taps("Start")
    goes_on(worker, "super_skills")
    goes_on(worker)
    worker.page.locator("main textarea").fill(WHY)
    goes_on(worker)
    sends(worker)


def joins_them(officer, row: str) -> None:
    """What was typed is the young person the worker picked: one nominee, two voices."""
    officer.opens(f"{row}/nominees?show=unmatched").taps(NOMINEE)
    officer.sees("They helped somebody").chooses(NOMINEE).taps("It is them")
    officer.sees(WHY).sees("They helped somebody").sees("Matched")


def asks_the_judge(officer, row: str) -> None:
    """The card, who judges it, and everybody who was nominated is told."""
    expect(officer.page.get_by_label("What the judges read")).to_have_value(
        re.compile(r"\[name\] kept going")
    )
    officer.taps("Show it to the judges").sees("The judges see it")
    officer.opens(row).chooses("Jackdaw")
    officer.page.locator("form[action$='/judges'] button").click()
    officer.sees("They find the cards under Awards.").taps("Tell and ask all").sees("Asked now: 1")


def says_yes_to_the_name_alone(phone) -> None:
    phone.opens("/").follows("You were nominated!")
    phone.chooses("You may show my name").taps("Keep").sees("Kept.")
    expect(phone.page.get_by_label("You may show my name")).to_be_checked()
    expect(phone.page.get_by_label("You may show a photo")).not_to_be_checked()


def judges(phone) -> None:
    phone.opens("/awards/judging/").taps("Go to the next card")
    phone.sees("kept going with maths").does_not_see("Amira")
    phone.chooses("5: wow").taps("Keep").sees("You gave every card a number")


def makes_certificates(officer, row: str) -> None:
    """The worker of the served app makes them, and the page says when they are ready."""
    officer.opens(f"{row}/certificates").taps("Make all certificates and letters")
    expect(officer.page.get_by_text("Ready")).to_be_visible(timeout=30_000)
    files = {
        "One file for the printer": b"%PDF",
        "A ZIP with a file for each": b"PK",
        NOMINEE: b"%PDF",
    }
    for name, begins in files.items():
        address = officer.address + officer.control(name).get_attribute("href")
        assert officer.page.request.get(address).body().startswith(begins)
