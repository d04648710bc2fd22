"""What an officer says to begin a report."""

from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField
from wtforms.validators import Optional

from app.core.i18n import _l

MOST = 100_000
"""Young people in one group of a council."""


class NewReportForm(FlaskForm):
    """Which council, which quarter."""

    council_code = SelectField(_l("Council"))
    quarter = SelectField(_l("Quarter"))


class HowMany(IntegerField):
    """A count, or nothing. What was typed is still there when it was no number."""

    def __init__(self, label, wrong, **kwargs):
        """`wrong` names the box: it is read in the list above the form as well as beside it."""
        super().__init__(label, validators=[Optional()], **kwargs)
        self.wrong = wrong

    def process_formdata(self, valuelist):
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        typed = valuelist[0].strip()
        plain = typed.isascii() and typed.isdigit() and len(typed) < 10
        self.data = int(typed) if plain and int(typed) <= MOST else None
        if self.data is None:
            raise ValueError(self.wrong)


class PopulationForm(FlaskForm):
    """How many young people there were to hear in the quarter."""

    in_care = HowMany(
        _l("Children in care"),
        _l("Children in care: give a whole number from 0 to 100,000, or leave it empty."),
    )
    care_leavers = HowMany(
        _l("Care leavers"),
        _l("Care leavers: give a whole number from 0 to 100,000, or leave it empty."),
    )
    separated = HowMany(
        _l("Separated children, now and before, in either group"),
        _l("Separated children: give a whole number from 0 to 100,000, or leave it empty."),
    )


class FreezeForm(FlaskForm):
    """A button and nothing else."""
