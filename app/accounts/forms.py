"""Forms for signing in, and for what one signs in with."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from app.accounts.password_rules import passphrase_refusal, password_refusal
from app.accounts.passwords import verify
from app.core.i18n import _l, languages

NEEDED_NAME = _l("Type the name you chose.")
NEEDED_PASSPHRASE = _l("Type your secret words.")
NEEDED_EMAIL = _l("Enter your work email address.")
NEEDED_PASSWORD = _l("Enter your password.")
NO_MATCH = _l("That name and those secret words do not go together. Check both and try again.")
NO_MATCH_STAFF = _l("This email address and password do not match.")
NOT_YOUR_WORDS_NOW = _l("Those are not your secret words right now. Try again.")
NOT_YOUR_PASSWORD_NOW = _l("That is not your password now.")


class YoungSignInForm(FlaskForm):
    name = StringField(_l("The name you chose"), [InputRequired(NEEDED_NAME)])
    passphrase = PasswordField(_l("Your secret words"), [InputRequired(NEEDED_PASSPHRASE)])
    own_phone = BooleanField(_l("This is my own phone. Keep me signed in today."))


class StaffSignInForm(FlaskForm):
    email = StringField(_l("Work email"), [InputRequired(NEEDED_EMAIL)])
    password = PasswordField(_l("Password"), [InputRequired(NEEDED_PASSWORD)])


class ChangePassphraseForm(FlaskForm):
    """For the young person `account`."""

    old_passphrase = PasswordField(_l("Your secret words now"), [InputRequired(NEEDED_PASSPHRASE)])
    passphrase = PasswordField(_l("Your new secret words"), [InputRequired(NEEDED_PASSPHRASE)])

    def __init__(self, account, **values):
        super().__init__(**values)
        self.account = account

    def validate_old_passphrase(self, field):
        if not verify(self.account.password_hash, field.data):
            raise ValidationError(NOT_YOUR_WORDS_NOW)

    def validate_passphrase(self, field):
        refuse(passphrase_refusal(field.data, self.account.chosen_name))


class LanguageForm(FlaskForm):
    language = SelectField(_l("Your language"))

    def __init__(self, **values):
        super().__init__(**values)
        self.language.choices = [SelectChoice(str(one), one.own_name) for one in languages()]


class SetPasswordForm(FlaskForm):
    """For the member of staff `account`, who came by a link from their mail."""

    password = PasswordField(_l("New password"), [InputRequired(NEEDED_PASSWORD)])

    def __init__(self, account, **values):
        super().__init__(**values)
        self.account = account

    def validate_password(self, field):
        refuse(password_refusal(field.data, self.account.email))


class ChangePasswordForm(SetPasswordForm):
    old_password = PasswordField(_l("Password now"), [InputRequired(NEEDED_PASSWORD)])

    def validate_old_password(self, field):
        if not verify(self.account.password_hash, field.data):
            raise ValidationError(NOT_YOUR_PASSWORD_NOW)


def refuse(reason) -> None:
    """Raises ValidationError with these words, if there are any."""
    if reason:
        raise ValidationError(reason)
