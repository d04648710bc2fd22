"""The words of the pledge's codes: how a promise is kept, and for which age a check is."""

from app.core.i18n import _l

# NOTE: How well a promise is kept, as one answer among four. Said about one promise.
RATINGS = {
    "kept": _l("Kept"),
    "partly": _l("Partly kept"),
    "not_kept": _l("Not kept"),
    "dont_know": _l("I don’t know"),
}

# NOTE: The same four answers for a child of seven, to “Is this true for you?”
YOUNG_RATINGS = {
    "kept": _l("Yes"),
    "partly": _l("A bit"),
    "not_kept": _l("No"),
    "dont_know": _l("I don’t know"),
}

RATING_SYMBOLS = {
    "kept": "tick",
    "partly": "half",
    "not_kept": "cross",
    "dont_know": "question",
}

BANDS = {
    "7_11": _l("7 to 11"),
    "11_15": _l("11 to 15"),
    "16": _l("16 and over"),
}
"""The ages a check is made for, by the end of its form's key."""

BAND_WORDS = {
    # NOTE: On a button: the questions in very easy words, for children of 7 to 11.
    "7_11": _l("Easy words, 7 to 11"),
    # NOTE: On a button: the questions for children of 11 to 15.
    "11_15": _l("11 to 15"),
    # NOTE: On a button: the questions for young people of 16 and over.
    "16": _l("16 and over"),
}
