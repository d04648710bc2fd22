"""What a Young Inspector fills in to sign a report, or to say where they do not agree."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from app.core.i18n import _l

LONGEST = 10_000
"""Characters of a dissent."""


class SignForm(FlaskForm):
    """The name to print, and which draft was on the screen."""

    read = HiddenField()
    printed_as = RadioField(
        _l("Which name should we print?"),
        [InputRequired(_l("Pick a name."))],
        choices=[
            SelectChoice("role", _l("A Young Inspector, without my name")),
            SelectChoice("chosen", _l("The name I use here")),
        ],
    )


class DissentForm(SignForm):
    words = TextAreaField(
        _l("What do you not agree with, and why?"),
        [
            DataRequired(_l("Write what you do not agree with.")),
            Length(max=LONGEST, message=_l("Use at most %(max)d characters.")),
        ],
    )
