"""The five questions of what can I get."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.accounts.council_names import council_name
from app.accounts.models import Council
from app.core.i18n import _l
from app.offer.models import Entitlement
from app.offer.situation import ASKED_DIRECTLY, OTHER_COUNCIL, Situation
from app.offer.texts import NEEDS

NOT_SAID = "not_said"
NONE_OF_THESE = "none_of_these"
OLDEST = 120

AGE_IN_NUMBERS = _l("Write how old you are as a number, like 17. Or leave it empty.")
NOT_A_CHOICE = _l("Choose one of the answers.")

I_DO_NOT_SAY = SelectChoice(NOT_SAID, _l("I don’t know, or skip this"))
YES_OR_NO = [SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No")), I_DO_NOT_SAY]
SAID = {"yes": True, "no": False}


class OneOf(RadioField):
    """A choice that may be left out."""

    def pre_validate(self, form) -> None:
        if self.data and self.data not in {choice.value for choice in self.choices}:
            raise ValidationError(NOT_A_CHOICE)


class SomeOf(SelectMultipleField):
    def pre_validate(self, form) -> None:
        if set(self.data or ()) - {choice.value for choice in self.choices}:
            raise ValidationError(NOT_A_CHOICE)


class QuestionForm(FlaskForm):
    """Asks only for what a line that is shown needs to know."""

    class Meta:
        # Nothing is changed and nothing kept: a page of answers is all that another site could get
        # its visitor, and the page that is kept on a phone has to work without a token.
        csrf = False

    age = StringField(_l("How old are you?"))
    council = OneOf(_l("Which council looks after you, or did?"))
    care = OneOf(
        _l("Are you in care?"),
        choices=[
            SelectChoice("now", _l("Yes, I am in care now")),
            SelectChoice("before", _l("Not now, but I was before")),
            SelectChoice("never", _l("No, I never was")),
            I_DO_NOT_SAY,
        ],
    )
    thirteen_weeks = OneOf(
        _l("Since you turned 14, were you in care for 13 weeks or more?"), choices=YES_OR_NO
    )
    at_16_or_17 = OneOf(_l("Were you in care when you were 16 or 17?"), choices=YES_OR_NO)
    special_guardian = OneOf(_l("After care, did you get a special guardian?"), choices=YES_OR_NO)
    separated = OneOf(_l("Did you come to the UK without your parents?"), choices=YES_OR_NO)
    asylum = OneOf(
        _l("Did you ask to stay in the UK? Where are you with that now?"),
        choices=[
            SelectChoice("waiting", NEEDS["waiting_for_decision"]),
            SelectChoice("allowed_to_stay", _l("I am allowed to stay")),
            SelectChoice("appeals_finished", NEEDS["appeals_finished"]),
            SelectChoice("none", _l("None of these")),
            I_DO_NOT_SAY,
        ],
    )
    needs = SomeOf(_l("What is true for you now?"))

    def __init__(self, lines: Iterable[Entitlement], councils: Iterable[Council], **values) -> None:
        super().__init__(**values)
        needed = {need for line in lines for need in line.needs}
        self.asked = [need for need in ASKED_DIRECTLY if need in needed]
        self.needs.choices = [SelectChoice(need, NEEDS[need]) for need in self.asked]
        self.needs.choices.append(SelectChoice(NONE_OF_THESE, _l("None of these")))
        self.council.choices = [SelectChoice(one.code, council_name(one.name)) for one in councils]
        self.council.choices += [
            SelectChoice(OTHER_COUNCIL, _l("Another council")),
            I_DO_NOT_SAY,
        ]

    def validate_age(self, field) -> None:
        if field.data and _years(field.data) is None:
            raise ValidationError(AGE_IN_NUMBERS)

    def situation(self) -> Situation:
        """The answers of a form that is valid. What was ticked is so; what was not, is not, unless
        nothing was ticked at all.
        """
        ticked = set(self.needs.data or ())
        return Situation(
            age=_years(self.age.data or ""),
            council=_said(self.council),
            care=_said(self.care),
            thirteen_weeks=SAID.get(self.thirteen_weeks.data),
            at_16_or_17=SAID.get(self.at_16_or_17.data),
            special_guardian=SAID.get(self.special_guardian.data),
            separated=SAID.get(self.separated.data),
            asylum=_said(self.asylum) or NOT_SAID,
            needs={need: need in ticked for need in self.asked} if ticked else {},
        )


def _said(field: OneOf) -> str | None:
    return field.data if field.data and field.data != NOT_SAID else None


def _years(typed: str) -> int | None:
    """The number in what was typed, in Latin, Arabic or Persian digits; None if it is no age."""
    text = typed.strip()
    if not (text.isdecimal() and len(text) <= 3):
        return None
    return int(text) if int(text) <= OLDEST else None
