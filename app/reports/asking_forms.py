"""What an officer says of a dissent: it may be printed, or what should be said in another way."""

from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from app.core.i18n import _l


class LookForm(FlaskForm):
    verdict = RadioField(
        _l("What did you find?"),
        [InputRequired(_l("Say what you found."))],
        choices=[
            SelectChoice("cleared", _l("Nobody is named or can be recognised: it may be printed")),
            SelectChoice("ask", _l("Somebody could be recognised: ask for other words")),
        ],
    )
    ask_for = TextAreaField(
        _l("What should be said in another way, and why? The Young Inspector reads this."),
        [Length(max=1000, message=_l("Use at most %(max)d characters."))],
    )

    def validate_ask_for(self, field) -> None:
        if self.verdict.data == "ask" and not (field.data or "").strip():
            raise ValidationError(_l("Say what should be said in another way, and why."))
