"""The forms of a meeting: when and where it is, its agenda and notes, who came."""

from datetime import datetime, time, timedelta

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Regexp, ValidationError

from app.core.clock import NoSuchTime, TwiceThatDay, moment_at, now, today
from app.core.i18n import _l
from app.groups.forms import fits
from app.people.pointing import Pointed

CLOCK = Regexp(r"([01][0-9]|2[0-3]):[0-5][0-9]\Z", message=_l("Write a time such as 17:30."))
LONGEST_AHEAD = timedelta(days=2 * 366)
"""No meeting is planned for later: the year was typed wrong."""
LONGEST_AGO = timedelta(days=2 * 366)
"""Nor is one written down that was earlier."""


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

    def where(self) -> tuple[str, str]:
        """The place, and how to get in there, once it is valid."""
        return self.place.data.strip(), (self.access.data or "").strip()


class HeldForm(MeetingForm):
    """A meeting that has been, or that goes on."""

    def validate_day(self, field) -> None:
        if field.data and not today() - LONGEST_AGO <= field.data <= today():
            raise ValidationError(_l("That day has not come yet, or is more than two years ago."))

    def validate_begins(self, field) -> None:
        begins = self._moment(field.data)
        if begins is not None and self.day.data == today() and begins > now():
            raise ValidationError(_l("That time has not come yet. Plan the meeting instead."))


def _is_a_time(written: str | None) -> bool:
    return bool(written) and CLOCK.regex.match(written) is not None


class CallOffForm(FlaskForm):
    because = StringField(
        _l("Why? Young people read this."), [DataRequired(_l("Say why.")), fits(300)]
    )


class WritePointForm(FlaskForm):
    kind = RadioField(
        _l("What is it?"),
        choices=[SelectChoice("agenda", _l("For the agenda")), SelectChoice("note", _l("A note"))],
        default="note",
    )
    words = TextAreaField(_l("In plain words"), [DataRequired(_l("Write it.")), fits(2000)])
    named = HiddenField()
    """The words that were pointed out, once they have been seen: then it may be kept with them."""

    def first_sees(self, pointed: list[Pointed]) -> bool:
        """Whether these words were not pointed out yet; from then on they were."""
        words = " ".join(one.word for one in pointed)
        was, self.named.data = self.named.data or "", words
        return words not in ("", was)


class ChangePointForm(WritePointForm):
    seen = HiddenField()
    """The mark of the words that were in the box when the page was drawn."""


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
    seen = HiddenField()
    """The mark of the words that stood there when the page was drawn."""

    def validate_sure(self, field) -> None:
        if (self.audience.data == "everyone" or self.for_board.data) and not field.data:
            raise ValidationError(_l("Say that nobody can be recognised, or keep it in the group."))


class AttendanceForm(FlaskForm):
    came = SelectMultipleField(_l("Who came"), coerce=int)
    was = HiddenField()
    """The ids of those who were ticked when the page was drawn."""

    def __init__(self, members, **values):
        super().__init__(**values)
        people = [(one.young_person_id, one.young_person.known_as or "–") for one in members]
        self.came.choices = [SelectChoice(*person) for person in people]

    def before(self) -> set[int]:
        """Those who were ticked when the page was drawn."""
        words = (self.was.data or "").split()
        return {int(one) for one in words if one.isdecimal() and len(one) < 20}
