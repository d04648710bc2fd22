"""What the comments of a survey are about, as far as a person has decided.

They are coded when an officer has time, often after the last answer has come. So they are counted
by themselves: anew when several more are coded, and whoever answered meanwhile changes nothing.
"""

from sqlalchemy import func, select

from app.core.counting import CountTable, Unit
from app.core.db import session
from surveys.models import Answer
from surveys.results.coded import coded_among, themes_of
from surveys.results.counting import comments_of
from surveys.survey_models import Survey


def how_many_coded(survey: Survey, council_code: str) -> int:
    """Comments about which a person has decided."""
    coded = coded_among(comments_of(survey, council_code))
    if coded is None:
        return 0
    return session.scalar(select(func.count()).select_from(Answer).where(Answer.id.in_(coded)))


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
