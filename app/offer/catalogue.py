"""The one door to the lines of the offer: what is shown, how it changes, whether it still holds."""

from app.offer.checking import (
    NotADayForReview,
    confirm_checked,
    last_review_day,
    needs_checking,
    overdue,
    take_on,
    usual_review_day,
)
from app.offer.differences import history
from app.offer.revising import (
    NotOwnWork,
    OwnWork,
    Stale,
    approve,
    begin_line,
    discard,
    ground_of,
    newest_revision,
    propose,
    return_with_reason,
    send_for_approval,
    take_back,
    withdraw,
)
from app.offer.shipping import approve_shipped, publish_shipped, shipped_lines
from app.offer.showing import by_codes, by_ids, find_line, live, live_lines

__all__ = [
    "NotADayForReview",
    "NotOwnWork",
    "OwnWork",
    "Stale",
    "approve",
    "approve_shipped",
    "begin_line",
    "by_codes",
    "by_ids",
    "confirm_checked",
    "discard",
    "find_line",
    "ground_of",
    "history",
    "last_review_day",
    "live",
    "live_lines",
    "needs_checking",
    "newest_revision",
    "overdue",
    "propose",
    "publish_shipped",
    "return_with_reason",
    "send_for_approval",
    "shipped_lines",
    "take_back",
    "take_on",
    "usual_review_day",
    "withdraw",
]
