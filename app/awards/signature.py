"""The picture of a signature that the trust uploads, drawn anew into a frame of its own."""

from app.core.i18n import _l
from app.core.pictures import FITTED, Limits, NotAPicture, draw, size_of

__all__ = ["NotAPicture", "drawn_anew"]

LIMITS = Limits(
    bytes=500_000,
    side=4_000,
    pixels=6_000_000,
    too_large=_l("This picture is too large. Use one of at most 500 kB."),
)
PIXELS_AN_INCH = 220


def drawn_anew(content: bytes) -> bytes:
    """A PNG of the signature in a frame of its own. Raises NotAPicture."""
    size_of(content, LIMITS)
    return draw(content, FITTED, PIXELS_AN_INCH)
