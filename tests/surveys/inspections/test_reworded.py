"""No adult changes inspectors' words in silence: both stand there, with why, and they say whether
they agree before it goes out.
"""

import re
from datetime import date

import pytest
from sqlalchemy import select

from app.core.jobs import Job
from app.core.reporting import Period, settle
from app.demo.factories import make_young_person
from app.demo.inspected import make_inspector
from app.safeguarding.models import Alert
from app.safeguarding.subjects import subject_of
from surveys.inspections import checking, doing, evidence, finding, own_words, rewording
from surveys.inspections.chapter import chapters
from surveys.inspections.marks import Outdated
from tests.surveys.inspections.marked import seen_on
from tests.whole_app.test_pages import faults_of

QUARTER = Period.parse("2026-Q2")
WHY = "Only one person works at the door."
OTHER = "Somebody said hello."


@pytest.fixture
def picture(world, session):
    """A picture that wren let through, with a line that robin wrote."""
    made = evidence.add_picture(world.criterion, "photo", b"\x89PNG", "Ms Hill's door", world.robin)
    evidence.look_at(made, "fine", world.wren)
    session.commit()
    return made


@pytest.fixture
def changed(world, session, picture):
    """Everything was looked over, and the officer put one finding differently."""
    row = world.inspection.findings[0]
    doing.hand_over(world.inspection)
    for one in [*world.inspection.findings, *world.inspection.recommendations]:
        checking.check(one, one.words, world.officer)
    checking.check(row, OTHER, world.officer, because=WHY)
    session.commit()
    return row


def address_of(row) -> str:
    return f"/inspecting/changed/{rewording.kind_of(row)}/{row.id}"


def test_nobody_changes_their_words_without_saying_why(world, session):
    doing.hand_over(world.inspection)
    row = world.inspection.findings[0]
    for reason in ("", "  "):
        with pytest.raises(rewording.NoReason):
            checking.check(row, OTHER, world.officer, because=reason)
    checking.check(row, row.words.replace("\n", "\r\n") + " ", world.officer)
    assert (row.told, row.told_because, row.is_reworded) == (row.words, None, False)


@pytest.mark.parametrize("kind", ["finding", "recommendation", "picture", "words"])
def test_both_and_why_are_shown_wherever_it_stands(world, session, picture, signed_in_as, kind):
    words = own_words.write_words("west", QUARTER, "Ms Hill was kind.", world.robin)
    doing.hand_over(world.inspection)
    row = {
        "finding": world.inspection.findings[0],
        "recommendation": world.advice,
        "picture": picture,
        "words": words,
    }[kind]
    if kind == "words":
        own_words.check_words(row, OTHER, world.officer, because=WHY)
    else:
        checking.check(row, OTHER, world.officer, because=WHY)
    session.commit()
    pages = {
        "finding": f"/inspecting/{world.inspection.id}",
        "recommendation": f"/inspecting/recommendations/{world.advice.id}",
        "picture": f"/inspecting/criteria/{world.criterion.id}",
        "words": "/inspecting/our-words/",
    }
    robin = signed_in_as(world.robin)
    for page in (robin.get(pages[kind]), robin.get(address_of(row))):
        assert page.status_code == 200 and faults_of(page.text) == []
        written = row.as_written.replace("'", "&#39;")
        assert written in page.text and OTHER in page.text and WHY in page.text
    assert address_of(row) in robin.get("/inspecting/").text
    robin.post(address_of(row), data={"agreed": "yes"} | seen_on(robin, address_of(row)))
    assert row.agreed and address_of(row) not in robin.get("/inspecting/").text


def test_what_they_do_not_agree_with_does_not_go_out_and_the_officer_reads_why(
    world, session, changed, signed_in_as, clock
):
    robin, officer = signed_in_as(world.robin), signed_in_as(world.officer)
    assert "do not agree" not in officer.get("/inspections/desk/").text
    said = {"agreed": "no", "words": "Everybody said hello, not somebody."}
    robin.post(address_of(changed), data=said | seen_on(robin, address_of(changed)))
    jobs = [job.payload for job in session.scalars(select(Job).where(Job.kind == "mail"))]
    told = [one for one in jobs if one["template"] == "inspectors_do_not_agree"]
    assert [one["to"] for one in told] == [world.officer.email]
    assert "hello" not in str(told)
    assert "The inspectors do not agree" in officer.get("/inspections/desk/").text
    desk = f"/inspections/desk/{world.inspection.id}"
    page = officer.get(desk).text
    assert "The inspectors do not agree" in page and said["words"] in page
    assert faults_of(page) == []
    clock.set(2026, 8, 1, 10)
    officer = signed_in_as(world.officer)
    refused = officer.post(f"{desk}/give", follow_redirects=True).text
    assert "not agreed yet" in refused and world.inspection.state == "with_officer"
    checking.check(changed, changed.words, world.officer)
    checking.give(world.inspection, world.officer)
    assert changed.told == changed.words


def test_only_whoever_said_no_takes_it_back_and_everybody_reads_who_said_what(
    world, session, changed, signed_in_as
):
    robin, wren = signed_in_as(world.robin), signed_in_as(world.wren)
    door, desk = address_of(changed), f"/inspections/desk/{world.inspection.id}"
    drawn_before = {"agreed": "yes", "words": "It is fine."} | seen_on(wren, door)
    said = {"agreed": "no", "words": "It was everybody."}
    robin.post(door, data=said | seen_on(robin, door))
    late = wren.post(door, data=drawn_before)
    assert late.status_code == 409 and "It is fine." in late.text
    page = wren.get(door).text
    assert "<bdi>robin</bdi>: <strong>No, we do not agree</strong>" in page
    assert "It was everybody." in page and 'name="agreed"' not in page
    with pytest.raises(rewording.AnotherSaidNo):
        rewording.say(changed, True, "", world.wren)
    refused = wren.post(door, data={"agreed": "yes", "seen": rewording.told_mark(changed)})
    assert refused.status_code == 302 and changed.agreed is False
    officer = signed_in_as(world.officer).get(desk).text
    assert "<bdi>robin</bdi>: <strong>No" in officer and "It was everybody." in officer
    robin.post(door, data={"agreed": "yes"} | seen_on(robin, door))
    assert changed.agreed and "<bdi>robin</bdi>: <strong>Yes" in wren.get(door).text
    officer = signed_in_as(world.officer).get(desk).text
    assert "The inspectors agree" in officer and "<bdi>robin</bdi>: <strong>Yes" in officer


def test_new_words_of_the_officer_end_a_no_and_nobody_is_given_anothers_reason(
    world, session, changed, signed_in_as
):
    rewording.say(changed, False, "It was everybody.", world.robin)
    checking.check(changed, "They said hello.", world.officer, because=WHY)
    session.commit()
    wren = signed_in_as(world.wren)
    page = wren.get(address_of(changed)).text
    assert 'name="agreed"' in page and "It was everybody." not in page
    no = {"agreed": "no", "words": ""} | seen_on(wren, address_of(changed))
    wren.post(address_of(changed), data=no)
    assert (changed.agreed, changed.objection, changed.who_said) == (False, "", world.wren)


def test_other_words_again_are_read_again(world, session, changed):
    rewording.say(changed, False, "No.", world.robin)
    checking.check(changed, "They said hello.", world.officer, because=WHY)
    assert changed.agreed is None and changed.objection == "No."
    with pytest.raises(checking.NotSettled):
        checking.give(world.inspection, world.officer)
    rewording.say(changed, True, "", world.wren)
    checking.give(world.inspection, world.officer)


def test_the_same_words_again_do_not_wipe_away_that_they_do_not_agree(world, session, changed):
    rewording.say(changed, False, "No.", world.robin)
    checking.check(changed, OTHER, world.officer, because=WHY)
    assert changed.agreed is False


def test_what_they_say_nothing_to_goes_out_after_some_working_days(
    world, session, changed, signed_in_as, clock
):
    page = signed_in_as(world.robin).get(address_of(changed)).text
    assert "it can go out like this on Tuesday 19 May 2026" in page
    clock.set(2026, 5, 18, 10)
    with pytest.raises(checking.NotSettled):
        checking.give(world.inspection, world.officer)
    clock.set(2026, 5, 19, 10)
    checking.give(world.inspection, world.officer)
    assert world.inspection.given_on == date(2026, 5, 19)


def test_once_the_service_has_it_they_see_both_and_say_nothing_more(
    world, session, changed, signed_in_as
):
    rewording.say(changed, True, "", world.robin)
    checking.give(world.inspection, world.officer)
    session.commit()
    robin = signed_in_as(world.robin)
    page = robin.get(f"/inspecting/{world.inspection.id}").text
    assert changed.words in page and WHY in page and address_of(changed) not in page
    assert robin.get(address_of(changed)).status_code == 302
    late = robin.post(address_of(changed), data={"agreed": "no"}, follow_redirects=True)
    assert "nothing to say to any more" in late.text and changed.agreed


def test_they_read_that_an_officer_keeps_a_finding_from_the_public(
    world, session, changed, signed_in_as
):
    robin, door = signed_in_as(world.robin), f"/inspecting/{world.inspection.id}"
    assert "Only the service reads this" not in robin.get(door).text
    checking.check(changed, changed.words, world.officer, inside=True)
    session.commit()
    assert "Only the service reads this" in robin.get(door).text
    other = make_inspector(make_young_person(world.west, "heron").account, "west")
    checking.give(world.inspection, world.officer)
    session.commit()
    page = signed_in_as(other).get(door).text
    assert changed.words not in page and world.inspection.findings[1].words in page


def test_only_those_who_take_part_see_it_and_only_what_is_told_is_seen_by_others(
    world, session, changed, signed_in_as
):
    for stranger in (world.puffin, world.worker, world.officer):
        assert signed_in_as(stranger).get(address_of(changed)).status_code == 404
        assert signed_in_as(stranger).post(address_of(changed)).status_code == 404
    assert signed_in_as(world.robin).get("/inspecting/changed/visit/1").status_code == 404
    rewording.say(changed, True, "", world.robin)
    checking.give(world.inspection, world.officer)
    session.commit()
    for page in (f"/inspections/{world.inspection.id}", "/inspections/"):
        assert WHY not in signed_in_as(world.puffin).get(page).text
    about = f"/inspections/answers/about/{world.inspection.id}"
    page = signed_in_as(world.worker).get(about).text
    assert OTHER in page and WHY not in page and changed.words not in page


@pytest.mark.parametrize(
    "typed", [{}, {"agreed": "perhaps"}, {"agreed": "no", "words": "x" * 1001}]
)
def test_what_will_not_do_comes_back_with_what_was_typed(
    world, session, changed, signed_in_as, typed
):
    typed = {"words": "Because it is not true.", **typed}
    answer = signed_in_as(world.robin).post(address_of(changed), data=typed)
    assert answer.status_code == 422 and typed["words"] in answer.text
    assert changed.agreed is None


def test_nobody_speaks_of_words_they_have_not_read(world, session, changed, signed_in_as):
    robin = signed_in_as(world.robin)
    seen = seen_on(robin, address_of(changed))
    checking.check(changed, "Another thing.", world.officer, because="Shorter.")
    session.commit()
    answer = robin.post(address_of(changed), data={"agreed": "yes"} | seen)
    assert (
        answer.status_code == 409 and "Another thing." in answer.text and "Shorter." in answer.text
    )
    assert changed.agreed is None
    with pytest.raises(Outdated):
        rewording.say(changed, True, "", world.robin, seen["seen"])


def test_what_they_say_is_looked_through_for_danger_as_theirs(world, session, changed):
    changed.written_by_id = world.robin.id
    rewording.say(changed, False, "I want to die", world.wren)
    alert = session.scalars(select(Alert).where(Alert.subject_kind == "inspection_finding")).one()
    subject = subject_of(alert.subject_kind, alert.subject_id)
    asked = [asked for asked, lines in subject.words if "I want to die" in lines]
    assert asked == ["What wren wrote"] and "robin" in subject.who
    checking.check(changed, "Less.", world.officer, because=WHY)
    assert changed.objection == "I want to die"


def test_an_officer_can_tell_the_duty_desk_of_a_picture_and_of_what_they_say(
    world, session, changed, picture, signed_in_as
):
    rewording.say(changed, False, "He locks the door at night.", world.robin)
    session.commit()
    page = signed_in_as(world.officer).get(f"/inspections/desk/{world.inspection.id}/worry").text
    assert "He locks the door at night." in page and "Ms Hill&#39;s door" in page


def test_an_officer_changes_the_line_beside_a_picture_and_the_service_reads_that_one(
    world, session, picture, signed_in_as
):
    doing.hand_over(world.inspection)
    for row in [*world.inspection.findings, *world.inspection.recommendations]:
        checking.check(row, row.words, world.officer)
    session.commit()
    officer, desk = signed_in_as(world.officer), f"/inspections/desk/{world.inspection.id}"
    box, half = f"row{picture.id}-", f"row{world.advice.id}-told"
    typed = {f"{box}told": "A door", f"{box}sure": "y", half: "Half a sentence"}
    line = f"/inspections/desk/pictures/{picture.id}/line"
    silent = officer.post(line, data=typed | seen_on(officer, desk, f"{box}seen"))
    assert silent.status_code == 422 and picture.told is None
    typed[f"{box}told_because"] = "It says whose door."
    page = officer.post(line, data=typed | seen_on(officer, desk, f"{box}seen"))
    assert (picture.told, picture.shows) == ("A door", "Ms Hill's door")
    assert page.status_code == 200 and "Half a sentence</textarea>" in page.text
    rewording.say(picture, True, "", world.robin)
    checking.give(world.inspection, world.officer)
    session.commit()
    about = signed_in_as(world.worker).get(f"/inspections/answers/about/{world.inspection.id}")
    assert "A door" in about.text and "Hill" not in about.text


def test_looking_at_a_picture_loses_nothing_that_was_typed(world, session, picture, signed_in_as):
    doing.hand_over(world.inspection)
    session.commit()
    typed = {f"row{world.advice.id}-told": "Half a sentence", "look": "not_to_show"}
    page = signed_in_as(world.officer).post(f"/inspections/desk/pictures/{picture.id}", data=typed)
    assert picture.look == "not_to_show" and "Half a sentence</textarea>" in page.text


def test_a_line_beside_a_picture_that_is_not_shown_holds_nothing_up(world, session, picture):
    doing.hand_over(world.inspection)
    for row in [*world.inspection.findings, *world.inspection.recommendations]:
        checking.check(row, row.words, world.officer)
    checking.check(picture, "A door", world.officer, because=WHY)
    assert checking.unsettled_in([world.inspection]) == [picture]
    evidence.look_at(picture, "not_to_show", world.officer)
    checking.give(world.inspection, world.officer)


@pytest.mark.parametrize("said", [None, False])
def test_a_picture_is_not_shown_later_beside_a_line_they_did_not_agree_with(
    world, session, picture, signed_in_as, clock, said
):
    doing.hand_over(world.inspection)
    for row in [*world.inspection.findings, *world.inspection.recommendations]:
        checking.check(row, row.words, world.officer)
    checking.check(picture, "A door", world.officer, because=WHY)
    if said is False:
        rewording.say(picture, False, "It is our door.", world.robin)
    evidence.look_at(picture, "not_to_show", world.officer)
    checking.give(world.inspection, world.officer)
    session.commit()
    officer, look = signed_in_as(world.officer), f"/inspections/desk/pictures/{picture.id}"
    refused = officer.post(look, data={"look": "fine"})
    assert refused.status_code == 409 and picture.look == "not_to_show"
    assert "have not agreed with the line beside it" in refused.text
    clock.set(2026, 5, 19, 10)
    signed_in_as(world.officer).post(look, data={"look": "fine"})
    assert picture.look == ("fine" if said is None else "not_to_show")


def printed(world) -> list:
    found, _shown = settle(chapters(QUARTER, world.west, {}))
    return [one for one in found if one.key == "inspectors-words"]


def test_their_words_for_the_board_are_printed_in_others_only_if_they_agree(world, session, clock):
    row = own_words.write_words("west", QUARTER, "Ms Hill was kind.", world.robin)
    own_words.check_words(row, OTHER, world.officer, because=WHY)
    assert printed(world) == []
    rewording.say(row, False, "She was kind.", world.wren)
    clock.set(2026, 6, 20, 10)
    assert printed(world) == []
    rewording.say(row, True, "", world.wren)
    assert OTHER in repr(printed(world))
    assert "An officer changed some words" in repr(printed(world))
    own_words.check_words(row, row.words, world.officer)
    assert "changed some words" not in repr(printed(world))
    own_words.write_words("west", QUARTER, "She was kind.", world.robin)
    assert (row.told, row.agreed, row.checked_on) == (None, None, None)


def test_inspectors_read_what_silence_means_before_they_write_and_on_which_day(
    world, session, signed_in_as
):
    robin, page = signed_in_as(world.robin), "/inspecting/our-words/"
    promised = robin.get(page).text
    assert "asks you before" not in promised
    assert "If none of you says anything in five working days, it is printed like that." in promised
    row = own_words.write_words("west", QUARTER, "Ms Hill was kind.", world.robin)
    own_words.check_words(row, OTHER, world.officer, because=WHY)
    session.commit()
    for address in (page, "/", "/inspecting/", address_of(row)):
        assert "it can go out like this on Tuesday 19 May 2026" in robin.get(address).text
    rewording.say(row, True, "", world.wren)
    session.commit()
    assert "it can go out like this" not in robin.get(page).text


def test_nobody_says_anything_to_their_words_for_a_quarter_that_is_closed(
    world, session, clock, signed_in_as
):
    row = own_words.write_words("west", QUARTER, "Ms Hill was kind.", world.robin)
    own_words.check_words(row, OTHER, world.officer, because=WHY)
    session.commit()
    clock.set(2026, 10, 1, 10)
    robin = signed_in_as(world.robin)
    assert address_of(row) not in robin.get("/inspecting/").text
    late = robin.post(address_of(row), data={"agreed": "no"}, follow_redirects=True)
    assert "nothing to say to any more" in late.text and row.agreed is None
    assert session.scalars(select(Job).where(Job.kind == "mail")).all() == []


def test_the_desk_says_whose_turn_it_is(world, session, changed, picture, signed_in_as):
    officer, badge = (
        signed_in_as(world.officer),
        re.compile(r'<h1.*?class="badge[^>]*>([^<]+)', re.S),
    )

    def said() -> set[str]:
        pages = ("/inspections/desk/", f"/inspections/desk/{world.inspection.id}")
        return {badge.search(officer.get(page).text)[1] for page in pages}

    assert said() == {"The inspectors read what you changed"}
    picture.look = picture.looked_by_id = None
    session.commit()
    assert said() == {"Waits for your look"}
    evidence.look_at(picture, "fine", world.officer)
    rewording.say(changed, False, "No.", world.robin)
    session.commit()
    assert said() == {"Waits for your look"}
    rewording.say(changed, True, "", world.robin)
    session.commit()
    assert said() == {"Waits for your look"}


def test_a_picture_that_waits_is_announced_to_the_second_inspector_alone(
    world, session, signed_in_as
):
    door = f"/inspecting/criteria/{world.criterion.id}#pictures"
    robin, wren = signed_in_as(world.robin), signed_in_as(world.wren)
    assert door not in wren.get("/inspecting/").text
    for shows in ("A door", "A board"):
        evidence.add_picture(world.criterion, "photo", b"\x89PNG", shows, world.robin)
    session.commit()
    page = wren.get("/inspecting/").text
    assert door in page and "2 pictures wait for your look" in page
    assert door not in robin.get("/inspecting/").text
    for one in evidence.pictures_of([world.criterion.id], world.wren)[world.criterion.id]:
        evidence.look_at(one, "fine", world.wren)
    session.commit()
    assert door not in wren.get("/inspecting/").text


def test_the_first_page_costs_the_same_however_much_was_changed(
    world, session, changed, signed_in_as, statements
):
    robin = signed_in_as(world.robin)

    def count() -> int:
        return statements.during(lambda: robin.get("/inspecting/"))

    count()
    few = count()
    for row in [*world.inspection.findings, *world.inspection.recommendations]:
        checking.check(row, OTHER, world.officer, because=WHY)
    session.commit()
    assert count() == few


def test_what_was_handed_over_can_be_taken_back_until_the_service_has_it(
    world, session, changed, signed_in_as
):
    robin, back = signed_in_as(world.robin), f"/inspecting/{world.inspection.id}/take-back"
    assert "Take it back" in robin.get(f"/inspecting/{world.inspection.id}").text
    for stranger in (world.puffin, world.officer):
        assert signed_in_as(stranger).post(back).status_code == 404
    robin.post(back)
    assert world.inspection.state == "being_done"
    with pytest.raises(checking.NotWithOfficer):
        checking.give(world.inspection, world.officer)
    finding.change_finding(changed, "good", "People said hello.", world.robin)
    assert (changed.told, changed.checked_on) == (None, None)
    doing.hand_over(world.inspection)
    checking.check(changed, changed.words, world.officer)
    checking.give(world.inspection, world.officer)
    session.commit()
    robin.post(back)
    assert world.inspection.state == "given"


def test_what_was_typed_while_another_handed_it_over_is_still_there(world, session, signed_in_as):
    robin, row = signed_in_as(world.robin), world.inspection.findings[0]
    doing.hand_over(world.inspection)
    session.commit()
    words = {"words": "The lift is broken."}
    advice = {**words, "owner": str(world.worker.id), "due_on": "2026-06-30"}
    tries = {
        f"/inspecting/{world.inspection.id}/findings/new": {**words, "kind": "good"},
        f"/inspecting/findings/{row.id}": {**words, "kind": "good"},
        f"/inspecting/{world.inspection.id}/recommendations/new": advice,
        f"/inspecting/recommendations/{world.advice.id}/change": advice,
    }
    for address, typed in tries.items():
        answer = robin.post(address, data=typed)
        assert answer.status_code == 409 and "The lift is broken.</textarea>" in answer.text, (
            address
        )
        assert "only if you take it back first" in answer.text
    assert len(world.inspection.findings) == 2


def test_please_look_again_is_said_until_they_have(world, session, signed_in_as):
    robin, door = signed_in_as(world.robin), f"/inspecting/{world.inspection.id}"
    doing.hand_over(world.inspection)
    checking.send_back(world.inspection, "Who is the tall one?", world.officer)
    session.commit()
    assert "Who is the tall one?" in robin.get(door).text
    doing.hand_over(world.inspection)
    session.commit()
    assert "Who is the tall one?" not in robin.get(door).text


@pytest.mark.postgresql
def test_it_is_settled_on_postgresql_too(world, session, changed):
    rewording.say(changed, False, "No.", world.robin)
    checking.check(changed, "They said hello.", world.officer, because=WHY)
    rewording.say(changed, True, "", world.wren)
    checking.give(world.inspection, world.officer)
    assert world.inspection.state == "given"


def test_the_officers_page_shows_what_went_out_and_what_they_had_written(
    world, session, changed, signed_in_as
):
    rewording.say(changed, True, "", world.robin)
    checking.give(world.inspection, world.officer)
    session.commit()
    page = signed_in_as(world.officer).get(f"/inspections/desk/{world.inspection.id}").text
    assert page.index(OTHER) < page.index("They wrote:") < page.index(changed.words)
    assert "The service has the findings and recommendations as they stand here." in page
    assert "Change as few words as you can" not in page
