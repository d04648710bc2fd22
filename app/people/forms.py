"""Forms with which staff add a young person and say who works with them."""

from datetime import date

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, RadioField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.accounts.models import Account
from app.core.clock import today
from app.core.i18n import _l
from app.core.languages import LANGUAGES
from app.people.care_statuses import CARE_STATUSES
from app.people.texts import HOME_TYPES, PARTS

OLDEST = 26
"""Years: support for care leavers ends on the 25th birthday (Children Act 1989, section 23CZB)."""

STATUS_CHOICES = [SelectChoice(*pair) for pair in CARE_STATUSES.items()]
PART_CHOICES = [SelectChoice(*pair) for pair in PARTS.items()]
HOME_CHOICES = [
    SelectChoice("", _l("Nobody has said")),
    *(SelectChoice(*pair) for pair in HOME_TYPES.items()),
]
LANGUAGE_CHOICES = [SelectChoice(str(one), one.own_name) for one in LANGUAGES]

NEEDED_NAME = _l("Enter the name you call them by.")
NOT_PLAIN = _l("Use letters, numbers and spaces only; there are hidden characters in this.")
TOO_LONG = _l("This is too long.")
NEEDED_MONTH = _l("Enter the month and year they were born in, such as 5 and 2011.")
NOT_THEIR_MONTH = _l("This month is not one in which a child or young person here was born.")
NEEDED_WORKER = _l("Choose a worker.")
NEEDED_DAY = _l("Enter the first day of this part.")


def plain(form, field) -> None:
    """Raises ValidationError for characters that do not show; joiners inside words are needed."""
    shown = field.data.replace("\u200c", "").replace("\u200d", "")
    if not shown.isprintable() or not shown.strip():
        raise ValidationError(NOT_PLAIN)


class HomeForm(FlaskForm):
    """Where a young person lives, and who runs that home."""

    home_type = SelectField(_l("Where they live"), choices=HOME_CHOICES, default="")
    home_provider = StringField(
        _l("Who runs that home"), [Optional(), Length(max=120, message=TOO_LONG), plain]
    )
    out_of_area = BooleanField(_l("They live outside the area of their council"))

    @property
    def home(self) -> dict[str, object]:
        """What was written of their home, once it is valid."""
        return {
            "home_type": self.home_type.data or None,
            "home_provider": " ".join((self.home_provider.data or "").split()),
            "out_of_area": self.out_of_area.data,
        }


class SupportForm(FlaskForm):
    """Whether a young person is disabled, as far as somebody has said."""

    disabled = RadioField(
        _l("Disabled, or needs more help to take part"),
        choices=[
            SelectChoice("", _l("Nobody has said")),
            SelectChoice("yes", _l("Yes")),
            SelectChoice("no", _l("No")),
        ],
        default="",
    )

    @property
    def is_disabled(self) -> bool | None:
        """What was picked, once it is valid."""
        return {"yes": True, "no": False}.get(self.disabled.data)


class YoungPersonForm(SupportForm, HomeForm):
    """`councils`: the (code, name) of those whose records this account keeps."""

    known_as = StringField(
        _l("Known as"), [InputRequired(NEEDED_NAME), Length(max=120, message=TOO_LONG), plain]
    )
    council_code = SelectField(_l("Council"))
    birth_month_number = StringField(_l("Month of birth"))
    birth_year = StringField(_l("Year of birth"))
    care_status = SelectField(
        _l("Care status"), choices=[SelectChoice(*pair) for pair in CARE_STATUSES.items()]
    )
    separated = BooleanField(_l("Came to this country without their family (separated child)"))
    language = SelectField(
        _l("Language"), choices=[SelectChoice(str(one), one.own_name) for one in LANGUAGES]
    )

    def __init__(self, councils: list[tuple[str, str]], **values):
        super().__init__(**values)
        self.council_code.choices = [SelectChoice(*pair) for pair in councils]

    def validate_birth_year(self, field):
        month = self.birth_month
        if month is None:
            raise ValidationError(NEEDED_MONTH)
        if not today().year - OLDEST <= month.year or month > today():
            raise ValidationError(NOT_THEIR_MONTH)

    @property
    def birth_month(self) -> date | None:
        """The first of the month that was typed; None if it is not one."""
        try:
            month = int((self.birth_month_number.data or "")[:4])
            return date(int((self.birth_year.data or "")[:6]), month, 1)
        except ValueError:
            return None


class AssignForm(FlaskForm):
    """`workers`: the accounts that can be given a part."""

    worker = SelectField(_l("Who"), coerce=str)
    part = SelectField(_l("Part"), choices=PART_CHOICES)
    starts_on = DateField(_l("From"), [InputRequired(NEEDED_DAY)])

    def __init__(self, workers, **values):
        super().__init__(**values)
        self.workers = {str(worker.id): worker for worker in workers}
        named = [SelectChoice(id, _with_title(worker)) for id, worker in self.workers.items()]
        self.worker.choices = [SelectChoice("", _l("Choose")), *named]

    def validate_worker(self, field):
        if field.data not in self.workers:
            raise ValidationError(NEEDED_WORKER)


class EndPartForm(FlaskForm):
    when = RadioField(
        _l("When does it end?"),
        choices=[
            SelectChoice("today", _l("At the end of today")),
            SelectChoice("at_once", _l("Now")),
        ],
        default="today",
    )


def _with_title(worker: Account) -> str:
    title = f" ({worker.job_title})" if worker.job_title else ""
    return worker.display_name + title
