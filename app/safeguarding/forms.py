"""What the duty desk sends."""

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length

from app.core.i18n import lazy_gettext as _l
from app.safeguarding.texts import ONLY_IF_NOT, ONLY_IF_THEY_CAN_READ, OUTCOMES

PICK_ONE = _l("Pick one.")
SAY_WHAT = _l("Say in a few words what was done.")
LONGEST = 10_000
YES_NO = [SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No, not yet"))]


class OutcomeForm(FlaskForm):
    """`can_read`: whether an answer can reach the young person; where none can, it is not asked if
    they were told.
    """

    outcome = RadioField(
        _l("What came of it"),
        validators=[InputRequired(PICK_ONE)],
    )
    words = TextAreaField(
        _l("What was done, and by whom"), validators=[InputRequired(SAY_WHAT), Length(max=LONGEST)]
    )
    child_told = RadioField(
        _l("Was the young person told?"), choices=YES_NO, validators=[InputRequired(PICK_ONE)]
    )

    def __init__(self, can_read: bool = True, **values) -> None:
        super().__init__(**values)
        wrong = ONLY_IF_NOT if can_read else ONLY_IF_THEY_CAN_READ
        self.outcome.choices = [
            SelectChoice(code, words) for code, words in OUTCOMES.items() if code != wrong
        ]
        if not can_read:
            del self.child_told

    @property
    def was_told(self) -> bool:
        """Once it is valid."""
        return "child_told" in self and self.child_told.data == "yes"


class PassOnForm(FlaskForm):
    """`to` is one of the colleagues given."""

    to = SelectField(_l("A colleague on duty"), coerce=int)

    def __init__(self, colleagues, **values) -> None:
        super().__init__(**values)
        self.to.choices = [SelectChoice(one.id, one.display_name) for one in colleagues]
