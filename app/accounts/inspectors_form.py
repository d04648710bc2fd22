"""The question whether a young person writes surveys and inspects."""

from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from app.core.i18n import _l


class InspectsForm(FlaskForm):
    inspects = RadioField(
        _l("Do they also write surveys and inspect?"),
        [InputRequired(_l("Pick an answer."))],
        choices=[
            SelectChoice("yes", _l("Yes, they are a Young Inspector")),
            SelectChoice("no", _l("No, or not yet")),
        ],
    )
