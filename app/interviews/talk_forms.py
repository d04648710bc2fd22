"""What a child types to come in."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from app.core.i18n import _l
from app.core.i18n import gettext as _


class CodeForm(FlaskForm):
    """The code that opens the offer."""

    code = StringField(
        _l("Your code"),
        [InputRequired(_l("Type the code you were given.")), Length(max=100)],
    )

    def say_it_opens_nothing(self) -> None:
        """The same for a code that never was and for one that is too old."""
        self.code.errors = [
            _("This code does not open anything. Check each letter, or ask for a new code.")
        ]
