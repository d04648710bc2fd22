"""What young people fill in: a sentence when they ask to join, a point for the agenda."""

from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from app.core.i18n import _l


def fits(most: int) -> Length:
    return Length(max=most, message=_l("Use at most %(max)d characters."))


def choices(words) -> list[SelectChoice]:
    """What to pick from: the codes of a table, each with its words."""
    return [SelectChoice(code, said) for code, said in words.items()]


class AskForm(FlaskForm):
    """One tap is enough."""

    words = TextAreaField(_l("Is there something you want to tell us?"), [fits(600)])


class PointForm(FlaskForm):
    words = TextAreaField(
        _l("What should the group talk about?"),
        [DataRequired(_l("Write what the group should talk about.")), fits(600)],
    )


class StillInspectsForm(FlaskForm):
    """Asked of a Young Inspector who leaves the Young Inspectors' group."""

    inspects = RadioField(
        _l("Do you still want to write surveys and inspect?"),
        [InputRequired(_l("Pick an answer."))],
        choices=[
            SelectChoice("yes", _l("Yes, I am still a Young Inspector")),
            SelectChoice("no", _l("No, that ends too")),
        ],
    )
