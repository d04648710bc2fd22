"""The forms with which a line is asked for, and with which an adult says what came of it."""

import secrets
from datetime import timedelta

from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, RadioField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, Optional

from app.core.clock import today
from app.core.i18n import _, _l
from app.offer.claim_models import CLAIM_KINDS

LONGEST_REASON = 500
TOO_LONG = _l("That is too long to send in one go. Make it shorter, or send it in two parts.")
ON_IT = "on_it"
MOST_TIME = timedelta(weeks=4)
"""For which somebody who is on it can put off the answer, once."""
OUTCOMES = {
    "on_it": _l("I am on it, and need until the day below"),
    "got": _l("They have it, or it is on its way"),
    "not_got": _l("They cannot have it"),
}


def _id(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() else None


class ClaimForm(FlaskForm):
    """One tap: the line, the kind, what makes a second tap the same as the first; and a sentence of
    their own, if they want to write one.
    """

    line = HiddenField(validators=[InputRequired(), Length(max=60)])
    kind = HiddenField(validators=[AnyOf(CLAIM_KINDS)])
    once = HiddenField(default=lambda: secrets.token_urlsafe(16), validators=[Length(max=64)])
    words = TextAreaField(
        _l("Do you want to say what you need, and by when?"),
        validators=[Length(max=LONGEST_REASON, message=_l("Use at most 500 characters."))],
    )
    asked = RadioField(
        _l("Who is it about?"), choices=[], coerce=_id, validators=[], validate_choice=False
    )


class SettleForm(FlaskForm):
    """What came of a claim, in words the young person will read."""

    outcome = RadioField(
        _l("What came of it?"),
        choices=[SelectChoice(*pair) for pair in OUTCOMES.items()],
        validators=[InputRequired(_l("Say what came of it."))],
    )
    reason = TextAreaField(
        _l("What do you say to the young person?"),
        validators=[
            DataRequired(_l("Write a sentence or two. The young person reads it.")),
            Length(max=LONGEST_REASON, message=_l("Use at most 500 characters.")),
        ],
    )
    by = DateField(_l("By which day?"), validators=[Optional()])

    def __init__(self, *args, may_put_off: bool = True, **values) -> None:
        """`may_put_off` until somebody has said once that they are on it."""
        super().__init__(*args, **values)
        if not may_put_off:
            choices = (choice for choice in self.outcome.choices if choice.value != ON_IT)
            self.outcome.choices = list(choices)

    def validate(self, extra_validators=None) -> bool:
        fits = super().validate(extra_validators)
        if self.outcome.data != ON_IT or self.by.errors:
            return fits
        first, last = today() + timedelta(days=1), today() + MOST_TIME
        if self.by.data is None or not first <= self.by.data <= last:
            self.by.errors = [_("Give a day in the next four weeks, such as 06/04/2027.")]
            return False
        return fits
