"""A cell's name in words, for the officer who is told which number gives somebody away."""

from app.core.disclosure_attack import Finding
from app.core.i18n import _
from app.core.reporting import Period


def in_words(found: Finding) -> str:
    """Which number can be known how closely. Never the true count.

    Most are of a quarter and count young people or comments, and say so. The others, such as those
    of a survey, stand under the name they are counted by.
    """
    quarter, *rest = found.cell.split("/")
    unit = _unit(rest[1]) if len(rest) > 2 else ""
    if not unit:
        return _(
            "%(what)s could be worked out to lie from %(low)s to %(high)s.",
            what=found.cell.replace("/", " · "),
            low=found.low,
            high=found.high,
        )
    return _(
        "%(quarter)s, %(unit)s: %(what)s could be worked out to lie from %(low)s to %(high)s.",
        quarter=Period.parse(quarter).label,
        unit=unit,
        what=" · ".join(rest[2:]),
        low=found.low,
        high=found.high,
    )


def _unit(code: str) -> str:
    """What is counted; "" for a name that does not say so."""
    return {"children": _("young people"), "comments": _("comments")}.get(code, "")
