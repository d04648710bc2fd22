"""The officers' desk: the ledger, writing a draft, and publishing it."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import evidence
from app.core.evidence import Evidence, Source
from app.demo.factories import make_young_person
from app.pledge.figures import make_figures
from app.pledge.services import draft_of, history, start_draft
from tests.reports.saying import say
from tests.talking import hidden

DESK = "/pledge/desk/west"
HOSTILE = [
    "<script>x</script>",
    "=1+1",
    "a\x00b",
    "\u202eabc",
    "x" * 1_000_000,
    "\r\nX: y",
    "é" * 99,
]


@pytest.fixture
def officer(world, signed_in_as):
    return signed_in_as(world.officer)


@pytest.fixture
def draft(world, session):
    draft = start_draft(world.west, world.officer)
    session.commit()
    return draft


def promise(seen, **changed):
    """P2 as the form sends it."""
    as_it_is = {
        "title": "The right place to live",
        "words": "You live somewhere safe.",
        "young": "You have a safe home.",
        "older": "",
        "symbol": "home",
        "sub_themes": ["HOM_SAFE"],
        "indicator_1": "You are understood.",
        "indicator_2": "",
        "indicator_3": "It feels safe.",
        "indicator_4": "And warm.",
    }
    return {**as_it_is, "seen": seen, **changed}


def test_the_desk_belongs_to_those_who_write_for_the_council(world, draft, officer, signed_in_as):
    assert "West Northamptonshire" in officer.get("/pledge/desk").text
    assert "North Northamptonshire" not in officer.get("/pledge/desk").text
    northern = signed_in_as(world.northern)
    for path in ("", "/draft", "/draft/P2", "/publish"):
        assert officer.get(DESK + path).status_code == 200, path
        assert northern.get(DESK + path).status_code == 404, path
    robin = signed_in_as(make_young_person(world.west, "robin").account)
    assert robin.get("/pledge/desk").status_code == 404


def test_the_ledger_lays_ratings_and_comments_beside_each_promise(world, officer, checks, session):
    checks(40, P2="kept")
    checks(20, P2="partly")
    make_figures()
    for _ in range(7):
        say(None, date(2026, 7, 3), "HOM_FOOD:not_good")
    session.commit()
    page = officer.get(DESK).text
    assert "April to June 2026" in page and '">40</td>' in page
    assert re.search(r"Food I like and need</strong>: <bdi>5</bdi>.*anonymous comments", page)
    assert "Food I like and need" not in officer.get(f"{DESK}?quarter=2026-Q1").text
    assert "October to December 2026" not in page, "a quarter that has not begun"
    for odd in ("soon", "0000-Q1", "9999-Q4"):
        assert officer.get(f"{DESK}?quarter={odd}").status_code == 200, odd


def test_the_ledger_shows_what_other_features_give_and_nothing_for_those_that_give_none(
    world, officer, monkeypatch
):
    def ledger(_council, _period, promises):
        late = Evidence("test", "Menus", words="A cook", when=date(2026, 7, 1), overdue=True)
        return {one.key: [late] if one.key == "P2" else [] for one in promises}

    monkeypatch.setitem(evidence.SOURCES, "test", Source("test", "Undertaken", ledger=ledger))
    monkeypatch.setitem(evidence.SOURCES, "none", Source("none", "Interviews"))
    page = officer.get(DESK).text
    assert page.count("Undertaken") == 1 and "Overdue" in page and "A cook" in page
    assert "Interviews" not in page


def test_the_ledger_costs_the_same_number_of_queries_however_many_promises(
    world, officer, checks, session, statements
):
    few = statements.during(lambda: officer.get(DESK))
    checks(30, P2="partly")
    make_figures()
    for _ in range(12):
        say(make_young_person(world.west), date(2026, 7, 3), "HOM_FOOD:not_good")
    session.commit()
    assert statements.during(lambda: officer.get(DESK)) == few


def test_a_promise_is_changed_and_its_indicators_keep_their_keys(world, officer, draft, session):
    page = officer.get(f"{DESK}/draft/P2").text
    answer = officer.post(f"{DESK}/draft/P2", data=promise(hidden(page, "seen")))
    assert answer.status_code == 303
    kept = draft_of("west").content["promises"][1]
    assert [one["key"] for one in kept["indicators"]] == ["P2.1", "P2.3", "P2.4"]
    assert kept["sub_themes"] == ["HOM_SAFE"] and kept["older"] == ""
    assert history("west")[0].content["promises"][1]["indicators"][1]["key"] == "P2.2"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", "", "Write something here."),
        ("words", "100%", "Write “percent”"),
        ("young", "x" * 201, "at most 200 characters"),
        ("symbol", "cat", "Choose one of the pictures."),
        ("indicator_3", "y" * 301, "at most 300 characters"),
    ],
)
def test_what_will_not_do_comes_back_with_what_was_typed(
    world, officer, draft, session, field, typed, said
):
    data = promise(draft.digest, **{field: typed, "older": "My own new words"})
    answer = officer.post(f"{DESK}/draft/P2", data=data)
    assert answer.status_code == 422 and said in answer.text
    assert "My own new words" in answer.text and (field == "symbol" or typed in answer.text)
    assert draft_of("west").digest == draft.digest


@given(st.fixed_dictionaries({name: st.sampled_from(HOSTILE) for name in ("title", "words")}))
def test_hostile_words_are_kept_as_they_are_or_refused_and_shown_again(
    world, officer, draft, session, typed
):
    session.expire_all()
    before = draft_of("west")
    answer = officer.post(f"{DESK}/draft/P2", data=promise(before.digest, **typed))
    assert answer.status_code in (303, 413, 422)
    if answer.status_code == 303:
        kept = draft_of("west").content["promises"][1]
        assert kept["title"] == " ".join(typed["title"].split())
    assert "<script>x" not in officer.get(f"{DESK}/draft").text


def test_two_who_change_one_draft_get_told_and_nothing_typed_is_lost(
    world, officer, draft, session, signed_in_as
):
    colleague = signed_in_as(world.colleague)
    seen = hidden(officer.get(f"{DESK}/draft/P2").text, "seen")
    colleague.post(f"{DESK}/draft/P2", data=promise(seen, title="Hers"))
    answer = officer.post(f"{DESK}/draft/P2", data=promise(seen, title="His"))
    assert answer.status_code == 409
    assert 'value="His"' in answer.text and "<dd>Hers</dd>" in answer.text
    again = promise(hidden(answer.text, "seen"), title="His")
    assert officer.post(f"{DESK}/draft/P2", data=again).status_code == 303
    assert draft_of("west").content["promises"][1]["title"] == "His"


@pytest.mark.parametrize("where", ["P2", "texts", "new"])
def test_what_was_typed_into_a_draft_that_is_gone_is_shown_again(
    world, officer, draft, session, where
):
    seen = draft.digest
    officer.post(f"{DESK}/discard", data={"seen": seen})
    assert draft_of("west") is None
    answer = officer.post(f"{DESK}/draft/{where}", data=promise(seen, title="Mine"))
    assert answer.status_code == 409 and 'value="Mine"' in answer.text
    assert "There is no draft any more" in answer.text


def test_a_promise_that_a_colleague_took_out_is_not_lost_to_who_was_changing_it(
    world, officer, draft, session
):
    seen = draft.digest
    officer.post(f"{DESK}/draft/P2/remove", data={"seen": seen})
    answer = officer.post(f"{DESK}/draft/P2", data=promise(seen, indicator_4="And dry."))
    assert answer.status_code == 409 and "And dry." in answer.text
    assert (
        officer.post(f"{DESK}/draft/Q9", data=promise(draft_of("west").digest)).status_code == 404
    )


def test_promises_are_added_moved_and_removed(world, officer, draft, session):
    def seen():
        session.expire_all()
        return draft_of("west").digest

    added = officer.post(f"{DESK}/draft/new", data=promise(seen(), indicator_1="So it is."))
    assert added.status_code == 303
    officer.post(f"{DESK}/draft/P7/up", data={"seen": seen()})
    officer.post(f"{DESK}/draft/P1/down", data={"seen": seen()})
    officer.post(f"{DESK}/draft/P3/remove", data={"seen": seen()})
    late = officer.post(f"{DESK}/draft/P1/remove", data={"seen": "older"})
    assert late.status_code == 409
    session.expire_all()
    keys = [one["key"] for one in draft_of("west").content["promises"]]
    assert keys == ["P2", "P1", "P4", "P5", "P7", "P6"]


def test_the_difference_is_seen_before_it_is_published_from_a_day(
    world, officer, draft, session, client
):
    officer.post(f"{DESK}/draft/P2", data=promise(draft.digest, title="A home you like"))
    page = officer.get(f"{DESK}/publish").text
    assert "A home you like" in page and "The right place to live" in page
    seen = hidden(page, "seen")
    early = officer.post(f"{DESK}/publish", data={"seen": seen, "starts_on": "2026-07-27"})
    assert early.status_code == 422 and "The first day it can hold is" in early.text
    none = officer.post(f"{DESK}/publish", data={"seen": seen, "starts_on": "soon"})
    assert none.status_code == 422 and 'value="soon"' in none.text
    other = officer.post(f"{DESK}/publish", data={"seen": "older", "starts_on": "2026-07-28"})
    assert other.status_code == 409
    done = officer.post(f"{DESK}/publish", data={"seen": seen, "starts_on": "2026-07-28"})
    assert done.status_code == 303
    assert "A home you like" in client.get("/pledge/?council=west").text


def test_a_year_that_was_typed_wrong_is_refused_at_the_field(world, officer, draft, session):
    data = {"seen": draft.digest, "starts_on": "2062-09-01"}
    answer = officer.post(f"{DESK}/publish", data=data)
    assert answer.status_code == 422 and 'value="2062-09-01"' in answer.text
    assert "The last day it can begin is" in answer.text and "29 July 2027" in answer.text
    assert draft_of("west") is not None


@pytest.mark.postgresql
def test_words_the_other_database_cannot_keep_are_refused_and_shown_again(
    world, officer, draft, session
):
    typed = {"title": "Our\0 pledge", "source": "The Board", "seen": draft.digest}
    answer = officer.post(f"{DESK}/draft/texts", data=typed)
    assert answer.status_code == 422
    assert "The Board" in answer.text
    session.expire_all()
    assert draft_of("west").digest == draft.digest


def test_a_draft_with_problems_cannot_be_published_and_says_why(world, officer, draft, session):
    for key in ("P1", "P2", "P3", "P4", "P5", "P6"):
        session.expire_all()
        officer.post(f"{DESK}/draft/{key}/remove", data={"seen": draft_of("west").digest})
    session.expire_all()
    seen = draft_of("west").digest
    assert "Give 1 to 19 promises" in officer.get(f"{DESK}/draft").text
    answer = officer.post(f"{DESK}/publish", data={"seen": seen, "starts_on": "2026-07-28"})
    assert answer.status_code == 422 and "Give 1 to 19 promises" in answer.text


def test_what_stands_over_the_promises_is_changed_line_by_line(world, officer, draft, session):
    data = {"title": "Our  pledge", "intro": "", "source": "The Board", "verify": "one\r\n\r\ntwo"}
    wrong = officer.post(f"{DESK}/draft/texts", data={**data, "title": "", "seen": draft.digest})
    assert wrong.status_code == 422 and "The Board" in wrong.text
    officer.post(f"{DESK}/draft/texts", data={**data, "seen": draft.digest})
    content = draft_of("west").content
    assert (content["title"], content["verify"]) == ("Our pledge", ["one", "two"])
