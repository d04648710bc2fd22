"""Forms with which staff write down how a child was offered the talk, and when and where it is."""

from datetime import datetime, timedelta

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, RadioField, SelectField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.core.clock import now, today
from app.core.i18n import _l
from app.core.languages import LANGUAGES
from app.interviews.episode_forms import PICK, PICK_ONE, from_table
from app.interviews.moment_field import MomentField
from app.interviews.texts import ATTEMPT_OUTCOMES, ATTEMPTS_HOW, METHODS, PLACES

LONGEST = 2_000
TOO_LONG = _l("Use at most 2,000 characters.")
IN_THE_PAST = _l("That day has passed. Choose today or a later day.")
STILL_TO_COME = _l("That is still to come. When did you try?")
NOT_BACK_YET = _l("They were not back yet then. When did you try?")
ONLY_THE_CHILD = _l(
    "Only the young person can say that. What others passed on is “Asked or told, no answer”"
    " until somebody has asked them."
)
MINUTE = timedelta(minutes=1)


class AttemptForm(FlaskForm):
    """One try to reach the child, who came back at `returned_at`; now, if no time is said."""

    tried_at = MomentField(_l("When was it?"), [Optional()])
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

    def __init__(self, returned_at: datetime | None, **values):
        super().__init__(**{"data": {"tried_at": now()}, **values})
        self.returned_at = returned_at

    def validate_tried_at(self, field):
        if field.data is None:
            return
        if field.data > now():
            raise ValidationError(STILL_TO_COME)
        # What is typed has no seconds.
        if self.returned_at is not None and field.data + MINUTE <= self.returned_at:
            raise ValidationError(NOT_BACK_YET)

    def validate_outcome(self, field):
        if self.how.data == "through_carer" and field.data in ("offered", "declined"):
            raise ValidationError(ONLY_THE_CHILD)

    def moment(self) -> datetime:
        """When it was, once the form is valid."""
        typed = self.tried_at.data
        this_minute = now().replace(second=0, microsecond=0)
        if typed is None or typed >= this_minute:
            return now()
        return max(typed, self.returned_at or typed)


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
