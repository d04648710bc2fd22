"""How long alerts have waited and have left, and how much of that somebody is on duty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.accounts.models import Council
from app.core.clock import now
from app.core.i18n import ngettext
from app.safeguarding.deadlines import DAY, MINUTE
from app.safeguarding.duty_models import Shift
from app.safeguarding.models import Alert
from app.safeguarding.rota import AHEAD, Rota

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Timing:
    """In words; empty where there is nothing to say."""

    waited: str
    """Since it was raised. Of something said anonymously nobody knows when that was."""
    staffed_so_far: str
    staffed_ahead: str
    """Of the time until it is due."""


@dataclass(frozen=True)
class OnDuty:
    """Who is on for one council, and who comes on next."""

    council: Council
    is_kept: bool
    on_now: list[Shift]
    next: Shift | None


def rota_for(alerts: Sequence[Alert]) -> Rota:
    """All of the rota that a page with these open alerts asks for."""
    begun = [alert.raised_at for alert in alerts if alert.raised_at]
    due = [alert.due_at for alert in alerts if alert.due_at]
    return Rota.between(min([now(), *begun]), max([now() + AHEAD, *due]))


def timing(alert: Alert, rota: Rota) -> Timing:
    """Of an open alert."""
    waited = staffed = ahead = ""
    if alert.raised_at is not None:
        waited = lasting(now() - alert.raised_at)
        staffed = _staffed(rota, alert, alert.raised_at, now())
    if alert.due_at > now():
        ahead = _staffed(rota, alert, now(), alert.due_at)
    return Timing(waited, staffed, ahead)


def on_duty_in(councils: Sequence[Council], rota: Rota) -> list[OnDuty]:
    """For each of these councils."""
    return [
        OnDuty(
            council,
            rota.is_kept(council.code),
            rota.on_at(council.code, now()),
            rota.next_after(council.code, now()),
        )
        for council in councils
    ]


def lasting(time: timedelta) -> str:
    """How long this is, in words, rounded down."""
    if time < 90 * MINUTE:
        return ngettext("%(num)d minute", "%(num)d minutes", time // MINUTE)
    if time < 2 * DAY:
        return ngettext("%(num)d hour", "%(num)d hours", time // HOUR)
    return ngettext("%(num)d day", "%(num)d days", time // DAY)


def _staffed(rota: Rota, alert: Alert, start: datetime, end: datetime) -> str:
    return lasting(rota.staffed(alert.council_code, start, end))
