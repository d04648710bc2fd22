"""The duty desk's pages."""

import re

import pytest
from markupsafe import Markup
from sqlalchemy import event, select

from app.core.audit import AuditEntry
from app.core.jobs import run_worker
from app.core.outbox import post
from app.core.permissions import Role
from app.demo.factories import make_council, make_staff
from app.safeguarding.duty_mail import facts_of, second_contact_overdue
from app.safeguarding.models import Alert
from app.safeguarding.services import acknowledge, pass_on, raise_alert, record_outcome
from app.safeguarding.subjects import SUBJECTS, Subject
from tests.safeguarding.conftest import WORDS

STUCK = "has fallen quiet"


def raised(number: int = 1, **values) -> Alert:
    facts = {"level": "red", "source": "button", "council_code": "west", **values}
    return raise_alert("response", number, **facts)


@pytest.fixture
def desk(duty, said, signed_in_as):
    """Somebody on duty, at the desk."""
    return signed_in_as(duty)


def again(alert: Alert, session) -> Alert:
    return session.scalars(select(Alert).where(Alert.id == alert.id)).one()


def test_alerts_stand_by_deadline_those_nobody_has_first(session, desk, duty, clock):
    raised(1, level="amber", source="reader")
    acknowledge(raised(2, source="cue", cues=["SUICIDE"]), duty)
    raised(3)
    page = desk.get("/safeguarding/").text
    order = [page.index(words) for words in ("Due in 60 minutes", "Due in 24 hours", "Picked up")]
    assert order == sorted(order)
    assert "May be thinking about dying" in page


@pytest.mark.parametrize(
    ("later", "words"),
    [
        ({"minutes": 20}, "Due in 40 minutes"),
        ({"minutes": 59}, "Due in 1 minute<"),
        ({"minutes": 60, "seconds": 5}, "Due now"),
        ({"minutes": 80}, "20 minutes late"),
        ({"hours": 3}, "2 hours late"),
        ({"days": 4}, "3 days late"),
    ],
)
def test_the_clock_is_in_words(session, duty, signed_in_as, clock, later, words):
    raised()
    clock.forward(**later)
    assert words in signed_in_as(duty).get("/safeguarding/").text


@pytest.mark.parametrize("page", ["/safeguarding/", "/safeguarding/?watch=1"])
def test_links_side_by_side_are_a_list_and_do_not_run_together(session, desk, page):
    main = desk.get(page).text.partition("<main")[2]
    assert not re.search(r"</a>\s*<a\b", main)
    [row] = re.findall(r'(?s)<ul role="list" class="link-row">.*?</ul>', main)
    assert row.count("<a ") == row.count("<li>") == (4 if "watch" in page else 5)


def test_no_childs_word_is_on_the_list(session, desk):
    raised()
    assert WORDS not in desk.get("/safeguarding/").text


def test_the_list_looks_again_by_itself_when_it_is_asked_to(session, desk):
    alert = raised()
    refresh = 'http-equiv="refresh"'
    assert refresh in desk.get("/safeguarding/?watch=1").text
    for path in (
        "/safeguarding/",
        f"/safeguarding/{alert.id}",
        f"/safeguarding/{alert.id}?watch=1",
    ):
        assert refresh not in desk.get(path).text


def test_opening_an_alert_shows_the_words_and_leaves_a_footprint(session, desk, duty):
    alert = raised(7)
    page = desk.get(f"/safeguarding/{alert.id}")
    assert WORDS in page.text
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "read")).one()
    assert (entry.actor_id, entry.subject, entry.subject_id) == (duty.id, "response", 7)


def test_the_footprint_is_left_where_the_young_person_looks(session, desk, monkeypatch):
    monkeypatch.setitem(SUBJECTS, "response", lambda id: Subject("Said", trail=("thread", 12)))
    desk.get(f"/safeguarding/{raised().id}")
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "read")).one()
    assert (entry.subject, entry.subject_id) == ("thread", 12)


def test_a_form_that_comes_back_with_the_words_leaves_a_footprint_too(session, desk):
    alert = raised(7)
    for _ in range(2):
        assert WORDS in desk.post(f"/safeguarding/{alert.id}/outcome").text
    assert len(session.scalars(select(AuditEntry)).all()) == 1


def test_an_alert_whose_words_are_gone_can_still_be_closed(session, desk):
    alert = raise_alert("elsewhere", 1, level="red", source="button", council_code="west")
    page = desk.get(f"/safeguarding/{alert.id}")
    assert page.status_code == 200
    assert "not kept any more" in page.text


def test_it_is_picked_up_with_one_button(session, desk):
    alert = raised()
    answer = desk.post(f"/safeguarding/{alert.id}/acknowledge")
    assert answer.location == f"/safeguarding/{alert.id}"
    assert again(alert, session).acknowledged_by_name == "Sam Colley"
    assert "I have this" not in desk.get(answer.location).text


def test_saying_what_was_done_closes_it_and_it_is_shown_for_a_week(
    session, duty, desk, signed_in_as, clock
):
    alert = raised()
    sent = {"outcome": "visit", "words": "Going at four.", "child_told": "yes"}
    assert desk.post(f"/safeguarding/{alert.id}/outcome", data=sent).location == "/safeguarding/"
    page = desk.get("/safeguarding/").text
    assert "No alert is open." in page
    assert "Closed in the last seven days" in page
    assert "Going at four." in desk.get(f"/safeguarding/{alert.id}").text
    clock.forward(days=8)
    assert "Closed in the last" not in signed_in_as(duty).get("/safeguarding/").text


@pytest.mark.parametrize("missing", ["outcome", "words", "child_told"])
def test_an_outcome_says_all_three_things_and_nothing_typed_is_lost(session, desk, missing):
    alert = raised()
    sent = {"outcome": "visit", "words": "Going at four.", "child_told": "yes"}
    answer = desk.post(f"/safeguarding/{alert.id}/outcome", data={**sent, missing: ""})
    assert answer.status_code == 422
    assert missing == "words" or "Going at four." in answer.text
    assert again(alert, session).closed_on is None


def test_an_outcome_is_one_of_those_there_are(session, desk):
    alert = raised()
    sent = {"outcome": "forget_it", "words": "x", "child_told": "yes"}
    assert desk.post(f"/safeguarding/{alert.id}/outcome", data=sent).status_code == 422


def test_the_second_who_closes_is_told_that_somebody_was_first(session, duty, colleague, desk):
    alert = raised()
    record_outcome(alert, colleague, "visit", "Seen.", True)
    sent = {"outcome": "no_risk", "words": "Nothing.", "child_told": "no"}
    for path, data in (("outcome", sent), ("acknowledge", {}), ("pass-on", {"to": colleague.id})):
        answer = desk.post(f"/safeguarding/{alert.id}/{path}", data=data, follow_redirects=True)
        assert "A colleague has already closed this alert." in answer.text
    assert again(alert, session).outcome == "visit"


def test_an_alert_is_passed_on_to_a_colleague(session, duty, colleague, desk, mails):
    alert = raised()
    answer = desk.post(f"/safeguarding/{alert.id}/pass-on", data={"to": colleague.id})
    assert answer.location == "/safeguarding/"
    assert (colleague.email, "alert_raised") in mails()
    assert "Passed on to" in desk.get("/safeguarding/").text


def test_it_cannot_be_passed_to_just_anybody(session, desk, west):
    worker = make_staff(Role.WORKER, council=west)
    alert = raised()
    for to in (worker.id, 5, "x", ""):
        assert desk.post(f"/safeguarding/{alert.id}/pass-on", data={"to": to}).status_code == 422


def test_someone_it_is_about_finds_nothing(session, desk, duty):
    alert = raised(excluded_account_ids=[duty.id])
    assert "No alert is open." in desk.get("/safeguarding/").text
    assert desk.get(f"/safeguarding/{alert.id}").status_code == 404
    for path in ("acknowledge", "outcome", "pass-on"):
        assert desk.post(f"/safeguarding/{alert.id}/{path}").status_code == 404
    assert session.scalars(select(AuditEntry).where(AuditEntry.action == "read")).all() == []


def test_another_councils_alerts_are_not_found_but_nobodys_are_everybodys(session, desk):
    make_council("north", "North")
    assert desk.get(f"/safeguarding/{raised(1, council_code='north').id}").status_code == 404
    assert desk.get(f"/safeguarding/{raised(2, council_code=None).id}").status_code == 200


def test_the_desk_says_in_red_that_no_worker_is_alive(session, desk, app, clock):
    assert STUCK in desk.get("/safeguarding/").text
    run_worker(app, once=True)
    assert STUCK not in desk.get("/safeguarding/").text
    clock.forward(minutes=4)
    assert STUCK in desk.get("/safeguarding/").text


def test_the_desk_says_in_red_that_mail_is_waiting(session, desk, app, clock):
    post("not an address", "alert_raised", **facts_of(raised()))
    session.commit()
    run_worker(app, once=True)
    clock.forward(minutes=11)
    run_worker(app, once=True)
    page = desk.get("/safeguarding/").text
    assert STUCK in page
    assert "Mail is not going out." in page


def test_the_list_costs_the_same_however_long_it_is(session, desk, app):
    def queries() -> int:
        session.commit()
        asked = []

        def count(*_arguments):
            asked.append(1)

        event.listen(app.extensions["engine"], "before_cursor_execute", count)
        desk.get("/safeguarding/")
        event.remove(app.extensions["engine"], "before_cursor_execute", count)
        return len(asked)

    raised(1)
    queries()  # The first time, it is noted that they have the desk open.
    few = queries()
    for number in range(2, 40):
        raised(number, anonymous=True, cues=["SUICIDE"], source="cue")
    assert queries() == few


def test_a_long_list_has_pages(session, desk):
    for number in range(1, 60):
        raised(number)
    assert 'href="/safeguarding/?page=2"' in desk.get("/safeguarding/").text
    assert desk.get("/safeguarding/?page=2").text.count('class="badge badge-urgent"') == 9
    assert desk.get("/safeguarding/?page=x").status_code == 200


def test_what_needs_checking_on_the_help_page_is_listed(desk):
    page = desk.get("/safeguarding/checking").text
    assert "Whether the number is still in use" in page
    assert "Help at Hand" not in page


def test_the_desk_says_that_an_alert_was_late_before_it_was_passed_on(
    session, duty, colleague, said, signed_in_as, clock
):
    alert = raised()
    clock.forward(days=5)
    second_contact_overdue()
    pass_on(alert, duty, colleague)
    session.commit()
    desk = signed_in_as(duty)
    for address in ("/safeguarding/", f"/safeguarding/{alert.id}"):
        page = desk.get(address).text
        assert "Late before it was passed on" in page
        assert "Second contact told" in page
        assert "Due in 60 minutes" in page


def test_an_alert_shows_whoever_reads_it_the_words_that_led_to_it(session, desk, monkeypatch):
    words = Markup.escape("He checks my phone & hit me. I'm scared to go home")
    monkeypatch.setitem(SUBJECTS, "response", lambda id: Subject("Home", [("What?", [words])]))
    alert = raised(source="cue", cues=["ABUSE_BY_ADULT"])
    page = desk.get(f"/safeguarding/{alert.id}").text
    assert re.search(r"May be hurt or frightened by an adult</dt>.*Because of:.*hit me", page, re.S)


def test_an_alert_without_words_says_what_was_pressed(session, desk, monkeypatch):
    monkeypatch.setitem(SUBJECTS, "response", lambda id: Subject("Not safe", [("What?", [])]))
    page = desk.get(f"/safeguarding/{raised().id}").text
    assert "They wrote nothing: they pressed the button." in page
    assert "Closing it says that you have it." in page


def test_whoever_can_read_an_answer_is_never_written_down_as_out_of_reach(session, desk):
    alert = raised()
    page = desk.get(f"/safeguarding/{alert.id}").text
    assert "an answer was left for them" in page and "no answer can reach them" not in page
    sent = {"outcome": "cannot_be_reached", "words": "x", "child_told": "no"}
    assert desk.post(f"/safeguarding/{alert.id}/outcome", data=sent).status_code == 422
