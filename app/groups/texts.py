"""Words for what groups store as codes, as young people and adults read them."""

from app.core.i18n import _l

JOINING = {
    "open": _l("New people are welcome"),
    "full": _l("Full just now"),
    "ended": _l("Does not meet any more"),
}
HOUR_KINDS = {
    "meeting": _l("Meetings"),
    "visit": _l("Visits"),
    "interview_panel": _l("Choosing new workers"),
    "training": _l("Training"),
}
GIVEN_AS = {
    "nothing": _l("Nothing was agreed"),
    "payment": _l("Payment"),
    "voucher": _l("Voucher"),
}
REQUEST_STATES = {
    "waiting": _l("Somebody will answer you"),
    "welcome": _l("Yes, welcome!"),
    "not_this_one": _l("Not this group"),
    "another_one": _l("Another group may suit you better"),
    "withdrawn": _l("You took it back"),
}
POINT_STATES = {
    "proposed": _l("Somebody will look at it"),
    "taken": _l("It is on the list"),
    "not_taken": _l("Not this time"),
}
