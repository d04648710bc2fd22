"""Everything about children who went missing and came back, put together from its two rooms."""

from app.interviews.episode_models import Episode
from app.interviews.interview_models import (
    Action,
    Attempt,
    Interviewer,
    Note,
    ReturnInterview,
    Sending,
    SharedParagraph,
    Told,
)

__all__ = [
    "Action",
    "Attempt",
    "Episode",
    "Interviewer",
    "Note",
    "ReturnInterview",
    "Sending",
    "SharedParagraph",
    "Told",
]
