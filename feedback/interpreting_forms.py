"""What interpreters type."""

from flask_wtf import FlaskForm

from app.core.i18n import _l
from feedback.forms import written


class InterpretingForm(FlaskForm):
    """What is put beside a text."""

    words = written(_l("Your words"))
