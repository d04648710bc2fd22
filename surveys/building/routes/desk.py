"""What the builder's pages share: who may, which survey, and what happens when two change it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from app.accounts.council_names import council_name
from app.accounts.councils import councils_in_order, councils_of
from app.accounts.models import Council
from app.core.db import get_or_404, session
from app.core.i18n import _, current_language
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from surveys.building.changing import BEING_READ, FROZEN, MEANWHILE, change_survey, hold
from surveys.building.content import question_in
from surveys.survey_models import Survey
from surveys.survey_words import spoken_content

may_build = requires(Permission.SURVEY_BUILD)
may_look = requires(Permission.SURVEY_BUILD, Permission.SURVEY_CHECK)
Page = Callable[[Survey, int], Any]


def survey_or_404(id: int, *permissions: Permission) -> Survey:
    """The survey, if it asks in a council where they write; or have one of these permissions."""
    held = permissions or (Permission.SURVEY_BUILD,)
    return get_or_404(Survey.visible_to(signed_in(), *held).where(Survey.id == id))


def held_or_404(id: int) -> Survey:
    """The survey as it is now, for whoever changes a part of it: whatever somebody else has changed
    beside it stays, because nobody changes anything until this is done.
    """
    survey = survey_or_404(id)
    hold(survey)
    return survey


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
        starts_over = change_survey(survey, content, signed_in(), seen)
    except MEANWHILE:
        session.rollback()
        return page(survey_or_404(id), 409)
    session.commit()
    say_it_starts_over(starts_over)
    return to_survey(survey, place)


def told_it_starts_over(survey: Survey) -> bool:
    """Whether the page said that a change starts its way over, if it does: somebody may have asked
    for a second look after the page was opened.
    """
    return survey.stage not in BEING_READ or "starts_over" in request.form


def say_it_starts_over(starts_over: bool) -> None:
    """To whoever changed what was being read already."""
    if starts_over:
        flash(
            _("It was on its way, and you changed it: now it needs another second look."), "careful"
        )


def drawn(name: str, survey: Survey, status: int = 200, **what: Any):
    """A page of the builder, with the survey's words as those who answer read them. After a 409 it
    says that somebody else was quicker.
    """
    content = spoken_content(survey, current_language())
    page = render_template(
        f"surveys/building/{name}.html",
        survey=survey,
        content=content,
        asks={question["key"]: question["ask"] for question in content["questions"]},
        changed=status == 409,
        councils=[
            council_name(one.name)
            for one in councils_in_order()
            if one.code in survey.council_codes
        ],
        frozen=is_frozen(survey),
        **what,
    )
    return page, status
