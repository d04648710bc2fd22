"""Forms with which an administrator lets staff in and says what they may do."""

import re

from flask_wtf import FlaskForm
from wtforms import SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from app.accounts.services import find_staff, plain_email
from app.accounts.staff import Grant
from app.core.i18n import _l
from app.core.permissions import Role

ADDRESS = re.compile(r"[^@\s<>,;:\"()]+@[^@\s<>,;:\"()]+\.[^@\s<>,;:\"().]+")

NEEDED_EMAIL = _l("Enter their work email address.")
NOT_AN_EMAIL = _l("This is not an email address.")
EMAIL_TAKEN = _l("There is already an account with this email address.")
NEEDED_NAME = _l("Enter their name, as young people know them.")
NOT_PLAIN = _l("Use letters, numbers and spaces only; there are hidden characters in this.")
TOO_LONG = _l("This is too long.")
NEEDED_ROLE = _l("Choose at least one role.")
NOT_THIS_ROLE = _l("You cannot give one of these roles.")


def plain(form, field) -> None:
    """Raises ValidationError for characters that do not show, and could turn words round."""
    if field.data and not field.data.isprintable():
        raise ValidationError(NOT_PLAIN)


class RolesForm(FlaskForm):
    """`offered`: the grants this administrator may give."""

    grants = SelectMultipleField(_l("Roles"), validate_choice=False)

    def __init__(self, offered: list[Grant], **values):
        super().__init__(**values)
        self.offered = {code_of(grant): grant for grant in offered}

    def validate_grants(self, field):
        if not field.data:
            raise ValidationError(NEEDED_ROLE)
        if not set(field.data) <= self.offered.keys():
            raise ValidationError(NOT_THIS_ROLE)

    @property
    def chosen(self) -> list[Grant]:
        """The roles that were ticked, each once."""
        return [self.offered[code] for code in dict.fromkeys(self.grants.data)]


class StaffForm(RolesForm):
    email = StringField(_l("Work email"), [InputRequired(NEEDED_EMAIL)])
    display_name = StringField(
        _l("Name"), [InputRequired(NEEDED_NAME), Length(max=120, message=TOO_LONG), plain]
    )
    job_title = StringField(_l("Job title"), [Length(max=120, message=TOO_LONG), plain])

    def validate_email(self, field):
        email = plain_email(field.data)
        if len(email) > 254 or not ADDRESS.fullmatch(email) or not field.data.strip().isprintable():
            raise ValidationError(NOT_AN_EMAIL)
        if find_staff(email):
            raise ValidationError(EMAIL_TAKEN)


def code_of(grant: Grant) -> str:
    """A grant as the value of a tick box: `worker:west`, or `worker:` for every council."""
    role, place = grant
    return f"{Role(role)}:{place or ''}"
