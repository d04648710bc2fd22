"""What the duty desk sends."""

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length

from app.core.i18n import lazy_gettext as _l
from app.safeguarding.texts import OUTCOMES

PICK_ONE = _l("Pick one.")
SAY_WHAT = _l("Say in a few words what was done.")
LONGEST = 10_000
YES_NO = [SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No, not yet"))]


class OutcomeForm(FlaskForm):
    outcome = RadioField(
        _l("What came of it"),
        choices=[SelectChoice(*pair) for pair in OUTCOMES.items()],
        validators=[InputRequired(PICK_ONE)],
    )
    words = TextAreaField(
        _l("What was done, and by whom"), validators=[InputRequired(SAY_WHAT), Length(max=LONGEST)]
    )
    child_told = RadioField(
        _l("Was the young person told?"), choices=YES_NO, validators=[InputRequired(PICK_ONE)]
    )


class PassOnForm(FlaskForm):
    """`to` is one of the colleagues given."""

    to = SelectField(_l("A colleague on duty"), coerce=int)

    def __init__(self, colleagues, **values) -> None:
        super().__init__(**values)
        self.to.choices = [SelectChoice(one.id, one.display_name) for one in colleagues]
