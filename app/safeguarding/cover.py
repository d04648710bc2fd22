"""What may be promised of the duty desk at this moment, from the rota and the clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.accounts.models import Council
from app.core.clock import now
from app.safeguarding.deadlines import quarter_after
from app.safeguarding.rota import AHEAD, Rota, Stretch


@dataclass(frozen=True)
class Cover:
    """Whether something urgent said now is looked at, and if not now, from when on."""

    somebody_is_on: bool
    in_time: bool
    """Somebody is, and without a break until a red alert raised now, said anonymously, is due."""
    next_at: datetime | None
    """When somebody is on again, if that is not `in_time`; None when nobody is planned."""
    by_rota: bool = False
    """It was read from a rota, and not from the hours of a desk."""


def cover(code: str | None) -> Cover:
    """Of this council's desk; of no council named, what every council can keep."""
    rota = Rota.between(now(), now() + AHEAD)
    codes = list(rota.councils) if code is None else [code]
    found = [_of(rota, rota.councils[one]) for one in codes]
    ahead = [one.next_at for one in found if not one.in_time]
    return Cover(
        somebody_is_on=bool(found) and all(one.somebody_is_on for one in found),
        in_time=bool(found) and all(one.in_time for one in found),
        next_at=None if not ahead or None in ahead else max(ahead),
        by_rota=any(one.by_rota for one in found),
    )


def _of(rota: Rota, council: Council) -> Cover:
    by_rota = rota.is_kept(council.code)
    here, rest = _now_and_later(rota.covered(council.code, now(), now() + AHEAD))
    later = rest[0].starts_at if rest else None
    if here is None:
        return Cover(False, False, later, by_rota)
    # The hours of a desk are a promise of their own; a rota names people, and they go off duty.
    due = quarter_after(now() + timedelta(minutes=council.red_minutes)) if by_rota else now()
    in_time = due <= here.ends_at
    return Cover(True, in_time, None if in_time else later, by_rota)


def _now_and_later(times: list[Stretch]) -> tuple[Stretch | None, list[Stretch]]:
    on_now = bool(times) and times[0].starts_at <= now()
    return (times[0], times[1:]) if on_now else (None, times)
