"""Writing a survey: questions, their order, the ways between them, and two who do it at once."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.demo.factories import make_survey, make_young_person
from surveys.survey_models import Survey
from tests.surveys.building.typing_in import HOSTILE, frame, question


def keys(survey):
    return [one["key"] for one in survey.definition["questions"]]


def test_surveys_belong_to_those_who_write_in_the_council(world, ada, address, signed_in_as):
    nan, robin = signed_in_as(world.nan), signed_in_as(make_young_person(world.west, "r").account)
    assert "How is home?" in ada.get("/surveys/build/").text
    assert "How is home?" not in nan.get("/surveys/build/").text
    for rest in ("", "/about", "/bank", "/look", "/questions/q_safe", "/preview/8_11"):
        assert ada.get(address(rest)).status_code == 200, rest
        assert nan.get(address(rest)).status_code == 404, rest
        assert robin.get(address(rest)).status_code == 404, rest
    assert robin.get("/surveys/build/").status_code == 404


def test_the_list_costs_the_same_however_many_surveys_there_are(world, ada, session, statements):
    few = statements.during(lambda: ada.get("/surveys/build/"))
    for number in range(12):
        make_survey([world.west, world.north], world.ada, title=f"Number {number}")
    session.commit()
    assert statements.during(lambda: ada.get("/surveys/build/")) == few


def test_the_officers_list_costs_the_same_however_many_surveys_there_are(
    world, officer, session, statements
):
    few = statements.during(lambda: officer.get("/surveys/check/"))
    for number in range(12):
        make_survey([world.west], world.ada, title=f"Number {number}")
    session.commit()
    assert statements.during(lambda: officer.get("/surveys/check/")) == few
    assert "Number 7" in officer.get("/surveys/check/").text


def test_the_page_of_a_survey_costs_the_same_however_many_questions_it_has(
    world, ada, address, session, survey, statements
):
    few = statements.during(lambda: ada.get(address()))
    for _ in range(8):
        ada.post(address("/bank"), data={"id": "b_trust", "seen": survey().revision})
    assert len(keys(survey())) == 11
    assert statements.during(lambda: ada.get(address())) == few


def test_a_survey_is_started_with_a_name_ages_and_councils(world, ada, session):
    sent = {"title": " Our  buses ", "ages": ["11_17", "4_7"], "councils": ["west"]}
    assert ada.post("/surveys/build/new", data=sent).status_code == 303
    made = session.scalars(select(Survey).where(Survey.title == "Our buses")).unique().one()
    assert made.definition["ages"] == ["4_7", "11_17"] and made.council_codes == ["west"]
    assert made.started_by_name == "Ada" and made.stage == "draft"
    again = ada.post("/surveys/build/new", data={**sent, "councils": ["north"]})
    assert again.status_code == 422 and "Choose at least one council." in again.text
    assert "Our  buses" in again.text


def test_a_question_is_added_and_each_answer_gets_a_code_for_good(ada, address, survey):
    assert ada.post(address("/questions"), data=question(1)).status_code == 303
    added = survey().definition["questions"][-1]
    assert [one["code"] for one in added["choices"]] == ["good", "not_good", "dont_know"]
    assert re.fullmatch(r"q_[a-z0-9]{6}", added["key"]) and "ages" not in added
    there = {f"choice_{one['code']}": one["label"] for one in added["choices"]}
    there |= {"choice_good": "Yummy"}
    sent = question(2, new_1="Very bad", new_2="", new_3="", **there)
    ada.post(address(f"/questions/{added['key']}"), data=sent)
    changed = survey().definition["questions"][-1]
    assert changed["choices"][0] == {"code": "good", "label": "Yummy"}
    assert [one["code"] for one in changed["choices"]] == [
        "good",
        "not_good",
        "dont_know",
        "very_bad",
    ]


@pytest.mark.parametrize(
    "kind",
    ["yes_no_not_sure", "feeling", "agreement", "short_text", "long_text", "date",
     "several_choices", "one_tap", "picture_choice"],
)  # fmt: skip
def test_every_kind_of_question_can_be_asked(ada, address, survey, kind):
    assert ada.get(address(f"/questions/new?type={kind}")).status_code == 200
    assert ada.post(address("/questions"), data=question(1, type=kind)).status_code == 303
    assert survey().definition["questions"][-1]["type"] == kind
    assert "Before it can go on" not in ada.get(address()).text


def test_who_somebodys_worker_is_cannot_be_asked(ada, address, survey):
    assert "How can they answer?" in ada.get(address("/questions/new?type=person")).text
    assert ada.post(address("/questions"), data=question(1, type="person")).status_code == 422
    assert survey().revision == 1


def test_among_several_answers_none_of_these_stands_alone(ada, address, survey):
    sent = question(1, type="several_choices", more="None of these\r\nThe rooms\r\n")
    ada.post(address("/questions"), data=sent)
    choices = survey().definition["questions"][-1]["choices"]
    assert {one["code"] for one in choices if one.get("alone")} == {"dont_know", "none_of_these"}
    assert choices[-1] == {"code": "the_rooms", "label": "The rooms"}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"ask": " "}, "Write something here."),
        ({"ask": "Is it 100% fine?"}, "Write “percent”"),
        ({"ask": "x" * 301}, "there is room for 300"),
        ({"new_2": "", "new_3": ""}, "Write at least two answers."),
        ({"new_2": "good"}, "One answer is there twice."),
        ({"new_2": "Half: 50%"}, "Write “percent”"),
        ({"more": "\n".join(f"Line {n}" for n in range(50))}, "There is room for 40 answers."),
        ({"ages": []}, "Choose who is asked."),
        ({"hint": "a\x01b"}, "There is a sign in it that cannot be shown."),
    ],
)
def test_what_will_not_do_comes_back_with_what_was_typed(ada, address, survey, changed, said):
    answer = ada.post(address("/questions"), data=question(1, why="My own why", **changed))
    assert answer.status_code == 422 and said in answer.text
    assert "My own why" in answer.text and ("new_2" in changed or "Not good" in answer.text)
    assert survey().revision == 1


def test_more_lines_keep_what_was_typed_and_change_nothing(ada, address, survey):
    page = ada.post(address("/questions"), data=question(1, do="lines"))
    assert page.status_code == 200 and page.text.count('name="new_') == 6
    assert "Not good" in page.text and survey().revision == 1


TEXTS = ("ask", "hint", "why", "section", "easier_ask", "easier_hint", "new_1", "more")


@given(st.dictionaries(st.sampled_from(TEXTS), st.sampled_from(HOSTILE), min_size=1, max_size=3))
def test_hostile_words_are_kept_as_words_or_come_back(ada, address, survey, typed):
    sent = {name: value.encode("utf-8", "surrogatepass") for name, value in typed.items()}
    answer = ada.post(address("/questions"), data=question(survey().revision, **sent))
    assert answer.status_code in (303, 413, 422)
    for page in (answer.text, ada.get(address()).text, ada.get(address("/look")).text):
        assert "<script>alert" not in page and "<img src=x" not in page
    for ages in ("8_11", "11_17"):
        for key in keys(survey()):
            assert ada.get(address(f"/preview/{ages}/{key}")).status_code in (200, 302)
    if len(keys(survey())) > 20:
        ada.post(address(f"/questions/{keys(survey())[-1]}/remove"), data={"seen": 1})


@given(
    st.dictionaries(
        st.sampled_from(["title", "intro", "thanks", "opens_on", "closes_on", "asked"]),
        st.sampled_from(HOSTILE),
        min_size=1,
        max_size=3,
    )
)
def test_hostile_words_about_the_survey_are_kept_as_words_or_come_back(ada, address, survey, typed):
    sent = {name: value.encode("utf-8", "surrogatepass") for name, value in typed.items()}
    answer = ada.post(address("/about"), data=frame(survey().revision, **sent))
    assert answer.status_code in (303, 413, 422)
    for page in (answer.text, ada.get(address()).text, ada.get(address("/preview/8_11")).text):
        assert "<script>alert" not in page and "<img src=x" not in page
    assert ada.get("/surveys/build/").status_code == 200


def test_days_and_numbers_have_to_make_sense(ada, address, survey):
    days = {"opens_on": "2026-04-02", "closes_on": "2026-04-01", "asked": "many"}
    answer = ada.post(address("/about"), data=frame(1, **days))
    assert answer.status_code == 422 and "The last day comes after the first." in answer.text
    assert "Write a number" in answer.text and 'value="many"' in answer.text
    ada.post(address("/about"), data=frame(1, opens_on="2026-04-02", asked="120"))
    assert survey().definition["asked"] == 120 and survey().opens_on.isoformat() == "2026-04-02"


def test_a_council_that_stays_keeps_its_link_and_one_that_is_not_theirs_stays(
    world, ada, session, survey
):
    both = make_survey([world.west, world.north], world.ada)
    session.commit()
    links = {one.council_code: one.link_code for one in both.councils}
    ada.post(f"/surveys/build/{both.id}/about", data=frame(1))
    kept = session.get(Survey, both.id, populate_existing=True)
    assert {one.council_code: one.link_code for one in kept.councils} == links
    assert len(set(links.values())) == 2


def test_questions_are_moved_and_copied(ada, address, survey):
    ada.post(address("/questions/q_best/up"), data={"seen": 1, "sure": "yes"})
    assert keys(survey()) == ["q_safe", "q_best", "q_why"]
    ada.post(address("/questions/q_best/copy"), data={"seen": 2})
    copy = survey().definition["questions"][2]
    assert copy["ask"] == "What is the best thing about it?" and copy["key"] != "q_best"
    ada.post(address("/questions/q_safe/up"), data={"seen": 3})
    assert keys(survey())[0] == "q_safe"


def test_moving_a_question_before_the_one_that_leads_to_it_asks_first(ada, address, survey):
    page = ada.post(address("/questions/q_safe/down"), data={"seen": 1})
    assert page.status_code == 422 and "A way would lead back" in page.text
    assert "“No”" in page.text and survey().revision == 1
    sure = {"seen": 1, "sure": "yes"}
    assert ada.post(address("/questions/q_safe/down"), data=sure).status_code == 303
    moved = survey().definition["questions"]
    assert [one["key"] for one in moved] == ["q_why", "q_safe", "q_best"]
    assert moved[1]["next"] == [{"go": "q_best"}]


def test_before_a_question_is_taken_off_the_page_says_which_ways_lead_to_it(ada, address, survey):
    page = ada.get(address("/questions/q_why/remove")).text
    assert "These ways lead to it:" in page and "Do you feel safe at home?" in page
    assert "“No”" in page and "What is the best thing about it?" in page
    ada.post(address("/questions/q_why/remove"), data={"seen": 1})
    kept = survey().definition["questions"]
    assert [one["key"] for one in kept] == ["q_safe", "q_best"]
    assert {rule["go"] for rule in kept[0]["next"]} == {"q_best"}
    assert "Before it can go on" not in ada.get(address()).text


def test_what_led_to_the_last_question_leads_to_the_end(ada, address, survey):
    assert "They will lead to the end" in ada.get(address("/questions/q_best/remove")).text
    ada.post(address("/questions/q_best/remove"), data={"seen": 1})
    rules = survey().definition["questions"][0]["next"]
    assert rules == [{"when": ["no"], "go": "q_why"}, {"go": "end"}]


def test_ways_are_picked_for_each_answer_and_only_lead_on(ada, address, survey):
    page = ada.get(address("/questions/q_safe/next")).text
    assert "If they say “No”" in page and "2. What makes you feel not so safe?" in page
    assert "1. Do you feel safe at home?" not in page
    sent = {"seen": 1, "code_no": "q_best", "code_not_sure": "q_best", "rest": "end"}
    ada.post(address("/questions/q_safe/next"), data={**sent, "code_yes": "q_safe"})
    assert survey().definition["questions"][0]["next"] == [
        {"when": ["no", "not_sure"], "go": "q_best"},
        {"go": "end"},
    ]
    shown = ada.get(address()).text
    assert "If they say “No” or “I’m not sure” → question 3" in shown
    assert "Nobody is ever asked this" in shown


def test_the_next_question_is_asked_only_of_those_who_are_led_to_it(ada, address, survey):
    sent = {"seen": 1, "code_no": "q_why", "rest": "", "only": "y"}
    ada.post(address("/questions/q_safe/next"), data=sent)
    only = [{"when": ["no"], "go": "q_why"}, {"go": "q_best"}]
    assert survey().definition["questions"][0]["next"] == only
    ada.post(address("/questions/q_best/remove"), data={"seen": 2})
    ada.post(address("/questions/q_safe/next"), data={**sent, "seen": 3})
    assert survey().definition["questions"][0]["next"][1] == {"go": "end"}
    ada.post(address("/questions/q_safe/next"), data={**sent, "seen": 4, "code_no": ""})
    assert "next" not in survey().definition["questions"][0], "nobody is led to it"


def test_a_way_that_waited_for_an_answer_goes_with_it(ada, address, survey):
    ada.post(
        address("/questions/q_best/next"),
        data={"seen": 1, "code_food": "end", "code_people": "end", "rest": ""},
    )
    sent = question(2, choice_food="", choice_people="The people", choice_dont_know="Not sure")
    sent |= {"new_1": "", "new_2": "", "new_3": ""}
    ada.post(address("/questions/q_best"), data=sent)
    assert survey().definition["questions"][2]["next"] == [{"when": ["people"], "go": "end"}]
    assert "A way that waited for an answer you took off is gone" in ada.get(address()).text


def test_of_two_who_change_it_the_second_sees_both_and_loses_nothing(ada, bo, address, survey):
    changed = {"ask": "Do you feel safe?", "type": "yes_no_not_sure"}
    assert ada.post(address("/questions/q_safe"), data=question(1, **changed)).status_code == 303
    mine = question(1, ask="Is it safe at home?", hint="My own hint", type="yes_no_not_sure")
    answer = bo.post(address("/questions/q_safe"), data=mine)
    assert answer.status_code == 409
    assert "Do you feel safe?" in answer.text and "Is it safe at home?" in answer.text
    assert "My own hint" in answer.text and 'name="seen" type="hidden" value="2"' in answer.text
    assert bo.post(address("/questions/q_safe"), data={**mine, "seen": 2}).status_code == 303
    assert survey().definition["questions"][0]["ask"] == "Is it safe at home?"


def test_a_question_taken_off_meanwhile_comes_back_with_what_was_typed(ada, bo, address, survey):
    ada.post(address("/questions/q_best/remove"), data={"seen": 1})
    answer = bo.post(address("/questions/q_best"), data=question(1, ask="My words"))
    assert answer.status_code == 409 and "My words" in answer.text
    again = bo.post(address("/questions"), data=question(2, ask="My words"))
    assert again.status_code == 303 and survey().definition["questions"][-1]["ask"] == "My words"


@pytest.mark.parametrize(
    ("rest", "sent"),
    [
        ("/about", frame(1, intro="My own intro")),
        ("/questions", question(1, ask="My own question")),
        ("/questions/q_safe/next", {"code_no": "end", "seen": 1}),
        ("/questions/q_why/up", {"seen": 1, "sure": "yes"}),
        ("/questions/q_why/copy", {"seen": 1}),
        ("/questions/q_why/remove", {"seen": 1}),
        ("/bank", {"id": "b_trust", "seen": 1}),
        ("/second-look", {"seen": 1}),
    ],
)
def test_every_change_of_what_somebody_else_changed_is_told_and_not_made(
    ada, bo, address, survey, rest, sent
):
    ada.post(address("/about"), data=frame(1, title="Other name"))
    answer = bo.post(address(rest), data=sent)
    assert answer.status_code == 409, rest
    assert "Somebody else has changed this meanwhile" in answer.text
    assert survey().revision == 2 and survey().stage == "draft"
    for words in ("My own intro", "My own question"):
        assert words not in str(sent) or words in answer.text


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, "²"])
def test_an_odd_revision_is_an_old_one(ada, address, survey, seen):
    assert ada.post(address("/questions"), data=question(seen)).status_code == 409
    assert survey().revision == 1


def test_a_change_without_a_revision_is_not_made(ada, address, survey):
    sent = question(1)
    del sent["seen"]
    assert ada.post(address("/questions"), data=sent).status_code == 409
    assert ada.post(address("/questions/q_safe/next"), data={"rest": "end"}).status_code == 409
    assert survey().revision == 1


def test_a_change_stands_on_the_audit_trail_with_who_made_it(world, ada, address, session):
    ada.post(address("/questions"), data=question(1))
    rows = select(AuditEntry).where(AuditEntry.subject == "survey").order_by(AuditEntry.number)
    assert [(one.action, one.actor_id) for one in session.scalars(rows)] == [
        ("started", world.ada.id),
        ("changed", world.ada.id),
    ]


def test_there_is_room_for_sixty_questions(ada, address, survey):
    while len(keys(survey())) < 60:
        ada.post(address("/questions/q_why/copy"), data={"seen": survey().revision})
    answer = ada.post(address("/questions"), data=question(survey().revision, ask="One more?"))
    assert answer.status_code == 422 and "room for 60" in answer.text and "One more?" in answer.text
    ada.post(address("/bank"), data={"id": "b_trust", "seen": survey().revision})
    assert len(keys(survey())) == 60
