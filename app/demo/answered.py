"""What the invented young people answered: the survey last time, and the same again this time."""

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from app.accounts.models import Account
from app.demo.factories import answer_survey
from app.demo.said import close_alert, code_words
from surveys.inviting.codes import hash_of, make_list
from surveys.inviting.once import code_in_survey
from surveys.results import comments
from surveys.survey_models import Survey
from surveys.texts import AGREEMENT, FEELINGS

On = Callable[[date], AbstractContextManager]
WRITTEN = Path(__file__).with_name("answered.yaml")
COMMENT = "b_home_words"
BY_CODE = 0.7
"""The part who answer by a code of their own; the others come by the open link."""
AGES = {"8_11": 25, "11_17": 50, "care_leavers": 25}
"""Of a hundred who answer, how many get the questions for these ages."""
SAYS_IT = 0.94
"""The part who do not skip a question about themselves."""
HOMES = {
    "8_11": (("foster_home", 60), ("family_or_friends", 25), ("childrens_home", 15)),
    "11_17": (
        ("foster_home", 45),
        ("family_or_friends", 15),
        ("childrens_home", 25),
        ("supported_home", 15),
    ),
    "care_leavers": (("supported_home", 35), ("own_home", 45), ("family_or_friends", 20)),
}
OLD = {"8_11": "age_7_11", "11_17": "age_11_15", "care_leavers": "age_16"}
BETTER = ("room", "food", "rules", "people", "place", "belong")


@dataclass(frozen=True)
class Round:
    """How one asking goes: what is written, how many answer of how many codes, how they feel."""

    name: str
    answers: dict[str, int]
    codes: dict[str, int]
    feels: tuple[int, ...]
    listened: tuple[int, ...]
    better: tuple[int, ...]


LAST_TIME = Round(
    "last_time",
    {"west": 80, "north": 70},
    {"west": 130, "north": 120},
    (15, 30, 30, 15, 5, 5),
    (15, 30, 30, 15, 5, 5),
    (35, 30, 35, 15, 30, 20),
)
THIS_TIME = Round(
    "this_time",
    {"west": 110, "north": 90},
    {"west": 150, "north": 140},
    (25, 40, 20, 8, 2, 5),
    (25, 35, 25, 8, 2, 5),
    (25, 20, 30, 15, 30, 20),
)


def young_people_answer(
    survey: Survey, how: Round, days: list[date], staff: dict[str, Account], on: On
) -> None:
    """All who answer, on these days, and what officers then do with what was written."""
    chance = random.Random(f"{how.name} of the survey")
    written = yaml.safe_load(WRITTEN.read_text(encoding="utf-8"))[how.name]
    with on(days[0]):
        ways = {
            council: _ways(survey, council, how, staff["participation"], chance)
            for council in how.answers
        }
    people = [*written, *_silent(how, written, chance)]
    chance.shuffle(people)
    a_day = -(-len(people) // len(days))
    for place, day in enumerate(days):
        with on(day):
            for one in people[place * a_day : (place + 1) * a_day]:
                _answer(survey, how, one, next(ways[one["council"]]), staff, chance)
    with on(days[-1]):
        for council in how.answers:
            _let_inspectors_read(survey, council, written, staff["participation"])


def _ways(
    survey: Survey, council: str, how: Round, officer: Account, chance: random.Random
) -> Iterator[tuple[bytes, ...]]:
    """Whom each answer counts for: one code of the printed list, or nobody by the open link."""
    codes = make_list(survey, council, how.codes[council], officer)
    while True:
        by_code = bool(codes) and chance.random() < BY_CODE
        yield (code_in_survey(survey.id, hash_of(codes.pop())),) if by_code else ()


def _silent(how: Round, written: list[dict], chance: random.Random) -> Iterator[dict]:
    """Those who only tap."""
    for council, number in how.answers.items():
        wrote = sum(one["council"] == council for one in written)
        for ages in chance.choices(list(AGES), list(AGES.values()), k=number - wrote):
            yield {"council": council, "ages": ages}


def _answer(
    survey: Survey,
    how: Round,
    one: dict,
    way: tuple[bytes, ...],
    staff: dict[str, Account],
    chance: random.Random,
) -> None:
    said = _taps(how, one, chance)
    if "words" in one:
        said[COMMENT] = one["words"]
    language = one.get("language", "en")
    response = answer_survey(
        survey, one["council"], one["ages"], language=language, hashes=way, **said
    )
    if "words" in one:
        close_alert(response.id, staff["duty"])
    if "codes" in one:
        code_words(response.id, one, staff["participation"])


def _taps(how: Round, one: dict, chance: random.Random) -> dict[str, str | tuple[str, ...]]:
    """What is tapped at this age; who is very happy at home is not asked what could be better."""
    ages, said = one["ages"], {}
    if chance.random() < SAYS_IT:
        said["about_age"] = OLD[ages]
    if chance.random() < SAYS_IT:
        said["about_home"] = _one_of(dict(HOMES[ages]), chance)
    if ages != "8_11":
        came_alone = one.get("language", "en") != "en" or chance.random() < 0.15
        said["about_separated"] = "separated" if came_alone else "not_separated"
        said["b_home_safe"] = "yes" if chance.random() < 0.9 else "not_sure"
    said["b_home_feel"] = _one_of(dict(zip(FEELINGS, how.feels, strict=True)), chance)
    if said["b_home_feel"] != "very_happy":
        better = [code for code, n in zip(BETTER, how.better, strict=True) if _of_100(n, chance)]
        said["b_home_better"] = tuple(better) or ("nothing",)
    said["b_listened"] = _one_of(dict(zip(AGREEMENT, how.listened, strict=True)), chance)
    return said


def _one_of(often: dict[str, int], chance: random.Random) -> str:
    [code] = chance.choices(list(often), list(often.values()))
    return code


def _of_100(number: int, chance: random.Random) -> bool:
    return chance.random() * 100 < number


def _let_inspectors_read(
    survey: Survey, council: str, written: list[dict], officer: Account
) -> None:
    """The officer reads what was coded, and lets inspectors read what nobody is known by."""
    shared = {one["words"] for one in written if one.get("shared")}
    for comment in comments.to_look_at(survey, council, 1, officer):
        if comment.words in shared:
            comments.share(
                survey, council, comment.answer.id, officer, seen=comment.seen, looked=False
            )
