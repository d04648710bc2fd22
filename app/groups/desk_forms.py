"""The forms in which officers describe a group and answer who asks to join one."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    NumberRange,
    Optional,
    Regexp,
    ValidationError,
)

from app.core.forms import Whole
from app.core.i18n import _l
from app.groups.forms import choices, fits
from app.groups.texts import JOINING

NO_PERCENT = Regexp(r"[^%]*\Z", message=_l("Write “percent” for the sign."))
"""What officers write is looked up like our own words, in which the sign begins a gap."""
AN_AGE = NumberRange(0, 25, message=_l("Write an age from 0 to 25."))
TRUST = ""
"""In place of a council's code: the whole trust."""


class GroupForm(FlaskForm):
    """`councils`: (code, name) of those the officer may add one for."""

    council = SelectField(_l("For"))
    title = StringField(
        _l("Its name"), [DataRequired(_l("Give it a name.")), fits(120), NO_PERCENT]
    )
    what = TextAreaField(
        _l("What it is, in plain words"),
        [DataRequired(_l("Say what it is.")), fits(1000), NO_PERCENT],
    )
    who_for = TextAreaField(_l("Who it is for"), [fits(300), NO_PERCENT])
    age_from = Whole(_l("From age"), [AN_AGE], default=0)
    age_to = Whole(_l("To age"), [AN_AGE], default=25)
    meets = TextAreaField(_l("When and where it usually meets"), [fits(300), NO_PERCENT])
    what_it_is_like = TextAreaField(_l("What it is like"), [fits(600), NO_PERCENT])
    food = StringField(_l("What there is to eat"), [fits(300), NO_PERCENT])
    getting_there = TextAreaField(_l("How to get there"), [fits(300), NO_PERCENT])
    access = TextAreaField(_l("Access: steps, quiet space, signing"), [fits(300), NO_PERCENT])
    run_by = StringField(_l("Who runs it: a part, and no private number"), [fits(200), NO_PERCENT])
    joining = SelectField(_l("Does it take new people?"), choices=choices(JOINING), default="open")
    seen = HiddenField()
    """The mark of what was there when the page was drawn."""

    def __init__(self, councils=(), **values):
        super().__init__(**values)
        self.council.choices = [SelectChoice(code, name) for code, name in councils]
        if not councils:
            del self.council

    def validate_age_to(self, field) -> None:
        both = field.data is not None and self.age_from.data is not None
        if both and field.data < self.age_from.data:
            raise ValidationError(_l("The ages are the wrong way round."))

    def validate_run_by(self, field) -> None:
        if sum(sign.isdigit() for sign in field.data or "") >= 6:
            raise ValidationError(_l("Leave out the phone number: name the part people have."))


class AnswerForm(FlaskForm):
    """`others`: the groups that may be named instead."""

    state = RadioField(
        _l("Your answer"),
        [InputRequired(_l("Pick an answer."))],
        choices=[
            SelectChoice("welcome", _l("Welcome")),
            SelectChoice("not_this_one", _l("Not this one, because")),
            SelectChoice("another_one", _l("Another one instead")),
        ],
    )
    other = SelectField(_l("Which one instead?"), [Optional()])
    because = TextAreaField(_l("What you say to them, in plain words"), [fits(600)])

    def __init__(self, others, **values):
        super().__init__(**values)
        named = [SelectChoice(str(one.id), one.title) for one in others]
        self.other.choices = [SelectChoice("", "–"), *named]

    def validate_other(self, field) -> None:
        if self.state.data == "another_one" and not field.data:
            raise ValidationError(_l("Say which one."))

    def validate_because(self, field) -> None:
        if self.state.data in ("not_this_one", "another_one") and not (field.data or "").strip():
            raise ValidationError(_l("Say why: they read it."))
