"""The words of the builder's codes."""

from app.core.i18n import _l

AGE_WORDS = {
    # NOTE: Whom a survey is for. An adult sits beside the youngest and reads with them.
    "4_7": _l("4 to 7, with an adult beside them"),
    "8_11": _l("8 to 11"),
    "11_17": _l("11 to 17"),
    "care_leavers": _l("Care leavers"),
}

STAGE_WORDS = {
    # NOTE: How far a survey is that Young Inspectors write.
    "draft": _l("Being written"),
    "second_look": _l("Waiting for a second look"),
    "safety_check": _l("Waiting for the safety check"),
    "ready": _l("Ready to open"),
    "open": _l("Open"),
    "closed": _l("Over"),
}

STAGE_MEANINGS = {
    "draft": _l("You can change everything. When you are happy with it, ask for a second look."),
    "second_look": _l("Another Young Inspector tries it out and says if it is fine."),
    "safety_check": _l("An officer looks if it is kind and safe, and if nobody could be found."),
    "ready": _l("It opens by itself on its first day."),
    "open": _l("Young people answer it now. Nobody can change it any more."),
    "closed": _l("It is over. You can copy it, and ask the same again next year."),
}
READY_WITHOUT_A_DAY = _l("It is checked. It opens when one of you taps “Open it now”.")

STEP_WORDS = {
    "started": _l("Started"),
    "copied": _l("Copied from an earlier one"),
    "brought_in": _l("Brought in from a file"),
    "asked_second_look": _l("Asked for a second look"),
    "second_look_fine": _l("Second look: it is fine"),
    "second_look_back": _l("Second look: please change something"),
    "safety_fine": _l("Safety check: it is fine"),
    "safety_back": _l("Safety check: please change something"),
    "safety_taken_back": _l("Safety check: it has to be looked at again"),
    # NOTE: An officer lets one pass though somebody could be found by it; their reason follows.
    "budget_let_pass": _l("It asks much about who they are, and may"),
    "changed_again": _l("Changed again, so it starts over with another second look"),
    "opened": _l("Opened"),
    "closed": _l("Closed"),
}

TYPE_WORDS = {
    # NOTE: Kinds of question, on the page where a Young Inspector picks one.
    "yes_no_not_sure": _l("Yes, no, or not sure"),
    "feeling": _l("Faces, from very happy to very sad"),
    "agreement": _l("How true it is, from “yes, a lot” to “no, not at all”"),
    "one_choice": _l("One answer from a list"),
    "several_choices": _l("As many answers as they like from a list"),
    "one_tap": _l("One tap: big buttons with pictures"),
    "picture_choice": _l("One picture from some that you choose"),
    "short_text": _l("A few words of their own"),
    "long_text": _l("As many words of their own as they like"),
    "date": _l("A day"),
}
"""Every kind of question that a survey can ask; who somebody's worker is, is none of ours."""

WITH_CHOICES = ("one_choice", "several_choices", "one_tap", "picture_choice")
WITH_PICTURES = ("one_tap", "picture_choice")

THEME_WORDS = {
    "HLT": _l("Health and feelings"),
    "HOM": _l("My home"),
    "REL": _l("My people"),
    "EDU": _l("School and learning"),
    "FUT": _l("My future"),
    "VOI": _l("My voice"),
    "YOU": _l("About you"),
}
"""The codebook's six themes, and the questions that say who somebody is."""

PICTURES = {
    "home": _l("A house"),
    "feelings": _l("A heart"),
    "good_news": _l("A sun"),
    "friends": _l("Friends"),
    "people": _l("Two people"),
    "person": _l("One person"),
    "me": _l("A picture of oneself"),
    "school": _l("A book"),
    "safe": _l("An umbrella"),
    "storm": _l("A storm"),
    "quiet": _l("Quiet"),
    "walk": _l("A walk"),
    "cup": _l("A cup"),
    "car": _l("A car"),
    "phone": _l("A telephone"),
    "video": _l("A video call"),
    "meeting": _l("A table with people"),
    "money": _l("A purse"),
    "work": _l("Work"),
    "clock": _l("A clock"),
    "help": _l("A lifebelt"),
    "answer": _l("A speech bubble with a tick"),
    "something_else": _l("A speech bubble"),
    "tick": _l("A tick"),
    "half": _l("Half"),
    "cross": _l("A cross"),
    "question": _l("A question mark"),
}
"""Drawings that can stand beside an answer."""

FIELDS = {
    "title": _l("What is it called?"),
    "intro": _l("What is it for?"),
    "thanks": _l("What do you say at the end?"),
    "ask": _l("Your question"),
    "hint": _l("A line under it, to help"),
    "why": _l("Why do you ask?"),
    "section": _l("Start a new part here"),
    "easier_ask": _l("The same in easier words"),
    "easier_hint": _l("The line under it in easier words"),
    "ages": _l("Who is asked?"),
    "about_you": _l("This question is about who somebody is"),
    "choices": _l("The answers they can pick"),
}

PERCENT_SIGN = _l(
    "Write “percent” instead of the sign, like “50 percent”. In translations the sign marks where a"
    " name or a number goes."
)
TOO_LONG = _l("That is %(length)s letters, and there is room for %(limit)s.")
