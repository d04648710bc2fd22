"""What the forms of every feature share: a button, and a day."""

from datetime import date, timedelta

from flask_wtf import FlaskForm
from wtforms import DateField
from wtforms.validators import ValidationError

from app.core.clock import today
from app.core.i18n import _

EARLIEST = date(2000, 1, 1)
FURTHEST = timedelta(days=2 * 365)


class EmptyForm(FlaskForm):
    """A button and nothing else: only the token that shows the page was ours."""


def near(field: DateField) -> None:
    """Raises ValidationError for a day long ago or far away, which is a slip of the finger."""
    if field.data and not EARLIEST <= field.data <= today() + FURTHEST:
        raise ValidationError(_("Look at the year again."))
