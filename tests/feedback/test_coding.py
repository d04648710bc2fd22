"""The coding desk: who may code what, what is kept of a decision, and the page itself."""

from datetime import date

import pytest
from sqlalchemy import event, select, update

from app.core.audit import AuditEntry
from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.factories import (
    assign,
    make_council,
    make_staff,
    make_statement,
    make_young_person,
)
from feedback import coding, coding_desk, lessons
from feedback.codebook import codebook
from feedback.coding_desk import Scope, comments_for, marked, next_to_code, progress
from feedback.examples import TooLittle
from feedback.importing import Comment
from feedback.intake import Intake
from feedback.model_file import current_model, model_path
from feedback.models import NO_THEME, Coding, Translation
from feedback.themes import Suggestion, suggest
from surveys.models import Answer
from tests.locks import watched_pages


@pytest.fixture
def west(session):
    return make_council("west")


@pytest.fixture
def officer(west):
    return make_staff(Role.PARTICIPATION_OFFICER, council=west, display_name="Ola")


@pytest.fixture
def bring_in(session, west):
    """Keeps these words as comments that were brought in; their answers."""

    def keep(*texts, council="west", day=date(2026, 7, 1)):
        rows = [Comment(line=n, text=text, source_id=f"{n}") for n, text in enumerate(texts, 2)]
        Intake(council, day).keep(rows)
        session.commit()
        by_words = {answer.words: answer for answer in session.scalars(select(Answer))}
        return [by_words[text] for text in texts]

    return keep


def comment_of(session, thread):
    """The answer in words of a statement."""
    return session.scalar(
        select(Answer).where(Answer.response_id == thread.response_id, Answer.kind == "words")
    )


def at_the_desk(session, account, scope=coding_desk.EVERYTHING):
    return {answer.words for answer in session.scalars(comments_for(account, scope)).unique()}


# Whose words are at the desk.


def test_an_officer_codes_what_the_team_may_read_in_their_council(session, officer, west):
    north = make_council("north", "North Northamptonshire")
    make_statement(words="in the west", council=west)
    make_statement(words="in the north", council=north)
    make_statement(words="I do not know where")
    assert at_the_desk(session, officer) == {"in the west", "I do not know where"}


def test_an_officer_for_all_councils_codes_all_of_them(session, bring_in):
    make_council("north", "North Northamptonshire")
    bring_in("in the west")
    bring_in("in the north", council="north")
    everywhere = make_staff(Role.PARTICIPATION_OFFICER)
    assert at_the_desk(session, everywhere) == {"in the west", "in the north"}


def test_what_a_child_said_to_their_worker_alone_is_not_at_the_desk(session, officer, west):
    child = make_young_person(west)
    assign(make_staff(Role.WORKER, council=west), child)
    make_statement(child, "only for my worker", readers=("social_worker",))
    make_statement(child, "for the team", readers=("participation",))
    assert at_the_desk(session, officer) == {"for the team"}


def test_not_feeling_safe_is_for_the_duty_desk_and_not_for_this_one(session, officer, west):
    make_statement(words="he is shouting", form="not_safe", council=west)
    assert at_the_desk(session, officer) == set()


@pytest.mark.parametrize("role", [Role.WORKER, Role.BOARD_MEMBER, Role.DUTY_WORKER])
def test_who_does_not_code_has_no_comments_and_no_page(session, bring_in, signed_in_as, role):
    (answer,) = bring_in("my room")
    account = make_staff(role)
    assert at_the_desk(session, account) == set()
    with pytest.raises(coding.NotForThem):
        coding.confirm_codes(answer, [("HOM_ROOM", "good")], account)
    assert signed_in_as(account).get("/feedback/coding").status_code == 404


def test_a_comment_of_another_council_is_not_found(session, officer, bring_in, signed_in_as):
    make_council("north", "North Northamptonshire")
    (answer,) = bring_in("my room", council="north")
    visitor = signed_in_as(officer)
    assert visitor.get(f"/feedback/coding/{answer.id}").status_code == 404
    assert visitor.post(f"/feedback/coding/{answer.id}").status_code == 404
    assert visitor.post(f"/feedback/coding/{answer.id}/undo").status_code == 404
    with pytest.raises(coding.NotForThem):
        coding.undo(answer, officer)


# Which comment is next.


def test_the_comment_the_machine_knows_least_about_is_next(officer, bring_in):
    bring_in(
        "My social worker never visits, never replies, cancelled and forgot",
        "My brother",
        "Well",
    )
    assert next_to_code(officer, coding_desk.EVERYTHING).words == "My brother"


def test_a_comment_left_for_later_comes_after_the_others(officer, bring_in):
    bring_in("my brother", "my brother and me")
    first = next_to_code(officer, coding_desk.EVERYTHING)
    second = next_to_code(officer, coding_desk.EVERYTHING, after=first.id)
    assert {first.words, second.words} == {"my brother", "my brother and me"}


def test_the_desk_can_be_narrowed_to_a_council_and_a_quarter(session, officer, bring_in):
    bring_in("in spring", day=date(2026, 4, 2))
    bring_in("in summer", day=date(2026, 7, 2))
    summer = Scope(quarter=Period(2026, 3))
    assert at_the_desk(session, officer, summer) == {"in summer"}
    assert at_the_desk(session, officer, Scope(council="north")) == set()
    assert progress(officer, summer) == (0, 1)


def test_an_answer_left_on_another_way_through_the_form_is_not_coded(officer, bring_in):
    (answer,) = bring_in("my room")
    assert coding_desk.was_sent(answer)
    answer.question_key = "never_asked"
    assert not coding_desk.was_sent(answer)


def test_a_comment_behind_many_that_were_left_behind_is_still_next(session, officer, bring_in):
    answers = bring_in(*(f"comment {n}" for n in range(coding_desk.POOL + 2)))
    *front, last = sorted(answers, key=lambda answer: answer.id)
    left = update(Answer).where(Answer.id.in_([answer.id for answer in front]))
    session.execute(left.values(question_key="never_asked"))
    session.commit()
    session.expire_all()
    assert next_to_code(officer, coding_desk.EVERYTHING) == last
    assert next_to_code(officer, coding_desk.EVERYTHING, after=last.id) is None


# Deciding.


def test_a_decision_says_who_when_and_by_which_codebook(officer, bring_in, clock):
    (answer,) = bring_in("My room is cold")
    (row,) = coding.confirm_codes(answer, [("HOM_ROOM", "not_good")], officer)
    assert (row.sub_theme, row.valence, row.proposed_by) == ("HOM_ROOM", "not_good", "machine")
    assert (row.confirmed_by_id, row.confirmed_by_name) == (officer.id, "Ola")
    assert row.confirmed_at == clock() and row.codebook_version == codebook().version
    assert progress(officer, Scope()) == (1, 1)


def test_a_code_the_machine_did_not_think_of_is_the_officers_own(officer, bring_in):
    (answer,) = bring_in("My room is cold")
    (row,) = coding.confirm_codes(answer, [("FUT_HOPES", "mixed")], officer)
    assert row.proposed_by == "officer"


def test_what_the_child_picked_stays_the_childs_when_it_is_confirmed(session, officer, west):
    answer = comment_of(session, make_statement(words="hello", council=west))
    picked = coding.propose(answer, "REL_FRIENDS", "child")
    rows = coding.confirm_codes(answer, [("REL_FRIENDS", "good")], officer)
    assert rows == [picked] and picked.proposed_by == "child" and picked.confirmed_at


def test_proposing_the_same_twice_is_one_proposal(bring_in):
    (answer,) = bring_in("hello")
    assert coding.propose(answer, "HOM_FOOD", "child") is coding.propose(
        answer, "HOM_FOOD", "officer"
    )
    with pytest.raises(KeyError):
        coding.propose(answer, "NOT_THERE", "child")


def test_a_comment_with_nothing_to_code_is_decided_too(officer, bring_in):
    (answer,) = bring_in("ok")
    (row,) = coding.confirm_codes(answer, [(NO_THEME, None)], officer)
    assert row.valence is None and next_to_code(officer, Scope()) is None


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        ([], "none"),
        ([(NO_THEME, None), ("HOM_ROOM", "good")], "none_and_some"),
        ([(one, "good") for one in ("HOM_ROOM", "HOM_FOOD", "REL_SIBS", "FUT_WORK")], "too_many"),
        ([("HOM_ROOM", "good"), ("HOM_ROOM", "mixed")], "unknown"),
        ([("HOM_CELLAR", "good")], "unknown"),
        ([("HOM_ROOM", None)], "no_valence"),
        ([("HOM_ROOM", "great")], "no_valence"),
    ],
)
def test_codes_that_cannot_stand_together_are_refused(officer, bring_in, codes, reason):
    (answer,) = bring_in("hello")
    with pytest.raises(coding.NotACoding) as refused:
        coding.confirm_codes(answer, codes, officer)
    assert refused.value.reason == reason


def test_what_somebody_decided_meanwhile_is_not_overwritten(officer, bring_in, west):
    (answer,) = bring_in("hello")
    coding.confirm_codes(answer, [("HOM_ROOM", "good")], officer)
    other = make_staff(Role.PARTICIPATION_OFFICER, council=west)
    with pytest.raises(coding.AlreadyCoded):
        coding.confirm_codes(answer, [("HOM_FOOD", "good")], other)


def test_undoing_keeps_the_old_decision_and_what_the_child_picked(session, officer, bring_in):
    (answer,) = bring_in("hello")
    coding.propose(answer, "REL_SIBS", "child")
    coding.confirm_codes(answer, [("REL_SIBS", "good"), ("HOM_ROOM", "good")], officer)
    withdrawn = coding.undo(answer, officer)
    assert len(withdrawn) == 2 and all(row.withdrawn_at for row in withdrawn)
    assert [(row.sub_theme, row.proposed_by) for row in coding.standing(answer)] == [
        ("REL_SIBS", "child")
    ]
    assert session.get(Coding, withdrawn[0].id).confirmed_by_name == "Ola"
    assert progress(officer, Scope()) == (0, 1)


def test_nobody_undoes_what_another_decided(officer, bring_in, west):
    (answer,) = bring_in("hello")
    coding.confirm_codes(answer, [("HOM_ROOM", "good")], officer)
    other = make_staff(Role.PARTICIPATION_OFFICER, council=west)
    with pytest.raises(coding.NothingToUndo):
        coding.undo(answer, other)


@pytest.mark.postgresql
def test_the_desk_is_the_same_on_postgresql(session, officer, bring_in, west, signed_in_as):
    make_statement(words="he is shouting", form="not_safe", council=west)
    first, second = bring_in("my room", "my brother")
    coding.confirm_codes(first, [("HOM_ROOM", "good")], officer)
    assert progress(officer, Scope(quarter=Period(2026, 3))) == (1, 2)
    assert next_to_code(officer, Scope(council="west"), after=second.id) is None
    coding.undo(first, officer)
    assert signed_in_as(officer).get("/feedback/coding").status_code == 200


# The page.


def test_the_page_shows_a_comment_its_suggestions_and_the_words_that_led_there(
    officer, bring_in, signed_in_as
):
    bring_in("My room is cold")
    page = signed_in_as(officer).get("/feedback/coding").text
    assert "<mark>room</mark> is <mark>cold</mark>" in page
    assert "My room and the house" in page and "A guess, look" in page
    assert "0 of 1 this quarter" in page


def test_a_comment_cannot_bring_markup_onto_the_page(officer, bring_in, signed_in_as):
    bring_in("my <room><script>alert(1)</script> & <b>bed</b>")
    page = signed_in_as(officer).get("/feedback/coding").text
    assert "<script>alert" not in page and "<b>" not in page


def test_confirming_goes_on_to_the_next_and_offers_to_undo(officer, bring_in, signed_in_as):
    (answer,) = bring_in("My room is cold")
    visitor = signed_in_as(officer)
    done = visitor.post(
        f"/feedback/coding/{answer.id}?council=west",
        data={
            "codes": ["HOM_ROOM", "HOM_SETTLED"],
            "valence": "not_good",
            "feeling_HOM_SETTLED": "good",
        },
    )
    assert done.location == f"/feedback/coding?undo={answer.id}&council=west"
    page = visitor.get(done.location).text
    assert "Saved: My room and the house, Staying and moving." in page
    assert f"/feedback/coding/{answer.id}/undo" in page and "1 of 1 this quarter" in page
    felt = {row.sub_theme: row.valence for row in coding.standing(answer)}
    assert felt == {"HOM_ROOM": "not_good", "HOM_SETTLED": "good"}


def test_undoing_comes_back_to_the_comment(session, officer, bring_in, signed_in_as):
    (answer,) = bring_in("My room is cold")
    coding.confirm_codes(answer, [("HOM_ROOM", "good")], officer)
    visitor = signed_in_as(officer)
    done = visitor.post(f"/feedback/coding/{answer.id}/undo")
    assert done.location == f"/feedback/coding/{answer.id}"
    assert coding.standing(answer) == []
    assert (
        "nothing of yours"
        in visitor.post(f"/feedback/coding/{answer.id}/undo", follow_redirects=True).text
    )


@pytest.mark.parametrize(
    "data", [{}, {"codes": ["HOM_ROOM"]}, {"codes": ["<x>"], "valence": "good"}]
)
def test_half_a_decision_comes_back_as_the_same_page(officer, bring_in, signed_in_as, data):
    (answer,) = bring_in("My room is cold")
    page = signed_in_as(officer).post(f"/feedback/coding/{answer.id}", data=data)
    assert page.status_code == 422 and "error-summary" in page.text
    assert coding.standing(answer) == []
    if data.get("codes") == ["HOM_ROOM"]:
        assert 'value="HOM_ROOM" data-key="1" checked' in page.text


def test_two_officers_at_one_comment_make_one_decision(officer, bring_in, signed_in_as, west):
    (answer,) = bring_in("My room is cold")
    other = make_staff(Role.PARTICIPATION_OFFICER, council=west)
    coding.confirm_codes(answer, [("HOM_ROOM", "good")], other)
    sent = {"codes": ["HOM_FOOD"], "valence": "good"}
    page = signed_in_as(officer).post(
        f"/feedback/coding/{answer.id}", data=sent, follow_redirects=True
    )
    assert "Somebody has coded this one meanwhile" in page.text
    assert [row.sub_theme for row in coding.standing(answer)] == ["HOM_ROOM"]


def test_the_childs_own_choice_is_the_first_key(session, officer, west, signed_in_as):
    answer = comment_of(session, make_statement(words="My room is cold", council=west))
    coding.propose(answer, "REL_FRIENDS", "child")
    page = signed_in_as(officer).get("/feedback/coding").text
    assert 'value="REL_FRIENDS" data-key="1"' in page
    assert "own choice" in page


def test_an_interpreters_english_stands_beside_the_original(session, officer, west, signed_in_as):
    answer = comment_of(session, make_statement(words="غرفتي باردة", language="ar", council=west))
    row = Translation(answer_id=answer.id, language="en", by_name="Amal")
    row.words = "My room is cold"
    session.add(row)
    page = signed_in_as(officer).get("/feedback/coding").text
    assert "My room is cold" in page and "English by" in page and 'lang="ar"' in page


def test_every_reading_is_on_the_trail(session, officer, west, bring_in, signed_in_as):
    thread = make_statement(words="to the team", council=west)
    (brought,) = bring_in("from a file")
    visitor = signed_in_as(officer)
    visitor.get(f"/feedback/coding/{comment_of(session, thread).id}")
    visitor.get(f"/feedback/coding/{brought.id}")
    entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "read"))
    assert {(entry.subject, entry.subject_id) for entry in entries} >= {
        ("thread", thread.id),
        ("answer", brought.id),
    }


def test_nobody_waits_to_write_while_the_machine_thinks(app, officer, bring_in, signed_in_as):
    (answer,) = bring_in("My room is cold")
    visitor, address = signed_in_as(officer), f"/feedback/coding/{answer.id}"
    with watched_pages(app) as pages:
        visitor.get("/feedback/coding")
        visitor.get(address)
        visitor.post(address, data={"codes": ["HOM_ROOM"]})
    assert pages == [("feedback/coding.html", True)] * 3


def test_an_empty_desk_says_so(officer, signed_in_as):
    page = signed_in_as(officer).get("/feedback/coding")
    assert page.status_code == 200 and "Nothing waits" in page.text


@pytest.mark.parametrize("query", ["?quarter=soon", "?quarter=2026-Q5"])
def test_a_quarter_that_is_none_is_not_found(officer, signed_in_as, query):
    assert signed_in_as(officer).get(f"/feedback/coding{query}").status_code == 404


@pytest.mark.parametrize("query", ["?after=x", "?undo=x", "?council=%00", "?after=99999999999"])
def test_an_odd_address_does_no_harm(officer, bring_in, signed_in_as, query):
    bring_in("hello")
    assert signed_in_as(officer).get(f"/feedback/coding{query}").status_code == 200


def test_the_page_costs_the_same_queries_however_much_waits(app, officer, bring_in, signed_in_as):
    bring_in("my room")
    visitor = signed_in_as(officer)

    def queries():
        seen = []
        engine = app.extensions["engine"]

        def note(_connection, _cursor, statement, *_more):
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        visitor.get("/feedback/coding")
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    queries()
    few = queries()
    bring_in(*(f"my room number {n}" for n in range(60)))
    assert queries() == few


# Pieces.


def test_marked_pieces_joined_are_the_text():
    text = "the room, a mushroom and the room"
    pieces = marked(text, [Suggestion("HOM_ROOM", 0.5, False, ["room"])])
    assert "".join(piece for piece, _is in pieces) == text
    assert [piece for piece, is_marked in pieces if is_marked] == ["room", "room"]
    assert marked("", []) == []


# Learning from what was decided.


@pytest.fixture
def own_models(app, tmp_path):
    """A folder for what this test learns."""
    app.config["MODELS"] = str(tmp_path)


def test_the_desk_learns_from_its_own_decisions(own_models, officer, bring_in):
    answers = bring_in(*(f"the gloop is blue {n}" for n in range(8)), "tea", "bread", "soup")
    for answer in answers:
        codes = [("HOM_ROOM", "good")] if "gloop" in answer.words else [(NO_THEME, None)]
        coding.confirm_codes(answer, codes, officer)
    assert lessons.learn_from_coding().trained_on == 11
    assert suggest("a gloop", "en")[0].sub_theme == "HOM_ROOM"
    assert b"gloop" not in model_path().read_bytes()


def test_with_too_little_to_learn_from_the_lists_go_on_speaking(own_models):
    with pytest.raises(TooLittle):
        lessons.learn_from_coding()
    lessons.nightly_lesson()
    assert current_model() is None


def test_a_model_that_was_tampered_with_counts_as_none(own_models, officer, bring_in):
    for answer in bring_in(*(f"room {n}" for n in range(7)), "x", "y"):
        codes = [("HOM_ROOM", "good")] if "room" in answer.words else [(NO_THEME, None)]
        coding.confirm_codes(answer, codes, officer)
    lessons.learn_from_coding()
    assert current_model() is not None
    model_path().write_bytes(model_path().read_bytes()[:-1] + b"x")
    assert current_model() is None


def test_the_learn_command_says_when_there_is_nothing_to_learn_from(app):
    done = app.test_cli_runner().invoke(args=["themes", "learn"])
    assert done.exit_code == 1 and "Nothing was learned" in done.output
