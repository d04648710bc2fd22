"""The forms that Young Inspectors fill in."""

from datetime import date, timedelta

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from app.core.clock import today
from app.core.forms import near
from app.core.i18n import _l
from surveys.inspections.texts import (
    AGREED,
    FINDING_KINDS,
    PICTURE_KINDS,
    RATINGS,
    VISIT_KINDS,
    with_job,
)

PICK = _l("Pick an answer.")
WHICH_DAY = _l("Give the day.")
LONGEST_BEFORE = timedelta(days=90)
"""A visit may have been before they began to write here, but not for longer than this."""
NOBODY = 0
"""Stands for no one in a list of ids."""


def fits(most: int) -> Length:
    return Length(max=most, message=_l("Use at most %(max)d characters."))


def choices(words) -> list[SelectChoice]:
    return [SelectChoice(code, said) for code, said in words.items()]


def still_to_come(field) -> None:
    """Raises ValidationError for a day that is over."""
    near(field)
    if field.data and field.data < today():
        raise ValidationError(_l("This day is over. Give one that is still to come."))


class Marked:
    """A form to write over what is there."""

    seen = HiddenField()
    """The mark of what was there when the page was drawn."""


class StartForm(FlaskForm):
    """`people`, `adults` and `earlier`: accounts, accounts and inspections one may pick from."""

    starts_on = DateField(_l("When do you begin?"), [InputRequired(WHICH_DAY)])
    people = SelectMultipleField(_l("Who takes part with you?"), coerce=int)
    beside = SelectField(_l("Which adult comes with you?"), coerce=int, default=NOBODY)
    copied = SelectField(_l("Use criteria you wrote before?"), coerce=int, default=NOBODY)

    def __init__(self, people, adults, earlier, **values):
        super().__init__(**values)
        nobody, none = SelectChoice(NOBODY, _l("Not known yet")), SelectChoice(NOBODY, _l("No"))
        self.people.choices = [SelectChoice(one.id, one.display_name) for one in people]
        self.beside.choices = [
            nobody,
            *(SelectChoice(one.id, one.display_name) for one in adults),
        ]
        self.copied.choices = [none, *(SelectChoice(one, words) for one, words in earlier)]

    def validate_starts_on(self, field) -> None:
        near(field)


class WhoForm(Marked, StartForm):
    """Who takes part, and when, in one that has begun."""


class CriterionForm(Marked, FlaskForm):
    words = TextAreaField(
        _l("What does a good one do?"),
        [DataRequired(_l("Write one thing that a good one does.")), fits(300)],
    )


class RatingForm(Marked, FlaskForm):
    rating = RadioField(_l("How was it?"), [InputRequired(PICK)], choices=choices(RATINGS))
    notes = TextAreaField(_l("What did you see or hear?"), [fits(4_000)])


class PictureForm(FlaskForm):
    kind = RadioField(_l("What is it?"), choices=choices(PICTURE_KINDS), default="photo")
    shows = TextAreaField(
        _l("What can be seen on it?"),
        [DataRequired(_l("Say in a few words what can be seen.")), fits(300)],
    )
    file = FileField(_l("The picture"))
    sure = BooleanField(
        _l("I looked: no faces, no names, no house numbers"),
        [InputRequired(_l("Look at the picture again, and tick the box."))],
    )


class VisitForm(Marked, FlaskForm):
    """`people`: the accounts that take part; `begins`: the first day of the inspection."""

    kind = RadioField(_l("How did you look?"), [InputRequired(PICK)], choices=choices(VISIT_KINDS))
    on = DateField(_l("On which day?"), [InputRequired(WHICH_DAY)])
    people = SelectMultipleField(_l("Who was there?"), coerce=int)
    notes = TextAreaField(_l("What did you see or hear?"), [fits(8_000)])

    def __init__(self, people, begins: date, **values):
        super().__init__(**values)
        self.begins = begins
        self.people.choices = [SelectChoice(one.id, one.display_name) for one in people]

    def validate_on(self, field) -> None:
        near(field)
        if field.data and field.data < self.begins - LONGEST_BEFORE:
            raise ValidationError(_l("Look at the year again."))


class FindingForm(Marked, FlaskForm):
    kind = RadioField(_l("What is it?"), [InputRequired(PICK)], choices=choices(FINDING_KINDS))
    words = TextAreaField(
        _l("What did you find?"), [DataRequired(_l("Write what you found.")), fits(1_000)]
    )


class RecommendationForm(Marked, FlaskForm):
    """`owners`: the staff who can be asked."""

    words = TextAreaField(
        _l("What should they do?"), [DataRequired(_l("Write what they should do.")), fits(1_000)]
    )
    owner = SelectField(_l("Who should answer?"), coerce=int)
    due_on = DateField(_l("By which day should they answer?"), [InputRequired(WHICH_DAY)])

    def __init__(self, owners, **values):
        super().__init__(**values)
        self.owner.choices = [SelectChoice(one.id, with_job(one)) for one in owners]

    def validate_due_on(self, field) -> None:
        still_to_come(field)


class OwnWordsForm(Marked, FlaskForm):
    """`councils` and `quarters`: (code, words) of those one may write for."""

    council = SelectField(_l("For the board of"))
    quarter = SelectField(_l("About"))
    words = TextAreaField(
        _l("What did you see this quarter?"),
        [DataRequired(_l("Write what you want to tell the board.")), fits(4_000)],
    )

    def __init__(self, councils, quarters, **values):
        super().__init__(**values)
        self.council.choices = [SelectChoice(*one) for one in councils]
        self.quarter.choices = [SelectChoice(*one) for one in quarters]


class SayForm(Marked, FlaskForm):
    """What they say to their words being told in others."""

    agreed = RadioField(
        _l("May it be told like this?"), [InputRequired(PICK)], choices=choices(AGREED)
    )
    words = TextAreaField(_l("Why not? What would be better?"), [fits(1_000)])


class WorryForm(FlaskForm):
    words = TextAreaField(
        _l("Do you want to say more?"), [DataRequired(_l("Write something.")), fits(4_000)]
    )
