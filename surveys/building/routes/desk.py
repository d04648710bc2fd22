"""What the builder's pages share: who may, which survey, and what happens when two change it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import abort, redirect, render_template, url_for

from app.accounts.councils import councils_in_order, councils_of
from app.accounts.models import Council
from app.core.db import get_or_404, session
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from surveys.building.changing import FROZEN, MEANWHILE, change_survey
from surveys.building.content import question_in
from surveys.survey_models import Survey

may_build = requires(Permission.SURVEY_BUILD)
may_look = requires(Permission.SURVEY_BUILD, Permission.SURVEY_CHECK)
Page = Callable[[Survey, int], Any]


def survey_or_404(id: int, *permissions: Permission) -> Survey:
    """The survey, if it asks in a council where they write; or have one of these permissions."""
    held = permissions or (Permission.SURVEY_BUILD,)
    return get_or_404(Survey.visible_to(signed_in(), *held).where(Survey.id == id))


def looked_at_or_404(id: int) -> Survey:
    """The survey, for those who write there and for those who check."""
    return survey_or_404(id, Permission.SURVEY_BUILD, Permission.SURVEY_CHECK)


def question_or_404(survey: Survey, key: str) -> dict[str, Any]:
    return question_in(survey.definition, key) or abort(404)


def my_councils() -> list[Council]:
    """Where whoever is here writes surveys."""
    return councils_of(signed_in(), Permission.SURVEY_BUILD)


def to_survey(survey: Survey, place: str = "questions"):
    """On to the page of the survey, at this part of it."""
    return redirect(url_for("survey_builder.show", id=survey.id, _anchor=place), 303)


def is_frozen(survey: Survey) -> bool:
    return survey.stage in FROZEN


def keep(
    survey: Survey, content: Mapping[str, Any], seen: int, page: Page, place: str = "questions"
):
    """Keep this content if the survey is as it was when they began, and go on to this place of its
    page. Otherwise `page(survey, 409)`, with what they typed and what the survey says now.
    """
    id = survey.id
    try:
        change_survey(survey, content, signed_in(), seen)
    except MEANWHILE:
        session.rollback()
        return page(survey_or_404(id), 409)
    session.commit()
    return to_survey(survey, place)


def drawn(name: str, survey: Survey, status: int = 200, **what: Any):
    """A page of the builder. After a 409 it says that somebody else was quicker."""
    page = render_template(
        f"surveys/building/{name}.html",
        survey=survey,
        content=survey.definition,
        changed=status == 409,
        councils=[one.name for one in councils_in_order() if one.code in survey.council_codes],
        frozen=is_frozen(survey),
        **what,
    )
    return page, status
