"""The forms of the officers' desk, and of those who answer for a service."""

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, StopValidation, ValidationError

from app.core.i18n import _l
from app.core.plain_words import Looked
from app.people.pointing import Pointed
from surveys.inspections.answering import Answer
from surveys.inspections.forms import NOBODY, PICK, Marked, choices, fits, still_to_come
from surveys.inspections.reworded import same_words
from surveys.inspections.texts import ANSWERS, LOOKS, SERVICE_KINDS


class ServiceForm(FlaskForm):
    """`councils`: (code, name); `staff`: who can answer for one."""

    name = StringField(_l("What it is called"), [DataRequired(_l("Give it a name.")), fits(120)])
    kind = SelectField(_l("What it is"), choices=choices(SERVICE_KINDS))
    council = SelectField(_l("Council"))
    answers = SelectField(_l("Who answers for it"), coerce=int, default=NOBODY)
    active = BooleanField(_l("It can be inspected"), default=True)

    def __init__(self, councils, staff, **values):
        super().__init__(**values)
        self.council.choices = [SelectChoice(*one) for one in councils]
        nobody = SelectChoice(NOBODY, _l("Nobody yet"))
        self.answers.choices = [nobody, *(SelectChoice(one.id, one.display_name) for one in staff)]

    def validate_name(self, field) -> None:
        if not (field.data or "").isprintable():
            raise ValidationError(_l("Use one line, without hidden signs."))


class CheckForm(Marked, FlaskForm):
    """How `written`, the inspectors' own words, may be told."""

    told = TextAreaField(
        _l("As it may be told"), [DataRequired(_l("Write how it may be told.")), fits(4_000)]
    )
    told_because = TextAreaField(_l("Why you changed it"), [fits(500)])
    inside = BooleanField(_l("Only for the service: not on the public page, not in the report"))
    sure = BooleanField(
        _l("Nobody can be recognised in this"),
        [InputRequired(_l("Say that nobody can be recognised, or change the words."))],
    )

    def __init__(self, written: str, **values):
        super().__init__(**values)
        self.written = written

    def validate_told_because(self, field) -> None:
        changed = self.told.data and not same_words(self.told.data, self.written)
        if changed and not (field.data or "").strip():
            raise ValidationError(_l("You changed their words. Say why: the inspectors read it."))


class LookForm(FlaskForm):
    look = RadioField(_l("May it be shown?"), [InputRequired(PICK)], choices=choices(LOOKS))


class SendBackForm(FlaskForm):
    why = TextAreaField(
        _l("What should the inspectors look at again?"),
        [DataRequired(_l("Say what they should look at.")), fits(1_000)],
    )


READS_HARD = "1"
"""Stands in AnswerForm.hinted for how the words read, beside those that were pointed out."""


class HoldForm(Marked, FlaskForm):
    """What an officer says of a service's answer: `held` is empty where everybody may read it."""

    held = TextAreaField(_l("Why everybody should not read it"), [fits(500)])


def day_unless_no(form, field) -> None:
    """Whoever says yes or partly names a day; of whoever says no, none is asked or kept."""
    given = bool(field.raw_data and field.raw_data[0].strip())
    if given and form.answer.data != "no":
        return
    field.errors[:] = []
    if form.answer.data in ("yes", "partly"):
        raise StopValidation(_l("Give the day by which it is done, or the part of it you do."))
    raise StopValidation


class AnswerForm(Marked, FlaskForm):
    """What the service does about a recommendation. Young people and the board read it."""

    answer = RadioField(_l("Your answer"), [InputRequired(PICK)], choices=choices(ANSWERS))
    because = TextAreaField(
        _l("Say it in plain words, to the young people who asked"),
        [DataRequired(_l("Young people want to know why, or how.")), fits(2_000)],
    )
    do_by = DateField(_l("Done by"), [day_unless_no])
    sure = BooleanField(
        _l("No child can be recognised in this"),
        [InputRequired(_l("Say that no child can be recognised, or change the words."))],
    )

    hinted = HiddenField()
    """What they were told already of how it reads, and of whom it may tell: the next press sends it
    as it is.
    """

    def validate_do_by(self, field) -> None:
        still_to_come(field)

    def first_sees(self, looked: Looked, pointed: list[Pointed]) -> bool:
        """Whether something is to be said of these words that was not said yet; now it is."""
        told = {READS_HARD} if looked.hints else set()
        told |= {one.word for one in pointed}
        is_news = not told <= set((self.hinted.data or "").split())
        self.hinted.data = " ".join(sorted(told))
        return is_news

    def given(self) -> Answer:
        """What was answered, once it is valid."""
        return Answer(self.answer.data, self.because.data, self.do_by.data)
