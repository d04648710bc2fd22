"""What a Young Inspector types: about the survey as a whole, a note, a file."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    FileField,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional, StopValidation, ValidationError

from app.accounts.council_names import council_name
from app.accounts.models import Council
from app.core.clock import today
from app.core.forms import near
from app.core.i18n import _, _l
from surveys.building.ages import for_nobody, given_to_everybody, without_those_for_nobody
from surveys.building.parts import frame_part
from surveys.building.problems import LONGEST, word_problem
from surveys.building.texts import AGE_WORDS, FIELDS

LONELY = {"give": given_to_everybody, "take_off": without_those_for_nobody}
"""What can be done with questions for nobody."""
MOST_ASKED = 100_000


def one_line(words: str | None) -> str:
    """What was typed, with single spaces and no line ends."""
    return " ".join((words or "").split())


def some_lines(words: str | None) -> str:
    """What was typed, with plain line ends, none at either end, and spaces for tabs."""
    plain = (words or "").replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\t", " ").strip()


class Fits:
    """A validator: words that a page can show, at most so many letters."""

    def __init__(self, most: int, required: bool = False) -> None:
        self.most, self.required = most, required

    def __call__(self, _form: FlaskForm, field: Any) -> None:
        words = some_lines(field.data)
        if self.required and not words:
            raise StopValidation(_("Write something here."))
        said = word_problem(words, self.most)
        if said:
            raise StopValidation(said)


class StepForm(FlaskForm):
    """A button that changes the survey. `seen` is its revision as they had it before them, and
    `was` the digest of the part of it that they change (`surveys.building.parts`).
    """

    seen = HiddenField()
    was = HiddenField()

    @property
    def revision(self) -> int:
        """What they had seen; 0, which no survey is at, for anything else."""
        typed = next(iter(self.seen.raw_data or ()), "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0

    def seen_of(self, part: str, revision: int) -> int:
        """What they had seen of a survey that is at this revision now: all of it, if this part of
        it is as they had it before them.
        """
        return revision if part in self.was.raw_data else self.revision


class StartForm(FlaskForm):
    """What it is called, who it is for, and where."""

    title = StringField(FIELDS["title"], validators=[Fits(LONGEST["title"], required=True)])
    ages = SelectMultipleField(
        _l("Who is it for?"),
        choices=[SelectChoice(*pair) for pair in AGE_WORDS.items()],
        validate_choice=False,
    )
    councils = SelectMultipleField(_l("Which councils?"), validate_choice=False)

    def __init__(self, councils: Sequence[Council], *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.councils.choices = [SelectChoice(one.code, council_name(one.name)) for one in councils]

    @property
    def chosen_ages(self) -> list[str]:
        return [ages for ages in AGE_WORDS if ages in (self.ages.data or ())]

    @property
    def chosen_councils(self) -> list[str]:
        offered = [choice.value for choice in self.councils.choices]
        return [code for code in offered if code in (self.councils.data or ())]

    def validate_ages(self, _field: Any) -> None:
        if not self.chosen_ages:
            raise ValidationError(_("Choose who it is for."))

    def validate_councils(self, _field: Any) -> None:
        if not self.chosen_councils:
            raise ValidationError(_("Choose at least one council."))


class FrameForm(StartForm, StepForm):
    """Everything about a survey but its questions."""

    intro = TextAreaField(FIELDS["intro"], validators=[Fits(LONGEST["intro"])])
    thanks = TextAreaField(FIELDS["thanks"], validators=[Fits(LONGEST["thanks"])])
    opens_on = DateField(_l("First day"), validators=[Optional()])
    closes_on = DateField(_l("Last day"), validators=[Optional()])
    asked = StringField(_l("About how many young people will be asked?"))
    lonely = RadioField(
        _l("What happens to the questions that nobody would be asked?"),
        choices=[
            SelectChoice("give", _l("Ask everybody the survey is for")),
            SelectChoice("take_off", _l("Take them off")),
        ],
        validate_choice=False,
    )

    @property
    def texts(self) -> dict[str, Any]:
        """What changes of the content."""
        said = {
            "title": one_line(self.title.data),
            "intro": some_lines(self.intro.data),
            "thanks": some_lines(self.thanks.data),
            "ages": self.chosen_ages,
        }
        number = one_line(self.asked.data)
        return {**said, "asked": int(number)} if number else said

    def validate_asked(self, field: Any) -> None:
        number = one_line(field.data)
        fits = number.isascii() and number.isdigit() and len(number) < 7
        if number and not (fits and 0 < int(number) <= MOST_ASKED):
            raise ValidationError(_("Write a number, like 120, or leave it empty."))

    def validate_opens_on(self, field: Any) -> None:
        near(field)

    def validate_closes_on(self, field: Any) -> None:
        near(field)
        if field.data and field.data < today():
            raise ValidationError(_("This day is over. Pick a last day that is still to come."))
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError(_("The last day is before the first. Change one of them."))

    def content(self, plain: Mapping[str, Any]) -> dict[str, Any] | None:
        """What the survey asks, with these words; None while it leaves questions for nobody and
        nobody has said what happens to them.
        """
        content = {**plain, **self.texts}
        if not for_nobody(content):
            return content
        mend = LONELY.get(self.lonely.data or "")
        if mend is None:
            self.lonely.errors = [_("Choose one. Nothing is changed yet.")]
            return None
        return mend(content)

    @classmethod
    def of(cls, councils: Sequence[Council], survey: Any) -> "FrameForm":
        """Filled with what the survey says."""
        content: Mapping[str, Any] = survey.definition
        said = {name: content[name] for name in ("title", "intro", "thanks", "ages")}
        days = {"opens_on": survey.opens_on, "closes_on": survey.closes_on}
        more = {"councils": survey.council_codes, "asked": content.get("asked", "")}
        data = {**said, **days, **more, "seen": survey.revision, "was": frame_part(survey)}
        return cls(councils, formdata=None, data=data)


class BringInForm(StartForm):
    """The definition of a survey, as a file or pasted."""

    title = StringField(
        _l("What is it called here?"), validators=[Fits(LONGEST["title"], required=False)]
    )
    file = FileField(_l("The file"))
    text = TextAreaField(_l("Or paste what is in it"))

    def validate_ages(self, _field: Any) -> None:
        """Left out, they are those of the file."""


class BankForm(StepForm):
    """One question of the bank."""

    id = HiddenField(validators=[InputRequired()])
