"""Drawings and photos to a criterion: drawn anew by us, sealed, and looked at by a second person.

A camera writes into a photo where and when it was taken; none of that is kept, because nothing of
the file is (app.core.pictures). Faces nobody here can find by machine: so whoever adds a picture is
warned and ticks that there is none, and it goes nowhere before somebody else has looked at it.
"""

from sqlalchemy import func, select

from app.accounts.councils import holds_for
from app.accounts.models import Account
from app.core import audit
from app.core.clock import today
from app.core.db import session
from app.core.i18n import _l
from app.core.permissions import Permission
from app.core.pictures import WHOLE, Limits, NotAPicture, draw, only_a_picture, size_of
from surveys.inspections.checking import NotSettled
from surveys.inspections.doing import TooMany, require_being_done
from surveys.inspections.inspection_models import Criterion
from surveys.inspections.visit_models import EvidencePicture
from surveys.inspections.writing import require_no_alert, write

__all__ = ["LIMITS", "NotAPicture", "SamePerson", "add_picture", "drawn_anew", "look_at"]

LIMITS = Limits(
    bytes=10_000_000,
    side=8_000,
    pixels=26_000_000,
    too_large=_l("This picture is too large. Use one of at most 10 MB."),
)
"""What a telephone's camera makes; unpacked, the most takes a hundred megabytes for a second."""
LONGEST_SIDE = 1_000
"""Pixels of what is kept: enough to see a broken door."""
MOST_PICTURES = 12
"""To one criterion."""
PIXELS_AN_INCH = 72
"""A point is a pixel."""


class SamePerson(Exception):
    """Whoever added a picture is not its second person."""


class OfficersLook(Exception):
    """An officer has looked at it, so only an officer says something else."""


def drawn_anew(content: bytes) -> bytes:
    """A PNG of what is to be seen on this picture. Raises NotAPicture."""
    width, height = size_of(content, LIMITS)
    side = min(LONGEST_SIDE, max(width, height))
    return draw(only_a_picture(content), WHOLE, PIXELS_AN_INCH, side=str(side))


def add_picture(
    criterion: Criterion, kind: str, content: bytes, shows: str, by: Account
) -> EvidencePicture:
    """Keep a photo or a drawing. Raises NotAPicture, TooLate or TooMany."""
    require_being_done(criterion.inspection)
    there = select(func.count()).where(EvidencePicture.criterion_id == criterion.id)
    if session.scalar(there) >= MOST_PICTURES:
        raise TooMany
    picture = EvidencePicture(
        criterion_id=criterion.id, kind=kind, added_by_id=by.id, added_on=today()
    )
    picture.file = content
    session.add(picture)
    write(picture, by, shows=shows.strip())
    return picture


def remove_picture(picture: EvidencePicture) -> None:
    """Raises TooLate or DutyLooks."""
    require_being_done(picture.criterion.inspection)
    require_no_alert(picture)
    session.delete(picture)
    session.flush()


def look_at(picture: EvidencePicture, look: str, by: Account) -> None:
    """A second person says whether it may be shown: a code of LOOKS.

    Another inspector says so while it is being done, and nothing else than an officer did. Once the
    service has it, a picture is not shown beside a line that the inspectors did not agree with.
    Raises SamePerson, TooLate, OfficersLook or NotSettled.
    """
    inspection = picture.criterion.inspection
    if picture.added_by_id == by.id:
        raise SamePerson
    if not holds_for(by, Permission.INSPECTION_CHECK, inspection.council_code):
        require_being_done(inspection)
        if _is_an_officers(picture):
            raise OfficersLook
    session.refresh(inspection, ["state"], with_for_update=True)
    if inspection.state == "given" and look == "fine" and not picture.is_settled(today()):
        raise NotSettled
    picture.look, picture.looked_by_id, picture.looked_on = look, by.id, today()
    session.flush()
    if not by.is_young_person:
        audit.record("picture_looked_at", "inspection_picture", picture.id, by, note=look)


def _is_an_officers(picture: EvidencePicture) -> bool:
    """True as well where whoever looked is not known any more."""
    session.refresh(picture, ["look", "looked_by_id"], with_for_update=True)
    looked_by = session.get(Account, picture.looked_by_id) if picture.looked_by_id else None
    return picture.look is not None and not (looked_by and looked_by.is_young_person)


def pictures_of(criterion_ids: list[int], account: Account) -> dict[int, list[EvidencePicture]]:
    """What this account may see of the pictures to these criteria, in one query."""
    rows = EvidencePicture.visible_to(account).where(
        EvidencePicture.criterion_id.in_(criterion_ids)
    )
    found: dict[int, list[EvidencePicture]] = {}
    for picture in session.scalars(rows.order_by(EvidencePicture.added_on, EvidencePicture.id)):
        found.setdefault(picture.criterion_id, []).append(picture)
    return found
