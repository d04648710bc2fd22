"""A survey's own words in other languages: who wrote them, of which English, and what is shown."""

import pytest
from sqlalchemy import select

from app.core.clock import today
from app.core.db import session
from app.core.permissions import Role
from app.demo.factories import make_open_survey, make_staff, survey_link
from surveys.definition import build
from surveys.inviting import translating
from surveys.inviting.finding import ages_of
from surveys.inviting.translation_models import SurveyTranslation
from surveys.publishing import publish
from surveys.survey_texts import digest_of, texts_in
from surveys.survey_words import spoken, wording_of
from tests.surveys.inviting.answers import begin

ASK = "How is the food where you live?"
HEARD = "Do adults there listen to you?"
SAID = "كيف الطعام حيث تعيش؟"


def write(world, language="ar", english=ASK, words=SAID, by=None):
    there = next(
        one for one in translating.parts_of(world.survey, language) if one.text.english == english
    )
    return translating.translate(
        world.survey, language, digest_of(english), words, by or world.interpreter, there.mark
    )


def typed(said: dict[str, str], seen: str = translating.NOT_YET, **more) -> dict[str, str]:
    """The page with these words beside this English, as a browser sends it."""
    sent = {f"words-{digest_of(english)}": words for english, words in said.items()}
    return {**sent, **{f"seen-{digest_of(english)}": seen for english in said}, **more}


def definition_of(survey):
    return build(ages_of(survey)["11_17"].definition)


def test_spoken_gives_the_translated_texts_and_marks_the_rest_as_english(app, world):
    write(world)
    said = spoken(definition_of(world.survey), "ar")
    assert said.question("food").ask == SAID
    assert said.question("heard").ask.__html__() == (
        '<span lang="en" dir="ltr">Do adults there listen to you?</span>'
    )
    assert (
        said.key == f"s{world.survey.id:x}_11_17" and said.keys == definition_of(world.survey).keys
    )
    assert spoken(definition_of(world.survey), "en").title.__html__() == "Home and food"


def test_markup_in_a_translation_is_text(app, world):
    write(world, words="<b>x</b>")
    assert spoken(definition_of(world.survey), "ar").question("food").ask.__html__() == (
        "&lt;b&gt;x&lt;/b&gt;"
    )


def test_a_young_person_is_asked_in_their_language_and_sees_what_stayed_english(world, client):
    write(world)
    client.get("/?lang=ar")
    begin(client, world.link.code)
    page = client.get(f"/surveys/{world.link.code}/11_17/food").text
    assert SAID in page and '<span lang="en" dir="ltr">Think of this week.</span>' in page
    page = client.get(f"/surveys/{world.link.code}/11_17/who").text
    assert '<span lang="en" dir="ltr">My workers</span>' in page


def test_a_question_says_that_some_of_it_is_english_only_where_some_of_it_is(world, client):
    alone = make_open_survey(
        world.west,
        questions=[{"key": one, "type": "long_text", "ask": f"{one}?"} for one in ("mine", "not")],
    )
    translating.translate(alone, "ar", digest_of("mine?"), "كلمات", world.officer, "-")
    session.commit()
    code = survey_link(alone).code
    client.get("/?lang=ar")
    begin(client, code)
    mine, other = (client.get(f"/surveys/{code}/11_17/{one}").text for one in ("mine", "not"))
    assert "survey-english" not in mine and "survey-draft" in mine
    assert "survey-english" in other and "survey-draft" not in other


def test_words_nobody_has_checked_say_so_until_a_second_person_has(world):
    def unchecked() -> bool:
        said = spoken(definition_of(world.survey), "ar")
        return said.question("heard").ask.is_unchecked

    def write_it(words="هل يسمعونك؟"):
        write(world, english=HEARD, words=words)

    assert not unchecked()
    write_it()
    assert unchecked() and wording_of(spoken(definition_of(world.survey), "ar")).unchecked
    assert translating.check(world.survey, "ar", [digest_of(HEARD)], world.interpreter) == 0
    other = make_staff(Role.INTERPRETER)
    assert translating.check(world.survey, "ar", [digest_of(HEARD)], other) == 1
    assert not unchecked()
    write_it("غيرها")
    assert unchecked()


def test_what_is_not_in_their_language_yet_is_said_and_what_is_no_more_counts_for_nothing(
    world, client
):
    alone = make_open_survey(
        world.west, questions=[{"key": "q", "type": "long_text", "ask": "What is it like?"}]
    )
    at = f"/surveys/{survey_link(alone).code}/"
    session.commit()
    assert "survey-english" not in client.get(at).text
    client.get("/?lang=ar")
    assert "survey-english" in client.get(at).text and "survey-draft" not in client.get(at).text
    english = [one.english for one in translating.texts_of(alone)]
    for text in english:
        translating.translate(alone, "ar", digest_of(text), "كلمات", world.officer, "-")
    assert "survey-english" not in client.get(at).text and "survey-draft" in client.get(at).text
    other = make_staff(Role.INTERPRETER)
    translating.check(alone, "ar", [digest_of(one) for one in english], other)
    old = SurveyTranslation(survey_id=alone.id, language="ar", english_digest="0" * 64, place="x")
    old.words, old.by_name, old.written_on = "قديم", "Samira", today()
    session.add(old)
    session.commit()
    assert "survey-draft" not in client.get(at).text


def test_changed_english_makes_its_translation_stale(world):
    write(world)
    for ages, version in ages_of(world.survey).items():
        data = {**version.definition, "questions": [*version.definition["questions"]]}
        data["questions"][1] = {**data["questions"][1], "ask": "How was the food today?"}
        assert publish(data).form.key.endswith(ages)
    part = next(
        one
        for one in translating.parts_of(world.survey, "ar")
        if one.text.english == "How was the food today?"
    )
    assert part.there is None and part.stale == SAID and not part.is_done
    assert spoken(definition_of(world.survey), "ar").question("food").ask.is_english


def test_every_text_is_translated_once_whatever_the_number_of_ages(world):
    english = [one.english for one in translating.texts_of(world.survey)]
    assert len(english) == len(set(english))
    assert {"Home and food", ASK, "Think of this week.", "At home", "My school"} <= set(english)


def test_an_easier_wording_beside_a_question_is_a_text_too():
    data = {"questions": [{"key": "q", "ask": "Long?", "easier": {"ask": "Short?"}}]}
    assert [(one.place, one.english) for one in texts_in(data)] == [
        ("questions/q/ask", "Long?"),
        ("questions/q/easier/ask", "Short?"),
    ]


def test_the_interpreter_sees_how_far_it_is_and_writes_one_text_after_the_other(
    world, signed_in_as
):
    visitor, at = signed_in_as(world.interpreter), f"/surveys/words/{world.survey.id}"
    assert "Home and food" in visitor.get("/surveys/words/").text
    assert visitor.get(at).status_code == 200
    page = visitor.get(f"{at}/ar").text
    assert ASK in page and "Not yet" in page
    done = visitor.post(f"{at}/ar", data=typed({ASK: SAID, "Home and food": "", "At home": " "}))
    assert done.status_code == 302
    row = session.scalars(select(SurveyTranslation)).one()
    assert (row.words, row.by_name) == (SAID, world.interpreter.display_name)
    page = visitor.get(f"{at}/ar").text
    assert SAID in page and "1 text is kept." in page
    second = signed_in_as(make_staff(Role.INTERPRETER))
    second.post(f"{at}/ar", data=typed({ASK: SAID}, digest_of(SAID), right=digest_of(ASK)))
    assert "Checked" in second.get(f"{at}/ar").text
    found = {
        str(one): (done, checked) for one, done, checked, _ in translating.progress(world.survey)
    }
    assert found["ar"][0] == found["ti"][0] + 1 and found["ar"][1] == 1
    page = visitor.get(at).text
    assert f'data-head="Translated">{found["ar"][0]}</td>' in page
    assert 'data-head="Checked">1</td>' in page


def test_words_that_will_not_do_stay_on_the_page_and_the_others_are_kept(world, signed_in_as):
    visitor, at = signed_in_as(world.interpreter), f"/surveys/words/{world.survey.id}/ar"
    for wrong in ("50% نعم", "a\0b", "x" * 2001):
        page = visitor.post(at, data=typed({ASK: wrong}))
        assert page.status_code == 422 and wrong.replace("\0", "") in page.text.replace("\0", "")
    assert session.scalars(select(SurveyTranslation)).all() == []
    page = visitor.post(at, data=typed({ASK: "50% نعم", "At home": "في البيت"}))
    assert page.status_code == 422 and "50% نعم" in page.text
    assert session.scalars(select(SurveyTranslation)).one().words == "في البيت"
    emptied = visitor.post(at, data=typed({"At home": ""}, digest_of("في البيت")))
    assert emptied.status_code == 422


def test_words_beside_english_that_was_changed_are_not_lost(world, signed_in_as):
    visitor, at = signed_in_as(world.interpreter), f"/surveys/words/{world.survey.id}/ar"
    gone = visitor.post(at, data=typed({"No such English": "ضاع"}))
    assert gone.status_code == 409 and "ضاع" in gone.text
    assert "The English was changed meanwhile" in gone.text


def test_of_two_who_write_the_same_text_the_second_is_shown_both(world, signed_in_as):
    at = f"/surveys/words/{world.survey.id}/ar"
    second = signed_in_as(make_staff(Role.INTERPRETER))
    write(world)
    page = second.post(at, data=typed({ASK: "غيرها"}))
    assert page.status_code == 409 and "Somebody else has written this one" in page.text
    assert "غيرها" in page.text and SAID in page.text
    assert session.scalars(select(SurveyTranslation)).one().words == SAID
    assert second.post(at, data=typed({ASK: "غيرها"}, digest_of(SAID))).status_code == 302
    assert session.scalars(select(SurveyTranslation)).one().words == "غيرها"


@pytest.mark.parametrize("language", ["en", "xx"])
def test_there_is_no_page_for_english_or_a_language_nobody_knows(world, signed_in_as, language):
    at = f"/surveys/words/{world.survey.id}/{language}"
    assert signed_in_as(world.interpreter).get(at).status_code == 404


def test_it_costs_the_same_for_many_texts_as_for_few(world, signed_in_as, statements):
    many = make_open_survey(
        world.west,
        questions=[{"key": f"q{n}", "type": "long_text", "ask": f"Number {n}?"} for n in range(50)],
    )
    session.commit()
    visitor = signed_in_as(world.interpreter)
    few, more = (f"/surveys/words/{one.id}/ar" for one in (world.survey, many))
    visitor.get(few)
    cost = statements.during(lambda: visitor.get(few))
    assert statements.during(lambda: visitor.get(more)) == cost


def test_what_a_survey_is_called_is_in_their_language_on_the_first_page_too(world, signed_in_as):
    write(world, english="Home and food", words="البيت والطعام")
    visitor = signed_in_as(world.child.account)
    visitor.get("/?lang=ar")
    for page in ("/", "/surveys/"):
        assert "البيت والطعام" in visitor.get(page).text
