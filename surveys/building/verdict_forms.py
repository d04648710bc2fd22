"""What is said of a survey by whoever looks at it: a second Young Inspector, or an officer."""

from typing import Any

from wtforms import HiddenField, TextAreaField
from wtforms.validators import ValidationError

from app.core.i18n import _, _l
from surveys.building.forms import Fits, StepForm, some_lines

LONGEST_NOTE = 1000


class VerdictForm(StepForm):
    """Fine, or sent back: then with a note that says what to change."""

    note = TextAreaField(_l("What should they change?"), validators=[Fits(LONGEST_NOTE)])
    fine = HiddenField()

    def validate_note(self, field: Any) -> None:
        if self.fine.data != "yes" and not some_lines(field.data):
            raise ValidationError(_("Say what should change, so that they know what to do."))


class SafetyForm(VerdictForm):
    """The same from an officer, with a reason where too much may be asked about who they are. Only
    `stages.safety_check` knows, under its lock, whether one is needed.
    """

    reason = TextAreaField(
        _l("Why may it ask that much about who they are?"), validators=[Fits(LONGEST_NOTE)]
    )

    def ask_for_reason(self) -> None:
        self.reason.errors = [_("Say why it may pass. Whoever wrote it reads your reason.")]


class TakeBackForm(StepForm):
    """An officer thinks again."""

    why = TextAreaField(
        _l("Why does it have to be looked at again?"),
        validators=[Fits(LONGEST_NOTE, required=True)],
    )
