"""One question as it is typed: its words, who is asked it, and a line for each answer."""

import re
from collections.abc import Mapping
from typing import Any

from flask import request
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField
from wtforms import TextAreaField as TextArea
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.core.i18n import _
from surveys.building.ages import ages_of
from surveys.building.choice_codes import ALONE, code_for
from surveys.building.content import ABOUT, Content
from surveys.building.forms import Fits, StepForm, one_line
from surveys.building.problems import LONGEST, LONGEST_TEXT, word_problem
from surveys.building.texts import AGE_WORDS, FIELDS, PICTURES, WITH_CHOICES, WITH_PICTURES

NEW_LINE = re.compile(r"new_([0-9]{1,2})")
NEW_LINES = 3
"""Empty lines for further answers."""
MOST_CHOICES = 40
"""As schema.json has it."""


class QuestionForm(StepForm):
    """`question_form` adds a line for each of its answers."""

    key = HiddenField()
    ask = TextArea(FIELDS["ask"], validators=[Fits(LONGEST_TEXT, required=True)])
    hint = StringField(FIELDS["hint"], validators=[Fits(LONGEST_TEXT)])
    why = StringField(FIELDS["why"], validators=[Fits(LONGEST_TEXT)])
    section = StringField(FIELDS["section"], validators=[Fits(LONGEST["section"])])
    easier_ask = TextArea(FIELDS["easier_ask"], validators=[Fits(LONGEST_TEXT)])
    easier_hint = StringField(FIELDS["easier_hint"], validators=[Fits(LONGEST_TEXT)])
    ages = SelectMultipleField(FIELDS["ages"], validate_choice=False)
    about_you = BooleanField(FIELDS["about_you"])
    more = TextArea(FIELDS["choices"])

    type: str
    there: Mapping[str, Any]
    """The question as it was."""
    new: list[int]
    """The numbers of the lines for further answers."""

    @property
    def has_choices(self) -> bool:
        return self.type in WITH_CHOICES

    @property
    def has_pictures(self) -> bool:
        return self.type in WITH_PICTURES

    @property
    def lines(self) -> list[tuple[Any, Any]]:
        """The field of each answer and, if it has one, that of its picture."""
        if not self.has_choices:
            return []
        names = [f"choice_{one['code']}" for one in self.there.get("choices", ())]
        names += [f"new_{number}" for number in self.new]
        return [(self[name], self._fields.get(f"picture_{name}")) for name in names]

    @property
    def choices(self) -> list[dict[str, Any]]:
        """The answers as they were typed. A line without words is gone."""
        kept: list[dict[str, Any]] = []
        was = {f"choice_{one['code']}": one for one in self.there.get("choices", ())}
        for field, picture in self.lines:
            label = one_line(field.data)
            if label:
                kept.append(self._choice(label, was.get(field.name), kept, picture))
        pasted = (self.more.data or "").splitlines() if self.has_choices else []
        for label in filter(None, map(one_line, pasted)):
            kept.append(self._choice(label, None, kept, None))
        return kept

    def _choice(self, label: str, was: Any, kept: list, picture: Any) -> dict[str, Any]:
        taken = {one["code"] for one in [*kept, *self.there.get("choices", ())]}
        choice = (
            {**was, "label": label} if was else {"code": code_for(label, taken), "label": label}
        )
        if self.type == "several_choices" and (was is None or was["label"] != label):
            choice.pop("alone", None)
            if ALONE.match(label):
                choice["alone"] = True
        if self.has_pictures:
            drawn = picture.data if picture is not None else None
            choice["symbol"] = drawn if drawn in PICTURES else choice.get("symbol", "question")
        return choice

    @property
    def question(self) -> dict[str, Any]:
        """The question as it was typed, with what the page does not show of it."""
        shown = ("ask", "hint", "why", "section", "easier", "ages", "about_you", "choices")
        kept = {name: value for name, value in self.there.items() if name not in shown}
        words = {name: one_line(self[name].data) for name in ("ask", "hint", "why", "section")}
        easier = {
            name: one_line(self[f"easier_{name}"].data)
            for name in ("ask", "hint")
            if one_line(self[f"easier_{name}"].data)
        }
        typed = {**kept, **{name: said for name, said in words.items() if said}}
        if easier:
            typed["easier"] = easier
        if self.chosen_ages and len(self.chosen_ages) < len(self.ages.choices):
            typed["ages"] = self.chosen_ages
        if self.about_you.data and not self.is_ours:
            typed["about_you"] = True
        if self.has_choices:
            typed["choices"] = self.choices
        codes = {one["code"] for one in typed.get("choices", ())}
        if self.has_choices and "alert_on" in typed:
            alert_on = [code for code in typed.pop("alert_on") if code in codes]
            typed |= {"alert_on": alert_on} if alert_on else {}
        return typed

    @property
    def is_ours(self) -> bool:
        """Whether it is one of the questions about them whose answers are compared by."""
        return str(self.there.get("key", "")).startswith(ABOUT)

    @property
    def chosen_ages(self) -> list[str]:
        offered = [choice.value for choice in self.ages.choices]
        return [ages for ages in offered if ages in (self.ages.data or ())]

    def validate_ages(self, _field: Any) -> None:
        if self.ages.choices and not self.chosen_ages:
            raise ValidationError(_("Choose who is asked."))

    def validate_more(self, _field: Any) -> None:
        if not self.has_choices:
            return
        labels = [one["label"] for one in self.choices]
        said = next(filter(None, (word_problem(one, LONGEST["label"]) for one in labels)), None)
        if said:
            raise ValidationError(said)
        if len(labels) < 2:
            raise ValidationError(_("Write at least two answers."))
        if len(labels) > MOST_CHOICES:
            raise ValidationError(_("There is room for %(limit)s answers.", limit=MOST_CHOICES))
        if len({one.casefold() for one in labels}) < len(labels):
            raise ValidationError(_("One answer is there twice."))


def question_form(
    content: Content, question: Mapping[str, Any], seen: int, **how: Any
) -> QuestionForm:
    """The form of this question, with a line for each of its answers and some empty ones more.

    Filled from what was sent or, with `formdata=None`, from the question.
    """
    there = {f"choice_{one['code']}": one for one in question.get("choices", ())}
    # What was typed into further lines keeps them, and “more lines” asks for others.
    typed = {int(found[1]) for name in request.form if (found := NEW_LINE.fullmatch(name))}
    wanted = request.form.get("do") == "lines"
    empty = NEW_LINES if not typed or wanted else 0
    first = max(typed, default=0) + 1
    new = sorted({*typed, *range(first, min(first + empty, MOST_CHOICES + 1))})
    names = [*there, *(f"new_{number}" for number in new)]
    fields: dict[str, Any] = {name: StringField(_("Answer")) for name in names}
    if question["type"] in WITH_PICTURES:
        drawings = [SelectChoice(code, words) for code, words in PICTURES.items()]
        for name in names:
            fields[f"picture_{name}"] = SelectField(
                _("Picture"), choices=drawings, validate_choice=False, default="question"
            )
    made = type("ThisQuestionForm", (QuestionForm,), fields)
    form = made(data={**_filled(content, question, there), "seen": seen}, **how)
    form.type, form.there, form.new = question["type"], question, new
    form.ages.choices = [SelectChoice(one, AGE_WORDS[one]) for one in ages_of(content)]
    return form


def _filled(content: Content, question: Mapping[str, Any], there: Mapping) -> dict[str, Any]:
    easier = question.get("easier", {})
    words = {name: question.get(name, "") for name in ("ask", "hint", "why", "section")}
    return {
        **words,
        "key": question["key"],
        "easier_ask": easier.get("ask", ""),
        "easier_hint": easier.get("hint", ""),
        "ages": question.get("ages", ages_of(content)),
        "about_you": question.get("about_you", False),
        **{name: one["label"] for name, one in there.items()},
        **{f"picture_{name}": one.get("symbol", "question") for name, one in there.items()},
    }
