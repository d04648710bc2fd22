"""Which tries have reached the child, so that the offer is made from that moment on.

In person, on the phone, or by the link or code they opened themselves. What others passed on (the
people they live with, a letter, a message nobody answered) may never have come to the child, and
is a try and no more. What the child answered, they knew of.
"""

from datetime import datetime

from app.interviews.interview_models import ANSWERS
from app.interviews.models import ReturnInterview

DIRECT = ("in_person", "phone", "link")
REACHED = ("offered", "no_reply")


def reaches_the_child(how: str, outcome: str) -> bool:
    """True if the child knew of the offer after this try: codes of attempt_models."""
    return outcome in ANSWERS or (how in DIRECT and outcome in REACHED)


def take_as_offered(interview: ReturnInterview, how: str, outcome: str, at: datetime) -> None:
    """They know of the offer since `at`, if this try reached them and none before it did."""
    if reaches_the_child(how, outcome):
        interview.offered_at = min(interview.offered_at or at, at)
