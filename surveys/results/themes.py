"""What the comments of a survey are about, as far as a person has decided.

They are coded when an officer has time, often after the last answer has come. So they are counted
by themselves: anew when several more are coded, and whoever answered meanwhile changes nothing.
"""

from sqlalchemy import select

from app.core.counting import CountTable, Unit
from surveys.models import Answer, Response
from surveys.results.coded import coded_among, themes_of
from surveys.results.counting import comments_of
from surveys.results.moves import by_day
from surveys.survey_models import Survey


def coded_by_day(survey: Survey, council_code: str) -> dict[str, int]:
    """How many comments a person has decided about, by the day they came, as `moves.by_day`."""
    coded = coded_among(comments_of(survey, council_code))
    if coded is None:
        return {}
    rows = select(Response.id).join(Answer, Answer.response_id == Response.id)
    return by_day(rows.where(Answer.id.in_(coded)))


def theme_tables(name: str, survey: Survey, council_code: str) -> list[CountTable]:
    """A count for each theme of each question; a comment may be in several."""
    found = themes_of(comments_of(survey, council_code))
    return [
        CountTable(Unit.COMMENTS, {f"{name}/{about_themes(key)}{theme}": number})
        for (key, theme), number in sorted(found.items())
    ]


def about_themes(key: str) -> str:
    """How the names of the cells of a question's themes begin."""
    return f"themes:{key}/"
