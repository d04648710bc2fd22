"""What one shift writes for the next."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import SelectField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length

from app.accounts.models import Council
from app.core.i18n import lazy_gettext as _l
from app.safeguarding.forms import LONGEST

EVERY = ""
WRITE_SOMETHING = _l("What should whoever comes on know? If there is nothing, say that.")
TOO_LONG = _l("Use at most 10,000 characters.")


class HandoverForm(FlaskForm):
    council = SelectField(_l("For the desk of"))
    words = TextAreaField(
        _l("What the next shift should know"),
        [DataRequired(WRITE_SOMETHING), Length(max=LONGEST, message=TOO_LONG)],
    )

    def __init__(self, councils: Sequence[Council], everywhere: bool, **values) -> None:
        """`everywhere`: whoever writes it is on every council's desk."""
        super().__init__(**values)
        self.council.choices = [SelectChoice(one.code, one.name) for one in councils]
        if everywhere:
            self.council.choices.insert(0, SelectChoice(EVERY, _l("Every council")))
