"""What people type into a conversation."""

import secrets

from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import AnyOf, DataRequired, Length, Optional
from wtforms.widgets import HiddenInput

from app.core.i18n import gettext
from app.core.i18n import lazy_gettext as _l
from feedback.models import MOST_CHARACTERS

WRITE_SOMETHING = _l("Write something first, then send it.")
TOO_LONG = _l("That is too long to send in one go. Make it shorter, or send it in two parts.")


def written(label) -> TextAreaField:
    """Words that are needed, with the breaks of lines as they are kept."""
    return TextAreaField(
        label,
        validators=[
            DataRequired(message=WRITE_SOMETHING),
            Length(max=MOST_CHARACTERS, message=TOO_LONG),
        ],
        filters=[lambda words: words.replace("\r\n", "\n") if words else words],
    )


class MessageForm(FlaskForm):
    """A reply, or something said back. `once` makes sending it twice the same as once."""

    words = written(_l("Your message"))
    once = HiddenField(default=lambda: secrets.token_urlsafe(16), validators=[Length(max=64)])
    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])
    """How many messages were on the page this was written on; staff only."""

    def say_sent_already(self) -> None:
        """Say that this was sent before with other words; pressed again, it is a new message."""
        self.once.data = secrets.token_urlsafe(16)
        self.words.errors = [
            gettext("You sent something else from this page before. Send this as well?")
        ]


class SortedOutForm(FlaskForm):
    """Did this sort it out?"""

    sorted_out = RadioField(
        _l("Did this sort it out?"),
        choices=[
            SelectChoice("yes", _l("Yes")),
            SelectChoice("partly", _l("Partly")),
            SelectChoice("no", _l("No")),
        ],
        validators=[AnyOf(("yes", "partly", "no"), message=_l("Choose one of the answers."))],
    )


class ReturnNumberForm(FlaskForm):
    """The 16 digits that open an anonymous conversation."""

    number = StringField(_l("Your number"), validators=[Length(max=80)])
