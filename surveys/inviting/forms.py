"""The forms of asking."""

from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from app.core.i18n import lazy_gettext as _l
from surveys.inviting.codes import MOST
from surveys.inviting.texts import HOW_MANY, NO_WORDS


class CodeForm(FlaskForm):
    code = StringField(_l("Your code"), [Length(max=60)])


class ListForm(FlaskForm):
    number = IntegerField(
        _l("How many codes"),
        [NumberRange(1, MOST, message=HOW_MANY % {"most": MOST})],
        default=30,
    )
    form = SelectField(
        _l("As"),
        choices=[
            SelectChoice("pdf", _l("Slips to cut out (PDF)")),
            SelectChoice("csv", _l("A table (CSV)")),
        ],
    )


class TranslationForm(FlaskForm):
    words = TextAreaField(_l("In that language"), [InputRequired(NO_WORDS), Length(max=2000)])
