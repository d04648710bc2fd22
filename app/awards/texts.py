"""The words of awards that young people see: what a code is called."""

from app.core.i18n import _l

NOMINATOR_PARTS = {
    "myself": _l("It is me"),
    "friend": _l("A friend, brother or sister"),
    "carer": _l("I care for them at home"),
    "teacher": _l("I teach or help them at school"),
    "worker": _l("I work with them"),
    "family": _l("Family"),
    "other": _l("Something else"),
}

HOWS = {
    # NOTE: Said to a child about their own award. Quietly is the way that nobody else notices.
    "quietly": _l("Give it to me quietly"),
    "read_out": _l("Read it out in front of everyone"),
}

SCORES = {
    "1": _l("1: good"),
    "2": _l("2"),
    "3": _l("3: very good"),
    "4": _l("4"),
    "5": _l("5: wow"),
}
"""Even the lowest is a good thing: nobody who was nominated has done badly."""
