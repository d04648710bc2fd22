"""What became of what was undertaken, in words for everybody."""

from app.core.i18n import _l

STATE_LABELS = {
    # NOTE: What adults say about something young people asked for: done, begun, or not possible.
    "did": _l("We did it"),
    "doing": _l("We are doing it"),
    "cannot": _l("We can’t, and this is why"),
}
