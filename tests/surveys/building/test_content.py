"""Whatever is changed in whatever order, what would be published is a form that can be asked."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.building import content as changes
from surveys.building.ages import ages_of, form_for, form_key
from surveys.building.bank import bank, taken_from
from surveys.building.problems import problems_of
from surveys.building.way import way_through
from surveys.checking import shape_problems
from surveys.definition import Given, build
from surveys.route_checks import rule_problems
from surveys.routing import path

START = {"title": "T", "intro": "I", "thanks": "Thank you", "ages": ["8_11", "11_17"]}
KEYS = [f"q{n}" for n in range(6)]


def six(**changed):
    """Six questions with ways between them, some of them for one age only."""
    questions = [{"key": key, "type": "yes_no_not_sure", "ask": f"Ask {key}?"} for key in KEYS]
    questions[0]["next"] = [{"when": ["no"], "go": "q3"}, {"when": ["yes"], "go": "q2"}]
    questions[1]["ages"] = ["11_17"]
    questions[2]["next"] = [{"when": ["no"], "go": "end"}, {"when": ["yes"], "go": "q4"}]
    questions[3]["section"] = "The second part"
    questions[3]["ages"] = ["8_11"]
    return {**START, "questions": questions, **changed}


STEPS = st.lists(
    st.tuples(st.sampled_from(["up", "down", "remove", "copy", "bank"]), st.integers(0, 20)),
    max_size=12,
)


@given(STEPS)
def test_after_any_changes_the_ways_lead_on_and_the_form_can_be_asked(app, steps):
    content = six()
    for what, place in steps:
        keys = changes.keys_of(content)
        if not keys:
            break
        key = keys[place % len(keys)]
        if what == "remove":
            content = changes.without_question(content, key)
        elif what == "copy":
            content = changes.copied(content, key, changes.new_key(content))
        elif what == "bank":
            content = changes.with_question(content, taken_from(bank()[place], content))
        else:
            step = -1 if what == "up" else 1
            content = changes.without_backward(changes.moved(content, key, step))
    assert changes.backward(content) == []
    assert len(set(changes.keys_of(content))) == len(content["questions"])
    for ages in ages_of(content):
        form = form_for(content, ages, "s0")
        if form["questions"]:
            assert shape_problems(form) == []
            unfit = [said for _place, said in rule_problems(form, "s0")]
            assert all("no route leads to it" in said for said in unfit)
            way_through(content, ages)
    assert all(one.question for one in problems_of(content)) or not content["questions"]


def test_a_way_to_a_question_the_age_is_not_asked_leads_to_the_next_that_it_is(app):
    older = build(form_for(six(), "11_17", "s0"))
    assert older.keys == ("q0", "q1", "q2", "q4", "q5")
    assert path(older, {"q0": Given(("no",))}) == ["q0", "q4", "q5"]
    young = build(form_for(six(), "8_11", "s0"))
    assert path(young, {"q0": Given(("no",))}) == ["q0", "q3", "q4", "q5"]


def test_a_part_begins_with_the_first_of_its_questions_that_is_asked(app):
    older = build(form_for(six(), "11_17", "s0"))
    assert older.question("q4").section == "The second part"
    assert older.question("q2").section is None


def test_what_is_only_for_writing_is_not_published(app):
    question = {
        "key": "q",
        "type": "feeling",
        "ask": "How are you today?",
        "easier": {"ask": "How are you?"},
        "about_you": True,
        "ages": ["8_11"],
    }
    content = {**START, "questions": [question], "asked": 40}
    (published,) = form_for(content, "8_11", "s0")["questions"]
    assert published == {"key": "q", "type": "feeling", "ask": "How are you?"}


def test_the_name_of_a_form_is_its_surveys_number_and_the_age():
    assert form_key(255, "8_11") == "sff_8_11"
    assert len(form_key(2**63 - 1, "care_leavers")) <= 40


def test_a_copied_question_about_who_they_are_still_counts_as_one():
    about = {"key": "about_home", "type": "feeling", "ask": "?"}
    content = changes.copied({**START, "questions": [about]}, "about_home", "q_copy")
    assert content["questions"][1] == {**about, "key": "q_copy", "about_you": True}


def test_a_key_is_never_given_twice():
    letters = iter("aaaaaa" + "aaaaab")
    content = {**START, "questions": [{"key": "q_aaaaaa", "type": "feeling", "ask": "?"}]}
    assert changes.new_key(content, lambda _letters: next(letters)) == "q_aaaaab"


def test_the_way_through_is_drawn_in_words(app):
    drawn = way_through(six(), "8_11")
    assert [stop.key for stop in drawn] == ["q0", "q2", "q3", "q4", "q5"]
    assert drawn[0].ways == (
        "If they say “No” → question 3, “Ask q3?”",
        "If they say “Yes” → question 2, “Ask q2?”",
    )
    assert drawn[2].ways == ()
