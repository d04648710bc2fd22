"""What is on the agenda and in the notes, who may change it, and who reads it."""

from threading import Barrier

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account
from app.core import audit
from app.groups import ideas, joining, meetings, points
from app.groups.models import Point
from app.groups.reading import readers_of
from app.groups.subjects import point_subject
from app.safeguarding import services as safeguarding
from app.safeguarding.models import Alert
from tests.at_once import at_once
from tests.groups.grouping import make_group
from tests.whole_app.test_pages import faults_of

WORDS = "Can we talk about the bus pass?"


def propose(visitor, meeting, words=WORDS):
    return visitor.post(
        f"/groups/mine/meetings/{meeting.id}/points", data={f"m{meeting.id}-words": words}
    )


def all_points(session):
    return session.scalars(select(Point)).all()


def test_somebody_in_the_group_proposes_a_point_and_an_officer_takes_it(
    world, member, meeting, session, signed_in_as, client
):
    visitor, officer = signed_in_as(world.child.account), signed_in_as(world.officer)
    assert propose(visitor, meeting).status_code == 303
    [point] = all_points(session)
    assert "Somebody will look at it" in visitor.get(f"/groups/mine/{member.id}").text
    assert WORDS in officer.get(f"/groups/desk/meetings/{meeting.id}").text
    assert [entry.actor_id for entry in audit.readings([(points.SUBJECT, point.id)])] == [
        world.officer.id
    ]
    taken = {f"p{point.id}-taken": "yes"}
    assert officer.post(f"/groups/desk/points/{point.id}/decide", data=taken).status_code == 303
    page = visitor.get(f"/groups/mine/{member.id}").text
    assert "It is on the list" in page and faults_of(page) == []
    assert WORDS not in client.get(f"/groups/{world.group.slug}").text


def test_not_this_time_comes_with_a_reason(world, member, meeting, session, signed_in_as):
    point = ideas.propose(meeting, world.child, WORDS, "en")
    officer, path = signed_in_as(world.officer), f"/groups/desk/points/{point.id}/decide"
    name = f"p{point.id}"
    assert officer.post(path, data={f"{name}-taken": "no"}).status_code == 422
    officer.post(path, data={f"{name}-taken": "no", f"{name}-because": "In May."})
    assert "In May." in signed_in_as(world.child.account).get(f"/groups/mine/{member.id}").text


def test_an_idea_can_be_taken_back_until_somebody_has_answered(
    world, member, meeting, session, signed_in_as
):
    child, other = signed_in_as(world.child.account), signed_in_as(world.officer)
    propose(child, meeting)
    [point] = all_points(session)
    address = f"/groups/mine/ideas/{point.id}/take-back"
    assert address in child.get(f"/groups/mine/{member.id}").text
    assert other.post(address).status_code == 404 and len(all_points(session)) == 1
    assert "Taken back." in child.post(address, follow_redirects=True).text
    assert all_points(session) == []
    point = ideas.propose(meeting, world.child, WORDS, "en")
    ideas.decide(point, True, "", world.officer)
    session.commit()
    address = f"/groups/mine/ideas/{point.id}/take-back"
    assert address not in child.get(f"/groups/mine/{member.id}").text
    late = child.post(address, follow_redirects=True).text
    assert "answered already" in late and all_points(session) == [point]


def test_an_idea_that_raised_an_alert_stays_while_it_is_open(
    world, member, meeting, session, signed_in_as
):
    point = ideas.propose(meeting, world.child, "I want to die", "en")
    address = f"/groups/mine/ideas/{point.id}/take-back"
    page = signed_in_as(world.child.account).post(address, follow_redirects=True).text
    assert "they stay for now" in page and all_points(session) == [point]


@pytest.mark.postgresql
def test_tapping_take_it_back_twice_takes_it_back_once(app, world, member, meeting, session):
    point = ideas.propose(meeting, world.child, WORDS, "en")
    point_id, both_see_it = point.id, Barrier(2)

    def tap():
        there = session.get(Point, point_id)
        both_see_it.wait()
        ideas.take_back(there)

    assert at_once(app, [tap, tap]) == [None, None]
    assert all_points(session) == []


MEANWHILE = {
    "decides": lambda point, by: ideas.decide(point, True, "", by),
    "shows": lambda point, by: points.show_to(point, "group", False, False, by),
    "changes": lambda point, by: points.change_point(point, "note", "Buses.", by),
}


@pytest.mark.postgresql
@pytest.mark.parametrize("deed", MEANWHILE)
def test_what_was_taken_out_meanwhile_is_gone_for_an_officer(
    app, world, member, meeting, note, session, deed
):
    idea = ideas.propose(meeting, world.child, WORDS, "en")
    point_id, by_id = (idea if deed == "decides" else note).id, world.officer.id
    seen, gone = Barrier(2), Barrier(2)

    def take_out():
        seen.wait()
        session.execute(delete(Point).where(Point.id == point_id))
        session.commit()
        gone.wait()

    def act():
        point, by = session.get(Point, point_id), session.get(Account, by_id)
        seen.wait()
        gone.wait()
        MEANWHILE[deed](point, by)

    [_nothing, problem] = at_once(app, [take_out, act])
    assert isinstance(problem, points.Gone)


def test_proposing_twice_is_proposing_once(world, member, meeting, session, signed_in_as):
    visitor = signed_in_as(world.child.account)
    for _again in range(2):
        assert propose(visitor, meeting).status_code == 303
    assert len(all_points(session)) == 1


def test_nobody_else_proposes_anything(world, member, meeting, session, signed_in_as):
    for person in (world.other, world.northerner):
        assert propose(signed_in_as(person.account), meeting).status_code == 404
    assert all_points(session) == []


@pytest.mark.parametrize("words", ["", "   ", "a" * 601])
def test_a_point_needs_words_and_not_too_many(world, member, meeting, session, signed_in_as, words):
    answer = propose(signed_in_as(world.child.account), meeting, words)
    assert answer.status_code == 422 and words.strip() in answer.text
    assert all_points(session) == []


def test_there_is_an_end_to_proposing(world, member, meeting, session, signed_in_as):
    for number in range(ideas.MOST_PROPOSED):
        ideas.propose(meeting, world.child, f"Point {number}", "en")
    answer = propose(signed_in_as(world.child.account), meeting)
    assert answer.status_code == 409 and WORDS in answer.text


def test_nothing_is_proposed_for_what_has_begun_or_was_called_off(
    world, member, meeting, session, signed_in_as, clock
):
    meetings.call_off(meeting, "Rain.", world.officer)
    answer = propose(signed_in_as(world.child.account), meeting)
    assert answer.status_code == 409 and WORDS in answer.text


def test_a_worry_in_a_point_goes_to_the_duty_desk(world, member, meeting, session):
    point = ideas.propose(meeting, world.child, "My carer hits me.", "en")
    [alert] = session.scalars(select(Alert))
    assert (alert.subject_kind, alert.subject_id) == (points.SUBJECT, point.id)


# Notes


def test_a_note_is_for_the_group_until_an_officer_has_checked_it(
    world, member, meeting, note, session, signed_in_as, client, clock
):
    clock.forward(days=8)
    visitor, officer = signed_in_as(world.child.account), signed_in_as(world.officer)
    public = f"/groups/{world.group.slug}"
    assert note.words in visitor.get(f"/groups/mine/{member.id}").text
    assert note.words not in client.get(public).text
    name, path = f"p{note.id}", f"/groups/desk/points/{note.id}/show"
    everyone = {f"{name}-audience": "everyone", f"{name}-seen": points.mark_of(note)}
    assert officer.post(path, data=everyone).status_code == 422
    assert note.words not in client.get(public).text
    assert officer.post(path, data={**everyone, f"{name}-sure": "y"}).status_code == 303
    page = client.get(public).text
    assert note.words in page and faults_of(page) == []


def test_the_database_shows_nothing_to_everyone_without_a_check(note, session):
    note.audience = "everyone"
    with pytest.raises(IntegrityError):
        session.flush()


def test_who_left_the_group_does_not_read_its_notes_any_more(
    world, member, meeting, note, session, signed_in_as, clock
):
    clock.forward(days=8)
    visitor = signed_in_as(world.child.account)
    visitor.post(f"/groups/mine/{member.id}/leave")
    page = visitor.get(f"/groups/mine/{member.id}")
    assert page.status_code == 200 and note.words not in page.text


def test_nobody_else_reads_the_inside_of_a_group(world, member, note, session, signed_in_as):
    for person in (world.other, world.northerner):
        assert signed_in_as(person.account).get(f"/groups/mine/{member.id}").status_code == 404


def test_a_proposed_point_is_not_shown_before_it_is_taken(
    world, member, meeting, session, signed_in_as
):
    point = ideas.propose(meeting, world.child, WORDS, "en")
    joining.let_in(world.group, world.other)
    name = f"p{point.id}"
    sent = {f"{name}-audience": "everyone", f"{name}-sure": "y"}
    officer = signed_in_as(world.officer)
    assert officer.post(f"/groups/desk/points/{point.id}/show", data=sent).status_code == 409
    with pytest.raises(points.NotChecked):
        points.show_to(point, "everyone", False, True, world.officer)


def test_words_are_sealed(note):
    assert note.words.encode() not in note.words_sealed


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "\u202eevil \x07", "=1+1 %(x)s"])
def test_hostile_words_are_words(world, member, meeting, session, signed_in_as, client, words):
    point = points.write_point(meeting, "agenda", words, world.officer)
    points.show_to(point, "everyone", False, True, world.officer)
    session.commit()
    for page in (
        client.get(f"/groups/{world.group.slug}"),
        signed_in_as(world.officer).get(f"/groups/desk/meetings/{meeting.id}"),
    ):
        assert page.status_code == 200 and "<script>alert" not in page.text


# Changing them


def edit(visitor, point, words, **more):
    data = {"kind": point.kind, "words": words, **more}
    return visitor.post(f"/groups/desk/points/{point.id}/edit", data=data)


def test_an_officer_changes_what_they_wrote(world, member, meeting, note, session, signed_in_as):
    visitor = signed_in_as(world.officer)
    page = visitor.get(f"/groups/desk/points/{note.id}/edit").text
    assert note.words in page and faults_of(page) == []
    assert edit(visitor, note, "We want more buses.", kind="agenda").status_code == 303
    assert (note.words, note.kind) == ("We want more buses.", "agenda")
    inside = signed_in_as(world.child.account).get(f"/groups/mine/{member.id}").text
    assert "We want more buses." in inside


@pytest.mark.parametrize("words", ["", "  ", "a" * 2001])
def test_a_change_needs_words_and_not_too_many(note, world, signed_in_as, words):
    answer = edit(signed_in_as(world.officer), note, words)
    assert answer.status_code == 422 and words.strip() in answer.text
    assert note.words == "We want later buses."


def test_other_words_are_checked_again_before_others_than_the_group_read_them(
    world, meeting, note, session, signed_in_as, client
):
    points.show_to(note, "everyone", True, True, world.officer)
    session.commit()
    visitor, public = signed_in_as(world.officer), f"/groups/{world.group.slug}"
    edit(visitor, note, note.words)
    assert note.audience == "everyone" and note.for_board  # the same words, checked as they are
    answer = edit(visitor, note, "Leah wants later buses.")
    assert "Only the group reads it until you say again" in visitor.get(answer.location).text
    assert (note.audience, note.for_board, note.checked_on) == ("group", False, None)
    assert "Leah" not in client.get(public).text


def test_what_is_sent_twice_is_one_point(world, meeting, session, signed_in_as):
    visitor, path = signed_in_as(world.officer), f"/groups/desk/meetings/{meeting.id}/points"
    for words in ("Snacks.", "Snacks."):
        assert visitor.post(path, data={"kind": "note", "words": words}).status_code == 303
    assert len(all_points(session)) == 1


def test_two_who_change_one_point_lose_nothing(world, meeting, note, session, signed_in_as):
    first, seen = signed_in_as(world.officer), points.mark_of(note)
    edit(signed_in_as(world.everywhere), note, "We want cheap buses.", seen=seen)
    answer = edit(first, note, "We want red buses.", seen=seen)
    assert answer.status_code == 409 and note.words == "We want cheap buses."
    assert "We want red buses." in answer.text and "We want cheap buses." in answer.text
    edit(first, note, "We want red buses.", seen=points.mark_of(note))
    assert note.words == "We want red buses."


def test_nobody_shows_everyone_words_they_have_not_read(
    world, meeting, note, session, signed_in_as, client
):
    visitor, name = signed_in_as(world.officer), f"p{note.id}"
    seen = {f"{name}-seen": points.mark_of(note)}
    sent = {**seen, f"{name}-audience": "everyone", f"{name}-sure": "y"}
    edit(signed_in_as(world.everywhere), note, "The girl with the dog wants later buses.")
    answer = visitor.post(f"/groups/desk/points/{note.id}/show", data=sent)
    assert answer.status_code == 409 and "Somebody else has changed this" in answer.text
    assert (note.audience, note.checked_on) == ("group", None)
    assert points.mark_of(note) in answer.text  # The page has the words there are now.


def test_an_officer_takes_out_what_they_wrote_after_being_asked(
    world, meeting, note, session, signed_in_as
):
    visitor, path = signed_in_as(world.officer), f"/groups/desk/points/{note.id}/remove"
    page = visitor.get(path).text
    assert "Take this out?" in page and note.words in page and faults_of(page) == []
    assert visitor.post(path).status_code == 303
    assert all_points(session) == []


def test_what_a_young_person_proposed_is_in_their_own_words(
    world, member, meeting, session, signed_in_as
):
    point = ideas.propose(meeting, world.child, WORDS, "en")
    session.commit()
    visitor = signed_in_as(world.officer)
    assert edit(visitor, point, "Buses.").status_code == 404
    for method in (visitor.get, visitor.post):
        assert method(f"/groups/desk/points/{point.id}/remove").status_code == 404
    for change in (
        lambda: points.change_point(point, "note", "Buses.", world.officer),
        lambda: points.take_out(point, world.officer),
    ):
        with pytest.raises(points.NotYours):
            change()


def test_what_was_taken_can_be_thought_over_and_leaves_every_page_but_theirs(
    world, member, meeting, session, signed_in_as, client
):
    point = ideas.propose(meeting, world.child, WORDS, "en")
    ideas.decide(point, True, "", world.officer)
    points.show_to(point, "everyone", False, True, world.officer)
    session.commit()
    officer, name = signed_in_as(world.officer), f"p{point.id}"
    assert "Think again" in officer.get(f"/groups/desk/meetings/{meeting.id}").text
    no = {f"{name}-taken": "no", f"{name}-because": "We have no time."}
    officer.post(f"/groups/desk/points/{point.id}/decide", data=no)
    assert WORDS not in client.get(f"/groups/{world.group.slug}").text
    page = signed_in_as(world.child.account).get(f"/groups/mine/{member.id}").text
    assert WORDS in page and "We have no time." in page


def test_they_see_who_has_read_it_and_find_it_again_after_the_meeting(
    world, member, meeting, session, signed_in_as, clock
):
    ideas.propose(meeting, world.child, WORDS, "en")
    session.commit()
    signed_in_as(world.officer).get(f"/groups/desk/meetings/{meeting.id}")
    clock.forward(days=8)
    page = signed_in_as(world.child.account).get(f"/groups/mine/{member.id}").text
    assert WORDS in page and "Priya Nair" in page and faults_of(page) == []


def test_another_councils_officer_changes_nothing_here(world, meeting, note, signed_in_as):
    visitor = signed_in_as(world.northern)
    assert edit(visitor, note, "x").status_code == 404
    assert visitor.post(f"/groups/desk/points/{note.id}/remove").status_code == 404


# Danger in them


def test_danger_in_a_note_goes_to_the_duty_desk_of_the_groups_council(world, meeting, session):
    note = points.write_point(meeting, "note", "Ash said: my carer hits me.", world.officer)
    [alert] = session.scalars(select(Alert))
    assert (alert.subject_kind, alert.subject_id) == (points.SUBJECT, note.id)
    assert alert.council_code == "west"
    assert point_subject(note.id).words[0][0] == "What an officer wrote"


@pytest.mark.parametrize("words", ["Mehndi, henna, samosas", "!!!", "نريد غرفة هادئة كل يوم"])
def test_what_an_officer_wrote_in_other_words_is_no_alert(world, meeting, session, words):
    points.write_point(meeting, "note", words, world.officer)
    assert session.scalars(select(Alert)).all() == []


def test_correcting_a_note_never_empties_the_duty_desk(world, meeting, session, signed_in_as):
    before = "Ash said: my carer hits me."
    note = points.write_point(meeting, "note", before, world.officer)
    session.commit()
    visitor = signed_in_as(world.officer)
    edit(visitor, note, "We talked about home.")
    [corrected] = point_subject(note.id).corrected
    assert (corrected.before, corrected.now) == (before, ["We talked about home."])
    assert visitor.post(f"/groups/desk/points/{note.id}/remove").status_code == 409
    [alert] = session.scalars(select(Alert))
    safeguarding.record_outcome(alert, world.officer, "no_concern", "Seen to.", False)
    session.commit()
    assert visitor.post(f"/groups/desk/points/{note.id}/remove").status_code == 303


def test_the_duty_desk_can_open_what_else_they_said_who_proposed_it(world, member, meeting):
    point = ideas.propose(meeting, world.child, "My carer hits me.", "en")
    assert point_subject(point.id).young_person_id == world.child.id


# How they read

HARD = "Regarding your accommodation we will frequently undertake comprehensive refurbishment."


def test_an_officer_sees_how_it_reads_before_and_after_it_is_kept(
    world, meeting, session, signed_in_as
):
    visitor, path = signed_in_as(world.officer), f"/groups/desk/meetings/{meeting.id}"
    sent = {"kind": "note", "words": HARD}
    page = visitor.post(f"{path}/points", data={**sent, "look": "reading"})
    assert page.status_code == 200 and HARD in page.text and all_points(session) == []
    assert "“Regarding” is a word that offices use." in page.text
    assert "“accommodation” is a long word for this age (8–18)" in page.text
    visitor.post(f"{path}/points", data=sent)
    [note] = all_points(session)
    kept = visitor.get(path).text
    assert "ideas to make it better" in kept and faults_of(kept) == []
    looked = edit(visitor, note, "We paint the rooms.", look="reading")
    assert "It is easy to read." in looked.text and note.words == HARD


def test_a_group_and_an_answer_are_looked_at_too(world, session, signed_in_as):
    world.group.what = HARD
    request = joining.ask_to_join(world.group, world.child, "", "en")
    session.commit()
    visitor = signed_in_as(world.officer)
    assert "to make it better" in visitor.get(f"/groups/desk/{world.group.id}/edit").text
    asked = {"title": "Film", "what": "We film.", "look": "reading"}
    looked = visitor.post(f"/groups/desk/{world.group.id}/edit", data=asked).text
    assert "It is easy to read." in looked and "We film." in looked
    assert "It is easy to read." in visitor.post("/groups/desk/new", data=asked).text
    asked = {"state": "welcome", "because": HARD, "look": "reading"}
    page = visitor.post(f"/groups/desk/requests/{request.id}/answer", data=asked)
    assert HARD in page.text and "Ideas to make it easier to read" in page.text
    assert request.state == "waiting" and world.group.what == HARD


def test_a_group_for_all_ages_is_written_for_a_nine_year_old(app, world):
    assert readers_of(make_group("west", world.officer, age_from=0)).youngest == 8
    assert readers_of(None).youngest == 8
    assert readers_of(world.group).ages == "8–18"


def test_a_note_that_names_somebody_is_kept_once_that_was_pointed_out(
    world, meeting, session, signed_in_as
):
    visitor, at = signed_in_as(world.officer), f"/groups/desk/meetings/{meeting.id}"
    sent = {"kind": "note", "words": "We thanked Zuri Bell for the cake."}
    page = visitor.post(f"{at}/points", data=sent)
    assert page.status_code == 422 and "it names somebody" in page.text
    assert "<bdi>Zuri</bdi>" in page.text and sent["words"] in page.text
    assert all_points(session) == []
    assert visitor.post(f"{at}/points", data={**sent, "named": "Zuri Bell"}).status_code == 303
    [point] = all_points(session)
    assert "<bdi>Zuri</bdi>" in visitor.get(at).text, "it stays pointed out beside the note"
    changed = {**sent, "words": "Robin baked it.", "seen": points.mark_of(point), "named": ""}
    page = visitor.post(f"/groups/desk/points/{point.id}/edit", data=changed)
    assert page.status_code == 422 and "it names somebody" in page.text


def test_a_note_that_names_nobody_is_kept_at_once(world, meeting, session, signed_in_as):
    sent = {"kind": "note", "words": "We go to Wicksteed Park on Friday."}
    visitor = signed_in_as(world.officer)
    assert visitor.post(f"/groups/desk/meetings/{meeting.id}/points", data=sent).status_code == 303
