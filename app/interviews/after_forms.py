"""Forms with which professionals write down what came of a return interview."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from app.accounts.models import Account
from app.core.clock import today
from app.core.i18n import _l
from app.interviews.episode_forms import PICK, PICK_ONE, from_table
from app.interviews.notes import NO_RISK, RISK_LEVELS
from app.interviews.offer_forms import IN_THE_PAST
from app.interviews.texts import SECTIONS, TOLD

LONGEST_NOTE = 20_000
LONGEST = 2_000
TOO_LONG_NOTE = _l("Use at most 20,000 characters.")
TOO_LONG = _l("Use at most 2,000 characters.")
NEEDED_DAY = _l("Choose a day.")


class NotesForm(FlaskForm):
    """A text for each section, and the writer's judgement of the risks. `stood` is what stood in
    the section before.
    """

    before = TextAreaField(SECTIONS["before"], [Length(max=LONGEST_NOTE, message=TOO_LONG_NOTE)])
    during = TextAreaField(SECTIONS["during"], [Length(max=LONGEST_NOTE, message=TOO_LONG_NOTE)])
    after = TextAreaField(SECTIONS["after"], [Length(max=LONGEST_NOTE, message=TOO_LONG_NOTE)])
    risks = TextAreaField(SECTIONS["risks"], [Length(max=LONGEST_NOTE, message=TOO_LONG_NOTE)])
    risk = RadioField(_l("May somebody get hurt?"), choices=from_table(RISK_LEVELS), default="")
    carers_view = TextAreaField(
        SECTIONS["carers_view"], [Length(max=LONGEST_NOTE, message=TOO_LONG_NOTE)]
    )
    judgement = TextAreaField(
        SECTIONS["judgement"], [Length(max=LONGEST_NOTE, message=TOO_LONG_NOTE)]
    )
    seen = HiddenField()

    def __init__(self, stood: dict[str, str], **values):
        super().__init__(**values)
        self.stood = stood
        # The judgement is asked for where something is new, and only then.
        self.risk.validate_choice = bool(self.risk.data)

    def validate_risks(self, field):
        judged = self.risk.data not in (None, "", NO_RISK)
        if judged and not (field.data or "").strip():
            raise ValidationError(_l("Say in a few words what the duty desk must know."))

    def validate_risk(self, field):
        written = (self.risks.data or "").strip()
        if written and written != self.stood["risks"] and not field.data:
            raise ValidationError(_l("Say whether somebody may get hurt."))

    @property
    def words(self) -> dict[str, str]:
        """What was written, by section."""
        return {section: (self[section].data or "").strip() for section in SECTIONS}


class ActionForm(FlaskForm):
    """`owners`: those who can answer for it."""

    what = TextAreaField(
        _l("What will be done?"),
        [DataRequired(_l("Say what will be done.")), Length(max=LONGEST, message=TOO_LONG)],
    )
    owner = SelectField(_l("Who does it?"), default="")
    due_on = DateField(_l("By when?"), [InputRequired(NEEDED_DAY)])

    def __init__(self, owners: list[Account], **values):
        super().__init__(**values)
        self.owners = {str(one.id): one for one in owners}
        named = [SelectChoice(id, one.display_name) for id, one in self.owners.items()]
        self.owner.choices = [PICK, *named]

    def validate_owner(self, field):
        if field.data not in self.owners:
            raise ValidationError(PICK_ONE)

    def validate_due_on(self, field):
        if field.data is not None and field.data < today():
            raise ValidationError(IN_THE_PAST)


class DoneForm(FlaskForm):
    outcome = TextAreaField(
        _l("What came of it?"),
        [DataRequired(_l("Say what came of it.")), Length(max=LONGEST, message=TOO_LONG)],
    )


class PassedOnForm(FlaskForm):
    """`parts`: by the id of what was shared, to whom it is to be told and what."""

    told = SelectMultipleField(_l("Whom have you told?"), coerce=int)
    on = DateField(_l("When?"), [InputRequired(NEEDED_DAY)])

    def __init__(self, parts: Mapping[int, str], **values):
        super().__init__(**values)
        self.told.choices = [SelectChoice(id, words) for id, words in parts.items()]

    def validate_told(self, field):
        if not field.data:
            raise ValidationError(_l("Tick what you have told."))

    def validate_on(self, field):
        if field.data is not None and field.data > today():
            raise ValidationError(_l("That day is in the future."))


class ToldForm(FlaskForm):
    who = RadioField(
        _l("Who was told?"), choices=from_table(TOLD), validators=[InputRequired(PICK_ONE)]
    )
    on = DateField(_l("When?"), [InputRequired(NEEDED_DAY)])
    what = TextAreaField(_l("What were they told?"), [Length(max=LONGEST, message=TOO_LONG)])

    def validate_on(self, field):
        if field.data is not None and field.data > today():
            raise ValidationError(_l("That day is in the future."))
