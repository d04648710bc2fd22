"""The forms of asking."""

from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange

from app.core.forms import Whole
from app.core.i18n import lazy_gettext as _l
from surveys.inviting.codes import MOST
from surveys.inviting.texts import HOW_MANY, TOO_LONG, WHY_SET_ASIDE

ALLOWED = "\r\n\t\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069"
"""Signs that cannot be seen and belong into some scripts: joiners, and what turns a line round."""


def has_control_signs(words: str) -> bool:
    """Control signs beside line ends and tabs: a database will not keep some of them."""
    return any(not sign.isprintable() and not sign.isspace() for sign in set(words) - set(ALLOWED))


class CodeForm(FlaskForm):
    code = StringField(_l("Your code"), [Length(max=60)])


class EndForm(FlaskForm):
    number = StringField(_l("The number that was shown at the start"), [Length(max=60)])


class SetAsideForm(FlaskForm):
    day = SelectField(_l("Day"))
    reason = TextAreaField(
        _l("Why"),
        [
            DataRequired(message=WHY_SET_ASIDE),
            Length(max=500, message=TOO_LONG),
        ],
        filters=[lambda words: words.strip() if words else words],
    )


class ListForm(FlaskForm):
    number = Whole(
        _l("How many codes"),
        [NumberRange(1, MOST, message=HOW_MANY)],
        default=30,
    )
    form = SelectField(
        _l("As"),
        choices=[
            SelectChoice("pdf", _l("Slips to cut out (PDF)")),
            SelectChoice("csv", _l("A table (CSV)")),
        ],
    )
