"""Ending a survey by hand: from the builder and from the officers' desk alike."""

from collections.abc import Callable
from typing import Any

from flask import flash
from flask_wtf import FlaskForm

from app.core.db import session
from app.core.i18n import _
from app.core.security import signed_in
from surveys.building import stages
from surveys.building.changing import Changed
from surveys.survey_models import Survey


def end(survey: Survey, form: FlaskForm, page: Callable[[int], Any], then: Any):
    """It is over from today, and on to `then`; `page(status)` is the page it was asked from, when
    it is not theirs to end or somebody else was quicker.
    """
    if not form.validate_on_submit():
        return page(422)
    try:
        stages.close_now(survey, signed_in())
    except (Changed, stages.NotYours):
        session.rollback()
        return page(409)
    session.commit()
    flash(_("It is over. Nobody can answer it any more."), "good")
    return then
