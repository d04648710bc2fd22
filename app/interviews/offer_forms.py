"""Forms with which staff write down how a child was offered the talk, and when and where it is."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, RadioField, SelectField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.core.clock import today
from app.core.i18n import _l
from app.core.languages import LANGUAGES
from app.interviews.episode_forms import PICK, PICK_ONE, from_table
from app.interviews.moment_field import MomentField
from app.interviews.texts import ATTEMPT_OUTCOMES, ATTEMPTS_HOW, METHODS, PLACES

LONGEST = 2_000
TOO_LONG = _l("Use at most 2,000 characters.")
IN_THE_PAST = _l("That day has passed. Choose today or a later day.")


class AttemptForm(FlaskForm):
    """One try to reach the child."""

    how = RadioField(
        _l("How did you try?"),
        choices=from_table(ATTEMPTS_HOW),
        validators=[InputRequired(PICK_ONE)],
    )
    outcome = RadioField(
        _l("What came of it?"),
        choices=from_table(ATTEMPT_OUTCOMES),
        validators=[InputRequired(PICK_ONE)],
    )
    note = TextAreaField(
        _l("Anything to remember for the next time"), [Length(max=LONGEST, message=TOO_LONG)]
    )


class AskAgainForm(FlaskForm):
    day = DateField(_l("When does somebody ask again?"), [InputRequired(_l("Choose a day."))])

    def validate_day(self, field):
        if field.data is not None and field.data < today():
            raise ValidationError(IN_THE_PAST)


class PlanForm(FlaskForm):
    """When and how the conversation is to be."""

    planned_at = MomentField(_l("When?"), [Optional()])
    place = SelectField(_l("Where?"), choices=from_table(PLACES, PICK), default="")
    method = SelectField(_l("How?"), choices=from_table(METHODS, PICK), default="")
    language = SelectField(
        _l("In which language?"),
        choices=[SelectChoice(str(one), one.own_name) for one in LANGUAGES],
    )
    with_interpreter = BooleanField(_l("With an interpreter"))
    with_friend = BooleanField(_l("With a friend beside them"))
