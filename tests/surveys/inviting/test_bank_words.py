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
from surveys.survey_words import digest_of
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
