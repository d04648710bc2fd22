"""The forms for what follows: what inspectors say of an answer, looking again, the certificate."""

from datetime import date

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from app.core.calendars import day_in_text
from app.core.clock import today
from app.core.i18n import _, _l
from surveys.inspections import certificates
from surveys.inspections.forms import (
    PICK,
    WHICH_DAY,
    Marked,
    choices,
    fits,
    near,
)
from surveys.inspections.texts import JUDGEMENTS, OUTCOMES, SEEN


def not_to_come(field) -> None:
    """Raises ValidationError for a day that has not come."""
    near(field)
    if field.data and field.data > today():
        raise ValidationError(_l("This day has not come yet."))


class JudgeForm(Marked, FlaskForm):
    judged = RadioField(
        _l("What do you say to their answer?"), [InputRequired(PICK)], choices=choices(JUDGEMENTS)
    )
    judged_words = TextAreaField(_l("Say why, if you want"), [fits(1_000)])


class RevisitForm(FlaskForm):
    """`given_on`: the day on which the service was told; None while it was not."""

    on = DateField(_l("When did you look again?"), [InputRequired(WHICH_DAY)])
    seen = RadioField(_l("Did it happen?"), [InputRequired(PICK)], choices=choices(SEEN))
    words = TextAreaField(_l("What did you see?"), [fits(1_000)])

    def __init__(self, given_on: date | None, **values):
        super().__init__(**values)
        self.given_on = given_on

    def validate_on(self, field) -> None:
        not_to_come(field)
        if field.data and self.given_on and field.data < self.given_on:
            day = day_in_text(self.given_on)
            raise ValidationError(_("The service was told on %(day)s.", day=day))


class CloseForm(FlaskForm):
    outcome = RadioField(_l("How does it end?"), [InputRequired(PICK)], choices=choices(OUTCOMES))


class CertificateForm(FlaskForm):
    lapses_on = DateField(_l("Until when should it hold?"), [InputRequired(WHICH_DAY)])

    def validate_lapses_on(self, field) -> None:
        if field.data and not today() < field.data <= today() + certificates.LONGEST:
            raise ValidationError(_l("Give a day in the next two years."))
