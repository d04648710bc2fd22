"""What the forms of every feature share: a button, and a day."""

from datetime import date, timedelta

from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField
from wtforms.validators import ValidationError

from app.core.clock import today
from app.core.i18n import _

EARLIEST = date(2000, 1, 1)
FURTHEST = timedelta(days=2 * 365)


class OneSentence:
    """Before a kind of field: what is no number is said no to by the field's own validators, in one
    sentence, and not by the kind in a sentence of its own first.
    """

    def process_formdata(self, valuelist) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None


class Whole(OneSentence, IntegerField):
    """A whole number."""


class EmptyForm(FlaskForm):
    """A button and nothing else: only the token that shows the page was ours."""


def near(field: DateField) -> None:
    """Raises ValidationError for a day long ago or far away, which is a slip of the finger."""
    if field.data and not EARLIEST <= field.data <= today() + FURTHEST:
        raise ValidationError(_("Look at the year again."))
