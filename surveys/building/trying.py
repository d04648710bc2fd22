"""Whether whoever takes a second look has tried the survey, in their own cookie: nobody else knows,
and nothing hangs on it but a hint.
"""

from flask import session as cookie

from surveys.survey_models import Survey

TRIED = "surveys_tried"
MOST = 8
"""So many surveys are remembered; a cookie is small."""


def remember_tried(survey: Survey) -> None:
    """They have answered a question of it as somebody would who is asked."""
    others = [one for one in cookie.get(TRIED, []) if one != survey.id]
    cookie[TRIED] = [*others, survey.id][-MOST:]


def has_tried(survey: Survey) -> bool:
    return survey.id in cookie.get(TRIED, [])
