"""Everything about children who went missing and came back, put together from its rooms."""

from app.interviews.episode_models import Episode
from app.interviews.interview_models import (
    Action,
    Attempt,
    Interviewer,
    InterviewExclusion,
    Note,
    ReturnInterview,
    Sending,
    SharedParagraph,
    Told,
)
from app.interviews.quarter_models import KeptQuarter

__all__ = [
    "Action",
    "Attempt",
    "Episode",
    "InterviewExclusion",
    "Interviewer",
    "KeptQuarter",
    "Note",
    "ReturnInterview",
    "Sending",
    "SharedParagraph",
    "Told",
]
