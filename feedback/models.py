"""Every table of what young people tell us, under one name, and what its columns may say."""

from feedback.comment_models import (
    NO_THEME,
    VALENCES,
    Coding,
    ImportBatch,
    ImportedRow,
    QuoteRequest,
    Translation,
)
from feedback.teams import DUTY, MANAGERS, PARTICIPATION, TEAM_OF, TEAMS
from feedback.thread_models import (
    MOST_CHARACTERS,
    Message,
    Thread,
    ThreadAudience,
    ThreadExclusion,
)

__all__ = [
    "DUTY",
    "MANAGERS",
    "MOST_CHARACTERS",
    "NO_THEME",
    "PARTICIPATION",
    "TEAMS",
    "TEAM_OF",
    "VALENCES",
    "Coding",
    "ImportBatch",
    "ImportedRow",
    "Message",
    "QuoteRequest",
    "Thread",
    "ThreadAudience",
    "ThreadExclusion",
    "Translation",
]
