"""Forms with which a young person makes their own account."""

from flask_wtf import FlaskForm
from wtforms import PasswordField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from app.accounts import names
from app.accounts.forms import NEEDED_PASSPHRASE, refuse
from app.accounts.password_rules import passphrase_refusal
from app.core.i18n import _l, languages

NEEDED_CODE = _l("Type the code you were given.")
NEEDED_NAME = _l("Choose a name.")
NAME_TAKEN = _l("That name is already used here. Try adding a word or a number you like.")
WRONG_CODE = _l("This code does not work. Check each letter and number, or ask for a new code.")


class CodeForm(FlaskForm):
    code = StringField(_l("Your code"), [InputRequired(NEEDED_CODE)])


class JoinForm(FlaskForm):
    name = StringField(_l("A name to sign in with"), [InputRequired(NEEDED_NAME)])
    passphrase = PasswordField(_l("Your secret words"), [InputRequired(NEEDED_PASSPHRASE)])
    language = SelectField(_l("Your language"))

    def __init__(self, **values):
        super().__init__(**values)
        self.language.choices = [SelectChoice(str(one), one.own_name) for one in languages()]

    def validate_name(self, field):
        refuse(names.refusal(field.data))

    def validate_passphrase(self, field):
        refuse(passphrase_refusal(field.data, self.name.data or ""))
