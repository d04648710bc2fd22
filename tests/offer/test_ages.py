"""How old somebody is who can get a line: what is shown is what the rule really gives."""

import re

import pytest

from app.offer.ages import Span, spans, together
from app.offer.record_problems import NotALine
from app.offer.record_reading import read_line
from app.offer.statuses import OPEN, WHO, consistent, matched, worlds
from tests.offer.lines import COUNCILS, entry, make_shown_line
from tests.offer.test_public import look_for, titles

LEAVING = ["eligible", "relevant", "former_relevant"]


def who_is_said(page: str) -> list[str]:
    """The sentences under “Who it is for”, and before them how old."""
    part = page.partition("Who it is for")[2].partition("<h2>")[0]
    plain = re.sub(r"<bdi[^>]*>|</bdi>", "", part)
    return [words.strip() for words in re.findall(r"<(?:p|li)>([^<]+)<", plain)]


def test_a_status_is_shown_with_the_ages_at_which_the_line_has_it(client, approver):
    make_shown_line(approver, slug="flat", who=LEAVING, age_from=17, until_birthday=25)
    assert who_is_said(client.get("/offer/flat").text) == [
        "You are from 17 to 24 years old.",
        "One of these has to be true:",
        "You are 17. You are in care, and have been for 13 weeks or more since you turned 14.",
        "You are 17. You have left care, after 13 weeks or more.",
        "You are from 18 to 24 years old. You were in care at 16 or 17, and for 13 weeks or more.",
    ]


def test_ages_at_which_nobody_has_the_status_are_not_shown(client, approver):
    make_shown_line(
        approver, slug="rates", who=["former_relevant"], age_from=16, until_birthday=None
    )
    assert who_is_said(client.get("/offer/rates").text) == [
        "You are from 18 to 24 years old.",
        "You were in care at 16 or 17, and for 13 weeks or more.",
    ]
    assert titles(client.get("/offer/?age=17").text) == []
    assert titles(client.get("/offer/?age=18").text) == ["rates"]
    assert titles(look_for(client, "rent", age="16").text) == []


def test_a_line_that_nobody_could_ever_get_is_refused():
    for who, first, until in ((["eligible"], 18, 25), (["former_relevant"], 0, 18)):
        with pytest.raises(NotALine) as refused:
            read_line(entry(who=who, age_from=first, until_birthday=until), COUNCILS)
        assert [(one.field, one.reason) for one in refused.value.problems] == [("who", "nobody")]


@pytest.mark.parametrize(
    ("each", "whole"),
    [
        ([], None),
        ([Span(16, 18)], Span(16, 18)),
        ([Span(18, 25), Span(16, 18)], Span(16, 25)),
        ([Span(0, None), Span(16, 18)], Span(0, None)),
        ([Span(16, 18), Span(21, None)], None),
        ([Span(16, 18), Span(18, None), Span(18, 25)], Span(16, None)),
    ],
)
def test_ages_that_follow_each_other_are_one_span(each, whole):
    assert together(each) == whole


def anybody_can_be(code: str, age: int) -> bool:
    facts = dict.fromkeys(OPEN) | {"age": age}
    return any(matched([code], consistent(world)) for world in worlds(facts, ()))


def test_the_ages_shown_are_those_at_which_the_rules_give_it(shipped_rules):
    """Every line that ships, every status and every age: against the engine itself."""
    possible = {(code, age) for code in WHO for age in range(31) if anybody_can_be(code, age)}
    for rule in shipped_rules:
        found = spans(rule.who, rule.age_from, rule.until_birthday)
        for code in rule.who:
            given = {
                age
                for age in range(rule.age_from, min(31, rule.until_birthday or 31))
                if (code, age) in possible
            }
            first, until = found[code]
            assert given == set(range(first, min(31, until or 31))), (rule.slug, code)
