"""Starting a survey and changing it: of two who change it at once the second is told.

Nobody can change what is open or over. A change after somebody has said fine starts the way over.
"""

import secrets
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from app.accounts.models import Account
from app.core import audit
from app.core.audit import AuditEntry
from app.core.clock import now, today
from app.core.db import session
from surveys.building.content import LETTERS, NOTHING
from surveys.survey_models import Survey, SurveyCouncil, SurveyStep

SUBJECT = "survey"
BEING_READ = ("second_look", "safety_check", "ready")
FROZEN = ("open", "closed")
LINK_LENGTH = 10
"""Letters of a link: 31 to the tenth is too many to try."""


class Changed(Exception):
    """Somebody else has changed the survey since it was looked at; nothing was kept."""


class Frozen(Exception):
    """It is open or over, and stays as it is."""


MEANWHILE = (Changed, Frozen)


def start_survey(
    title: str,
    councils: Collection[str],
    ages: Collection[str],
    account: Account,
    *,
    content: Mapping[str, Any] = NOTHING,
    cloned_from: Survey | None = None,
    what: str = "started",
) -> Survey:
    """A new draft; with `content`, of what was asked before."""
    survey = Survey(
        title=title,
        definition={**content, "title": title, "ages": list(ages)},
        started_by_id=account.id,
        started_by_name=account.display_name,
        started_on=today(),
        cloned_from_id=cloned_from.id if cloned_from else None,
        stage="draft",
        revision=1,
    )
    survey.councils = [_council(code) for code in sorted(councils)]
    session.add(survey)
    session.flush()
    take_step(survey, what, account)
    return survey


def _council(code: str) -> SurveyCouncil:
    return SurveyCouncil(council_code=code, link_code=new_link_code())


def new_link_code() -> str:
    """What a new open link ends with; nobody can guess it."""
    return "".join(secrets.choice(LETTERS) for _ in range(LINK_LENGTH))


def clone_survey(
    survey: Survey, account: Account, councils: Collection[str], title: str = ""
) -> Survey:
    """The same again, to be asked anew, under another name or the same. The questions keep their
    keys, so that the answers can be laid beside last time's.
    """
    return start_survey(
        title or survey.title,
        councils,
        survey.definition["ages"],
        account,
        content=survey.definition,
        cloned_from=survey,
        what="copied",
    )


def change_survey(survey: Survey, content: Mapping[str, Any], account: Account, seen: int) -> bool:
    """Keep this as what the survey asks; True if that starts its way over. `seen` is its revision
    as they had it before them.

    Raises Changed when somebody else was quicker, Frozen when it is open or over.
    """
    lock(survey, seen)
    survey.definition, survey.title = dict(content), content["title"]
    return _changed(survey, account)


def change_frame(
    survey: Survey,
    content: Mapping[str, Any],
    councils: Collection[str],
    opens_on: date | None,
    closes_on: date | None,
    account: Account,
    seen: int,
) -> bool:
    """The same, with its councils and its days. Raises what `change_survey` raises."""
    lock(survey, seen)
    survey.definition, survey.title = dict(content), content["title"]
    survey.opens_on, survey.closes_on = opens_on, closes_on
    there = {one.council_code: one for one in survey.councils}
    # A council that stays keeps its link: it may be on a poster already.
    survey.councils = [there.get(code) or _council(code) for code in sorted(councils)]
    return _changed(survey, account)


def _changed(survey: Survey, account: Account) -> bool:
    survey.revision += 1
    session.flush()
    audit.record("changed", SUBJECT, survey.id, account, note=f"revision {survey.revision}")
    starts_over = survey.stage in BEING_READ
    if starts_over:
        survey.stage = "draft"
        take_step(survey, "changed_again", account)
    return starts_over


def who_changed_it(survey: Survey) -> set[int | None]:
    """The ids of the accounts of all who ever did."""
    rows = select(AuditEntry.actor_id).where(
        AuditEntry.subject == SUBJECT,
        AuditEntry.subject_id == survey.id,
        AuditEntry.action == "changed",
    )
    return set(session.scalars(rows))


def who_changed_it_last(survey: Survey) -> int | None:
    """The id of the account; None for one that is as it was started."""
    rows = select(AuditEntry.actor_id).where(
        AuditEntry.subject == SUBJECT,
        AuditEntry.subject_id == survey.id,
        AuditEntry.action == "changed",
    )
    return session.scalar(rows.order_by(AuditEntry.number.desc()).limit(1))


def hold(survey: Survey) -> None:
    """Read it anew; nobody else changes it until this transaction ends."""
    rows = select(Survey).where(Survey.id == survey.id).with_for_update(of=Survey)
    session.scalars(rows, execution_options={"populate_existing": True}).unique().one()


def lock(survey: Survey, seen: int) -> None:
    """The same, if they have seen how it is now. Raises as `change_survey` does."""
    hold(survey)
    if survey.stage in FROZEN:
        raise Frozen
    if survey.revision != seen:
        raise Changed


def take_step(survey: Survey, what: str, account: Account | None, note: str = "") -> SurveyStep:
    """Write down what happened, and, if somebody did it, who; on the audit trail too."""
    last = select(func.max(SurveyStep.number)).where(SurveyStep.survey_id == survey.id)
    step = SurveyStep(
        survey_id=survey.id,
        number=(session.scalar(last) or 0) + 1,
        what=what,
        at=now(),
        by_id=account.id if account else None,
        by_name=account.display_name if account else "",
    )
    step.note = note or None
    session.add(step)
    session.flush()
    if account is not None:
        audit.record(what, SUBJECT, survey.id, account, note=f"revision {survey.revision}")
    return step
