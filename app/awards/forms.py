"""The forms young people meet: what may be shown, judging, the invitation, a yes or no."""

from itertools import starmap

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from app.awards.invitations import Reply
from app.awards.texts import HOWS, SCORES
from app.core.i18n import _l

LONGEST_STORY = 600
LONGEST_NAMED = 120


def fits(most: int) -> Length:
    return Length(max=most, message=_l("Use at most %(max)d characters."))


def choices(words) -> list[SelectChoice]:
    return list(starmap(SelectChoice, words.items()))


class SayForm(FlaskForm):
    """What may be shown. Nothing is ticked until somebody ticks it."""

    name = BooleanField(_l("You may show my name"))
    photo = BooleanField(_l("You may show a photo of what I made or did, without my face"))
    how = RadioField(_l("How should you get it?"), choices=choices(HOWS), default="quietly")


class ScoreForm(FlaskForm):
    score = RadioField(
        _l("What do you give it?"),
        [InputRequired(_l("Pick a number."))],
        choices=choices(SCORES),
    )


class ReplyForm(FlaskForm):
    """The answer to an invitation."""

    reply = RadioField(
        _l("Will you come?"),
        [InputRequired(_l("Pick an answer. You can change it later."))],
        choices=[SelectChoice("yes", _l("Yes, I want to come")), SelectChoice("no", _l("No"))],
    )
    guests = IntegerField(
        _l("How many people come with you?"),
        [Optional(), NumberRange(0, 9, message=_l("Write a number from 0 to 9."))],
        default=0,
    )
    quiet = BooleanField(_l("I would like the quiet space"))
    transport = BooleanField(_l("I need somebody to take me there"))
    needs = TextAreaField(
        _l("Is there anything else that would make it good for you?"), [fits(600)]
    )

    def answer(self) -> Reply:
        """What was answered, once it is valid."""
        return Reply(
            self.reply.data,
            self.guests.data or 0,
            self.quiet.data,
            self.transport.data,
            self.needs.data or "",
        )


class CarerStepForm(FlaskForm):
    """What a carer tells by the link."""

    named = StringField(
        _l("Who is it about?"), [DataRequired(_l("Write their name.")), fits(LONGEST_NAMED)]
    )
    story = TextAreaField(
        _l("What happened?"),
        [DataRequired(_l("Write a line or two.")), fits(LONGEST_STORY)],
    )
    once = HiddenField(validators=[Length(max=100)])


class ConsentForm(FlaskForm):
    consent = RadioField(
        _l("May we tell the board this story?"),
        [InputRequired(_l("Pick an answer."))],
        choices=[SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No, keep it private"))],
    )
