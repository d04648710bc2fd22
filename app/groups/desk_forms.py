"""The forms of the officers' desk for groups."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
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

from app.core.clock import NoSuchTime, TwiceThatDay, moment_at, now, today
from app.core.i18n import _l
from app.groups.forms import fits
from app.groups.texts import GIVEN_AS, HOUR_KINDS, JOINING

CLOCK = Regexp(r"([01][0-9]|2[0-3]):[0-5][0-9]\Z", message=_l("Write a time such as 17:30."))
NO_PERCENT = Regexp(r"[^%]*\Z", message=_l("Write “percent” for the sign."))
"""What officers write is looked up like our own words, in which the sign begins a gap."""
AN_AGE = NumberRange(0, 25, message=_l("Write an age from 0 to 25."))
LONGEST_AHEAD = timedelta(days=2 * 366)
"""No meeting is planned for later: the year was typed wrong."""
TRUST = ""
"""In place of a council's code: the whole trust."""


def choices(words) -> list[SelectChoice]:
    return [SelectChoice(code, said) for code, said in words.items()]


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
    age_from = IntegerField(_l("From age"), [AN_AGE], default=0)
    age_to = IntegerField(_l("To age"), [AN_AGE], default=25)
    meets = TextAreaField(_l("When and where it usually meets"), [fits(300), NO_PERCENT])
    what_it_is_like = TextAreaField(_l("What it is like"), [fits(600), NO_PERCENT])
    food = StringField(_l("What there is to eat"), [fits(300), NO_PERCENT])
    getting_there = TextAreaField(_l("How to get there"), [fits(300), NO_PERCENT])
    access = TextAreaField(_l("Access: steps, quiet space, signing"), [fits(300), NO_PERCENT])
    run_by = StringField(_l("Who runs it: a part, and no private number"), [fits(200), NO_PERCENT])
    joining = SelectField(_l("Does it take new people?"), choices=choices(JOINING), default="open")

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


class MeetingForm(FlaskForm):
    day = DateField(_l("Day"), [InputRequired(_l("Give the day."))])
    begins = StringField(_l("Begins at"), [InputRequired(_l("Give the time.")), CLOCK])
    ends = StringField(_l("Ends at"), [InputRequired(_l("Give the time.")), CLOCK])
    place = StringField(_l("Where"), [DataRequired(_l("Say where.")), fits(200)])
    access = TextAreaField(_l("Access at this place"), [fits(300)])

    def validate_day(self, field) -> None:
        if field.data and not today() <= field.data <= today() + LONGEST_AHEAD:
            raise ValidationError(_l("That day is over, or more than two years away."))

    def validate_begins(self, field) -> None:
        begins = self._moment(field.data)
        if begins is not None and self.day.data == today() and begins <= now():
            raise ValidationError(_l("That time is over. A meeting lies ahead."))

    def validate_ends(self, field) -> None:
        both = _is_a_time(self.begins.data) and _is_a_time(field.data)
        if both and field.data <= self.begins.data:
            raise ValidationError(_l("It ends before it begins."))
        self._moment(field.data)

    def _moment(self, written: str) -> datetime | None:
        """None while the day or the time is no day or no time."""
        if not self.day.data or not _is_a_time(written):
            return None
        try:
            return moment_at(self.day.data, time.fromisoformat(written))
        except (NoSuchTime, TwiceThatDay):
            raise ValidationError(_l("The clocks change then. Choose another time.")) from None

    def moments(self) -> tuple[datetime, datetime]:
        """When it begins and ends, once it is valid."""
        return self._moment(self.begins.data), self._moment(self.ends.data)


def _is_a_time(written: str | None) -> bool:
    return bool(written) and CLOCK.regex.match(written) is not None


class CallOffForm(FlaskForm):
    because = StringField(
        _l("Why? Young people read this."), [DataRequired(_l("Say why.")), fits(300)]
    )


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


class FindForm(FlaskForm):
    name = StringField(
        _l("Their name, or a part of it"), [DataRequired(_l("Write a name.")), fits(60)]
    )


class AddForm(FlaskForm):
    """`people`: those found by the name."""

    person = RadioField(
        _l("Who is it?"),
        [InputRequired(_l("Pick somebody, or look for another name."))],
        coerce=int,
    )

    def __init__(self, people, **values):
        super().__init__(**values)
        self.person.choices = [SelectChoice(one.id, one.known_as) for one in people]


class WritePointForm(FlaskForm):
    kind = RadioField(
        _l("What is it?"),
        choices=[SelectChoice("agenda", _l("For the agenda")), SelectChoice("note", _l("A note"))],
        default="note",
    )
    words = TextAreaField(_l("In plain words"), [DataRequired(_l("Write it.")), fits(2000)])


class DecideForm(FlaskForm):
    taken = RadioField(
        _l("Is it on the agenda?"),
        [InputRequired(_l("Pick an answer."))],
        choices=[SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("Not this time, because"))],
    )
    because = StringField(_l("What you say to them"), [fits(300)])

    def validate_because(self, field) -> None:
        if self.taken.data == "no" and not (field.data or "").strip():
            raise ValidationError(_l("Say why: they read it."))


class ShowForm(FlaskForm):
    audience = RadioField(
        _l("Who reads it?"),
        choices=[SelectChoice("group", _l("The group")), SelectChoice("everyone", _l("Everyone"))],
        default="group",
    )
    for_board = BooleanField(_l("For the board: it stands in the report"))
    sure = BooleanField(_l("Nobody can be recognised in this"))

    def validate_sure(self, field) -> None:
        if (self.audience.data == "everyone" or self.for_board.data) and not field.data:
            raise ValidationError(_l("Say that nobody can be recognised, or keep it in the group."))


class AttendanceForm(FlaskForm):
    came = SelectMultipleField(_l("Who came"), coerce=int)

    def __init__(self, members, **values):
        super().__init__(**values)
        people = [(one.young_person_id, one.young_person.known_as or "–") for one in members]
        self.came.choices = [SelectChoice(*person) for person in people]


class AgreedForm(FlaskForm):
    """Payment or a voucher for somebody's time."""

    given_as = SelectField(_l("In return"), choices=choices(GIVEN_AS), default="nothing")
    pounds = DecimalField(
        _l("How much, in pounds"),
        [Optional(), NumberRange(0, 1000, message=_l("Write an amount from 0 to 1,000."))],
    )

    def validate_given_as(self, field) -> None:
        if field.data != "nothing" and not self.pounds.data:
            raise ValidationError(_l("Write how much was agreed."))

    def pence(self) -> int:
        """What was agreed, once it is valid."""
        return int((self.pounds.data or Decimal(0)).quantize(Decimal("0.01")) * 100)


class HoursForm(AgreedForm):
    kind = SelectField(_l("What it was"), choices=choices(HOUR_KINDS), default="visit")
    on_day = DateField(_l("Day"), [InputRequired(_l("Give the day."))])
    hours = DecimalField(
        _l("Hours"),
        [
            InputRequired(_l("Write how many hours, such as 1.5.")),
            NumberRange(Decimal("0.25"), 24, message=_l("Write from 0.25 to 24 hours.")),
        ],
    )

    def validate_on_day(self, field) -> None:
        if field.data and not date(2000, 1, 1) <= field.data <= today():
            raise ValidationError(_l("That day has not come yet, or is too long ago."))

    def minutes(self) -> int:
        """How long it was, once it is valid."""
        return int(self.hours.data * 60)


class ThanksForm(FlaskForm):
    words = TextAreaField(
        _l("A sentence of thanks for their reference"),
        [DataRequired(_l("Write a sentence.")), fits(600)],
    )
