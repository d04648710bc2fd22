"""The words of the demo's inspections: what inspectors saw, found and recommend, and the answers.

Invented: no such place has been looked at.
"""

from dataclasses import dataclass

from surveys.inspections import answering

CRITERIA = (
    "Everybody knows who is coming to see them, and when.",
    "There is a quiet place to talk.",
    "The door bell works and somebody says hello.",
)
SAW = (("very_good", "A board with photos hangs in the hall."), ("so_so", ""), ("good", ""))
FOUND = (
    ("good", "People said hello and asked how we were before anything else."),
    ("needs_work", "There is one room to talk in, and everyone can hear what is said."),
)
RECOMMENDED = "Make a room where nobody outside can hear what is said."
STILL_OWED = "Write on the door when you are open, in big letters."
LOOKED_AGAIN = "There is a curtain now in the office window. We tried it: you see nothing."
DESK = "The man with the red beard at the desk did not look up when we came."
DESK_TOLD = "Somebody at the desk did not look up when we came."
DESK_WHY = "Everybody who goes there would know who is meant."


@dataclass(frozen=True)
class Seen:
    """What inspectors saw: how each criterion was with a note, what they found and recommend."""

    ratings: tuple[tuple[str, str], ...] = SAW
    found: tuple[tuple[str, str], ...] = FOUND
    recommended: str = RECOMMENDED
    visit: str = "They showed us every room."


SEEN_AT_A_HUB = Seen()
HOUSE = Seen(
    (
        ("good", "A white board says who is on shift, with photos."),
        ("so_so", "The office has a window to the hall, and everybody looks in."),
        ("very_good", "Somebody opened before we rang twice."),
    ),
    (
        ("good", "The staff knocked on every door and waited for an answer."),
        ("needs_work", "To talk to somebody alone you have to sit where all can see you."),
    ),
    "Put something in the office window, so that nobody looks in while you talk.",
    "We had tea in the kitchen and saw two empty rooms.",
)
CENTRE = Seen(
    (
        ("so_so", "You learn who comes on the day and not before."),
        ("good", "Two rooms with sofas."),
        ("not_good", "We rang three times."),
    ),
    (
        ("good", "There are toys for every age, and they are clean."),
        ("needs_work", "Families wait outside in the rain until somebody hears the bell."),
    ),
    "Mend the bell, and put a bench under a roof by the door.",
    "We came at the busiest hour, on a Saturday.",
)
DROP_IN = Seen(
    (
        ("good", "The week is on a poster in the window."),
        ("good", ""),
        ("so_so", "We stood at the desk for a while."),
    ),
    (
        ("good", "You can charge your phone and nobody asks why you came."),
        ("needs_work", DESK),
    ),
    "Say hello to whoever comes in, within a minute.",
    "They did not know that we were coming.",
)
ANSWER = answering.Answer("yes", "You are right. We put in a new door and a curtain.", None)
HUNG_A_CURTAIN = answering.Answer("yes", "We had not seen it. A curtain hangs there from now.")
OWN_WORDS = (
    "We looked at three places this quarter.\n"
    "The best thing was that people listened to us. The worst was how long an answer takes."
)
