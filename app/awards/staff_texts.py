"""The words of awards that only staff see."""

from app.core.i18n import _l

HELD_BECAUSE = {
    "": "",
    "worry": _l("It may be about somebody’s safety, or it is not in English: the duty desk has it"),
    "flood": _l("Very many came through the link at once: look if it is meant"),
    "late": _l("It came after the last day"),
}
NOMINATION_STATES = {
    "held": _l("Held back"),
    "in": _l("In"),
    "put_aside": _l("Put aside"),
}
PLACES = {
    "recognised": _l("Recognised"),
    "commended": _l("Highly commended"),
    "winner": _l("Winner"),
}
SAYERS = {"nominee": _l("The young person"), "worker": _l("Their worker")}
HOWS = {"quietly": _l("Quietly given"), "read_out": _l("Read out")}
STEP_STATES = {
    "not_matched": _l("From a carer: say who it is"),
    "worry": _l("The duty desk has it"),
    "flood": _l("Very many came at once: look if it is meant"),
    "put_aside": _l("Put aside"),
    "offered": _l("Waits for a second person"),
    "checked": _l("Waits for the young person’s yes"),
    "agreed": _l("Waits for a board"),
    "private": _l("Stays private; still thanked for"),
    "on_agenda": _l("On a board’s agenda"),
    "given": _l("Certificate and voucher given"),
}
REPLIES = {"": _l("No answer yet"), "yes": _l("Comes"), "no": _l("Does not come")}
