"""Finding surveys: by their link, for whoever is here, for whoever looks after the asking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, or_, select

from app.accounts.councils import within
from app.accounts.models import Account, Council
from app.core.clock import today
from app.core.db import session
from app.core.permissions import Permission
from surveys.building import ages
from surveys.definition import Definition, build
from surveys.inviting.asked_models import SurveyEndedLink
from surveys.models import Form, FormVersion
from surveys.survey_models import AGES, Survey, SurveyCouncil, SurveyForm


class Known(NamedTuple):
    """What has to be known of a survey on the way into it, without all that is written in it."""

    id: int
    title: str
    stage: str
    opens_on: date | None
    closes_on: date | None


class Asked(NamedTuple):
    """What is asked of one age: a version, which is frozen, and the key of its form."""

    version_id: int
    form_key: str


@dataclass(frozen=True)
class Link:
    """One council's way into one survey."""

    survey: Survey | Known
    council_code: str
    code: str
    asked: Mapping[str, Asked] = field(default_factory=dict)
    """What is asked of each age, the youngest first; known of a link that was opened."""
    ended: bool = False
    """True if an officer has put another link in its place."""

    @property
    def state(self) -> str:
        """`open`, `early` before its first day, `over` after its last day or when the link was
        ended, `not_yet` while written.
        """
        return "over" if self.ended else state_of(self.survey)

    @property
    def is_open(self) -> bool:
        return self.state == "open"


# Every page of a survey and every answer begins with it, so it is one query and made once.
_WAY_IN = (
    select(
        *(getattr(Survey, name) for name in Known._fields),
        SurveyCouncil.council_code,
        SurveyForm.ages,
        FormVersion.id.label("version_id"),
        Form.key.label("form_key"),
    )
    .join(SurveyCouncil, SurveyCouncil.survey_id == Survey.id)
    .outerjoin(SurveyForm, SurveyForm.survey_id == Survey.id)
    .outerjoin(Form, Form.id == SurveyForm.form_id)
    .outerjoin(FormVersion, FormVersion.form_id == Form.id)
    .where(SurveyCouncil.link_code == bindparam("code"))
    .order_by(FormVersion.number)
)

# Every answer asks it while others wait to write, so it is small and made once too. On PostgreSQL
# whoever closes the survey waits until the answer is kept; on SQLite everybody who writes does.
_AS_IT_IS = (
    select(*(getattr(Survey, name) for name in Known._fields))
    .join(SurveyCouncil, SurveyCouncil.survey_id == Survey.id)
    .where(SurveyCouncil.link_code == bindparam("code"))
    .with_for_update(read=True)
)


def state_of(survey: Survey | Known) -> str:
    """How far a survey is today, whatever its stage says: its days are kept to the day."""
    day = today()
    if survey.stage == "closed" or (survey.closes_on is not None and survey.closes_on < day):
        return "over"
    if survey.stage == "open":
        return "early" if survey.opens_on is not None and survey.opens_on > day else "open"
    return "early" if survey.stage == "ready" else "not_yet"


def is_open_now() -> ColumnElement[bool]:
    """True in a query for surveys that can be answered today."""
    day = today()
    return (
        (Survey.stage == "open")
        & or_(Survey.opens_on.is_(None), Survey.opens_on <= day)
        & or_(Survey.closes_on.is_(None), Survey.closes_on >= day)
    )


def link_with(code: str) -> Link | None:
    """The way in that ends with this code; None for no such, or a survey that is still written."""
    rows = session.connection().execute(_WAY_IN, {"code": code}).all()
    if not rows:
        return _ended(code)
    newest = {row.ages: Asked(row.version_id, row.form_key) for row in rows if row.version_id}
    asked = {one: newest[one] for one in AGES if one in newest}
    link = Link(Known(*rows[0][: len(Known._fields)]), rows[0].council_code, code, asked)
    return None if link.state == "not_yet" else link


def in_place_of(code: str) -> str | None:
    """The code of the link in the place of one that has ended; None of any other."""
    rows = (
        select(SurveyCouncil.link_code)
        .join(
            SurveyEndedLink,
            (SurveyEndedLink.survey_id == SurveyCouncil.survey_id)
            & (SurveyEndedLink.council_code == SurveyCouncil.council_code),
        )
        .where(SurveyEndedLink.link_code == code)
    )
    return session.scalar(rows)


def _ended(code: str) -> Link | None:
    """A link that has ended, as the one in its place."""
    instead = in_place_of(code)
    found = link_with(instead) if instead else None
    return replace(found, code=code, ended=True) if found else None


def is_still_open(link: Link) -> bool:
    """Whether it can be answered through this link at this moment, whatever was read before; to be
    asked in the transaction that keeps the answer.
    """
    row = session.connection().execute(_AS_IT_IS, {"code": link.code}).first()
    return row is not None and state_of(Known(*row)) == "open"


def links_of(survey: Survey) -> list[Link]:
    """One for each council."""
    return [Link(survey, one.council_code, one.link_code) for one in survey.councils]


def open_links(*, council_code: str | None = None, codes: Sequence[str] = ()) -> list[Link]:
    """Surveys open today: those of a council, and those with these link codes; oldest first."""
    wanted = or_(SurveyCouncil.council_code == council_code, SurveyCouncil.link_code.in_(codes))
    rows = (
        select(Survey, SurveyCouncil)
        .join(SurveyCouncil)
        .where(is_open_now(), wanted)
        .order_by(Survey.closes_on, Survey.id, SurveyCouncil.council_code)
    )
    found = [Link(one, way.council_code, way.link_code) for one, way in session.execute(rows)]
    # Somebody of this council who opened another council's link is asked once.
    own = {link.survey.id for link in found if link.council_code == council_code}
    return [one for one in found if one.council_code == council_code or one.survey.id not in own]


def surveys_for(account: Account, permission: Permission) -> Select[tuple[Survey]]:
    """The published surveys of the councils this account has the permission for."""
    theirs = select(SurveyCouncil.survey_id).where(
        within(SurveyCouncil.council_code, account, permission)
    )
    published = Survey.stage.in_(("ready", "open", "closed"))
    return select(Survey).where(Survey.id.in_(theirs), published)


def councils_in(survey: Survey, account: Account, permission: Permission) -> list[Council]:
    """The councils of a survey that this account has the permission for, West before North."""
    codes = [one.council_code for one in survey.councils]
    rows = select(Council).where(Council.code.in_(codes), within(Council.code, account, permission))
    return list(session.scalars(rows.order_by(Council.name.desc())))


def ages_of(survey: Survey) -> dict[str, FormVersion]:
    """The published version for each age, the youngest first; in one query. What is over has been
    withdrawn, and its results are still read by what it asked.
    """
    rows = (
        select(SurveyForm.ages, FormVersion)
        .join(FormVersion, FormVersion.form_id == SurveyForm.form_id)
        .where(SurveyForm.survey_id == survey.id)
        .order_by(FormVersion.number)
    )
    newest = dict(map(tuple, session.execute(rows).unique()))
    return {one: newest[one] for one in AGES if one in newest}


def first_definition(survey: Survey) -> Definition:
    """What is asked of the youngest; its title and what it is about stand for all. Of one that
    waits for its day it is what will be asked.
    """
    versions = ages_of(survey)
    if versions:
        return build(next(iter(versions.values())).definition)
    youngest = ages.ages_of(survey.definition)[0]
    return build(ages.form_for(survey.definition, youngest, ages.form_key(survey.id, youngest)))
