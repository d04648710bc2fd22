"""What the parts of a pledge are called, for the officers who write it."""

from app.core.i18n import _l

FIELDS = {
    "title": _l("Title"),
    "intro": _l("What stands under the title"),
    "source": _l("Where it comes from"),
    "verify": _l("Still to be checked"),
    "words": _l("In plain words, 11 and over"),
    "young": _l("For 7 to 11"),
    "older": _l("For 16 and over"),
    "symbol": _l("Picture"),
    "sub_themes": _l("Sub-themes that tell about it"),
}

SYMBOLS = {
    "answer": _l("A speech bubble with a tick"),
    "clock": _l("A clock"),
    "eye": _l("An eye"),
    "feelings": _l("A heart"),
    "good_news": _l("A sun"),
    "help": _l("A lifebelt"),
    "home": _l("A house"),
    "lock": _l("A lock"),
    "me": _l("A picture of oneself"),
    "meeting": _l("A table with people"),
    "money": _l("A purse"),
    "offer": _l("A present"),
    "papers": _l("Papers"),
    "people": _l("Two people"),
    "person": _l("One person"),
    "phone": _l("A telephone"),
    "pledge": _l("A list with a tick"),
    "problem": _l("A knot"),
    "safe": _l("An umbrella"),
    "school": _l("A book"),
    "something_else": _l("A speech bubble"),
    "visit": _l("A visitor"),
}
"""The drawn pictures a promise can have."""
