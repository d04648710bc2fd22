"""With what a young person's conversations are opened, and with what it is shown to them later."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from app.core.i18n import lazy_gettext as _l
from app.people.break_glass import REASONS
from app.safeguarding.forms import PICK_ONE
from app.safeguarding.texts import OPENING_REASONS

LONGEST_WHY = 1_000
TOO_LONG = _l("Use at most 1,000 characters.")
SAY_WHY = _l("Why do you have to read them now? The young person reads this.")
SAY_WHY_NOT = _l("What could happen to them if they saw it?")
A_DAY = _l("Enter the day on which it is looked at again.")


class OpenForm(FlaskForm):
    reason = RadioField(
        _l("Why do you open them?"),
        choices=[SelectChoice(code, OPENING_REASONS[code]) for code in REASONS],
        validators=[InputRequired(PICK_ONE)],
    )
    why = TextAreaField(
        _l("In your own words"),
        [DataRequired(SAY_WHY), Length(max=LONGEST_WHY, message=TOO_LONG)],
    )
    could_harm = BooleanField(_l("If they saw this now, it could put them at risk"))


class HoldForm(FlaskForm):
    why = TextAreaField(
        _l("Why should the young person not see it yet?"),
        [DataRequired(SAY_WHY_NOT), Length(max=LONGEST_WHY, message=TOO_LONG)],
    )
    until = DateField(
        _l("Look at it again on"), [InputRequired(A_DAY)], format=["%Y-%m-%d", "%d/%m/%Y"]
    )


class FindForm(FlaskForm):
    name = StringField(_l("The name their workers use"), [Length(max=120)])
