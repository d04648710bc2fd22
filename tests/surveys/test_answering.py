"""A draft is kept as it grows; what was published and what was sent never change."""

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError

from app.core.db import UtcDateTime
from app.demo.factories import make_council, make_young_person
from surveys.changing_drafts import AlreadySent, mark_sent, save_answer
from surveys.definition import Given
from surveys.models import Answer, FormVersion, Response
from surveys.publishing import NotFit, current_version, current_versions, publish
from surveys.services import (
    answers_of,
    answers_read_back,
    definition_of,
    digest_of_answers,
    drafts_of,
    find_response,
    publish_shipped,
    start_response,
)

WORDS = "  My room is cold \u202e\r\n\0 =1+1 غرفتي"


@pytest.fixture
def draft(session):
    return start_response(current_version("something_else"), "en", token="t")


def put(response, key, given, language="en"):
    save_answer(response, definition_of(response).question(key), given, language)


def test_every_form_that_ships_is_published_once(app, session):
    assert len(current_versions("statement")) == 9
    assert publish_shipped() == 0


def test_a_changed_form_is_a_new_version_and_the_old_one_stays_as_it_was(session, draft):
    changed = {**draft.version.definition, "title": "Something new"}
    newer = publish(changed)
    assert newer.number == draft.version.number + 1
    assert current_version("something_else") is newer
    assert definition_of(draft).title == "Something else"
    assert publish(changed) is None


def test_a_withdrawn_form_is_not_asked(session, draft):
    draft.version.withdrawn_on = draft.started_on
    session.flush()
    assert current_version("something_else") is None
    assert "something_else" not in [one.form.key for one in current_versions("statement")]
    assert definition_of(draft).key == "something_else"


def test_a_form_with_a_problem_is_not_published(app, monkeypatch, tmp_path):
    (tmp_path / "broken.yaml").write_text("key: broken\n")
    monkeypatch.setattr("surveys.checking.DEFINITIONS", tmp_path)
    with pytest.raises(NotFit):
        publish_shipped()


def test_words_come_back_to_the_byte_and_are_not_readable_in_the_row(session, draft):
    put(draft, "your_words", Given(words=WORDS))
    session.expire_all()
    row = session.scalar(select(Answer))
    assert row.words == WORDS
    assert "غرفتي".encode() not in row.words_sealed
    assert (row.kind, row.choices, row.language) == ("words", None, "en")


def test_a_choice_is_stored_as_its_code_whatever_the_language(session, draft):
    put(draft, "feeling", Given(("sad",)), "ar")
    row = session.scalar(select(Answer))
    assert (row.kind, row.choices, row.words, row.language) == ("choice", ["sad"], None, "ar")
    assert draft.language == "ar"


def test_an_answer_given_again_takes_the_place_of_the_first(session, draft):
    put(draft, "your_words", Given(words="one"))
    put(draft, "your_words", Given(words="two"))
    assert answers_of(draft) == {"your_words": Given(words="two")}
    put(draft, "your_words", Given())
    assert answers_of(draft)["your_words"].skipped


def test_skipping_leaves_no_row(session, draft):
    put(draft, "your_words", Given())
    assert session.scalars(select(Answer)).all() == []


def test_a_response_is_sent_once_and_cannot_be_changed_after(session, draft):
    put(draft, "your_words", Given(words="one"))
    assert mark_sent(draft, "1234567812345678")
    assert not mark_sent(draft, "1234567812345678")
    with pytest.raises(AlreadySent):
        put(draft, "your_words", Given(words="two"))
    assert answers_of(draft)["your_words"].words == "one"


def test_the_digest_changes_with_any_answer_that_would_be_sent(session, draft):
    empty = digest_of_answers(draft, {})
    put(draft, "your_words", Given(words="one"))
    one = digest_of_answers(draft, answers_of(draft))
    put(draft, "feeling", Given(("sad",)))
    assert len({empty, one, digest_of_answers(draft, answers_of(draft))}) == 3


def test_a_draft_is_found_by_its_token_and_by_nothing_else(session, draft):
    assert find_response("t") is draft
    assert find_response("u") is None
    assert draft.key_hash != b"t"


def test_drafts_by_name_are_listed_for_their_young_person_alone(session):
    fox = make_young_person(chosen_name="Fox")
    owl = make_young_person(chosen_name="Owl")
    version = current_version("this_is_me")
    begun = start_response(version, "ti", token="fox", young_person=fox)
    assert drafts_of(fox.account) == [begun]
    assert drafts_of(owl.account) == []
    assert begun.council_code == fox.council_code
    mark_sent(begun)
    assert drafts_of(fox.account) == []


def test_answers_are_read_back_in_the_order_they_were_asked_and_in_words(session):
    make_council("west", "West Northamptonshire")
    visit = start_response(current_version("my_workers_visit"), "en", token="v")
    put(visit, "next_time", Given(("go_out", "on_time")))
    put(visit, "what_day", Given(("2026-03-27",)))
    put(visit, "who_may_read", Given(("west",)))
    put(visit, "want_to_talk_about", Given(words="left from another way"))
    read = dict(answers_read_back(visit))
    assert list(read) == [
        "Who may read this?",
        "What day was the visit?",
        "What would you like for the next visit?",
    ]
    assert read["Who may read this?"] == ["West Northamptonshire"]
    assert "27 March 2026" in str(read["What day was the visit?"][0])
    assert read["What would you like for the next visit?"] == [
        "Going out somewhere",
        "That they come when they said",
    ]


# An anonymous response leads to nobody: a test for each column that could.


def refused(session) -> bool:
    try:
        session.flush()
    except IntegrityError:
        session.rollback()
        return True
    return False


def test_an_anonymous_response_cannot_hold_a_young_person(session, draft):
    draft.young_person_id = make_young_person().id
    assert refused(session)


def test_an_anonymous_response_cannot_hold_the_moment_it_was_sent(app, session, draft):
    draft.sent_at = app.extensions["clock"]()
    assert refused(session)


def test_a_response_by_name_cannot_hold_a_return_number(session):
    fox = make_young_person()
    known = start_response(current_version("this_is_me"), "en", token="k", young_person=fox)
    known.return_hash = b"0" * 32
    assert refused(session)


def test_no_column_of_an_anonymous_response_that_was_sent_holds_a_moment_or_an_account(
    session, draft
):
    put(draft, "your_words", Given(words="one"))
    mark_sent(draft, "1234567812345678")
    session.commit()
    session.expire_all()
    rows = [session.scalar(select(Response)), session.scalar(select(Answer))]
    for row in rows:
        for column in inspect(type(row)).columns:
            value = getattr(row, column.key)
            points = {key.column.table.name for key in column.foreign_keys}
            if isinstance(column.type, UtcDateTime) or points & {"account", "young_person"}:
                assert value is None, column


def test_ids_of_responses_do_not_tell_their_order(session):
    version = session.scalars(select(FormVersion)).first()
    ids = [start_response(version, "en", token=str(n)).id for n in range(20)]
    assert ids != sorted(ids)


def test_what_is_said_in_an_interview_is_confided_and_is_no_draft_among_the_others(session):
    fox = make_young_person(make_council(), "Fox")
    said = start_response(current_version("return_interview"), "en", token="i", young_person=fox)
    told = start_response(current_version("something_else"), "en", token="s", young_person=fox)
    put(said, "before", Given(words=WORDS))
    put(told, "your_words", Given(words=WORDS))
    assert [row.confided_to for row in said.answers + told.answers] == ["listener", None]
    assert drafts_of(fox.account) == [told]


@pytest.mark.parametrize("whom", ["everybody", ""])
def test_nobody_else_can_be_confided_in(session, draft, whom):
    put(draft, "your_words", Given(words=WORDS))
    draft.answers[0].confided_to = whom
    with pytest.raises(IntegrityError):
        session.flush()
