"""What is measured about missing children and their return interviews: each measure defined once.

The definitions stand on the page beside the figures. *Form completed* and *child took part* are two
measures and are never put together: locally “99% completed” once hid that children had taken part
in 62%.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.core.counting import Thing, Unit
from app.core.i18n import _l

OFTEN, OFTEN_WITHIN = 3, timedelta(days=90)
"""So many episodes in so long, and a child has been missing repeatedly."""


@dataclass(frozen=True)
class Measure:
    """One thing that is counted. `unit` says what one of it is."""

    key: str
    name: Any
    definition: Any
    """In plain words, as the page shows it."""
    counted: Any
    """What is counted how often."""
    unit: Unit | Thing
    of: tuple[str, ...] = ()
    """The measures of which its shares are given."""


EACH_EPISODE = _l("Each episode counts, also those of the same child.")
EACH_CHILD = _l("Each child counts once.")
EACH_TALK = _l("Each conversation counts, also those with the same child.")
EACH_ACTION = _l("Each action counts, also those for the same child.")

MEASURES = (
    Measure(
        "episodes",
        _l("Episodes"),
        _l(
            "Times a child was missing, or away without authorisation, and came back in this"
            " quarter. Whoever is still missing is not in it."
        ),
        EACH_EPISODE,
        Thing.EPISODES,
    ),
    Measure(
        "children",
        _l("Children"),
        _l("Children who came back in this quarter, from one episode or from many."),
        EACH_CHILD,
        Unit.CHILDREN,
    ),
    Measure(
        "repeat",
        _l("Missing repeatedly"),
        _l(
            "Children who were missing three or more times within 90 days, and came back from the"
            " last of these in this quarter. The 90 days may have begun before the quarter."
        ),
        EACH_CHILD,
        Unit.CHILDREN,
        ("children",),
    ),
    Measure(
        "out_of_area",
        _l("Out of area"),
        _l("Episodes of children who lived outside the area of their council at the time."),
        EACH_EPISODE,
        Thing.EPISODES,
        ("episodes",),
    ),
    Measure(
        "offered",
        _l("Offered"),
        _l(
            "Episodes after which the child was told that they can talk with somebody independent."
            " An attempt that did not reach the child is not an offer, and neither is what others"
            " passed on: only in person, on the phone, or by the link they opened."
        ),
        EACH_EPISODE,
        Thing.EPISODES,
        ("episodes",),
    ),
    Measure(
        "offered_within_72",
        _l("Offered within 72 hours"),
        _l("The offer reached the child within 72 elapsed hours of coming back."),
        EACH_EPISODE,
        Thing.EPISODES,
        ("episodes", "offered"),
    ),
    Measure(
        "accepted",
        _l("Accepted"),
        _l("The child said yes to the offer. What they said last counts."),
        EACH_EPISODE,
        Thing.EPISODES,
        ("offered",),
    ),
    Measure(
        "declined",
        _l("Declined"),
        _l("The child said no to the offer, and has not said yes since."),
        EACH_EPISODE,
        Thing.EPISODES,
        ("offered",),
    ),
    Measure(
        "no_answer",
        _l("No answer"),
        _l("The offer reached the child, and the child has said neither yes nor no."),
        EACH_EPISODE,
        Thing.EPISODES,
        ("offered",),
    ),
    Measure(
        "form_completed",
        _l("Form completed"),
        _l(
            "An adult has finished the form. That can be done without the child, so it does not say"
            " that anybody listened to them: see the next line."
        ),
        EACH_EPISODE,
        Thing.EPISODES,
        ("episodes",),
    ),
    Measure(
        "took_part",
        _l("Child took part"),
        _l(
            "Somebody talked with the child about this episode. A form filled in without the child"
            " does not count, whether or not it was completed."
        ),
        EACH_EPISODE,
        Thing.EPISODES,
        ("episodes",),
    ),
    Measure(
        "within_72",
        _l("Within 72 hours"),
        _l(
            "The conversation in which the child took part was held within 72 elapsed hours of"
            " coming back: three days and nights, whatever the clocks, the weekends and the bank"
            " holidays did meanwhile."
        ),
        EACH_EPISODE,
        Thing.EPISODES,
        ("episodes", "took_part"),
    ),
    Measure(
        "independent_of_home",
        _l("Independent of the home"),
        _l(
            "Conversations in which the child took part, and the listener declared that they do not"
            " work for the home or for whoever runs it."
        ),
        EACH_TALK,
        Thing.EPISODES,
        ("took_part",),
    ),
    Measure(
        "independent_of_authority",
        _l("Independent of the authority"),
        _l(
            "Conversations in which the child took part, and the listener declared that they do not"
            " work for the authority that looks after the child."
        ),
        EACH_TALK,
        Thing.EPISODES,
        ("took_part",),
    ),
    Measure(
        "independent_of_both",
        _l("Independent of both"),
        _l("Conversations whose listener declared both."),
        EACH_TALK,
        Thing.EPISODES,
        ("took_part",),
    ),
    Measure(
        "actions_due",
        _l("Actions due"),
        _l(
            "What adults undertook after a conversation, to be done by a day in this quarter. The"
            " episode may have been earlier."
        ),
        EACH_ACTION,
        Thing.ACTIONS,
    ),
    Measure(
        "actions_on_time",
        _l("Actions done on time"),
        _l("Those of them that were done by that day."),
        EACH_ACTION,
        Thing.ACTIONS,
        ("actions_due",),
    ),
)

BY_KEY = {measure.key: measure for measure in MEASURES}

MEDIAN = Measure(
    "median_hours",
    _l("Hours until the conversation"),
    _l(
        "From coming back to the conversation in which the child took part: half of these"
        " conversations were held sooner and half later. Rounded to six hours, and only shown for"
        " ten children or more."
    ),
    EACH_TALK,
    Thing.EPISODES,
)

REASONS = Measure(
    "reasons",
    _l("Gave reasons"),
    _l(
        "Children who, in the words they read back and agreed to, chose at least one reason for"
        " leaving or for staying away."
    ),
    EACH_CHILD,
    Unit.CHILDREN,
    ("children",),
)
