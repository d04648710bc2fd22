"""Forms with which somebody says whom they work for, takes an interview on, or is asked to."""

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from app.accounts.models import Account
from app.core.i18n import _l
from app.core.i18n import gettext as _
from app.interviews.episode_forms import PICK, PICK_ONE, TOO_LONG, from_table
from app.interviews.texts import PROVIDER_TYPES
from app.people.forms import plain

YES_NO = [SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No"))]


class DeclarationForm(FlaskForm):
    employer = StringField(
        _l("Whom do you work for?"),
        [InputRequired(_l("Enter the organisation.")), Length(max=120, message=TOO_LONG), plain],
    )
    provider_type = RadioField(
        _l("What are you?"),
        choices=from_table(PROVIDER_TYPES),
        validators=[InputRequired(PICK_ONE)],
    )


class TakeOnForm(FlaskForm):
    independent_of_home = RadioField(
        _l("Are you independent of the home they live in?"),
        choices=YES_NO,
        validators=[InputRequired(PICK_ONE)],
    )
    independent_of_authority = RadioField(
        _l("Are you independent of the council or trust that looks after them?"),
        choices=YES_NO,
        validators=[InputRequired(PICK_ONE)],
    )

    def say_they_have_a_part(self) -> None:
        """Ask again: they work with this child for those who look after them."""
        field = self.independent_of_authority
        field.errors = [
            _(
                "You work with them for the council or trust. Say no: the young person chose you,"
                " and that is fine."
            )
        ]

    @property
    def declared(self) -> tuple[bool, bool]:
        """Independent of the home, and of the authority."""
        return (
            self.independent_of_home.data == "yes",
            self.independent_of_authority.data == "yes",
        )


class ListenerForm(FlaskForm):
    """`listeners`: those who can be asked."""

    listener = SelectField(_l("Who could listen?"), default="")

    def __init__(self, listeners: list[Account], **values):
        super().__init__(**values)
        self.listeners = {str(one.id): one for one in listeners}
        named = [SelectChoice(id, one.display_name) for id, one in self.listeners.items()]
        self.listener.choices = [PICK, *named]

    def validate_listener(self, field):
        if field.data not in self.listeners:
            raise ValidationError(PICK_ONE)
