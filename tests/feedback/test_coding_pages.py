"""The coding desk's page: one comment, what is put forward for it, and deciding."""

import re

import pytest
from sqlalchemy import event, select

from app.core.audit import AuditEntry
from app.core.permissions import Role
from app.demo.factories import make_council, make_staff, make_statement
from feedback import coding
from feedback.models import ImportedRow, Thread, Translation
from feedback.themes import load_tone
from feedback.theming.suggestions import suggest_with
from tests.locks import watched_calls, watched_pages
from tests.talking import tell


def test_the_page_shows_a_comment_its_suggestions_and_the_words_that_led_there(
    officer, bring_in, signed_in_as
):
    bring_in("My room is cold")
    page = signed_in_as(officer).get("/feedback/coding").text
    assert "<mark>room</mark> is <mark>cold</mark>" in page
    assert "My room and the house" in page and "A guess, look" in page
    assert "0 of 1 in July to September 2026" in page


def test_how_it_sounds_is_told_by_the_comment_whatever_was_asked(officer, bring_in, signed_in_as):
    load_tone().join()
    asked = "What is great, happy and wonderful?"
    plain, bad = bring_in("I have a room", "This is horrible", question=asked)
    visitor = signed_in_as(officer)
    pages = [visitor.get(f"/feedback/coding/{answer.id}").text for answer in (plain, bad)]
    assert all(asked in page for page in pages)
    assert "Sounds" not in pages[0] and "Sounds not good" in pages[1]


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
    assert (
        f"/feedback/coding/{answer.id}/undo" in page and "1 of 1 in July to September 2026" in page
    )
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


MANY = "my room, my tea, my brother, my school, my mum, the wifi, a bus, a flat, a job, a friend"


def keys_in(page):
    """The keys on the page before the rest of the codebook, and those in it."""
    shown, rest = page.split('<details class="details"')[-2:]
    return tuple(re.findall(r'data-key="(\d)"', part) for part in (shown, rest))


def test_the_best_three_are_suggested_and_the_others_are_behind_more(
    officer, bring_in, signed_in_as
):
    bring_in(MANY)
    page = signed_in_as(officer).get("/feedback/coding").text
    assert keys_in(page) == (["1", "2", "3", "0"], ["4", "5", "6", "7", "8", "9"])
    assert "Choose three at most" in page
    assert page.count('name="codes"') == 41


def test_a_code_from_behind_more_that_came_back_can_be_seen(officer, bring_in, signed_in_as):
    (answer,) = bring_in("My room is cold")
    visitor, address = signed_in_as(officer), f"/feedback/coding/{answer.id}"
    assert '<details class="details"><summary>More' in visitor.get(address).text
    page = visitor.post(address, data={"codes": ["FUT_HOPES"]}).text
    assert '<details class="details" open><summary>More' in page
    assert re.search(r'value="FUT_HOPES"[^>]* checked', page)


def test_a_feeling_for_one_code_alone_is_still_there_when_the_page_comes_back(
    officer, bring_in, signed_in_as
):
    (answer,) = bring_in("My room is cold")
    data = {"codes": ["HOM_ROOM", "FUT_HOPES"], "feeling_HOM_ROOM": "mixed"}
    page = signed_in_as(officer).post(f"/feedback/coding/{answer.id}", data=data)
    assert page.status_code == 422
    select = page.text.split('name="feeling_HOM_ROOM"')[1].split("</select>")[0]
    assert '<option value="mixed" selected>' in select


def test_the_page_says_which_picture_a_sub_theme_comes_from(
    session, officer, client, west, signed_in_as
):
    tell(client, "sort_out_a_problem", {"what_about": "home", "what_happened": "They forgot me."})
    session.scalars(select(Thread)).one().council_code = "west"
    page = signed_in_as(officer).get("/feedback/coding").text
    assert "From the picture they tapped: “Where I live”" in page
    assert "own choice" not in page


def test_the_desk_of_one_file_shows_that_file_and_goes_on_in_it(
    session, officer, bring_in, signed_in_as
):
    bring_in("Nobody told me")
    first, _second = bring_in("My room is cold", "My brother")
    batch = ImportedRow.batch_id
    number = session.scalar(select(batch).where(ImportedRow.response_id == first.response_id))
    visitor = signed_in_as(officer)
    page = visitor.get(f"/feedback/coding?batch={number}").text
    assert "0 of 2 in this file" in page and "Nobody told me" not in page
    sent = {"codes": ["HOM_ROOM"], "valence": "good"}
    done = visitor.post(f"/feedback/coding/{first.id}?batch={number}", data=sent)
    assert done.location == f"/feedback/coding?undo={first.id}&batch={number}"
    page = visitor.get(done.location).text
    assert "My brother" in page and "1 of 2 in this file" in page


def test_the_file_of_another_council_shows_nothing(session, officer, bring_in, signed_in_as):
    make_council("north", "North Northamptonshire")
    bring_in("in the north", council="north")
    number = session.scalar(select(ImportedRow.batch_id))
    page = signed_in_as(officer).get(f"/feedback/coding?batch={number}").text
    assert "in the north" not in page and "0 of 0 in this file" in page


def test_the_childs_own_choice_is_the_first_key(comment_of, session, officer, west, signed_in_as):
    answer = comment_of(make_statement(words="My room is cold", council=west))
    coding.propose(answer, "REL_FRIENDS", "child")
    page = signed_in_as(officer).get("/feedback/coding").text
    assert 'value="REL_FRIENDS" data-key="1"' in page
    assert "own choice" in page


def test_an_interpreters_english_stands_beside_the_original(
    comment_of, session, officer, west, signed_in_as
):
    answer = comment_of(make_statement(words="غرفتي باردة", language="ar", council=west))
    row = Translation(answer_id=answer.id, language="en", by_name="Amal")
    row.words = "My room is cold"
    session.add(row)
    page = signed_in_as(officer).get("/feedback/coding").text
    assert "My room is cold" in page and "English by" in page and 'lang="ar"' in page


def test_every_reading_is_on_the_trail(comment_of, session, officer, west, bring_in, signed_in_as):
    thread = make_statement(words="to the team", council=west)
    (brought,) = bring_in("from a file")
    visitor = signed_in_as(officer)
    visitor.get(f"/feedback/coding/{comment_of(thread).id}")
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


def test_others_can_write_while_the_machine_thinks_about_what_is_confirmed(
    app, officer, bring_in, signed_in_as
):
    (answer,) = bring_in("My room is cold")
    visitor = signed_in_as(officer)
    with watched_calls(app, suggest_with) as calls:
        sent = {"codes": ["HOM_ROOM"], "valence": "good"}
        visitor.post(f"/feedback/coding/{answer.id}", data=sent)
    assert calls == [True]
    assert [row.proposed_by for row in coding.standing(answer)] == ["machine"]


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
