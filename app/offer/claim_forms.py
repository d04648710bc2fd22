"""The forms with which a line is asked for, and with which an adult says what came of it."""

import secrets

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length

from app.core.i18n import _l
from app.offer.models import CLAIM_KINDS

LONGEST_REASON = 500
OUTCOMES = {
    "got": _l("They have it, or it is on its way"),
    "not_got": _l("They cannot have it"),
}


class ClaimForm(FlaskForm):
    """One tap: the line, the kind, and what makes a second tap the same as the first."""

    line = HiddenField(validators=[InputRequired(), Length(max=60)])
    kind = HiddenField(validators=[AnyOf(CLAIM_KINDS)])
    once = HiddenField(default=lambda: secrets.token_urlsafe(16), validators=[Length(max=64)])


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
