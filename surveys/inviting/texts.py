"""The words of asking: ages, the reasons why an answer waits, what is said when it will not do."""

from app.core.i18n import lazy_gettext as _l

AGE_NAMES = {
    "4_7": _l("4 to 7, with a grown-up beside me"),
    "8_11": _l("8 to 11"),
    "11_17": _l("11 to 17"),
    "care_leavers": _l("I have left care"),
}
"""Whom a version of a survey is for, as young people pick it."""

STAFF_AGES = {
    "4_7": _l("4 to 7"),
    "8_11": _l("8 to 11"),
    "11_17": _l("11 to 17"),
    "care_leavers": _l("Care leavers"),
}

WRONG_CODE = _l("We do not know this code. Look at it again, letter by letter.")
TRY_LATER = _l("Many codes were tried just now. Look at yours again, and try in a minute.")
NOT_THE_NUMBER = _l("That is not the number. Look at it again, or wait for ten minutes.")
PERCENT = _l("Please write “per cent” in words: the sign has a meaning of its own here.")
MEANWHILE = _l(
    "Somebody else has written this one meanwhile. Both are here: yours is in the field."
)
ENGLISH_CHANGED = _l("The English was changed meanwhile. Your words are here.")
TOO_LONG = _l("Use at most %(max)d characters.")
WHY_SET_ASIDE = _l("Please write why. It stays beside the results.")
NO_WORDS = _l("Please write the words in that language.")
HOW_MANY = _l("Please write a number from %(min)s to %(max)s.")
ANOTHER_SHEET = _l(
    "The sheet before this one is kept already, and this one says something else. Is it another"
    " sheet? Then press “Keep it” again."
)
NOTHING_TYPED = _l("There is nothing to keep yet. Type in at least one answer.")
