"""What officers have made of comments in a survey, for its results."""

from collections.abc import Mapping

from sqlalchemy import Select, distinct, func, select

from app.core import evidence
from app.core.db import session
from feedback.models import NO_THEME, Coding
from surveys.models import Answer
from surveys.results.coded import CODERS


class SurveyCoders:
    """The coding desk, as a survey's results know it: what a person confirmed, and no more."""

    def themes(self, answer_ids: Select) -> Mapping[tuple[str, str], int]:
        rows = (
            select(Answer.question_key, Coding.sub_theme, func.count(distinct(Answer.id)))
            .join(Coding, Coding.answer_id == Answer.id)
            .where(
                Answer.id.in_(answer_ids),
                Coding.confirmed_at.is_not(None),
                Coding.withdrawn_at.is_(None),
                Coding.sub_theme != NO_THEME,
            )
            .group_by(Answer.question_key, Coding.sub_theme)
        )
        return {(key, theme): number for key, theme, number in session.execute(rows)}

    def coded(self, answer_ids: Select) -> Select:
        return select(Coding.answer_id).where(
            Coding.answer_id.in_(answer_ids),
            Coding.confirmed_at.is_not(None),
            Coding.withdrawn_at.is_(None),
        )

    def names(self) -> Mapping[str, str]:
        return evidence.names()


def register() -> None:
    """Let a survey's results say what comments are about."""
    CODERS[:] = [SurveyCoders()]
