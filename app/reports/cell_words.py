"""A cell's name in words, for the officer who is told which number gives somebody away."""

from app.core.disclosure_attack import Finding
from app.core.i18n import _
from app.core.reporting import Period


def in_words(found: Finding) -> str:
    """Which number, of which quarter, can be known how closely. Never the true count."""
    quarter, _council, unit, *what = found.cell.split("/")
    return _(
        "%(quarter)s, %(unit)s: %(what)s could be worked out to lie from %(low)s to %(high)s.",
        quarter=Period.parse(quarter).label,
        unit={"children": _("young people"), "comments": _("comments")}[unit],
        what=" · ".join(what),
        low=found.low,
        high=found.high,
    )
