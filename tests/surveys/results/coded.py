"""What tests of results share: an address, and comments that were coded."""

from sqlalchemy import select

from app.core.clock import now
from app.core.db import session
from feedback.models import Coding
from feedback.theming.codebook import codebook
from surveys.models import Answer


def at(world, path: str = "") -> str:
    return f"/surveys/results/{world.survey.id}/{path}"


def code_comments() -> list[Answer]:
    """An officer has coded every comment there is."""
    rows = session.scalars(select(Answer).where(Answer.kind == "words")).all()
    for answer in rows:
        session.add(
            Coding(
                answer_id=answer.id,
                sub_theme="HOM_FOOD",
                proposed_by="officer",
                confirmed_by_name="Priya",
                confirmed_at=now(),
                codebook_version=codebook().version,
            )
        )
    session.flush()
    return rows
