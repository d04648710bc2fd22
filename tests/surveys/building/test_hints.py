"""Hints that teach: what they see, what they offer instead, and what they leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.building.asks_danger import asks_of_danger
from surveys.building.bank import bank
from surveys.building.content import codes_of
from surveys.building.double import double_question
from surveys.building.hints import hints_by_question, hints_for
from surveys.building.leading import leading
from surveys.building.negative import without_not
from surveys.building.texts import TYPE_WORDS
from surveys.checking import DEFINITIONS
from surveys.reading import read


def a(ask, type="yes_no_not_sure", **more):
    if "choices" in more:
        labels = more.pop("choices")
        more["choices"] = [{"code": f"c{n}", "label": one} for n, one in enumerate(labels)]
    return {"key": "q", "type": type, "ask": ask, **more}


def codes(question, ages="11_17"):
    return {hint.code for hint in hints_for(question, [ages])}


@pytest.mark.parametrize(
    ("ask", "better"),
    [
        ("Don’t you think your home is nice?", "What do you think: your home is nice, or not?"),
        ("Wouldn't you say that it helps?", "What do you think: it helps, or not?"),
        ("Do you agree that rules are fair?", "What do you think: rules are fair, or not?"),
        ("Isn’t it good here?", "Is it good here?"),
        ("Aren't the staff kind?", "Are the staff kind?"),
        ("How good is your worker?", "How is your worker?"),
        ("How bad was the food?", "How was the food?"),
        ("How happy are you with your home?", "How do you feel about your home?"),
        ("How much do you like school?", "How do you feel about school?"),
        ("Your worker listens, doesn’t she?", "What do you think: your worker listens, or not?"),
        ("Obviously school is hard. What helps?", "School is hard. What helps?"),
        ("Everybody knows that it is hard. Is it?", "It is hard. Is it?"),
        ("Do you agree with your plan?", "What do you think of your plan?"),
        ("Don’t you feel safe?", "Do you feel safe?"),
        ("Do you like it here, yes?", "Do you like it here?"),
        ("How happy are you when adults listen?", "How do you feel when adults listen?"),
        ("Do you agree that the food is good and that you get enough?", ""),
        ("Do you agree to come?", ""),
        ("How worried are you that you have to move?", ""),
        ("How much do you like to play?", ""),
    ],
)
def test_a_leading_question_is_seen_and_asked_another_way(app, ask, better):
    assert leading(ask) == better
    assert leading(better) is None, "what is offered instead does not lead"
    assert "leading" in codes(a(ask))


@pytest.mark.parametrize(
    "ask",
    [
        "How is your home?",
        "Do you feel safe at home?",
        "What would you change?",
        "How do you feel about school?",
        "How many workers have you had?",
        "Do you think the rules are fair, or not?",
        "Is the food good or bad?",
        "Is it too hot or too cold in your room?",
        "Is your room tidy or untidy?",
        "Does he/she listen?",
        "Do you and your worker get on?",
        "Do adults explain things clearly?",
        "Do you like what everybody says about you?",
    ],
)
def test_an_open_question_is_left_alone(app, ask):
    assert leading(ask) is None
    assert not codes(a(ask)) & {"leading", "double", "negative"}


@pytest.mark.parametrize(
    ("ask", "apart"),
    [
        ("Is your room warm and quiet?", ("Is your room warm?", "Is your room quiet?")),
        ("Do you like school or college?", ("Do you like school?", "Do you like college?")),
        ("Are you well? Are you happy?", ("Are you well?", "Are you happy?")),
        ("Are you a boy or a girl?", ("Are you a boy?", "Are you a girl?")),
        (
            "Do you live with an aunt or an uncle?",
            ("Do you live with an aunt?", "Do you live with an uncle?"),
        ),
        (
            "Do you like your social worker and your teacher?",
            ("Do you like your social worker?", "Do you like your teacher?"),
        ),
        ("Do you like your social worker and teacher?", ()),
        ("Is the food hot and tasty enough?", ()),
        ("Does your worker listen to you and do they ring you back when you ask?", ()),
    ],
)
def test_two_questions_in_one_are_taken_apart(app, ask, apart):
    assert double_question(ask) == apart
    assert "double" in codes(a(ask))


def test_what_is_taken_apart_does_not_lead_either(app):
    found = hints_for(a("Don’t you think it is nice and warm?"), ["11_17"])
    better = [one.better for one in found if one.code == "double"]
    assert better == [
        "What do you think: it is nice, or not? What do you think: it is warm, or not?"
    ]


@pytest.mark.parametrize(
    "ask",
    ["Do you see your brothers and sisters?", "Do you feel safe, day and night?", "Is it fair?"],
)
def test_what_belongs_together_is_one_question(app, ask):
    assert double_question(ask) is None


def test_in_words_of_their_own_two_things_may_be_asked_at_once(app):
    assert "double" not in codes(a("What is good and what is bad?", "long_text"))


@pytest.mark.parametrize(
    ("ask", "type", "seen"),
    [
        ("Do you never not feel safe?", "yes_no_not_sure", True),
        ("My worker does not listen to me.", "agreement", True),
        ("Is nobody unkind to you?", "yes_no_not_sure", True),
        ("My worker listens to me.", "agreement", False),
        ("What do you not like?", "long_text", False),
    ],
)
def test_saying_no_to_a_not_is_seen(app, ask, type, seen):
    assert ("negative" in codes(a(ask, type))) is seen


@pytest.mark.parametrize(
    ("ask", "better"),
    [
        ("My worker does not listen to me.", "My worker does listen to me."),
        ("Do you never see your family?", "Do you see your family?"),
        ("Are you not sure why you don’t see them?", ""),
        ("Can’t you sleep?", ""),
        ("I can’t sleep.", ""),
        ("Adults never listen to me.", "Adults listen to me."),
        ("Do you not feel safe?", "Do you feel safe?"),
        ("My worker doesn’t ring back.", "My worker does ring back."),
        ("I do not have anybody to talk to.", ""),
        ("The people who are not kind are gone.", ""),
        ("I feel that they do not listen.", ""),
    ],
)
def test_what_is_there_is_asked_instead_where_that_is_simple(app, ask, better):
    assert without_not(ask) == better
    assert {one.better for one in hints_for(a(ask), ["11_17"]) if one.code == "negative"} <= {
        better
    }


@pytest.mark.parametrize(
    "ask",
    [
        "Has anybody touched you in a way you did not like?",
        "Has anybody done something to you that you did not want?",
        "Has anyone sent you a picture you didn’t ask for?",
        "Is there something that is not fair?",
    ],
)
def test_a_not_that_only_says_which_is_never_taken_away(app, ask):
    assert without_not(ask) == ""
    assert "negative" not in codes(a(ask))


@pytest.mark.parametrize(
    "ask", ["Do you think that they don’t care?", "Is the food at home not good?"]
)
def test_a_not_that_cannot_be_taken_away_is_seen_all_the_same(app, ask):
    [found] = [one for one in hints_for(a(ask), ["11_17"]) if one.code == "negative"]
    assert found.better == ""


@pytest.mark.parametrize(
    ("question", "seen"),
    [
        (a("Do you feel safe at home?"), True),
        (a("Has anybody hurt you?"), True),
        (a("Do you feel safe at home?", alert_on=["no"]), False),
        (a("What makes you feel safe?", "long_text"), False),
        (a("How is the food?"), False),
    ],
)
def test_a_question_about_being_safe_asks_who_is_told(app, question, seen):
    assert ("safety" in codes(question)) is seen


@pytest.mark.parametrize(
    "ask",
    """
    Do you think about killing yourself?
    Do you sometimes want to die?
    Have you ever cut yourself?
    Has anybody touched you in a way you did not like?
    Has anybody asked you for nude pictures?
    Do adults shout at you?
    Did you ever run away?
    Do you take drugs?
    Do you get enough to eat?
    Does somebody lock you in your room?
    Has somebody made you do something?
    Do you owe money to anybody?
    Are you left alone at night?
    Do the staff hold you down?
    Is somebody bullying you?
    """.strip().split("\n"),
)
def test_any_danger_an_answer_can_tell_of_asks_who_is_told(app, ask):
    assert "safety" in codes(a(ask.strip()))
    assert "safety" not in codes(a(ask.strip(), alert_on=["yes"]))


def test_an_answer_to_pick_that_tells_of_danger_asks_who_is_told(app):
    choices = ["A friend came", "My carer hit me", "I don’t know"]
    assert "safety" in codes(a("What happened today?", "one_choice", choices=choices))


@pytest.mark.parametrize(
    ("ask", "type", "words"),
    [
        ("What is your full name?", "short_text", "leave it out: nobody has to say"),
        ("What is your phone number and your snapchat?", "short_text", "leave it out: nobody"),
        ("What is your address?", "long_text", "leave it out: nobody has to say"),
        ("What’s your Instagram?", "one_choice", "leave it out: nobody has to say"),
        ("What school do you go to?", "short_text", "Give them answers to pick"),
        ("When were you born?", "date", "Give them answers to pick"),
    ],
)
def test_what_asks_for_a_name_is_said_on_its_own_card_before_all_else(app, ask, type, words):
    first = hints_for(a(ask, type), ["11_17"])[0]
    assert first.code == "found_by_it" and first.first and words in first.words


@pytest.mark.parametrize(
    ("ask", "type"),
    [
        ("Do people say your name right?", "yes_no_not_sure"),
        ("Are you a boy?", "yes_no_not_sure"),
        ("What do you like about your home?", "long_text"),
        ("Do you have your own phone?", "yes_no_not_sure"),
    ],
)
def test_what_says_little_of_who_somebody_is_is_left_to_the_meter(app, ask, type):
    assert "found_by_it" not in codes(a(ask, type))


HARMLESS = """
    What makes you feel happy?
    Does your worker make you laugh?
    Do you like your room?
    Is there a skill you want to learn?
    Do you eat your dinner with your carers?
    Do you get enough time with your family?
    Do you know how to keep in touch with your worker?
    Do you keep your things in your room?
    Does your worker come when they say they will?
    Do you live in harmony?
    Would you like a secret garden?
    Do you like the games at the club?
    Are you worried about your exam?
    """


@pytest.mark.parametrize("ask", HARMLESS.strip().split("\n"))
def test_a_harmless_question_is_not_said_to_be_about_danger(app, ask):
    assert "safety" not in codes(a(ask.strip()))


def test_of_all_that_ships_only_what_tells_a_safe_adult_is_about_danger():
    shipped = [dict(one.question) for one in bank()]
    for file in sorted(DEFINITIONS.glob("*.yaml")):
        shipped += read(file).data["questions"]
    found = [one for one in shipped if codes_of(one) and asks_of_danger(one)]
    assert len(shipped) > 100 and {"no"} < {code for one in found for code in one["alert_on"]}
    telling = [one for one in shipped if one.get("alert_on")]
    assert [one["ask"] for one in telling if not asks_of_danger(one)] == []


@pytest.mark.parametrize(
    ("choices", "seen"),
    [
        (["Good", "Bad"], True),
        (["Good", "Bad", "I don’t know"], False),
        (["Good", "Bad", "I’m not sure"], False),
        (["Good", "Bad", "I’d rather not say"], False),
        (["Food", "Rooms", "Something else"], False),
    ],
)
def test_who_does_not_know_needs_an_answer_too(app, choices, seen):
    question = a("How is it?", "one_choice", choices=choices)
    assert ("no_dont_know" in codes(question)) is seen


@pytest.mark.parametrize(
    ("choices", "seen"),
    [
        (["Great", "Good", "I don’t know"], True),
        (["Bad", "Awful", "I don’t know"], True),
        (["Great", "Bad", "I don’t know"], False),
        (["Good", "Okay", "I don’t know"], False),
        (["Food", "Rooms", "I don’t know"], False),
        (["Good", "Not good", "I don’t know"], False),
    ],
)
def test_answers_of_one_side_only_are_seen(app, choices, seen):
    question = a("How is it?", "one_choice", choices=choices)
    assert ("one_sided" in codes(question)) is seen


def test_a_way_to_where_everybody_goes_in_any_case_is_seen(app):
    first = a("Do you like it?", next=[{"when": ["no"], "go": "b"}])
    questions = [{**first, "key": "a"}, {**a("Why?", "long_text"), "key": "b"},
                 {**a("What now?", "long_text"), "key": "c"}]  # fmt: skip
    content = {"ages": ["11_17"], "questions": questions}
    found = hints_by_question(content, lambda _content, _question: ["11_17"])
    assert [(one.code, "“Why?”" in one.words) for one in found["a"]] == [("way", True)]
    questions[0]["next"].append({"go": "c"})
    assert hints_by_question(content, lambda _content, _question: ["11_17"]) == {}


@given(st.text(max_size=300), st.sampled_from([*TYPE_WORDS]), st.lists(st.text(max_size=120)))
def test_any_words_at_all_can_be_looked_at(app, ask, type, labels):
    found = hints_for(a(ask, type, choices=labels), ["4_7", "11_17"])
    assert len({hint.code for hint in found}) == len(found)
    assert all(isinstance(hint.words, str) and hint.words for hint in found)
