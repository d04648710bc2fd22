"""Answers that are picked: stored as codes, so that they mean the same in every language."""

from collections.abc import Iterable, Sequence
from typing import Any

from surveys.definition import Given, Question
from surveys.fields.base import Option, QuestionType, ValidationProblem
from surveys.texts import AGREEMENT, FEELINGS, NOT_A_CHOICE, NOT_TOGETHER, ONE_ONLY, YES_NO_NOT_SURE


class SeveralChoices(QuestionType):
    """Any number of the choices, but none beside one that stands alone."""

    name = "several_choices"
    partial = "several_choices"

    def drawn(self, values: list[str]) -> list[str]:
        return values

    def clean(self, raw: Sequence[str], options: Sequence[Option] = ()) -> Given:
        sent = {code for code in raw if code}
        picked = [option for option in options if option.code in sent]
        if len(picked) != len(sent):
            raise ValidationProblem(NOT_A_CHOICE)
        alone = [option for option in picked if option.alone]
        if alone and len(picked) > 1:
            # The others say more than it does: somebody is named, and must not be a reader.
            others = _codes(option for option in picked if not option.alone)
            raise ValidationProblem(NOT_TOGETHER, kept=others, choice=alone[0].label)
        return _codes(picked)


def _codes(options: Iterable[Option]) -> Given:
    return Given(choices=tuple(option.code for option in options))


class OneChoice(SeveralChoices):
    """One of the choices."""

    name = "one_choice"
    partial = "one_choice"
    picks_one = True

    def drawn(self, values: list[str]) -> str | None:
        return values[0] if values else None

    def clean(self, raw: Sequence[str], options: Sequence[Option] = ()) -> Given:
        given = super().clean(raw, options)
        if len(given.choices) > 1:
            raise ValidationProblem(ONE_ONLY)
        return given


class PictureChoice(OneChoice):
    """One of the choices, each with a drawn picture beside its words."""

    name = "picture_choice"
    partial = "picture_choice"


class FixedChoice(OneChoice):
    """One of choices that are the same in every form. `labels` gives them words."""

    labels: dict[str, Any]

    def options(self, question: Question) -> tuple[Option, ...]:
        return tuple(Option(code, label, code) for code, label in self.labels.items())


class Feeling(FixedChoice):
    """One of five drawn faces, or "I don't know"."""

    name = "feeling"
    partial = "feeling"
    labels = FEELINGS
    fixed_codes = tuple(FEELINGS)


class Agreement(FixedChoice):
    """One of five steps from "yes, a lot" to "no, not at all", or "I don't know"."""

    name = "agreement"
    partial = "agreement"
    labels = AGREEMENT
    fixed_codes = tuple(AGREEMENT)


class YesNoNotSure(FixedChoice):
    """Yes, no, or not sure."""

    name = "yes_no_not_sure"
    partial = "one_choice"
    labels = YES_NO_NOT_SURE
    fixed_codes = tuple(YES_NO_NOT_SURE)


class Person(SeveralChoices):
    """One or more people, named by their part in the young person's life.

    Who can be picked is known only to the running app, so the options are always given.
    """

    name = "person"
    partial = "person"
