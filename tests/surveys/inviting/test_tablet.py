"""A shared tablet forgets: after every answer, when nobody touches it, and behind Back."""

from sqlalchemy import func, select

from app.core.db import session
from surveys.inviting.kiosk import FORGETS_AT, IDLE_SECONDS
from surveys.models import Answer, Response
from tests.surveys.inviting.answers import answer, begin


def tablet(world, signed_in_as):
    """A tablet an officer has set up."""
    visitor = signed_in_as(world.officer)
    done = visitor.post(f"/surveys/kiosk/{world.survey.id}/west")
    assert done.headers["Location"] == f"/surveys/{world.link.code}/"
    return visitor


def kept(visitor) -> set[str]:
    """What the tablet's cookie holds of anybody."""
    with visitor.session_transaction() as cookie:
        return {key for key, value in cookie.items() if value} - {"csrf_token"}


def test_setting_it_up_signs_the_grown_up_out(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    assert visitor.get("/surveys/desk/").status_code == 302
    assert kept(visitor) == {"kiosk"}


def test_after_an_answer_it_knows_nothing(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    done = answer(visitor, world.link.code, {"food": "sad", "anything": "It is cold."})
    assert done.headers["Location"] == "/surveys/kiosk/thanks"
    thanks = visitor.get("/surveys/kiosk/thanks")
    assert "This tablet has forgotten" in thanks.text and "It is cold." not in thanks.text
    assert kept(visitor) == {"kiosk"}
    for back in ("11_17/check", "11_17/anything", "11_17/sent"):
        page = visitor.get(f"/surveys/{world.link.code}/{back}")
        assert page.headers["Location"] == f"/surveys/{world.link.code}/"
    assert "Next person" in thanks.text and thanks.headers["Cache-Control"] == "no-store"


def test_one_after_the_other_can_answer_on_it(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    for food in ("sad", "happy", "okay"):
        answer(visitor, world.link.code, {"food": food})
        visitor.get("/surveys/kiosk/thanks")
    sent = select(func.count()).select_from(Response).where(Response.sent_on.is_not(None))
    assert session.scalar(sent) == 3


def test_every_page_of_it_gives_way_when_nobody_touches_it(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    begin(visitor, world.link.code)
    for path in (f"/surveys/{world.link.code}/11_17/food", "/tell/not_safe/", "/help"):
        refresh = visitor.get(path).headers["Refresh"]
        assert refresh == f"{IDLE_SECONDS}; url={FORGETS_AT}"


def test_what_was_begun_and_left_is_thrown_away(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    begin(visitor, world.link.code)
    at = f"/surveys/{world.link.code}/11_17/anything"
    visitor.post(at, data={"answer": "left behind"})
    assert session.scalars(select(Answer)).all()
    assert visitor.get(FORGETS_AT).headers["Location"] == f"/surveys/{world.link.code}/"
    assert session.scalars(select(Answer)).all() == []
    assert visitor.get(at).status_code == 302


def test_the_first_page_of_it_is_always_a_fresh_start(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    begin(visitor, world.link.code)
    visitor.post(f"/surveys/{world.link.code}/11_17/anything", data={"answer": "mine"})
    assert "Go on where you stopped" not in visitor.get(f"/surveys/{world.link.code}/").text
    assert session.scalars(select(Answer)).all() == []


def test_a_grown_up_ends_it_without_a_pin(world, signed_in_as):
    visitor = tablet(world, signed_in_as)
    assert visitor.post("/surveys/kiosk/end").headers["Location"] == "/sign-in"
    assert kept(visitor) == set()
    assert "Refresh" not in visitor.get(f"/surveys/{world.link.code}/").headers
    for path in ("forget", "thanks"):
        assert visitor.get(f"/surveys/kiosk/{path}").headers["Location"] == "/surveys/"


def test_a_young_person_cannot_set_one_up(world, signed_in_as):
    visitor = signed_in_as(world.child.account)
    assert visitor.post(f"/surveys/kiosk/{world.survey.id}/west").status_code == 404
    officer = signed_in_as(world.officer)
    assert officer.post(f"/surveys/kiosk/{world.survey.id}/north").status_code == 404
