"""What young people fill in: a sentence when they ask to join, a point for the agenda."""

from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from app.core.i18n import _l


def fits(most: int) -> Length:
    return Length(max=most, message=_l("Use at most %(max)d characters."))


class AskForm(FlaskForm):
    """One tap is enough."""

    words = TextAreaField(_l("Is there something you want to tell us?"), [fits(600)])


class PointForm(FlaskForm):
    words = TextAreaField(
        _l("What should the group talk about?"),
        [DataRequired(_l("Write what the group should talk about.")), fits(600)],
    )
