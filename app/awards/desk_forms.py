"""The forms of the officers' desk and of small steps as staff see them."""

from itertools import starmap

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    NumberRange,
    Optional,
    Regexp,
    ValidationError,
)

from app.awards.forms import LONGEST_STORY, SayForm, choices, fits
from app.awards.staff_texts import HOWS, PLACES
from app.core.i18n import _l

NO_PERCENT = Regexp(r"[^%]*\Z", message=_l("Write “percent” for the sign."))


class RoundForm(FlaskForm):
    """`councils`: (code, name) of those the officer may start one for; "" is the whole trust."""

    title = StringField(_l("What it is called"), [DataRequired(_l("Give it a name.")), fits(120)])
    council = SelectField(_l("For"))
    opens_on = DateField(_l("First day"), [InputRequired(_l("Give the first day."))])
    closes_on = DateField(_l("Last day"), [InputRequired(_l("Give the last day."))])

    def __init__(self, councils, **values):
        super().__init__(**values)
        self.council.choices = list(starmap(SelectChoice, councils))

    def validate_closes_on(self, field) -> None:
        if self.opens_on.data and field.data and field.data < self.opens_on.data:
            raise ValidationError(_l("The last day is before the first. Change one of them."))


class CategoryForm(FlaskForm):
    """A category of the officers' own. Its title is one of the choices on the form."""

    title = StringField(_l("Its name"), [DataRequired(_l("Give it a name.")), fits(80), NO_PERCENT])
    criteria = StringField(
        _l("Who is it for? One plain sentence."),
        [DataRequired(_l("Say who it is for.")), fits(300)],
    )
    age_from = IntegerField(_l("From age"), [Optional(), NumberRange(0, 25)], default=0)
    age_to = IntegerField(_l("To age"), [Optional(), NumberRange(0, 25)], default=25)
    for_adults = BooleanField(_l("It is for adults"))

    def validate_age_to(self, field) -> None:
        if (field.data or 25) < (self.age_from.data or 0):
            raise ValidationError(_l("The ages are the wrong way round."))


class DayForm(FlaskForm):
    """The day itself, and who signs."""

    event_on = DateField(_l("The day"), [Optional()])
    event_time = StringField(
        _l("Begins at"),
        [Optional(), Regexp(r"([01]\d|2[0-3]):[0-5]\d\Z", message=_l("Such as 14:00."))],
    )
    event_place = StringField(_l("Where"), [fits(200)])
    event_help = TextAreaField(_l("For those who find a crowd hard"), [fits(600)])
    signatory = StringField(_l("Who signs the certificates"), [fits(120)])
    signatory_title = StringField(_l("Their job"), [fits(120)])
    signature = FileField(_l("A picture of the signature"))


class MatchForm(FlaskForm):
    """Which young person a nominee is."""

    person = RadioField(
        _l("Who is it?"),
        [InputRequired(_l("Pick somebody, or look for another name."))],
        coerce=int,
    )

    def __init__(self, people, **values):
        super().__init__(**values)
        self.person.choices = [SelectChoice(one.id, one.known_as) for one in people]


class CardForm(FlaskForm):
    """What the judges read."""

    words = TextAreaField(
        _l("What the judges read"),
        [DataRequired(_l("Write what the judges read.")), fits(4_000)],
    )


class JudgesForm(FlaskForm):
    """Who judges."""

    judges = SelectMultipleField(_l("Judges"), coerce=int)

    def __init__(self, accounts, **values):
        super().__init__(**values)
        self.judges.choices = [SelectChoice(one.id, one.display_name) for one in accounts]


class DecideForm(FlaskForm):
    place = SelectField(_l("What they get"), choices=choices(PLACES), default="recognised")
    talk = TextAreaField(_l("What the judges said when they talked"), [fits(600)])


class StaffSayForm(SayForm):
    """The same as a young person's, in the words of whoever writes it down."""

    name = BooleanField(_l("Their name may be shown"))
    photo = BooleanField(_l("A photo of what they made or did may be shown, without a face"))
    how = RadioField(_l("How it is given"), choices=choices(HOWS), default="quietly")


class StepForm(FlaskForm):
    """A story in a line or two. `people`: those the worker works with."""

    person = SelectField(_l("Who is it about?"), coerce=int)
    story = TextAreaField(
        _l("What happened?"),
        [DataRequired(_l("Write a line or two.")), fits(LONGEST_STORY)],
    )

    def __init__(self, people, **values):
        super().__init__(**values)
        self.person.choices = [SelectChoice(one.id, one.known_as) for one in people]


class CheckStepForm(FlaskForm):
    """The story as it may be told."""

    told = TextAreaField(
        _l("The story as it may be told"),
        [DataRequired(_l("Write the story as it may be told.")), fits(LONGEST_STORY)],
    )
    sure = BooleanField(
        _l("Nobody can be recognised in this"),
        [InputRequired(_l("Say that nobody can be recognised, or change the words."))],
    )


class BoardForm(FlaskForm):
    board_on = DateField(_l("Board on"), [InputRequired(_l("Give the day of the board."))])
