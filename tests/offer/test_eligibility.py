"""Yours by law, extra here, ask, later or no: a table of everything that changes the answer."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from app.offer.eligibility import GROUPS, NEEDS, VERDICTS, Rule, Situation, judge
from app.offer.results import results_for
from app.offer.rules import CAVEATS, NOT_COUNCIL_SUPPORT, TIED_TO_PAPERS, is_sure
from app.offer.showing import live_lines
from app.offer.situation import ASKED_DIRECTLY, ASYLUM
from app.offer.weights import BY_TOPIC

TODAY = date(2026, 11, 21)
BORN = date(2008, 3, 10)
DAY = timedelta(days=1)
LEFT = {"care": "before", "thirteen_weeks": True, "at_16_or_17": True}
SHORT = {"care": "before", "thirteen_weeks": False, "at_16_or_17": True}
NOT_SEPARATED = {"separated": False, "asylum": "none"}


def rule(*who: str, **values) -> Rule:
    return Rule(**{"slug": "line", "strength": "law", "who": who, **values})


def verdict(one: Rule, **answers) -> str:
    return judge(one, Situation(**answers)).verdict


def reasons(one: Rule, **answers) -> tuple[str, ...]:
    return judge(one, Situation(**answers)).reasons


@pytest.mark.parametrize(
    ("first", "until"), [(16, 18), (16, 25), (17, 18), (18, 21), (18, 25), (21, 25), (16, 19)]
)
def test_a_line_begins_on_one_birthday_and_ends_the_day_before_another(first, until):
    line = rule("relevant", "former_relevant", age_from=first, until_birthday=until)

    def on(day: date) -> str:
        return verdict(line, born=BORN, today=day, **LEFT)

    begins, ends = BORN.replace(year=BORN.year + first), BORN.replace(year=BORN.year + until)
    assert on(begins) == "law" and on(begins - DAY) in ("later", "no")
    assert on(ends - DAY) == "law" and on(ends) == "no"


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (date(2026, 2, 28), "later"),
        (date(2026, 3, 1), "law"),
        (date(2029, 2, 28), "law"),
        (date(2029, 3, 1), "no"),
    ],
)
def test_a_line_from_18_until_21_for_somebody_born_on_29_february(day, answer):
    line = rule("former_relevant", age_from=18, until_birthday=21)
    born = date(2008, 2, 29)
    grown_up = day >= date(2026, 3, 1)
    care = LEFT if grown_up else {"care": "now", "thirteen_weeks": True}
    assert verdict(line, born=born, today=day, **care) == answer


@pytest.mark.parametrize(
    ("who", "answers", "expected"),
    [
        # 13 weeks
        (["former_relevant"], {"age": 19, **LEFT}, "law"),
        (["former_relevant"], {"age": 19, **LEFT, "thirteen_weeks": None}, "ask"),
        (["former_relevant"], {"age": 19, **SHORT}, "no"),
        (["former_relevant", "qualifying"], {"age": 19, **LEFT, "thirteen_weeks": None}, "law"),
        (["eligible"], {"age": 16, "care": "now", "weeks_in_care": 13}, "law"),
        (["eligible"], {"age": 16, "care": "now", "weeks_in_care": 12}, "later"),
        (["in_care", "eligible"], {"age": 16, "care": "now"}, "law"),
        # leaving care
        (["eligible"], {"age": 17, "care": "now", "thirteen_weeks": True}, "law"),
        (["eligible"], {"age": 17, **LEFT}, "no"),
        (["relevant"], {"age": 17, **LEFT}, "law"),
        (["relevant"], {"age": 17, "care": "now", "thirteen_weeks": True}, "no"),
        (["former_relevant"], {"age": 17, **LEFT}, "later"),
        (["former_relevant"], {"age": 17, "care": "now", "thirteen_weeks": True}, "later"),
        (["former_relevant"], {"age": 18, "care": "now", "thirteen_weeks": True}, "law"),
        (["former_relevant"], {"age": 17, **SHORT}, "no"),
        (["in_care"], {"age": 18, "care": "now"}, "no"),
        # a short time in care, or a special guardian
        (["qualifying"], {"age": 16, **SHORT}, "law"),
        (["qualifying"], {"age": 20, **SHORT}, "law"),
        (["qualifying"], {"age": 21, **SHORT}, "ask"),
        (["qualifying"], {"age": 24, **SHORT}, "ask"),
        (["qualifying"], {"age": 25, **SHORT}, "no"),
        (["qualifying"], {"age": 20, "care": "before", "special_guardian": True}, "ask"),
        (
            ["qualifying"],
            {
                "age": 20,
                "care": "before",
                "special_guardian": True,
                "at_16_or_17": False,
            },
            "law",
        ),
        (["qualifying", "any_care_experienced"], {"age": 22, **SHORT}, "law"),
        # ever in care
        (["any_care_experienced"], {"age": 40, "care": "before"}, "law"),
        (["any_care_experienced"], {"age": 40, "care": "never"}, "no"),
        (["any_care_experienced"], {"age": 40}, "ask"),
        # separated
        (["separated"], {"age": 15, "care": "now", "separated": True}, "law"),
        (["separated"], {"age": 15, "care": "now", "separated": False}, "no"),
        (["separated"], {"age": 15, "care": "now"}, "ask"),
        (["separated"], {"age": 15, "care": "never", "separated": True}, "no"),
        (["separated"], {"separated": True, "care": "before"}, "law"),
        # nothing said
        (["former_relevant"], {}, "ask"),
        (["any_care_experienced"], {"care": "before"}, "law"),
        (["in_care", "eligible", "former_relevant"], {"age": 12, "care": "before"}, "no"),
    ],
)
def test_who_it_is_for(who, answers, expected):
    assert verdict(rule(*who), **answers) == expected


@pytest.mark.parametrize(
    ("strength", "expected"),
    [
        ("law", "law"),
        ("guidance", "extra"),
        ("national", "extra"),
        ("local", "extra"),
        ("announced", "ask"),
    ],
)
def test_what_stands_behind_a_line_decides_what_it_is_called(strength, expected):
    line = rule("former_relevant", strength=strength)
    found = judge(line, Situation(age=19, council="west", **LEFT))
    assert found.verdict == expected
    assert found.claimable is (strength != "announced")
    assert (f"strength:{strength}" in found.reasons) is (expected == "extra")


def test_what_is_only_announced_can_never_be_asked_for_at_any_age():
    line = rule("former_relevant", strength="announced", age_from=18)
    for age in range(12, 26):
        assert not judge(line, Situation(age=age, **LEFT)).claimable
    assert reasons(line, age=17, **LEFT) == ("later:18", "announced")


@pytest.mark.parametrize(
    ("said", "of", "expected"),
    [
        ("west", "west", "extra"),
        ("north", "west", "no"),
        ("other", "west", "no"),
        (None, "west", "ask"),
        ("west", None, "extra"),
        ("other", None, "ask"),
        (None, None, "ask"),
    ],
)
def test_a_local_line_is_for_those_of_its_council(said, of, expected):
    line = rule("former_relevant", strength="local", council=of)
    assert verdict(line, age=19, council=said, **LEFT) == expected


@pytest.mark.parametrize("said", ["west", "north", "other", None])
def test_the_law_is_the_same_in_every_council(said):
    assert verdict(rule("former_relevant"), age=19, council=said, **LEFT) == "law"


@pytest.mark.parametrize("name", ASKED_DIRECTLY)
@pytest.mark.parametrize(("said", "expected"), [(True, "law"), (False, "no"), (None, "ask")])
def test_what_a_line_needs_is_asked_for_by_name(name, said, expected):
    needs = {} if said is None else {name: said}
    found = judge(rule("former_relevant", needs=(name,)), Situation(age=19, needs=needs, **LEFT))
    assert found.verdict == expected
    code = {True: f"need:{name}", False: f"not:{name}", None: f"unsaid:{name}"}[said]
    assert code in found.reasons


@pytest.mark.parametrize("name", ["separated", "waiting_for_decision", "appeals_finished"])
def test_what_a_line_needs_can_follow_from_the_answers_about_papers(name):
    line = rule("separated", "former_relevant", needs=(name,))
    is_so = {"separated": True, "asylum": "waiting"}
    if name == "appeals_finished":
        is_so["asylum"] = name
    assert verdict(line, age=19, **LEFT, **is_so) == "law"
    assert verdict(line, age=19, **LEFT, **NOT_SEPARATED) == "no"
    assert verdict(line, age=19, **LEFT) == "ask"
    # Who did not come alone has nothing to say about papers.
    assert verdict(line, age=19, separated=False, **LEFT) == "no"


def test_all_that_a_line_needs_has_to_be_so():
    line = rule("former_relevant", needs=("in_education", "homeless"))
    for study, home, expected in [
        (True, True, "law"),
        (True, False, "no"),
        (None, True, "ask"),
        (None, False, "no"),
    ]:
        needs = {"homeless": home} | ({} if study is None else {"in_education": study})
        assert verdict(line, age=19, needs=needs, **LEFT) == expected


def test_a_student_at_university_learns_but_what_they_study_has_to_be_asked():
    line = rule("former_relevant", needs=("in_education",))
    university = {"at_university": True, "in_education": False}
    assert verdict(line, age=19, needs=university, **LEFT) == "ask"
    assert "course" in reasons(line, age=19, needs=university, **LEFT)
    assert verdict(line, age=19, needs={**university, "in_education": True}, **LEFT) == "law"
    only_university = rule("former_relevant", needs=("at_university",))
    assert verdict(only_university, age=19, needs=university, **LEFT) == "law"


@pytest.mark.parametrize("age", [18, 19, 24])
def test_after_the_last_appeal_nothing_is_refused_or_promised_before_human_rights_are_looked_at(
    age,
):
    finished = {"separated": True, "asylum": "appeals_finished"}
    for strength in ("law", "guidance", "national", "local"):
        found = judge(
            rule("former_relevant", strength=strength),
            Situation(age=age, council="west", **LEFT, **finished),
        )
        assert found.verdict == "ask" and "human_rights" in found.reasons
    check = rule("former_relevant", needs=("separated", "appeals_finished"))
    assert verdict(check, age=age, **LEFT, **finished) == "law"


def test_a_child_keeps_what_is_theirs_whatever_became_of_their_appeal():
    finished = {"separated": True, "asylum": "appeals_finished", "care": "now"}
    child, unknown = {"age": 17, **finished}, finished
    assert verdict(rule("in_care", "eligible"), **child) == "law"
    found = judge(rule("separated"), Situation(**unknown))
    assert found.verdict == "ask" and "human_rights" in found.reasons


@pytest.mark.parametrize(
    ("separated", "asylum", "expected", "why"),
    [
        (False, "none", "law", None),
        (False, "not_said", "law", None),
        (True, "allowed_to_stay", "law", None),
        (None, "allowed_to_stay", "law", None),
        (None, "none", "law", None),
        (True, "waiting", "ask", "papers"),
        (True, "none", "ask", "papers"),
        (True, "not_said", "ask", "papers"),
        (False, "waiting", "ask", "papers"),
        (None, "waiting", "ask", "papers"),
        (None, "not_said", "ask", "unsaid:separated"),
    ],
)
def test_benefits_and_homes_are_not_promised_before_papers_are_known(
    separated, asylum, expected, why
):
    answers = {"age": 19, **LEFT, "separated": separated, "asylum": asylum}
    found = judge(rule("former_relevant", tied_to_papers=True), Situation(**answers))
    assert found.verdict == expected
    assert why is None or why in found.reasons
    # What the Children Act gives goes on meanwhile.
    assert verdict(rule("former_relevant"), **answers) == "law"


@pytest.mark.parametrize(
    ("line", "answers", "age"),
    [
        (rule("eligible", age_from=16), {"age": 15, "care": "now"}, 16),
        (rule("eligible", age_from=17, until_birthday=18), {"age": 15, "care": "now"}, 17),
        (rule("relevant", "former_relevant", age_from=16), {"age": 15, "care": "now"}, 18),
        (rule("former_relevant", age_from=16), {"age": 17, **LEFT}, 18),
        (rule("former_relevant", age_from=21), {"age": 20, **LEFT}, 21),
        (rule("qualifying", age_from=18), {"age": 17, **SHORT}, 18),
        (rule("any_care_experienced", age_from=18), {"age": 9, "care": "before"}, 18),
        (rule("any_care_experienced", age_from=23), {"age": 9, "care": "before"}, 23),
    ],
)
def test_what_comes_with_a_birthday_says_which(line, answers, age):
    found = judge(line, Situation(**answers))
    assert (found.verdict, found.later_at) == ("later", age)
    assert found.reasons == (f"later:{age}",) and not found.claimable


def test_before_13_weeks_in_care_the_line_comes_with_them_and_not_with_a_birthday():
    line = rule("eligible", "relevant", "former_relevant", age_from=16, until_birthday=25)
    found = judge(line, Situation(age=16, care="now", weeks_in_care=12))
    assert (found.verdict, found.reasons, found.later_at) == ("later", ("later:weeks",), None)
    assert verdict(line, age=16, care="now", weeks_in_care=13) == "law"


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        (rule("former_relevant", age_from=18, until_birthday=21), {"age": 15, "care": "before"}),
        (rule("former_relevant", age_from=18), {"age": 15, "care": "never"}),
        (rule("eligible", until_birthday=18), {"age": 18, **LEFT}),
        (rule("former_relevant", age_from=18, needs=("parent",)), {"age": 17, **LEFT}),
    ],
)
def test_what_no_birthday_brings_is_not_promised_for_later(line, answers):
    assert verdict(line, needs={"parent": False}, **answers) == "no"


@pytest.mark.parametrize(
    ("line", "answers", "unsaid"),
    [
        (rule("former_relevant"), {"age": 19, "care": "before"}, ["thirteen_weeks", "at_16_or_17"]),
        (rule("former_relevant"), {"age": 19, "care": "now"}, ["thirteen_weeks"]),
        (rule("in_care", age_from=16), {"age": 19, "care": "before"}, None),
        (rule("any_care_experienced", age_from=16), {"care": "before"}, ["age"]),
        (rule("any_care_experienced"), {"age": 30}, ["care"]),
        (rule("separated", council="west"), {"care": "before"}, ["separated", "council"]),
        (rule("qualifying"), {"age": 18, **SHORT, "at_16_or_17": None}, None),
    ],
)
def test_only_what_makes_a_difference_is_said_to_be_missing(line, answers, unsaid):
    found = judge(line, Situation(**answers))
    missing = [one.partition(":")[2] for one in found.reasons if one.startswith("unsaid:")]
    if unsaid is None:
        assert found.verdict in ("no", "ask") and "age" not in missing
    else:
        assert found.verdict == "ask" and missing == unsaid


def test_the_reasons_name_the_age_the_group_the_council_and_the_need():
    line = rule(
        "former_relevant", council="west", needs=("parent",), age_from=18, until_birthday=21
    )
    assert reasons(line, age=19, council="west", needs={"parent": True}, **LEFT) == (
        "age:18:21",
        "who:former_relevant",
        "council:west",
        "need:parent",
    )


def test_where_two_groups_are_possible_the_reason_is_what_they_share():
    line = rule("former_relevant", "qualifying")
    assert "who:any_care_experienced" in reasons(line, age=19, **LEFT | {"thirteen_weeks": None})


@pytest.mark.parametrize(
    ("strength", "confidence", "checked", "review", "sure"),
    [
        ("law", "high", None, None, True),
        ("national", "high", None, None, True),
        ("law", "medium", None, None, False),
        ("law", "low", None, None, False),
        ("local", "high", None, None, False),
        ("local", "high", TODAY - DAY, TODAY, True),
        ("local", "medium", TODAY - DAY, TODAY, True),
        ("local", "high", TODAY - DAY, TODAY - DAY, False),
        ("law", "high", TODAY - DAY, TODAY - DAY, False),
        ("law", "low", TODAY - DAY, TODAY, False),
    ],
)
def test_a_line_is_sure_while_somebody_stands_by_it(strength, confidence, checked, review, sure):
    line = SimpleNamespace(
        strength=strength,
        content={"confidence": confidence},
        checked_on=checked,
        review_by=review,
    )
    assert is_sure(line, TODAY) is sure


def test_what_is_not_sure_is_to_be_asked_about():
    found = judge(rule("former_relevant", sure=False), Situation(age=19, **LEFT))
    assert (found.verdict, found.reasons[-1]) == ("ask", "unsure") and found.claimable


def test_every_caveat_names_answers_that_exist():
    for caveat in CAVEATS:
        assert set(caveat.person.get("asylum", ())) <= set(ASYLUM)
        assert set(caveat.line.get("strength", ())) <= set(GROUPS)
    assert set(GROUPS.values()) <= set(VERDICTS)


def test_the_topics_that_hang_on_papers_are_topics_of_the_offer(shipped_lines):
    assert {line["topic"] for line in shipped_lines} >= TIED_TO_PAPERS


def test_every_rule_that_ships_can_be_read(shipped_rules):
    for one in shipped_rules:
        assert set(one.needs) <= set(NEEDS)
        for age in range(10, 30):
            assert judge(one, Situation(age=age, **LEFT)).verdict in VERDICTS


def test_what_is_no_support_of_a_council_waits_for_nobody_s_human_rights_assessment():
    finished = {"separated": True, "asylum": "appeals_finished"}
    own_file = rule("any_care_experienced", council_support=False)
    assert verdict(own_file, age=19, **LEFT, **finished) == "law"


def test_what_hangs_on_papers_says_so_of_later_too():
    line = rule("former_relevant", age_from=18, tied_to_papers=True)
    waiting = {"separated": True, "asylum": "waiting"}
    assert reasons(line, age=17, **LEFT, **waiting) == ("later:18", "papers")
    assert reasons(line, age=17, **LEFT, **NOT_SEPARATED) == ("later:18",)


def test_the_topics_that_are_no_council_support_and_have_a_weight_are_topics_of_the_offer(
    shipped_lines,
):
    topics = {line["topic"] for line in shipped_lines}
    assert topics >= NOT_COUNCIL_SUPPORT
    assert set(BY_TOPIC) <= topics


def test_for_a_separated_young_person_who_waits_legal_help_comes_first_and_the_gym_last(
    shipped, session
):
    waiting = Situation(age=17, council="west", care="now", separated=True, asylum="waiting")
    found = {one.code: one for one in results_for(live_lines(), waiting, TODAY)}
    asked = [one.line.slug for one in found["ask"].results]
    assert "separated_legal_help" in asked[:2] and asked[-1] == "leisure"
    assert all("announced" not in one.verdict.reasons for one in found["ask"].results)
    later = {one.line.slug: one.verdict.reasons for one in found["later"].results}
    assert "papers" in later["uc_rates"]


def test_after_the_last_appeal_the_line_about_it_leads_and_one_s_own_file_is_theirs(
    shipped, session
):
    finished = Situation(age=19, council="west", **LEFT, separated=True, asylum="appeals_finished")
    found = {one.code: one for one in results_for(live_lines(), finished, TODAY)}
    certain = [one.line.slug for code in ("law", "ask") for one in found[code].results]
    assert "records" in [one.line.slug for one in found["law"].results]
    assert certain.index("separated_are") < 10
