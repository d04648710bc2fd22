"""A question from the bank comes with its words in other languages, as drafts."""

import pytest
from sqlalchemy import select

from app.core.db import session
from app.core.extract import all_messages
from app.core.i18n import gettext, speaking
from app.core.permissions import Role
from app.demo.factories import make_open_survey, make_staff
from surveys.building.bank import bank, ready_question, words_at
from surveys.inviting import translating
from surveys.inviting.translation_models import SurveyTranslation
from surveys.survey_texts import digest_of
from tests.surveys.inviting.answers import begin

ASK = "How old are you?"
KEY = "about_age"


def in_arabic(english):
    with speaking("ar"):
        return gettext(english)


@pytest.fixture
def taken(world):
    """An open survey of one question, taken from the bank as it is."""
    survey = make_open_survey(
        world.west, questions=[{"key": KEY, **ready_question(KEY).question}], title="Who answers"
    )
    session.commit()
    return survey


def part_of(survey, place):
    return next(one for one in translating.parts_of(survey, "ar") if one.text.place == place)


def test_every_text_of_the_bank_is_gathered_for_translators():
    gathered = {message.id for message in all_messages()}
    assert len(words_at()) > 2 * len(bank())
    assert {english for english in words_at().values() if english not in gathered} == set()


def test_what_was_taken_as_it_is_stands_there_as_a_draft_until_somebody_checks_it(
    taken, signed_in_as, client
):
    at = f"/surveys/words/{taken.id}/ar"
    part = part_of(taken, f"questions/{KEY}/ask")
    assert part.there is None and part.words == in_arabic(ASK) != ASK
    interpreter = signed_in_as(make_staff(Role.INTERPRETER, display_name="Samira Aziz"))
    shown = shown_of(interpreter.get(at))
    assert in_arabic(ASK) in shown and "Draft" in shown and "From the bank of questions" in shown
    words = f"words-{digest_of(ASK)}"
    assert interpreter.post(at, data={words: in_arabic(ASK)}).status_code == 302
    assert session.scalars(select(SurveyTranslation)).all() == [], "nothing was said about it"
    interpreter.post(at, data={words: in_arabic(ASK), "right": digest_of(ASK)})
    row = session.scalars(select(SurveyTranslation)).one()
    assert (row.words, row.by_name, row.checked_by_name) == (in_arabic(ASK), "", "Samira Aziz")
    shown = shown_of(interpreter.get(at))
    assert "Checked by <bdi>Samira Aziz" in shown and "From the bank of questions" in shown


def shown_of(page):
    """What the interpreters' page says of the question."""
    return page.text.split(f'id="t{digest_of(ASK)[:12]}"')[1].split('class="translating"')[0]


def test_young_people_read_the_draft_and_that_it_is_one(world, taken, client):
    link = taken.councils[0].link_code
    client.get("/?lang=ar")
    assert "survey-draft" in client.get(f"/surveys/{link}/").text
    begin(client, link)
    page = client.get(f"/surveys/{link}/11_17/{KEY}").text
    assert in_arabic(ASK) in page and ASK not in page


def test_changed_words_are_their_own_and_the_banks_stand_beside_them(world):
    mine = {"key": KEY, **ready_question(KEY).question, "ask": "How old are you this week?"}
    changed = make_open_survey(world.west, questions=[mine])
    part = part_of(changed, f"questions/{KEY}/ask")
    assert not part.is_done and part.stale == in_arabic(ASK)


YES = "Yes"


@pytest.fixture
def own_answers(world):
    """A question of their own, one of whose answers the catalogue knows from elsewhere."""
    choices = [{"code": "y", "label": YES}, {"code": "n", "label": "Nah"}]
    question = {"key": "q", "type": "one_choice", "ask": "Is the bus late?", "choices": choices}
    survey = make_open_survey(world.west, questions=[question])
    session.commit()
    return survey


def test_an_answer_of_their_own_takes_no_words_from_the_catalogue_unseen(
    world, own_answers, client
):
    link = own_answers.councils[0].link_code
    client.get("/?lang=ar")
    begin(client, link)
    page = client.get(f"/surveys/{link}/11_17/q").text
    assert in_arabic(YES) != YES and '<span lang="en" dir="ltr">Yes</span>' in page
    part = part_of(own_answers, "questions/q/choices/y/label")
    assert not part.is_done and part.suggested == in_arabic(YES)


def test_whoever_translates_takes_the_catalogues_words_or_writes_others(
    world, own_answers, signed_in_as
):
    visitor, at = signed_in_as(world.interpreter), f"/surveys/words/{own_answers.id}/ar"
    digest = digest_of(YES)
    assert f'name="take" value="{digest}"' in visitor.get(at).text
    everything = {f"words-{digest}": "", f"seen-{digest}": translating.NOT_YET}
    assert visitor.post(at, data=everything).status_code == 302
    assert session.scalars(select(SurveyTranslation)).all() == [], "nobody took it"
    visitor.post(at, data={**everything, "take": digest})
    row = session.scalars(select(SurveyTranslation)).one()
    assert (row.words, row.by_name) == (in_arabic(YES), world.interpreter.display_name)


def test_words_of_the_bank_that_stand_in_a_question_of_their_own_too_are_not_done(world):
    rather = "I’d rather not say"
    own = {"key": "q", "type": "one_choice", "ask": "Which team?"}
    own["choices"] = [{"code": "a", "label": "The reds"}, {"code": "b", "label": rather}]
    ready = {"key": KEY, **ready_question(KEY).question}
    survey = make_open_survey(world.west, questions=[ready, own])
    both = next(one for one in translating.parts_of(survey, "ar") if one.text.english == rather)
    assert not both.is_done and both.suggested == in_arabic(rather)
