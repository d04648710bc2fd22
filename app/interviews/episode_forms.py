"""Forms with which staff write down that a child is missing, or back."""

from dataclasses import fields

from flask_wtf import FlaskForm
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.accounts.models import Council
from app.core.db import session
from app.core.i18n import _l
from app.interviews.episodes import Facts, Return
from app.interviews.models import Episode
from app.interviews.moment_field import MomentField
from app.interviews.texts import FROM, KINDS, REPORTED_BY, RETURNS, RISKS, STAGES
from app.people.forms import HomeForm, plain
from app.people.models import YoungPerson

PICK = SelectChoice("", _l("Choose"))
PICK_ONE = _l("Pick one.")
NEEDED_WHEN = _l("Say when, as well as you know it.")
NEEDED_HOW = _l("Say how they came back.")
NEEDED_RETURN = _l("Say when they came back.")
NEEDED_AREA = _l("Say which area: its council and police are told.")
TOO_LONG = _l("This is too long.")


def from_table(words: dict, *first: SelectChoice) -> list[SelectChoice]:
    """The codes of a table of words, to pick from."""
    return [*first, *(SelectChoice(*pair) for pair in words.items())]


class FilterForm(FlaskForm):
    """What of the register is looked at: in the address, and so without a token."""

    class Meta:
        csrf = False

    stage = SelectField(
        _l("State"),
        choices=from_table(STAGES, SelectChoice("", _l("Everything that waits"))),
        default="",
    )
    council = SelectField(_l("Council"), default="")

    def __init__(self, councils: list[Council], asked: MultiDict):
        super().__init__(formdata=asked)
        named = [SelectChoice(one.code, one.name) for one in councils]
        self.council.choices = [SelectChoice("", _l("Every council")), *named]

    @property
    def asked(self) -> dict[str, str]:
        """What was picked; whatever is no choice is as if nothing was."""
        return {
            one.name: one.data
            for one in (self.stage, self.council)
            if one.data and one.validate(self)
        }


class ReturnForm(FlaskForm):
    returned_at = MomentField(_l("When did they come back?"), [InputRequired(NEEDED_RETURN)])
    returned_how = RadioField(
        _l("How?"), choices=from_table(RETURNS), validators=[InputRequired(NEEDED_HOW)]
    )

    @property
    def returned(self) -> Return:
        """What was written, once it is valid."""
        return Return(self.returned_at.data, self.returned_how.data)


class FactsForm(HomeForm):
    """What is known of an episode, but for who it is about and the return."""

    kind = RadioField(
        _l("What is it?"), choices=from_table(KINDS), validators=[InputRequired(PICK_ONE)]
    )
    left_at = MomentField(
        _l("When were they last where they should be?"), [InputRequired(NEEDED_WHEN)]
    )
    went_from = SelectField(
        _l("Where did they go from?"), choices=from_table(FROM, PICK), default=""
    )
    reported_at = MomentField(_l("When was it reported?"), [InputRequired(NEEDED_WHEN)])
    reported_by = SelectField(
        _l("Who reported it?"), choices=from_table(REPORTED_BY, PICK), default=""
    )
    risk = SelectField(
        _l("Risk, as the police see it"), choices=from_table(RISKS, PICK), default=""
    )
    reference = StringField(_l("Reference"), [Optional(), Length(max=60, message=TOO_LONG), plain])
    living_in = StringField(_l("If they do: which area?"), [Length(max=120, message=TOO_LONG)])

    # What may be said when it overlaps with another one.
    is_another = BooleanField(_l("No, it is another one"))

    def validate_went_from(self, field):
        if not field.data:
            raise ValidationError(PICK_ONE)

    validate_reported_by = validate_risk = validate_went_from

    def validate_living_in(self, field):
        if self.out_of_area.data and not (field.data or "").strip():
            raise ValidationError(NEEDED_AREA)
        if field.data:
            plain(self, field)

    @property
    def facts(self) -> Facts:
        """What was written, once it is valid."""
        return Facts(
            kind=self.kind.data,
            left_at=self.left_at.data,
            reported_at=self.reported_at.data,
            reported_by=self.reported_by.data,
            went_from=self.went_from.data,
            risk=self.risk.data,
            **self.home,
            living_in=_tidy(self.living_in.data) if self.out_of_area.data else "",
            reference=_tidy(self.reference.data) or None,
        )


class EpisodeForm(FactsForm):
    """A new episode; also one that is over already."""

    returned_at = MomentField(_l("If they are back: when did they come back?"), [Optional()])
    returned_how = SelectField(_l("How?"), choices=from_table(RETURNS, PICK), default="")

    # How the earlier of two that overlap ended, where nobody has written that down.
    between_at = MomentField(
        _l("If it is another one: when did they come back in between?"), [Optional()]
    )
    between_how = SelectField(
        _l("How did they come back then?"), choices=from_table(RETURNS, PICK), default=""
    )

    def validate_returned_how(self, field):
        if self.returned_at.data and not field.data:
            raise ValidationError(NEEDED_HOW)
        if field.data and not self.returned_at.typed.strip():
            raise ValidationError(NEEDED_RETURN)

    def validate_between_how(self, field):
        if self.between_at.data and not field.data:
            raise ValidationError(NEEDED_HOW)

    @property
    def returned(self) -> Return | None:
        at = self.returned_at.data
        return Return(at, self.returned_how.data) if at else None

    @property
    def between(self) -> Return | None:
        at = self.between_at.data
        return Return(at, self.between_how.data) if at else None


def about_home(young_person: YoungPerson) -> dict:
    """What a new form says already, from the young person's own record. Where no area is known,
    whether they live in another one is left to say.
    """
    area = _last_area(young_person) if young_person.out_of_area else ""
    return {
        "home_type": young_person.home_type or "",
        "home_provider": young_person.home_provider,
        "out_of_area": bool(area),
        "living_in": area,
    }


def _last_area(young_person: YoungPerson) -> str:
    """Where they lived out of area at the time of their last episode there."""
    rows = select(Episode.living_in).where(
        Episode.young_person_id == young_person.id, Episode.out_of_area
    )
    return session.scalar(rows.order_by(Episode.left_at.desc()).limit(1)) or ""


def written_of(episode: Episode) -> dict:
    """What a form says of an episode that is there."""
    values = {one.name: getattr(episode, one.name) for one in fields(Facts)}
    return values | {"home_type": episode.home_type or "", "reference": episode.reference or ""}


def _tidy(typed: str | None) -> str:
    return " ".join((typed or "").split())
