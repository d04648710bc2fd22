"""Nobody has to look for what waits for them."""

import pytest
from sqlalchemy import select

from app.core.jobs import Job
from app.core.outbox import write
from app.demo.factories import make_survey
from tests.surveys.building.typing_in import frame, question
from tests.talking import hidden

FINE = {"seen": 1, "fine": "yes", "note": ""}


def test_the_second_reader_sees_it_on_their_first_page_and_whose_it_is_does_not(
    ada, bo, address, client
):
    asks = "Somebody asks you to read their survey:"
    ada.post(address("/second-look"), data=FINE)
    assert asks not in ada.get("/").text and asks not in client.get("/").text
    for page in ("/", "/surveys/build/"):
        assert asks in bo.get(page).text and f'{address("/look")}"' in bo.get(page).text
    bo.post(address("/look"), data={**FINE, "fine": "no", "note": "Shorter, please."})
    assert asks not in bo.get("/").text
    assert "Sent back to you, with a note:" in ada.get("/").text


def test_officers_who_may_check_it_have_a_mail_with_nothing_of_it(
    world, ada, bo, officer, address, session
):
    ada.post(address("/second-look"), data=FINE)
    bo.post(address("/look"), data=FINE)
    mails = [one.payload for one in session.scalars(select(Job).where(Job.kind == "mail"))]
    assert {one["to"] for one in mails} == {world.officer.email, world.everywhere.email}
    words = write(mails[0]).get_content()
    assert f"/surveys/check/{world.survey.id}" in words and world.survey.title not in words
    officer.post(f"/surveys/check/{world.survey.id}", data=FINE)
    assert "Checked, and ready to open:" in ada.get("/").text


def test_it_costs_the_same_for_many_surveys_as_for_few(world, ada, session, statements):
    ada.get("/")
    few = statements.during(lambda: ada.get("/"))
    for _one in range(5):
        make_survey([world.west], world.ada)
    session.commit()
    assert statements.during(lambda: ada.get("/")) == few


def test_whoever_changes_what_is_being_read_is_told_and_so_is_whoever_asked_for_it(
    world, ada, bo, address, survey
):
    starts_over = "You can still change it. Then it starts over, with another second look."
    at = address("/questions/q_why")
    assert starts_over not in ada.get(at).text
    bo.post(address("/second-look"), data=FINE)
    for page in ("/q_why", "/q_why/next", "/q_why/remove", "/new?type=feeling"):
        assert starts_over in ada.get(address(f"/questions{page}")).text, page
    for page in ("", "/about", "/bank"):
        assert starts_over in ada.get(address(page)).text, page
    sent = question(1, type="short_text", ask="What makes you feel safe?")
    page = ada.get(ada.post(at, data=sent).location).text
    assert survey().stage == "draft" and "now it needs another second look." in page
    assert "Ada changed it" in page and "Changed again, so it starts over" in page
    waits = "Somebody changed it, so it needs another second look:"
    assert waits in bo.get("/").text and "Ada changed it" in bo.get(address()).text
    bo.post(address("/second-look"), data={"seen": 2})
    assert waits not in bo.get("/").text and "Ada changed it" not in bo.get(address()).text


def test_whoever_changes_what_they_asked_for_themselves_has_nothing_waiting(ada, bo, address):
    bo.post(address("/second-look"), data=FINE)
    bo.post(address("/about"), data=frame(1, title="Other name"))
    waits = "Somebody changed it, so it needs another second look:"
    assert waits not in bo.get("/").text and waits in ada.get("/").text


@pytest.mark.parametrize(
    ("rest", "sent"),
    [
        ("/questions/q_why", question(1, type="short_text", ask="My own words?")),
        ("/questions/q_safe/next", {"seen": 1, "code_no": "end", "rest": ""}),
        ("/about", frame(1, intro="My own words?")),
    ],
)
def test_whoever_opened_the_page_before_somebody_asked_for_a_second_look_is_told_first(
    ada, bo, address, survey, rest, sent
):
    sent = {name: value for name, value in sent.items() if name != "starts_over"}
    bo.post(address("/second-look"), data=FINE)
    page = ada.post(address(rest), data=sent)
    assert page.status_code == 422 and "Then it starts over, with another" in page.text
    assert survey().stage == "second_look" and survey().revision == 1
    assert "My own words?" in page.text or '<option value="end" selected>' in page.text
    assert hidden(page.text, "starts_over") == "yes"
    again = ada.post(address(rest), data={**sent, "starts_over": "yes"})
    assert again.status_code == 303 and survey().stage == "draft"
