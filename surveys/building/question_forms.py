"""One question as it is typed: its words, who is asked it, and a line for each answer."""

import re
from collections.abc import Mapping
from typing import Any

from flask import request
from wtforms import BooleanField, HiddenField, SelectMultipleField, StringField
from wtforms import TextAreaField as TextArea
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.core.i18n import _
from surveys.building.ages import YOUNGER, ages_of
from surveys.building.answer_lines import AnswerLines, filled_lines, line_fields
from surveys.building.content import ABOUT, Content
from surveys.building.forms import Fits, StepForm, one_line
from surveys.building.parts import question_part
from surveys.building.problems import LONGEST, LONGEST_TEXT, word_problem
from surveys.building.texts import AGE_WORDS, FIELDS

NEW_LINE = re.compile(r"new_([0-9]{1,2})")
NEW_LINES = 3
"""Empty lines for further answers."""
MOST_CHOICES = 40
"""As schema.json has it."""
SHOWN = ("ask", "hint", "why", "section", "easier", "ages", "about_you", "choices", "alert_on")
"""What of a question the page shows; whatever else there is of it stays as it was."""


class QuestionForm(AnswerLines, StepForm):
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

    @property
    def question(self) -> dict[str, Any]:
        """The question as it was typed, with what the page does not show of it."""
        typed = {name: value for name, value in self.there.items() if name not in SHOWN}
        words = {name: one_line(self[name].data) for name in ("ask", "hint", "why", "section")}
        more = {
            **words,
            "easier": self._easier if self.offers_easier else self._easier_kept,
            "ages": self.chosen_ages if self.is_for_some else [],
            "about_you": bool(self.about_you.data and not self.is_ours),
            "choices": self.choices,
            "alert_on": self.alert_on,
        }
        return typed | {name: value for name, value in more.items() if value}

    @property
    def _easier(self) -> dict[str, Any]:
        said = {name: one_line(self[f"easier_{name}"].data) for name in ("ask", "hint")}
        said["choices"] = self.easier_choices
        return {name: words for name, words in said.items() if words}

    @property
    def _easier_kept(self) -> dict[str, Any]:
        """Those that the page does not show, without the answers that were taken off: they are read
        again once the survey is for younger ones.
        """
        easier, codes = self.there.get("easier", {}), {one["code"] for one in self.choices}
        kept = [one for one in easier.get("choices", ()) if one["code"] in codes]
        words = {name: said for name, said in easier.items() if name != "choices"}
        return words | ({"choices": kept} if kept else {})

    @property
    def is_ours(self) -> bool:
        """Whether it is one of the questions about them whose answers are compared by."""
        return str(self.there.get("key", "")).startswith(ABOUT)

    @property
    def chosen_ages(self) -> list[str]:
        offered = [choice.value for choice in self.ages.choices]
        return [ages for ages in offered if ages in (self.ages.data or ())]

    @property
    def is_for_some(self) -> bool:
        """Whether some of the survey's ages are not asked it."""
        return 0 < len(self.chosen_ages) < len(self.ages.choices)

    @property
    def offers_easier(self) -> bool:
        """Whether some read them and some do not, or they are there and are read; or they were
        typed while it was so.
        """
        offered = {choice.value for choice in self.ages.choices}
        some_do_not = bool(offered.difference(YOUNGER))
        read = not offered.isdisjoint(YOUNGER) and (some_do_not or "easier" in self.there)
        return read or "easier_ask" in request.form

    @property
    def opens_easier(self) -> bool:
        """Whether there are easier words to see, or something wrong with them."""
        own = (self.easier_ask, self.easier_hint)
        return self.has_easier_words or any(field.data or field.errors for field in own)

    @property
    def opens_more(self) -> bool:
        """Whether there is more of the question to see, or something wrong with it."""
        return any(one.data or one.errors for one in (self.why, self.section, self.about_you))

    def validate_ages(self, _field: Any) -> None:
        if self.ages.choices and not self.chosen_ages:
            raise ValidationError(_("Choose who is asked."))

    def validate_more(self, _field: Any) -> None:
        if not self.has_choices:
            return
        said = next(filter(None, (word_problem(one, LONGEST["label"]) for one in self.pasted)), "")
        if said:
            raise ValidationError(said)
        labels = [one["label"] for one in self.choices]
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
    new = _new_lines()
    made = type("ThisQuestionForm", (QuestionForm,), line_fields(question, new))
    had = {"seen": seen, "was": question_part(content, question)}
    form = made(data={**_filled(content, question), **had}, **how)
    form.type, form.there, form.new = question["type"], question, new
    form.ages.choices = [SelectChoice(one, AGE_WORDS[one]) for one in ages_of(content)]
    return form


def _new_lines() -> list[int]:
    """The numbers of the lines for further answers: what was typed into some keeps them, and “more
    lines” asks for others.
    """
    typed = {int(found[1]) for name in request.form if (found := NEW_LINE.fullmatch(name))}
    wanted = request.form.get("do") == "lines"
    empty = NEW_LINES if not typed or wanted else 0
    first = max(typed, default=0) + 1
    return sorted({*typed, *range(first, min(first + empty, MOST_CHOICES + 1))})


def _filled(content: Content, question: Mapping[str, Any]) -> dict[str, Any]:
    easier = question.get("easier", {})
    words = {name: question.get(name, "") for name in ("ask", "hint", "why", "section")}
    return {
        **words,
        "key": question["key"],
        "easier_ask": easier.get("ask", ""),
        "easier_hint": easier.get("hint", ""),
        "ages": question.get("ages", ages_of(content)),
        "about_you": question.get("about_you", False),
        **filled_lines(question),
    }
