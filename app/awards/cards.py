"""A card holds what the voices said when it was written; when they change, somebody looks again."""

from sqlalchemy import update

from app.awards.models import Card
from app.core.db import session


def take_from_judges(nominee_id: int, category_id: int | None = None) -> None:
    """This nominee's cards, or the one of a category, are shown to no judge until somebody has
    written them anew. Scores that were given stay.
    """
    rows = update(Card).where(Card.nominee_id == nominee_id)
    if category_id is not None:
        rows = rows.where(Card.category_id == category_id)
    session.execute(rows.values(ready=False))
