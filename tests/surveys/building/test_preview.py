"""Trying a survey out: as any age reads it, by any way, and nothing is kept."""

import pytest
from sqlalchemy import func, select

from surveys.inviting.translating import NOT_YET, translate
from surveys.models import Answer, FormVersion, Response
from surveys.survey_texts import digest_of


def test_each_age_reads_its_own_words(ada, address):
    assert "What do you like best?" in ada.get(address("/preview/8_11/q_best")).text
    assert "What is the best thing about it?" in ada.get(address("/preview/11_17/q_best")).text
    assert "You are only trying it out." in ada.get(address("/preview/8_11")).text


def test_an_answer_chooses_what_is_asked_next_and_the_end_says_thank_you(ada, address):
    first = address("/preview/8_11/q_safe")
    no = ada.post(first, data={"answer": "no", "do": "next"})
    assert no.status_code == 303 and "/q_why?said=q_safe.no" in no.location
    yes = ada.post(first, data={"answer": "yes", "do": "next"})
    assert "/q_best?said=q_safe.yes" in yes.location
    assert "/q_best" in ada.post(first, data={"do": "skip"}).location
    end = ada.post(yes.location, data={"answer": "food"})
    assert end.location.endswith("/preview/8_11/end")
    assert "In March we tell you what we found." in ada.get(end.location).text


def test_words_that_are_typed_go_nowhere(ada, address, session):
    before = session.scalar(select(func.count()).select_from(Response))
    answer = ada.post(address("/preview/8_11/q_why"), data={"answer": "My secret"})
    assert "secret" not in answer.location
    for model, count in ((Response, before), (Answer, 0)):
        assert session.scalar(select(func.count()).select_from(model)) == count
    versions = select(func.count()).select_from(FormVersion)
    shipped = session.scalar(versions)
    ada.get(address("/preview/8_11"))
    assert session.scalar(versions) == shipped


def test_an_answer_that_will_not_do_comes_back(ada, address):
    answer = ada.post(address("/preview/8_11/q_why"), data={"answer": "x" * 10_001})
    assert answer.status_code == 422 and "x" * 10_001 in answer.text
    assert ada.post(address("/preview/8_11/q_safe"), data={"answer": "maybe"}).status_code == 422


OWN = "Which song cheers you up at home?"


def in_own_words(survey, session) -> None:
    """One question is asked in words that no catalogue has."""
    asked = [
        {**one, "ask": OWN} if one["key"] == "q_why" else one
        for one in survey.definition["questions"]
    ]
    survey.definition = {**survey.definition, "questions": asked}
    session.commit()


@pytest.mark.parametrize("language", ["ar", "ti"])
def test_it_is_tried_in_another_language_and_their_own_words_stay(
    ada, address, survey, session, language
):
    in_own_words(survey(), session)
    page = ada.get(address(f"/preview/8_11/q_why?lang={language}&said=q_safe.no"))
    assert page.status_code == 200 and OWN in page.text


@pytest.mark.parametrize(
    "rest",
    ["/preview/8_11/none", "/preview/8_11/q_safe?said=%FF~..~q_safe.no.no~x", "/preview/4_7",
     "/preview/8_11/q_safe?said=" + "q_safe.no~" * 900],
)  # fmt: skip
def test_an_odd_address_shows_what_it_can(ada, address, rest):
    assert ada.get(address(rest)).status_code in (200, 302)


def test_an_age_there_is_not_is_not_found(ada, address):
    assert ada.get(address("/preview/99")).status_code == 404


def test_it_is_tried_out_in_any_language_as_far_as_somebody_translated_it(
    world, ada, address, survey, session
):
    ask, said = "What do you like best?", "ما أكثر شيء يعجبك؟"
    translate(survey(), "ar", digest_of(ask), said, world.officer, NOT_YET)
    session.commit()
    page = ada.get(address("/preview/8_11/q_best?lang=ar")).text
    assert said in page and ask not in page and "survey-draft" in page
    in_own_words(survey(), session)
    own = ada.get(address("/preview/8_11/q_why?lang=ar&said=q_safe.no")).text
    assert f'<span lang="en" dir="ltr">{OWN}</span>' in own
    assert ask in ada.get(address("/preview/8_11/q_best?lang=en")).text
