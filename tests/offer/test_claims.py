import re
from datetime import timedelta

import pytest

from app.core import audit, interpreting
from app.core.clock import today
from app.core.jobs import Job
from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff, make_young_person
from app.offer import claim_holders, claims, late_claims
from app.offer.claim_models import AskedBefore, Claim
from app.safeguarding.models import Alert
from app.safeguarding.subjects import subject_of
from surveys.models import Response
from surveys.publishing import newest_version
from tests.offer.lines import make_shown_line


@pytest.fixture
def council(session):
    return make_council()


@pytest.fixture
def sky(council):
    return make_young_person(council, chosen_name="Sky")


@pytest.fixture
def adviser(sky, council):
    adviser = make_staff(Role.WORKER, council=council)
    assign(adviser, sky, "personal_adviser")
    return adviser


@pytest.fixture
def manager(council):
    return make_staff(Role.TEAM_MANAGER, council=council)


@pytest.fixture
def line(council):
    return make_shown_line()


def mailed_to(session) -> list[str]:
    return sorted(job.payload["to"] for job in session.query(Job) if job.kind == "mail")


def test_what_is_wanted_goes_to_the_personal_adviser_by_the_day_the_council_promised(
    session, sky, adviser, line
):
    claim = claims.claim_line(line, sky, "wanted")
    assert claim.held_by is adviser
    assert claim.due_on == claim_holders.due_day("west")
    assert claim.due_on > today()
    assert mailed_to(session) == [adviser.email]


def test_what_was_refused_goes_past_the_worker_to_the_manager(session, sky, adviser, manager, line):
    claim = claims.claim_line(line, sky, "refused")
    assert claim.held_by is None
    assert claim.went_up_on == today()
    assert mailed_to(session) == [manager.email]
    assert session.scalars(claims.visible_to(adviser)).all() == []
    assert session.scalars(claims.visible_to(manager)).all() == [claim]


def test_a_manager_with_a_part_in_their_life_sees_to_what_was_refused(sky, manager, line):
    assign(manager, sky, "team_manager")
    assert claims.claim_line(line, sky, "refused").held_by is manager


def test_what_is_only_announced_cannot_be_asked_for(sky):
    with pytest.raises(claims.NotYet):
        claims.claim_line(make_shown_line(strength="announced"), sky, "wanted")


def test_asking_twice_is_one_claim(session, sky, adviser, line):
    first = claims.claim_line(line, sky, "wanted", "tap")
    assert claims.claim_line(line, sky, "wanted", "tap") is first
    assert claims.claim_line(line, sky, "wanted", "another tap") is first
    assert mailed_to(session) == [adviser.email]


def test_after_a_no_it_can_be_asked_for_again(sky, adviser, line):
    first = claims.claim_line(line, sky, "wanted", "tap")
    claims.settle(first, adviser, "not_got", "The money for this year is spent.")
    assert claims.claim_line(line, sky, "wanted", "later") is not first


def test_whoever_said_no_does_not_decide_about_it_again(session, sky, manager, line):
    assign(manager, sky, "team_manager")
    other = make_staff(Role.TEAM_MANAGER, council=make_council())
    wanted = claims.claim_line(line, sky, "wanted")
    claims.settle(wanted, manager, "not_got", "There is no money.")
    refused = claims.claim_line(line, sky, "refused")
    assert refused.held_by is None
    assert refused not in session.scalars(claims.visible_to(manager)).all()
    assert refused in session.scalars(claims.visible_to(other)).all()
    assert mailed_to(session)[-2:] == sorted([manager.email, other.email])


def test_a_claim_does_not_stay_with_an_account_that_was_closed(session, sky, adviser, line):
    claim = claims.claim_line(line, sky, "wanted")
    adviser.active = False
    session.flush()
    assert late_claims.see_to_the_late() == 1
    assert claim.held_by is None


@pytest.mark.postgresql
def test_the_round_moves_claims_on_postgresql_too(session, sky, adviser, line, clock):
    claim = claims.claim_line(line, sky, "wanted")
    clock.forward(days=30)
    assert late_claims.see_to_the_late() == 1
    assert claim.went_up_on == today()


def test_a_page_sent_again_after_taking_it_back_does_not_say_that_they_were_told(
    session, signed_in_as, sky, adviser, line
):
    phone = signed_in_as(sky.account)
    once = {"line": line.slug, "kind": "wanted", "once": "tap"}
    phone.post("/offer/claims/", data=once)
    claims.withdraw(session.query(Claim).one())
    session.commit()
    phone.get("/offer/claims/")
    phone.post("/offer/claims/", data=once)
    assert "We have told them" not in phone.get("/offer/claims/").text


@pytest.mark.parametrize("page", ["99999999999999999999", "-1", "x"])
def test_a_page_that_cannot_be_is_not_an_error(signed_in_as, adviser, page):
    assert signed_in_as(adviser).get(f"/offer/claims/desk/?page={page}").status_code == 200


def test_an_answer_of_blanks_is_refused(session, signed_in_as, sky, adviser, line):
    claim = claims.claim_line(line, sky, "wanted")
    answer = {"outcome": "not_got", "reason": "   "}
    page = signed_in_as(adviser).post(f"/offer/claims/desk/{claim.id}", data=answer)
    assert page.status_code == 422


def test_a_worker_whose_part_has_ended_no_longer_sees_the_claim(session, sky, council, line, clock):
    adviser = make_staff(Role.WORKER, council=council)
    part = assign(adviser, sky, "personal_adviser")
    claim = claims.claim_line(line, sky, "wanted")
    assert session.scalars(claims.visible_to(adviser)).all() == [claim]
    part.ends_on = today()
    session.flush()
    clock.forward(days=1)
    assert session.scalars(claims.visible_to(adviser)).all() == []


def test_a_claim_goes_with_the_part_and_not_with_the_worker(session, sky, council, line, clock):
    leaving = make_staff(Role.WORKER, council=council)
    part = assign(leaving, sky, "personal_adviser")
    claim = claims.claim_line(line, sky, "wanted")
    part.ends_on = today()
    clock.forward(days=1)
    coming = make_staff(Role.WORKER, council=council)
    assign(coming, sky, "personal_adviser")
    assert late_claims.see_to_the_late() == 1
    assert claim.held_by is coming


def test_what_is_late_goes_to_a_manager_once(session, sky, adviser, manager, line, clock):
    claim = claims.claim_line(line, sky, "wanted")
    clock.forward(days=(claim.due_on - today()).days)
    assert late_claims.see_to_the_late() == 0
    clock.forward(days=1)
    assert late_claims.see_to_the_late() == 1
    assert (claim.held_by, claim.went_up_on) == (None, today())
    assert late_claims.see_to_the_late() == 0
    assert mailed_to(session) == sorted([adviser.email, manager.email])


def test_of_two_adults_who_answer_one_is_told_that_it_was_answered(sky, adviser, manager, line):
    claim = claims.claim_line(line, sky, "wanted")
    claims.settle(claim, adviser, "got", "It is on its way.")
    with pytest.raises(claims.AlreadySettled):
        claims.settle(claim, manager, "not_got", "No.")
    assert (claim.state, claim.reason) == ("got", "It is on its way.")


def test_they_ask_with_one_tap_and_read_the_answer(session, signed_in_as, sky, adviser, line):
    phone = signed_in_as(sky.account)
    page = phone.get(f"/offer/claims/new?line={line.slug}")
    assert adviser.display_name in page.text
    once = {"line": line.slug, "kind": "wanted", "once": "tap"}
    for _again in range(2):
        assert phone.post("/offer/claims/", data=once).status_code == 303
    claim = session.query(Claim).one()
    desk = signed_in_as(adviser)
    assert sky.known_as in desk.get("/offer/claims/desk/").text
    answer = {"outcome": "got", "reason": "You get it next week."}
    assert desk.post(f"/offer/claims/desk/{claim.id}", data=answer).status_code == 303
    assert "You get it next week." in phone.get("/offer/claims/").text


def test_an_answer_without_a_reason_keeps_what_was_picked(
    session, signed_in_as, sky, adviser, line
):
    claim = claims.claim_line(line, sky, "wanted")
    page = signed_in_as(adviser).post(f"/offer/claims/desk/{claim.id}", data={"outcome": "not_got"})
    assert page.status_code == 422
    assert "The young person reads it." in page.text
    assert 'value="not_got" checked' in page.text.replace("  ", " ")
    assert claim.state == "open"


def test_nobody_opens_the_claim_of_somebody_they_do_not_work_with(signed_in_as, sky, adviser, line):
    claim = claims.claim_line(line, sky, "wanted")
    stranger = signed_in_as(make_staff(Role.WORKER, council=make_council()))
    assert stranger.get(f"/offer/claims/desk/{claim.id}").status_code == 404
    assert stranger.post(f"/offer/claims/desk/{claim.id}", data={}).status_code == 404


def test_another_councils_manager_does_not_see_it(session, sky, line):
    claims.claim_line(line, sky, "refused")
    north = make_council("north", "North Northamptonshire")
    elsewhere = make_staff(Role.TEAM_MANAGER, council=north)
    assert session.scalars(claims.visible_to(elsewhere)).all() == []


def test_they_can_take_it_back_but_not_somebody_elses(session, signed_in_as, sky, adviser, line):
    claim = claims.claim_line(line, sky, "wanted")
    other = signed_in_as(make_young_person(chosen_name="Kai").account)
    assert other.post(f"/offer/claims/{claim.id}/withdraw").status_code == 404
    assert signed_in_as(sky.account).post(f"/offer/claims/{claim.id}/withdraw").status_code == 303
    assert claim.state == "withdrawn"


def test_whoever_is_not_signed_in_is_shown_both_ways_on(client, line):
    page = client.get(f"/offer/claims/new?line={line.slug}")
    assert page.status_code == 200
    assert "/sign-in" in page.text
    assert f"/tell/offer_ask/?about=offer/{line.slug}" in page.text
    refused = client.get(f"/offer/claims/new?kind=refused&line={line.slug}").text
    assert f"/tell/offer_refused/?about=offer/{line.slug}" in refused


@pytest.mark.parametrize("asked", ["line=gone", "line=", "line=%00"])
def test_a_line_that_is_not_there_has_a_friendly_page(client, session, asked):
    make_council()
    session.commit()
    page = client.get(f"/offer/claims/new?{asked}")
    assert page.status_code == 404
    assert 'href="/offer/' in page.text


def test_the_lists_cost_the_same_however_long_they_are(
    session, signed_in_as, statements, sky, adviser
):
    for _one in range(2):
        claims.claim_line(make_shown_line(), sky, "wanted")
    desk, phone = signed_in_as(adviser), signed_in_as(sky.account)
    few = [cost(statements, *visit) for visit in visits(desk, phone)]
    for _one in range(6):
        claims.claim_line(make_shown_line(), sky, "wanted")
    session.commit()
    assert [cost(statements, *visit) for visit in visits(desk, phone)] == few


def visits(desk, phone):
    return ((desk, "/offer/claims/desk/"), (phone, "/offer/claims/"))


def cost(statements, who, where) -> int:
    return statements.during(lambda: who.get(where))


def test_who_has_asked_already_is_told_so_and_not_asked_again(
    session, signed_in_as, sky, adviser, line
):
    claims.claim_line(line, sky, "wanted")
    page = signed_in_as(sky.account).get(f"/offer/claims/new?line={line.slug}").text
    assert "You have asked for this already." in page
    assert "Yes, I’d like this" not in page


def test_what_was_taken_back_is_not_said_to_be_answered(session, signed_in_as, sky, adviser, line):
    claims.withdraw(claims.claim_line(line, sky, "wanted"))
    assert "Answered on" not in signed_in_as(sky.account).get("/offer/claims/").text


@pytest.mark.parametrize("page", ["/", "/messages/", "/me", "/offer/"])
def test_an_answer_is_new_on_every_page_of_theirs_until_they_have_seen_it(
    session, signed_in_as, sky, adviser, line, page
):
    phone = signed_in_as(sky.account)
    assert "/offer/claims/" not in phone.get(page).text
    claim = claims.claim_line(line, sky, "wanted")
    session.commit()
    assert "What I asked for" in phone.get(page).text
    claims.settle(claim, adviser, "got", "You get it next week.")
    session.commit()
    assert "new answer to what you asked for" in phone.get(page).text
    assert "There is a new answer" in phone.get("/offer/claims/").text
    assert "new answer to what you asked for" not in phone.get(page).text
    assert "There is a new answer" not in phone.get("/offer/claims/").text


def test_what_was_taken_back_is_no_news(session, signed_in_as, sky, adviser, line):
    claims.withdraw(claims.claim_line(line, sky, "wanted"))
    session.commit()
    assert "new answer to what" not in signed_in_as(sky.account).get("/").text


def test_their_own_sentence_is_sealed_read_by_whoever_sees_to_it_and_that_is_said(
    session, signed_in_as, sky, adviser, line
):
    phone, words = signed_in_as(sky.account), "I need a bed before Friday."
    phone.post("/offer/claims/", data={"line": line.slug, "kind": "wanted", "words": words})
    claim = session.query(Claim).one()
    assert claim.words == words and words.encode() not in claim.words_sealed
    assert words in signed_in_as(adviser).get(f"/offer/claims/desk/{claim.id}").text
    page = phone.get("/offer/claims/").text
    assert words in page and f"<bdi>{adviser.display_name}</bdi>" in page


def test_a_sentence_that_reads_like_danger_is_on_the_duty_desk(session, sky, adviser, line):
    claims.claim_line(line, sky, "wanted", words=("en", "he hits me and I want to die"))
    alert = session.query(Alert).one()
    assert (alert.subject_kind, subject_of("claim", alert.subject_id).who) == ("claim", "Sky")


def test_a_sentence_that_is_too_long_comes_back_as_it_was_typed(signed_in_as, sky, adviser, line):
    typed = {"line": line.slug, "kind": "wanted", "words": "bed " * 200}
    page = signed_in_as(sky.account).post("/offer/claims/", data=typed)
    assert page.status_code == 422
    assert "Use at most 500 characters." in page.text and "bed bed" in page.text


def test_somebody_who_is_on_it_names_a_day_once(session, signed_in_as, sky, adviser, line):
    claim = claims.claim_line(line, sky, "wanted")
    session.commit()
    desk, by = signed_in_as(adviser), today() + timedelta(days=20)
    said = {"outcome": "on_it", "reason": "I ask the shop.", "by": by.isoformat()}
    where = f"/offer/claims/desk/{claim.id}"
    assert desk.post(where, data={**said, "by": ""}).status_code == 422
    assert desk.post(where, data={**said, "by": "2020-01-01"}).status_code == 422
    assert desk.post(where, data=said).status_code == 303
    session.refresh(claim)
    assert (claim.state, claim.due_on) == ("open", by)
    page = signed_in_as(sky.account).get("/offer/claims/").text
    assert "is on it." in page and "I ask the shop." in page and "There is a new answer" in page
    assert desk.post(where, data=said).status_code == 422
    assert "Answer by" in desk.get("/offer/claims/desk/").text


def test_a_line_that_has_not_started_says_so_and_not_that_it_is_gone(client, signed_in_as, sky):
    line = make_shown_line(strength="announced")
    page = client.get(f"/offer/claims/new?line={line.slug}")
    assert page.status_code == 409 and "This has not started yet" in page.text
    sent = signed_in_as(sky.account).post(
        "/offer/claims/", data={"line": line.slug, "kind": "wanted"}
    )
    assert sent.status_code == 422 and "not in our list any more" not in sent.text


def test_the_adults_part_is_said_in_the_readers_language(signed_in_as, sky, adviser, line):
    adviser.job_title = "Leaving care personal adviser"
    page = signed_in_as(sky.account).get(f"/offer/claims/new?line={line.slug}&lang=ar").text
    assert adviser.job_title not in page


def test_a_sentence_for_what_was_asked_already_is_kept_and_looked_through(
    session, signed_in_as, sky, adviser, line
):
    claim, words = claims.claim_line(line, sky, "wanted"), "I want to die if this goes on"
    session.commit()
    typed = {"line": line.slug, "kind": "wanted", "words": words}
    assert signed_in_as(sky.account).post("/offer/claims/", data=typed).status_code == 303
    session.refresh(claim)
    assert claim.words == words
    assert session.query(Alert).one().subject_id == claim.id
    assert mailed_to(session).count(adviser.email) == 1


def test_a_second_sentence_comes_back_as_it_was_typed(session, signed_in_as, sky, adviser, line):
    claim = claims.claim_line(line, sky, "wanted", words=("en", "A bed."))
    session.commit()
    phone = signed_in_as(sky.account)
    typed = {"line": line.slug, "kind": "wanted", "words": "And a chair."}
    page = phone.post("/offer/claims/", data=typed)
    assert page.status_code == 409
    assert "You have asked for this already." in page.text and "And a chair." in page.text
    assert "/tell/sort_out_a_problem/" in page.text
    session.refresh(claim)
    assert claim.words == "A bed."
    assert phone.post("/offer/claims/", data={**typed, "words": "A bed."}).status_code == 303


def test_a_sentence_for_what_was_taken_back_can_be_sent_as_something_new(
    session, signed_in_as, sky, adviser, line
):
    claims.withdraw(claims.claim_line(line, sky, "wanted", "tap"))
    session.commit()
    phone = signed_in_as(sky.account)
    typed = {"line": line.slug, "kind": "wanted", "once": "tap", "words": "A chair."}
    page = phone.post("/offer/claims/", data=typed)
    assert page.status_code == 409 and "A chair." in page.text
    again = re.search(r'name="once"[^>]*value="([^"]+)"', page.text)[1]
    assert phone.post("/offer/claims/", data={**typed, "once": again}).status_code == 303
    assert "A chair." in phone.get("/offer/claims/").text


@pytest.fixture
def elsewhere(session):
    return make_staff(Role.TEAM_MANAGER, council=make_council("north", "North Northamptonshire"))


def test_what_the_only_manager_said_no_to_goes_to_another_councils(
    session, signed_in_as, sky, manager, elsewhere, line
):
    assign(manager, sky, "team_manager")
    claims.settle(claims.claim_line(line, sky, "wanted"), manager, "not_got", "No money.")
    refused = claims.claim_line(line, sky, "refused")
    assert refused.held_by is elsewhere
    assert elsewhere.email in mailed_to(session)
    assert session.scalars(claims.visible_to(elsewhere)).all() == [refused]
    assert late_claims.see_to_the_late() == 0
    answer = {"outcome": "got", "reason": "You can have it."}
    session.commit()
    desk = signed_in_as(elsewhere)
    assert desk.post(f"/offer/claims/desk/{refused.id}", data=answer).status_code == 303
    assert signed_in_as(manager).get(f"/offer/claims/desk/{refused.id}").status_code == 404


def test_what_nobody_may_decide_about_goes_to_the_first_manager_there_is(
    session, sky, manager, line
):
    assign(manager, sky, "team_manager")
    claims.settle(claims.claim_line(line, sky, "wanted"), manager, "not_got", "No money.")
    refused = claims.claim_line(line, sky, "refused")
    assert (refused.held_by, late_claims.see_to_the_late()) == (None, 0)
    north = make_council("north", "North Northamptonshire")
    coming = make_staff(Role.TEAM_MANAGER, council=north)
    assert late_claims.see_to_the_late() == 1
    assert refused.held_by is coming and mailed_to(session).count(coming.email) == 1
    assert late_claims.see_to_the_late() == 0


def test_a_refused_claim_that_is_late_goes_on_to_all_managers_once(
    session, sky, manager, line, clock
):
    assign(manager, sky, "team_manager")
    other = make_staff(Role.TEAM_MANAGER, council=make_council())
    claim = claims.claim_line(line, sky, "refused")
    assert claim.held_by is manager
    clock.forward(days=(claim.due_on - today()).days + 1)
    assert late_claims.see_to_the_late() == 1
    assert (claim.held_by, claim.went_up_on) == (None, today())
    assert other.email in mailed_to(session)
    assert late_claims.see_to_the_late() == 0


def test_a_manager_without_a_part_who_is_on_it_stays_on_it(
    session, signed_in_as, sky, adviser, manager, line
):
    claim = claims.claim_line(line, sky, "wanted")
    claims.be_on_it(claim, manager, today() + timedelta(days=5), "I ask the shop.")
    assert late_claims.see_to_the_late() == 0
    assert claim.held_by is manager
    for grant in manager.grants:
        grant.council_code = make_council("north", "North Northamptonshire").code
    session.flush()
    assert late_claims.see_to_the_late() == 1
    assert claim.held_by is adviser


def test_a_managers_desk_says_no_exact_number_that_the_report_protects(
    session, signed_in_as, manager
):
    session.add(
        Response(
            form_version_id=newest_version("offer_refused").id,
            anonymous=True,
            council_code="west",
            language="en",
            key_hash=bytes(32),
            started_on=today(),
            sent_on=today(),
        )
    )
    session.commit()
    page = signed_in_as(manager).get("/offer/claims/desk/").text
    assert "This quarter" not in page


def readers_of(claim) -> list[str]:
    found = audit.entries_about("claim", [claim.id]).get(claim.id, [])
    return [one.actor_name for one in found if one.action == "read"]


def test_an_answer_that_is_refused_shows_the_sentence_and_is_on_the_trail(
    session, signed_in_as, sky, adviser, line
):
    claim = claims.claim_line(line, sky, "wanted", words=("en", "A bed."))
    session.commit()
    page = signed_in_as(adviser).post(f"/offer/claims/desk/{claim.id}", data={})
    assert page.status_code == 422 and "A bed." in page.text
    assert readers_of(claim) == [adviser.display_name]


def test_a_manager_reads_the_sentence_only_when_nobody_else_sees_to_it(
    session, signed_in_as, sky, adviser, manager, line, clock
):
    claim = claims.claim_line(line, sky, "wanted", words=("en", "A bed."))
    session.commit()
    desk, where = signed_in_as(manager), f"/offer/claims/desk/{claim.id}"
    assert "A bed." not in desk.get(where).text
    assert readers_of(claim) == []
    clock.forward(days=(claim.due_on - today()).days + 1)
    late_claims.see_to_the_late()
    session.commit()
    assert "A bed." in signed_in_as(manager).get(where).text
    assert readers_of(claim) == [manager.display_name]


NO_AGAIN = "The worker you asked before does not decide about it again."


def test_what_a_manager_said_no_to_in_person_goes_past_that_manager(
    session, signed_in_as, sky, manager, line
):
    assign(manager, sky, "team_manager")
    other = make_staff(Role.TEAM_MANAGER, council=make_council())
    session.commit()
    phone = signed_in_as(sky.account)
    page = phone.get(f"/offer/claims/new?kind=refused&line={line.slug}").text
    assert page.count(NO_AGAIN) == 1 and f'value="{manager.id}"' in page
    typed = {"line": line.slug, "kind": "refused", "asked": manager.id, "words": "I want to die"}
    assert phone.post("/offer/claims/", data=typed).status_code == 303
    claim = session.query(Claim).one()
    assert claim.held_by is None and manager.email not in mailed_to(session)
    assert session.scalars(claims.visible_to(manager)).all() == []
    assert session.scalars(claims.visible_to(other)).all() == [claim]
    assert [one.account_id for one in session.query(Alert).one().exclusions] == [manager.id]


def test_nobody_is_promised_that_another_decides_when_nobody_knows_who_said_no(
    signed_in_as, sky, line
):
    page = signed_in_as(sky.account).get(f"/offer/claims/new?kind=refused&line={line.slug}")
    assert NO_AGAIN not in page.text


@pytest.mark.parametrize("asked", ["x", "", "99999999999999999999999", "7"])
def test_whoever_is_not_of_their_team_is_not_kept_as_asked(
    session, signed_in_as, sky, adviser, line, asked
):
    typed = {"line": line.slug, "kind": "refused", "asked": asked}
    assert signed_in_as(sky.account).post("/offer/claims/", data=typed).status_code == 303
    assert session.query(Claim).one().kind == "refused"
    assert session.query(AskedBefore).all() == []


def test_a_sentence_in_another_language_is_put_into_english_for_whoever_sees_to_it(
    session, signed_in_as, sky, council, adviser, line
):
    words, english = "أحتاج إلى سرير", "I need a bed."
    claim = claims.claim_line(line, sky, "wanted", words=("ar", words))
    claims.claim_line(make_shown_line(), sky, "wanted", words=("en", "A chair."))
    session.commit()
    desk = signed_in_as(adviser)
    assert "Waits for an interpreter" in desk.get(f"/offer/claims/desk/{claim.id}").text
    interpreter = make_staff(Role.INTERPRETER, council=council)
    session.commit()
    [waiting] = interpreting.waiting_for(interpreter)
    assert (waiting.text, waiting.alerted, waiting.due_on) == (claim, True, claim.due_on)
    interpreting.interpret(waiting, interpreter, english)
    session.commit()
    session.refresh(claim)
    assert english.encode() not in claim.english_sealed
    page = signed_in_as(adviser).get(f"/offer/claims/desk/{claim.id}").text
    assert words in page and english in page
    assert interpreter.display_name in signed_in_as(sky.account).get("/offer/claims/").text
