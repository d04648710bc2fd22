"""What an officer says to begin a report."""

from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField
from wtforms.validators import NumberRange, Optional

from app.core.i18n import _l

A_NUMBER = _l("Give a whole number from 0 to 100,000, or leave it empty.")


class NewReportForm(FlaskForm):
    """Which council, which quarter."""

    council_code = SelectField(_l("Council"))
    quarter = SelectField(_l("Quarter"))


class WholeNumber(IntegerField):
    """A count, or nothing. What was typed is still there when it was no number."""

    def process_formdata(self, valuelist):
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        typed = valuelist[0].strip()
        if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
            self.data = None
            raise ValueError(A_NUMBER)
        self.data = int(typed)


def _count(label):
    return WholeNumber(label, validators=[Optional(), NumberRange(0, 100_000, message=A_NUMBER)])


class PopulationForm(FlaskForm):
    """How many young people there were to hear in the quarter."""

    in_care = _count(_l("Children in care"))
    care_leavers = _count(_l("Care leavers"))
    separated = _count(_l("Separated children, now and before, in either group"))


class FreezeForm(FlaskForm):
    """A button and nothing else."""
