"""Where the answers came from that wait on the duty desk for somebody who reads the language."""

from sqlalchemy import Select, select

from app.core.db import session
from app.core.i18n import gettext
from app.safeguarding.heaps import HEAPS, Source
from surveys.models import FormVersion, Response
from surveys.survey_models import Survey, SurveyForm


def register() -> None:
    """Let alerts on answers to one survey or form lie together."""
    HEAPS["response"] = response_sources


def response_sources(ids: Select[tuple[int]]) -> dict[int, Source]:
    """Of each response: the survey or the form it answers, and the language it is in."""
    title = FormVersion.definition["title"].as_string()
    rows = (
        select(Response.id, Response.language, FormVersion.form_id, title, Survey.id, Survey.title)
        .join(FormVersion, FormVersion.id == Response.form_version_id)
        .outerjoin(SurveyForm, SurveyForm.form_id == FormVersion.form_id)
        .outerjoin(Survey, Survey.id == SurveyForm.survey_id)
        .where(Response.id.in_(ids))
    )
    return {
        id: Source(f"survey {survey}", survey_title, language)
        if survey
        else Source(f"form {form}", gettext(form_title), language)
        for id, language, form, form_title, survey, survey_title in session.execute(rows)
    }
