"""The forms of one young person in a group: who it is, hours and what was agreed, thanks."""

import re
from datetime import date
from decimal import Decimal

from flask_wtf import FlaskForm
from wtforms import DateField, DecimalField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, ValidationError

from app.core.clock import today
from app.core.forms import OneSentence
from app.core.i18n import _l
from app.groups.forms import choices, fits
from app.groups.texts import GIVEN_AS, HOUR_KINDS

DECIMAL_COMMA = re.compile(r",(?=\d{1,2}\s*\Z)")
"""Not that of 1,000."""


class FindForm(FlaskForm):
    name = StringField(
        _l("Their name, or a part of it"), [DataRequired(_l("Write a name.")), fits(60)]
    )


class AddForm(FlaskForm):
    """`people`: those found by the name."""

    person = RadioField(
        _l("Who is it?"),
        [InputRequired(_l("Pick somebody, or look for another name."))],
        coerce=int,
    )

    def __init__(self, people, **values):
        super().__init__(**values)
        self.person.choices = [SelectChoice(one.id, one.known_as) for one in people]


class Amount(OneSentence, DecimalField):
    """A number as people write it, with a point or a comma: none that is endless, or that is no
    number at all.
    """

    def process_formdata(self, valuelist) -> None:
        super().process_formdata([DECIMAL_COMMA.sub(".", one) for one in valuelist])
        if self.data is not None and not self.data.is_finite():
            self.data = None


def _has_been(field) -> None:
    """Raises ValidationError for a day that has not come, or that was long ago."""
    if field.data and not date(2000, 1, 1) <= field.data <= today():
        raise ValidationError(_l("That day has not come yet, or is too long ago."))


class AgreedForm(FlaskForm):
    """Payment or a voucher for somebody's time."""

    given_as = SelectField(_l("In return"), choices=choices(GIVEN_AS), default="nothing")
    pounds = Amount(
        _l("How much, in pounds"),
        [Optional(), NumberRange(0, 1000, message=_l("Write an amount from 0 to 1,000."))],
    )

    def validate_given_as(self, field) -> None:
        typed = any((one or "").strip() for one in self.pounds.raw_data or [])
        if field.data != "nothing" and (not typed or self.pounds.data == 0):
            raise ValidationError(_l("Write how much was agreed."))

    def pence(self) -> int:
        """What was agreed, once it is valid."""
        return int((self.pounds.data or Decimal(0)).quantize(Decimal("0.01")) * 100)


class HoursForm(AgreedForm):
    kind = SelectField(_l("What it was"), choices=choices(HOUR_KINDS), default="visit")
    on_day = DateField(_l("Day"), [InputRequired(_l("Give the day."))])
    hours = Amount(
        _l("Hours"),
        [
            InputRequired(_l("Write how many hours, such as 1.5.")),
            NumberRange(Decimal("0.25"), 24, message=_l("Write from 0.25 to 24 hours.")),
        ],
    )

    def validate_on_day(self, field) -> None:
        _has_been(field)

    def validate_hours(self, field) -> None:
        if not field.errors and field.data * 4 % 1:
            raise ValidationError(_l("Write quarters of an hour, such as 1.25 or 1.5."))

    def minutes(self) -> int:
        """How long it was, once it is valid."""
        return round(self.hours.data * 60)


class MeetingHoursForm(HoursForm):
    """The hours of a meeting: it stays one, on its day, and is as long as it was."""

    kind = on_day = validate_hours = None


class DaysForm(FlaskForm):
    """From when to when somebody is in a group."""

    from_on = DateField(_l("In the group since"), [InputRequired(_l("Give the day."))])
    to_on = DateField(_l("Left on"), [Optional()])

    def validate_from_on(self, field) -> None:
        _has_been(field)

    def validate_to_on(self, field) -> None:
        _has_been(field)
        if field.data and self.from_on.data and field.data < self.from_on.data:
            raise ValidationError(_l("They left before they came."))


class ThanksForm(FlaskForm):
    words = TextAreaField(
        _l("A sentence of thanks for their reference"),
        [DataRequired(_l("Write a sentence.")), fits(600)],
    )
