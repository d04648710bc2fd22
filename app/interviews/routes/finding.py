"""The interview an address names, for whoever may see as much of it as the page shows."""

from flask import abort

from app.core.db import get_or_404
from app.core.security import signed_in
from app.interviews import afterwards
from app.interviews.models import ReturnInterview


def visible(id: int) -> ReturnInterview:
    """One whose course this account may see; any other is not found."""
    return get_or_404(ReturnInterview.visible_to(signed_in()).where(ReturnInterview.id == id))


def seen_to(id: int) -> ReturnInterview:
    """One that this account sees to; any other is not found."""
    interview = visible(id)
    return interview if afterwards.sees_to(signed_in(), interview) else abort(404)
