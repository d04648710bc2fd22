"""What an officer types into a draft, and when it begins to hold."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from app.core import evidence
from app.core.i18n import _l
from app.pledge.fields import FIELDS, SYMBOLS
from app.pledge.promises import MOST_INDICATORS, Problem

LINE = re.compile(r"indicator_([0-9]{1,2})")
NEW_LINES = 3
"""Empty lines for further indicators."""


def one_line(words: str | None) -> str:
    """What was typed, with single spaces and no line ends."""
    return " ".join((words or "").split())


class DraftForm(FlaskForm):
    """A change of a draft. `seen` is the draft's digest as the officer has it before them."""

    seen = HiddenField()

    def show(self, problems: Iterable[Problem]) -> None:
        """Put each problem beside its field; what has none stands at the head of the page."""
        for problem in problems:
            field = self._fields.get(self.name_of(problem.field))
            if field is None:
                self.form_errors.append(problem.reason)
            else:
                field.errors = [*field.errors, problem.reason]

    def name_of(self, place: str) -> str:
        """The name of the field that a problem's place stands for."""
        return place


class TextsForm(DraftForm):
    """What stands over the promises."""

    title = StringField(FIELDS["title"])
    intro = StringField(FIELDS["intro"])
    source = StringField(FIELDS["source"])
    verify = StringField(FIELDS["verify"])

    @property
    def texts(self) -> dict[str, Any]:
        lines = [one_line(line) for line in (self.verify.data or "").splitlines()]
        return {
            "title": one_line(self.title.data),
            "intro": one_line(self.intro.data),
            "source": one_line(self.source.data),
            "verify": [line for line in lines if line],
        }

    @classmethod
    def of(cls, content: Mapping[str, Any], seen: str) -> "TextsForm":
        """Filled with what a draft says."""
        texts = {name: content.get(name, "") for name in ("title", "intro", "source")}
        verify = "\n".join(content.get("verify", ()))
        return cls(formdata=None, data={**texts, "verify": verify, "seen": seen})


class PromiseForm(DraftForm):
    """One promise. `promise_form` adds a field for each of its indicators."""

    title = StringField(FIELDS["title"])
    words = StringField(FIELDS["words"])
    young = StringField(FIELDS["young"])
    older = StringField(FIELDS["older"])
    symbol = SelectField(
        FIELDS["symbol"],
        choices=[SelectChoice(*pair) for pair in SYMBOLS.items()],
        validate_choice=False,
    )
    sub_themes = SelectMultipleField(FIELDS["sub_themes"], validate_choice=False)

    key: str
    numbers: list[int]

    @property
    def indicators(self) -> list[StringField]:
        return [self[f"indicator_{number}"] for number in self.numbers]

    @property
    def promise(self) -> dict[str, Any]:
        """The promise as it was typed. An indicator without words is gone."""
        lines = {n: one_line(self[f"indicator_{n}"].data) for n in self.numbers}
        return {
            "key": self.key,
            "symbol": self.symbol.data,
            **{name: one_line(self[name].data) for name in ("title", "words", "young", "older")},
            "sub_themes": [one.value for one in self.sub_themes.choices if self._has(one.value)],
            "indicators": [
                {"key": f"{self.key}.{n}", "words": words} for n, words in lines.items() if words
            ],
        }

    def _has(self, code: str) -> bool:
        return code in (self.sub_themes.data or ())

    def name_of(self, place: str) -> str:
        name = place.removeprefix(f"{self.key}.")
        return f"indicator_{name}" if name.isdigit() else name


def promise_form(key: str, promise: Mapping[str, Any], seen: str = "", **how: Any) -> PromiseForm:
    """The form of this promise, with a field for each indicator and some empty ones more.

    Filled from what was sent or, with `formdata=None`, from the promise.
    """
    there = {one["key"]: one["words"] for one in promise.get("indicators", ())}
    numbers = [int(one.rpartition(".")[2]) for one in there]
    free = max(0, min(NEW_LINES, MOST_INDICATORS - len(numbers)))
    first = max(numbers, default=0) + 1
    # What was typed on a page that is older than the draft keeps its lines.
    typed = {int(found[1]) for name in request.form if (found := LINE.fullmatch(name))}
    numbers = [*numbers, *sorted({*range(first, first + free), *typed} - {*numbers})]
    made = type(
        "ThisPromiseForm",
        (PromiseForm,),
        {f"indicator_{n}": StringField(f"{key}.{n}") for n in numbers},
    )
    words = {f"indicator_{n}": there.get(f"{key}.{n}", "") for n in numbers}
    form = made(data={**promise, **words, "seen": seen}, **how)
    form.key, form.numbers = key, numbers
    known = evidence.names()
    others = {code: code for code in promise.get("sub_themes", ()) if code not in known}
    form.sub_themes.choices = [SelectChoice(*pair) for pair in {**known, **others}.items()]
    return form


class PublishForm(DraftForm):
    """From which day."""

    starts_on = DateField(
        _l("From which day"),
        validators=[InputRequired(_l("Give the day from which it holds."))],
    )


class StepForm(DraftForm):
    """A button that moves or removes a promise, or takes the draft away."""
