"""What was refused to young people who said so in a message, by name or without one: how often."""

from datetime import date

from sqlalchemy import func, select

from app.core.db import session
from surveys.models import Form, FormVersion, Response

FORM = "offer_refused"


def said_in_messages(council_code: str, first: date, last: date) -> int:
    """How many such messages were sent to this council from the first day to the last."""
    rows = (
        select(func.count())
        .select_from(Response)
        .join(FormVersion, FormVersion.id == Response.form_version_id)
        .join(Form, Form.id == FormVersion.form_id)
        .where(
            Form.key == FORM,
            Response.council_code == council_code,
            Response.sent_on.between(first, last),
        )
    )
    return session.scalar(rows)
