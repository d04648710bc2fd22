"""Everything about children who went missing and came back, put together from its rooms."""

from app.interviews.afterwards_models import Action, Told
from app.interviews.attempt_models import Attempt, InterviewExclusion
from app.interviews.episode_models import Episode
from app.interviews.interview_models import LISTENERS, ReturnInterview
from app.interviews.listener_models import Interviewer
from app.interviews.quarter_models import KeptQuarter
from app.interviews.translation_models import InterviewTranslation
from app.interviews.words_models import Note, Sending, SharedParagraph

__all__ = [
    "LISTENERS",
    "Action",
    "Attempt",
    "Episode",
    "InterviewExclusion",
    "InterviewTranslation",
    "Interviewer",
    "KeptQuarter",
    "Note",
    "ReturnInterview",
    "Sending",
    "SharedParagraph",
    "Told",
]
