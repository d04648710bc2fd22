"""The words of the form engine: what a code is called, and what is said when an answer will not do.

The words of a form itself stand in its YAML file, in English, under TEXT_KEYS; they are looked up
in the reader's language when they are shown.
"""

from app.core.i18n import lazy_gettext as _l
from app.people.texts import PART_MEANINGS, PARTS

TEXT_KEYS = (
    "title",
    "intro",
    "without_a_name",
    "thanks",
    "section",
    "ask",
    "hint",
    "why",
    "label",
)
"""The keys of a definition whose values people read, and which are extracted for translation."""

DONT_KNOW = "dont_know"

FEELINGS = {
    "very_happy": _l("Very happy"),
    "happy": _l("Happy"),
    "okay": _l("Okay"),
    "sad": _l("Sad"),
    "very_sad": _l("Very sad"),
    DONT_KNOW: _l("I don’t know"),
}
"""From happiest to saddest: graded faces, named, and never averaged."""

AGREEMENT = {
    "agree_a_lot": _l("Yes, a lot"),
    "agree": _l("Yes, a bit"),
    "in_between": _l("In between"),
    "disagree": _l("No, not really"),
    "disagree_a_lot": _l("No, not at all"),
    DONT_KNOW: _l("I don’t know"),
}

YES_NO_NOT_SURE = {"yes": _l("Yes"), "no": _l("No"), "not_sure": _l("I’m not sure")}

PEOPLE = {
    **PARTS,
    "participation": _l("The participation team"),
    "managers": _l("The team managers"),
    "duty": _l("The duty team"),
    # NOTE: Said to a child who does not write in English, in the list of who reads their words.
    "interpreter": _l("An interpreter, who puts your words into English"),
    "not_sure_which": _l("I don’t know who looks after me"),
    "someone_else": _l("Somebody else"),
    "nobody": _l("No, it is not about them"),
}
"""Who can be picked in a person question, or reads what was said."""

PEOPLE_MEANINGS = {
    **PART_MEANINGS,
    # NOTE: Said to a young person about a team they can pick. Short, for a nine-year-old.
    "participation": _l("Asks young people what they think, and tells the people in charge."),
    "managers": _l("In charge of the workers."),
    "duty": _l("Looks at what is urgent."),
}
"""What those of PEOPLE who are a part or a team do."""

# What is said when an answer will not do. Never blame; say what to do.
TOO_LONG = _l("That is more than fits here: %(length)s letters, and there is room for %(limit)s.")
NOT_A_CHOICE = _l("Please pick from the answers on this page, or skip it.")
# NOTE: Said to a child who picked “Nobody” or “I don’t know” and another answer as well.
NOT_TOGETHER = _l("“%(choice)s” can’t go with another answer. Take it off, or keep only that one.")
ONE_ONLY = _l("Please pick one answer, or skip it.")
NOT_TEXT = _l("Some of this is not letters we can keep. Please type that part again.")
NOT_A_DATE = _l("Please write the day, the month and the year in numbers, like 27 3 2026.")
NOT_A_DAY = _l("We can’t find that day on the calendar. Please look at the numbers again.")
YEAR_OUT_OF_RANGE = _l("Please write a year between %(first)s and %(last)s.")
