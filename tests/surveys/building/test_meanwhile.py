"""Two people write one survey at once: the second is told, and loses nothing."""

import pytest

from tests.surveys.building.typing_in import frame, question
from tests.talking import hidden


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
    assert "Somebody took this question off." in answer.text
    assert "A new question" not in answer.text
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


def test_ways_changed_by_two_are_shown_as_they_are_now_beside_what_was_picked(
    ada, bo, address, survey
):
    at = address("/questions/q_safe/next")
    ada.post(at, data={"seen": 1, "code_no": "q_best", "rest": ""})
    answer = bo.post(at, data={"seen": 1, "code_no": "end", "code_yes": "q_why", "rest": ""})
    assert answer.status_code == 409 and "If they say “No” → question 3" in answer.text
    assert answer.text.count('value="end" selected') == 1
    assert answer.text.count('value="q_why" selected') == 1
    assert survey().definition["questions"][0]["next"] == [{"when": ["no"], "go": "q_best"}]
    again = bo.post(at, data={"seen": 2, "code_no": "end", "code_yes": "q_why", "rest": ""})
    assert again.status_code == 303 and survey().revision == 3


def test_a_way_to_a_question_that_was_taken_off_meanwhile_is_picked_again(ada, bo, address, survey):
    ada.post(address("/questions/q_best/remove"), data={"seen": 1})
    sent = {"seen": 1, "code_no": "q_best", "code_yes": "end", "rest": ""}
    answer = bo.post(address("/questions/q_safe/next"), data=sent)
    assert answer.status_code == 409
    assert "The question you picked is not there any more." in answer.text
    assert answer.text.count('value="end" selected') == 1 and survey().revision == 2


@pytest.mark.parametrize("rest", ["next", "up", "down", "copy", "remove"])
def test_whatever_is_done_to_a_question_that_was_taken_off_meanwhile_is_told(
    ada, bo, address, survey, rest
):
    ada.post(address("/questions/q_why/remove"), data={"seen": 1})
    sent = {"seen": 1, "rest": "end", "sure": "yes"}
    answer = bo.post(address(f"/questions/q_why/{rest}"), data=sent)
    assert answer.status_code == 409 and "Do you feel safe at home?" in answer.text
    assert "Somebody else has changed this meanwhile" in answer.text and survey().revision == 2


def test_both_texts_of_a_whole_question_are_there(ada, bo, address, survey):
    theirs = question(1, ask="Theirs?", new_1="Theirs one", new_2="Theirs two", new_3="")
    mine = question(1, ask="Mine?", new_1="Mine one", new_2="Mine two", easier_new_1="Mine easy",
                    tells_new_2="y", new_3="", section="My part")  # fmt: skip
    ada.post(address("/questions/q_best"), data=theirs)
    page = bo.post(address("/questions/q_best"), data=mine)
    assert page.status_code == 409
    shown, typed = page.text.split("<form id=", 1)
    assert "Theirs?" in shown and "Theirs one" in shown
    for words in ("Mine?", "Mine one", "Mine two", "Mine easy", "My part"):
        assert words in typed and words not in shown, words
    assert "checked" in typed.split('name="tells_new_2"')[1].split(">")[0]
    assert survey().definition["questions"][2]["ask"] == "Theirs?"


def had(visitor, page, **sent):
    """What the form on this page has of how the survey was when it was opened, and what is sent."""
    text = visitor.get(page).text
    return {**sent, "seen": hidden(text, "seen"), "was": hidden(text, "was")}


THEIRS = {
    "/about": frame(1, title="Other name"),
    "/questions/q_best": question(1, ask="Theirs?", new_3=""),
    "/questions": question(1, ask="One more?"),
    "/bank": {"id": "b_trust", "seen": 1},
}
MINE = [
    ("/questions/q_safe", "/questions/q_safe", question(1, type="yes_no_not_sure", ask="Mine?")),
    ("/questions/new?type=one_choice", "/questions", question(1, ask="Mine?")),
    ("/questions/q_safe/next", "/questions/q_safe/next", {"code_no": "end", "rest": ""}),
    ("/about", "/about", frame(1, intro="Mine?")),
    ("/bank", "/bank", {"id": "b_worries"}),
    ("", "/questions/q_why/copy", {}),
    ("", "/questions/q_why/up", {"sure": "yes"}),
    ("/questions/q_why/remove", "/questions/q_why/remove", {}),
]


@pytest.mark.parametrize("theirs", THEIRS)
@pytest.mark.parametrize(("page", "rest", "sent"), MINE)
def test_whoever_changes_another_part_meanwhile_is_in_nobodys_way(
    ada, bo, address, survey, theirs, page, rest, sent
):
    mine = had(bo, address(page), **sent)
    ada.post(address(theirs), data=THEIRS[theirs])
    before = survey().definition
    same = theirs == rest == "/about"
    moved = theirs in ("/questions", "/bank") and rest.rpartition("/")[2] in (
        "copy",
        "up",
        "remove",
    )
    answer = bo.post(address(rest), data=mine)
    if same or moved:
        assert answer.status_code == 409 and survey().definition == before
        return
    assert answer.status_code == 303 and survey().revision == 3
    after = str(survey().definition)
    for words in ("Other name", "Theirs?", "One more?", "b_trust"):
        assert (words in after) == (words in str(before)), "what somebody else changed is there"
    assert survey().definition != before


def test_a_question_that_is_sent_twice_is_added_once(ada, address, survey):
    sent = had(ada, address("/questions/new?type=one_choice"), **question(1, ask="Mine?"))
    first, again = (ada.post(address("/questions"), data=sent) for _time in range(2))
    assert first.location == again.location and again.status_code == 303
    assert len(survey().definition["questions"]) == 4


def test_who_keeps_theirs_after_a_clash_has_seen_what_there_is_now(ada, bo, address, survey):
    at = address("/questions/q_safe")
    mine = had(bo, at, **question(1, type="yes_no_not_sure", ask="Mine?"))
    ada.post(at, data=question(1, type="yes_no_not_sure", ask="Theirs?"))
    page = bo.post(at, data=mine)
    assert page.status_code == 409 and "Theirs?" in page.text
    ada.post(address("/about"), data=frame(2, title="Other name"))
    mine |= {"seen": hidden(page.text, "seen"), "was": hidden(page.text, "was")}
    assert bo.post(at, data=mine).status_code == 303
    assert survey().definition["questions"][0]["ask"] == "Mine?"
