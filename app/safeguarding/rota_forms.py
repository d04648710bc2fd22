"""What whoever keeps the rota sends."""

from collections.abc import Callable, Sequence
from datetime import datetime

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, SelectField, StringField, TimeField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length

from app.accounts.models import Account, Council
from app.core.clock import LONDON, NoSuchTime, TwiceThatDay, moment_at, now
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.safeguarding.duty_models import Shift
from app.safeguarding.forms import PICK_ONE
from app.safeguarding.rota_services import FURTHEST, LONGEST, Wanted

EVERY = ""
"""The code of every council in the list to pick from."""
A_DAY = _l("Enter a day, like 15/07/2026.")
A_TIME = _l("Enter a time, like 17:00.")
PICK_SOMEBODY = _l("Pick somebody.")


class DayField(DateField):
    """A day as a browser's own field sends it, or as somebody types it."""

    def __init__(self, label=None, **kwargs) -> None:
        super().__init__(label, [InputRequired(A_DAY)], format=["%Y-%m-%d", "%d/%m/%Y"], **kwargs)

    def process_formdata(self, valuelist) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as wrong:
            raise ValueError(A_DAY) from wrong


class HourField(TimeField):
    """A time of the day; seconds, which some browsers send, are left out."""

    def __init__(self, label=None, **kwargs) -> None:
        formats = ["%H:%M", "%H:%M:%S"]
        super().__init__(label, [InputRequired(A_TIME)], format=formats, **kwargs)

    def process_formdata(self, valuelist) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as wrong:
            raise ValueError(A_TIME) from wrong


class ShiftForm(FlaskForm):
    """Who, for which council, from when to when. `as_well` answers the question whether somebody is
    meant to be on beside somebody else.
    """

    account = SelectField(_l("Who"), coerce=int, validate_choice=False)
    council = SelectField(_l("For"), validate_choice=False)
    first_day = DayField(_l("From: day"))
    first_time = HourField(_l("From: time"))
    last_day = DayField(_l("Until: day"))
    last_time = HourField(_l("Until: time"))
    as_well = BooleanField(_l("Yes, put them on as well"))

    def __init__(
        self, people: Sequence[Account], councils: Sequence[Council], everywhere: bool, **values
    ) -> None:
        """`everywhere`: whoever sends it may put somebody on for every council."""
        super().__init__(**values)
        self.people = {account.id: account for account in people}
        self.account.choices = [
            SelectChoice(account.id, account.display_name) for account in people
        ]
        self.council.choices = [SelectChoice(one.code, one.name) for one in councils]
        if everywhere:
            self.council.choices.insert(0, SelectChoice(EVERY, _l("Every council")))
        self.starts_at: datetime | None = None
        self.ends_at: datetime | None = None

    def fill(self, starts_at: datetime, ends_at: datetime, council_code: str | None) -> None:
        """What the page shows before anything is typed."""
        first, last = starts_at.astimezone(LONDON), ends_at.astimezone(LONDON)
        self.first_day.data, self.first_time.data = first.date(), first.time()
        self.last_day.data, self.last_time.data = last.date(), last.time()
        self.council.data = council_code or EVERY

    def fill_from(self, shift: Shift) -> None:
        self.fill(shift.starts_at, shift.ends_at, shift.council_code)
        self.account.data = shift.account_id

    def validate(self, extra_validators=None) -> bool:
        fine = super().validate(extra_validators)
        if self.account.data not in self.people:
            self.account.errors = []
            fine = _wrong(self.account, PICK_SOMEBODY)
        if self.council.data not in [choice.value for choice in self.council.choices]:
            fine = _wrong(self.council, PICK_ONE)
        return self._times_are_right() and fine

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            self.people[self.account.data], self.council.data or None, self.starts_at, self.ends_at
        )

    def _times_are_right(self) -> bool:
        self.starts_at = self._moment(self.first_day, self.first_time)
        self.ends_at = self._moment(self.last_day, self.last_time)
        if self.starts_at is None or self.ends_at is None:
            return False
        for is_wrong, field, question in (
            (
                self.ends_at <= self.starts_at,
                self.last_time,
                _("This is before it begins. Does it end on the next day?"),
            ),
            (
                self.ends_at - self.starts_at > LONGEST,
                self.last_day,
                _("This is more than seven days on end. When does somebody else take over?"),
            ),
            (
                self.starts_at > now() + FURTHEST,
                self.first_day,
                _("This is more than a year ahead. Is the year right?"),
            ),
            (
                self.ends_at <= now(),
                self.last_day,
                _("This is over already. Is the day right?"),
            ),
        ):
            if is_wrong:
                return _wrong(field, question)
        return True

    def _moment(self, day: DayField, hour: HourField) -> datetime | None:
        if day.errors or hour.errors:
            return None
        try:
            return moment_at(day.data, hour.data.replace(second=0))
        except NoSuchTime:
            _wrong(hour, _("The clocks go forward then, and this time does not come. Which other?"))
        except TwiceThatDay:
            _wrong(hour, _("The clocks go back then, and this hour comes twice. Which other?"))
        except OverflowError:
            _wrong(day, _("Is the year right?"))
        return None


def _wrong(field, question: str) -> bool:
    """The question stands beside the field; always False."""
    field.errors = [*field.errors, question]
    return False


class SwapForm(FlaskForm):
    """`shifts` are those it can be swapped with; `words` says one in a line."""

    other = SelectField(_l("Swap with"), coerce=int)

    def __init__(self, shifts: Sequence[Shift], words: Callable[[Shift], str], **values) -> None:
        super().__init__(**values)
        self.other.choices = [SelectChoice(shift.id, words(shift)) for shift in shifts]


class NumberForm(FlaskForm):
    """The number for texts of one of these people."""

    account = SelectField(_l("Who"), coerce=int)
    number = StringField(_l("Mobile number for texts"), [Length(max=40)])

    def __init__(self, people: Sequence[Account], **values) -> None:
        super().__init__(**values)
        self.account.choices = [
            SelectChoice(account.id, account.display_name) for account in people
        ]
