"""What is measured of missing episodes and return interviews, by council and quarter."""

from flask import Blueprint, Flask, abort, render_template, request

from app.accounts.councils import councils_of
from app.accounts.models import Council
from app.core.calendars import day_in_text
from app.core.clock import today
from app.core.i18n import _
from app.core.jobs import every
from app.core.permissions import Permission
from app.core.reporting import Period
from app.core.security import requires, signed_in
from app.interviews import (
    measure_blocks,
    measure_groups,
    measure_reasons,
    quarters,
    reason_evidence,
)

bp = Blueprint("measures", __name__, url_prefix="/interviews/measures")


def init_app(app: Flask) -> None:
    """The pledge can lay reasons beside its promises; the worker gives out what has settled."""
    reason_evidence.register()
    every(hours=6)(quarters.keep_quarters)


@bp.get("")
@requires(Permission.MEASURES)
def index():
    """`?council=west&quarter=2026-Q3`; without them one's own council and its newest figures."""
    councils = councils_of(signed_in(), Permission.MEASURES)
    council = _council(councils)
    period = _quarter(council)
    this_quarter = Period.holding(today())
    measured = quarters.measured_for(signed_in(), council, period) if council else None
    return render_template(
        "interviews/measures.html",
        councils=councils,
        council=council,
        period=period,
        earlier=period.previous,
        later=period.next if period < this_quarter else None,
        measured=measured,
        blocks=measure_blocks,
        by_groups=measure_groups.by_groups,
        reasons=measure_reasons.reasons,
        waiting=_waiting(period),
    )


def _council(councils: list[Council]) -> Council | None:
    """The council asked for, which must be one of theirs; otherwise the first they have."""
    code = request.args.get("council")
    if code is None:
        return councils[0] if councils else None
    return next((one for one in councils if one.code == code), None) or abort(404)


def _quarter(council: Council | None) -> Period:
    """The quarter asked for, otherwise the newest that was given out, or the last one."""
    last = Period.holding(today()).previous
    try:
        return Period.parse(request.args["quarter"])
    except (KeyError, ValueError):
        return (quarters.newest_kept(council.code) if council else None) or last


def _waiting(period: Period) -> str:
    """Why there is nothing to see."""
    day = period.last_day + quarters.SETTLES_AFTER
    if day > today():
        return _(
            "The figures of this quarter are given out once, from %(day)s, when it has settled: a"
            " figure that moved would tell whose it is.",
            day=day_in_text(day),
        )
    return _("No figures were given out for this quarter.")
