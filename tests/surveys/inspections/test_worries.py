"""The one tap, and the cues in what inspectors write: what reaches the duty desk."""

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from sqlalchemy import select

from app.accounts.models import RoleGrant
from app.accounts.sessions import SESSION_KEY, open_session
from app.core.clock import now
from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.factories import make_staff
from app.demo.inspected import give_inspection
from app.safeguarding.models import Alert
from app.safeguarding.rota import Stretch
from app.safeguarding.services import record_outcome
from app.safeguarding.subjects import subject_of
from surveys.inspections import (
    answering,
    checking,
    doing,
    evidence,
    finding,
    own_words,
    visiting,
)
from surveys.inspections.subjects import KINDS
from surveys.inspections.told_models import InspectorsWorry
from tests.surveys.inspections.marked import seen_on
from tests.visitor import Tokenless

HIT = "A girl told us: my carer hits me."


def alerts(session) -> list[Alert]:
    return list(session.scalars(select(Alert).order_by(Alert.raised_at)))


def test_one_tap_tells_the_duty_desk_of_that_council(world, session, signed_in_as):
    duty = make_staff(Role.DUTY_WORKER, council=world.west)
    session.commit()
    visitor = signed_in_as(world.robin)
    answer = visitor.post("/inspecting/worry/", data={"inspection": world.inspection.id})
    [alert] = alerts(session)
    assert (alert.level, alert.source, alert.council_code) == ("red", "button", "west")
    assert "The duty team is told" in visitor.get(answer.headers["Location"]).text
    page = signed_in_as(duty).get(f"/safeguarding/{alert.id}").text
    assert "robin" in page and "The Lighthouse Hub" in page


def test_whoever_answers_for_the_service_is_shown_no_alert_on_it(world, session, signed_in_as):
    world.worker.grants.append(RoleGrant(role=Role.DUTY_WORKER, council_code="west"))
    session.commit()
    visitor, here = signed_in_as(world.robin), {"inspection": world.inspection.id}
    told = visitor.post("/inspecting/worry/", data=here).headers["Location"]
    visitor.post(told, data={"words": "Leah shouts at us."})
    finding.add_finding(world.inspection, "worry", HIT)
    session.commit()
    assert len(alerts(session)) == 2
    assert list(session.scalars(Alert.visible_to(world.worker))) == []
    desk = signed_in_as(world.worker)
    assert all(desk.get(f"/safeguarding/{one.id}").status_code == 404 for one in alerts(session))


def test_a_tap_on_a_page_that_lay_open_for_long_is_heard(world, session, app):
    visitor = Tokenless(app)
    assert visitor.post("/inspecting/worry/").headers["Location"] == "/help"
    assert alerts(session) == []
    token = open_session(world.robin)
    session.commit()
    with visitor.session_transaction() as cookie:
        cookie[SESSION_KEY], cookie["_fresh"] = token, True
    assert visitor.post("/inspecting/worry/").status_code == 302
    assert len(alerts(session)) == 1


def test_a_tap_of_somebody_who_does_not_inspect_leads_to_help(world, session, signed_in_as):
    answer = signed_in_as(world.worker).post("/inspecting/worry/")
    assert answer.headers["Location"] == "/help" and alerts(session) == []


def test_words_can_be_added_to_a_tap_and_come_to_the_same_alert(world, session, signed_in_as):
    visitor = signed_in_as(world.robin)
    told = visitor.post("/inspecting/worry/").headers["Location"]
    assert visitor.post(told, data={"words": ""}).status_code == 422
    for words in ("A door was locked.", "From the outside."):
        visitor.post(told, data={"words": words})
    [alert] = alerts(session)
    subject = subject_of(alert.subject_kind, alert.subject_id)
    assert subject.words[-1][1] == ["A door was locked.", "From the outside."]
    worry = session.scalars(select(InspectorsWorry)).one()
    assert b"locked" not in worry.words_sealed


def test_nobody_reads_or_adds_to_what_somebody_else_tapped(world, session, signed_in_as):
    told = signed_in_as(world.robin).post("/inspecting/worry/").headers["Location"]
    assert signed_in_as(world.wren).get(told).status_code == 404
    assert signed_in_as(world.wren).post(told, data={"words": "No."}).status_code == 404


def test_the_tap_is_on_every_page_of_inspectors(world, signed_in_as):
    visitor = signed_in_as(world.robin)
    own = f"/inspecting/{world.inspection.id}"
    addresses = ("/inspecting/", "/inspecting/new", f"/inspecting/new/{world.hub.id}", own,
                 f"{own}/visits/new", f"{own}/findings/new", f"{own}/recommendations/new",
                 f"/inspecting/criteria/{world.criterion.id}", "/inspecting/our-words/",
                 f"/inspecting/recommendations/{world.advice.id}")  # fmt: skip
    for address in addresses:
        page = visitor.get(address).text
        assert "I saw something that worries me" in page, address
        assert 'action="/inspecting/worry/"' in page, address


@pytest.mark.parametrize("inspection", ["none", "-1", "99999999999999999999999", ""])
def test_a_tap_from_nowhere_is_heard_all_the_same(world, session, signed_in_as, inspection):
    answer = signed_in_as(world.robin).post("/inspecting/worry/", data={"inspection": inspection})
    assert answer.status_code == 302
    assert [one.council_code for one in alerts(session)] == ["west"]


def test_the_tap_says_when_the_duty_team_looks_at_it(world, signed_in_as, clock):
    """The page is drawn while somebody is on duty, and speaks of what was sent."""
    week = Stretch(now(), now() + timedelta(days=7))
    with patch("app.safeguarding.rota.Rota.covered", return_value=[week]):
        answer = signed_in_as(world.robin).post("/inspecting/worry/", follow_redirects=True)
    assert answer.status_code == 200
    assert "The duty team is asked to look at it by" in answer.text
    assert "If you send it now" not in answer.text


def test_who_inspects_in_every_council_is_looked_for_in_their_own(world, session, signed_in_as):
    world.robin.grants = [RoleGrant(role=Role.YOUNG_INSPECTOR, council_code=None)]
    session.commit()
    signed_in_as(world.robin).post("/inspecting/worry/")
    assert [one.council_code for one in alerts(session)] == ["west"]


def test_a_tap_says_nothing_of_an_inspection_of_another_council(world, session, signed_in_as):
    signed_in_as(world.puffin).post("/inspecting/worry/", data={"inspection": world.inspection.id})
    assert session.scalars(select(InspectorsWorry)).one().inspection_id is None
    assert [one.council_code for one in alerts(session)] == ["north"]


def write_everywhere(world) -> None:
    """The same worrying sentence in every place that inspectors write in."""
    inspection, advice = world.inspection, world.advice
    doing.rate(world.criterion, "not_good", HIT)
    visiting.add_visit(
        inspection, visiting.Told("interview", date(2026, 5, 11), (), HIT), world.robin
    )
    finding.add_finding(inspection, "worry", HIT)
    finding.change_recommendation(advice, HIT, world.worker, date(2026, 6, 30))
    own_words.write_words("west", Period.parse("2026-Q2"), HIT, world.robin)
    picture = evidence.add_picture(world.criterion, "photo", b"\x89PNG", HIT, world.robin)
    evidence.look_at(picture, "fine", world.officer)
    give_inspection(inspection, world.officer)
    answering.revisit(advice, date(2026, 5, 12), "not_yet", HIT, world.robin)


def test_a_cue_in_any_of_their_words_goes_to_the_duty_desk(world, session):
    write_everywhere(world)
    session.commit()
    assert {one.subject_kind for one in alerts(session)} == set(KINDS)
    for alert in alerts(session):
        assert alert.level == "red" and alert.council_code == "west"
        words = subject_of(alert.subject_kind, alert.subject_id).words
        assert any(HIT in lines for _question, lines in words)


def test_the_desk_does_not_take_what_is_told_of_somebody_to_be_about_the_writer(
    world, session, signed_in_as
):
    said = visiting.Told("interview", date(2026, 5, 11), (), "She says she wants to die.")
    visiting.add_visit(world.inspection, said, world.robin)
    duty = make_staff(Role.DUTY_WORKER, council=world.west)
    session.commit()
    [alert] = alerts(session)
    assert alert.cues == ["SUICIDE"]
    for address in ("/safeguarding/", f"/safeguarding/{alert.id}"):
        page = signed_in_as(duty).get(address).text
        assert "to somebody they write about or to themselves: May be thinking" in page, address


def test_words_in_another_language_go_to_a_person(world, session):
    doing.rate(world.criterion, "so_so", "الباب كان مقفلا طوال اليوم")
    session.commit()
    [alert] = alerts(session)
    assert (alert.level, alert.source) == ("amber", "language")


def test_ordinary_words_raise_nothing(world, session):
    assert alerts(session) == []


def test_an_alert_on_something_that_was_taken_out_can_still_be_opened(world, session):
    row = finding.add_finding(world.inspection, "worry", HIT)
    kept = row.id
    [alert] = alerts(session)
    record_outcome(alert, world.officer, "no_risk", "It is known.", True)
    doing.remove(row)
    session.commit()
    assert subject_of("inspection_finding", kept) is None


def test_wherever_they_write_it_says_first_that_the_duty_team_may_have_to_know(
    world, session, signed_in_as
):
    [visit] = visiting.visits_of(world.inspection)
    row, own = world.inspection.findings[0], f"/inspecting/{world.inspection.id}"
    visitor = signed_in_as(world.robin)
    written = [own, f"{own}/visits/new", f"/inspecting/visits/{visit.id}", f"{own}/findings/new",
               f"/inspecting/findings/{row.id}", f"{own}/recommendations/new",
               f"/inspecting/recommendations/{world.advice.id}/change",
               f"/inspecting/criteria/{world.criterion.id}", "/inspecting/our-words/"]  # fmt: skip
    for address in written:
        says_who_may_read(visitor, address)
    doing.hand_over(world.inspection)
    checking.check(row, "They were kind.", world.officer, because="Shorter.")
    session.commit()
    says_who_may_read(visitor, f"/inspecting/changed/finding/{row.id}")


def test_an_answer_is_judged_knowing_that_too(world, session, signed_in_as):
    give_inspection(world.inspection, world.officer)
    session.commit()
    says_who_may_read(signed_in_as(world.robin), f"/inspecting/recommendations/{world.advice.id}")


def says_who_may_read(visitor, address) -> None:
    page = visitor.get(address).text
    assert "we have to tell the duty team" in page, address
    assert page.index("we have to tell the duty team") < page.rindex("<textarea"), address
    assert "Only you who take part" not in page, address


def test_beside_a_worry_stands_who_reads_it_when_and_nothing_of_an_alert(
    world, session, signed_in_as
):
    door, robin = f"/inspecting/{world.inspection.id}", signed_in_as(world.robin)
    assert "You wrote down a worry" not in robin.get(door).text
    pages = []
    for words in ("The stairs are dark.", HIT):
        [*_others, made] = world.inspection.findings
        typed = {"kind": "worry", "words": words}
        address = f"/inspecting/findings/{made.id}"
        robin.post(address, data=typed | seen_on(robin, address))
        pages.append(robin.get(door).text.replace(words, ""))
    assert len(alerts(session)) == 1
    calm, alarmed = (page.partition("You wrote down a worry")[2] for page in pages)
    assert "when you have handed it over" in calm and "the duty team is asked to look" in calm
    assert calm.partition("</section>")[0] == alarmed.partition("</section>")[0]
