"""A survey that young people of a council have answered, in the world every address is tried in."""

from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import Council
from app.core.clock import now
from app.core.db import session
from app.demo.factories import answer_survey, make_open_survey
from feedback.models import Coding
from feedback.theming.codebook import codebook
from surveys.models import Answer
from surveys.survey_models import Survey


@dataclass
class Answered:
    """An open survey, and a comment in an answer to it that somebody has coded."""

    survey: Survey
    link: str
    comment: Answer


def make_answered(council: Council) -> Answered:
    survey = make_open_survey(council, ages=("8_11", "11_17"))
    said = {"food": "happy", "anything": "More fruit, please."}
    response = answer_survey(survey, council.code, **said)
    rows = select(Answer).where(Answer.response_id == response.id, Answer.kind == "words")
    comment = session.scalars(rows).one()
    coding = Coding(
        answer_id=comment.id,
        sub_theme=next(iter(codebook())).id,
        proposed_by="officer",
        confirmed_by_name="Officer",
        confirmed_at=now(),
        codebook_version=codebook().version,
    )
    session.add(coding)
    session.flush()
    return Answered(survey, survey.councils[0].link_code, comment)
