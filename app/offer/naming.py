"""Names for new lines: in addresses, and short ones for links. A name that was given stays."""

import re
from itertools import count, product
from string import ascii_lowercase

from sqlalchemy import select

from app.core.db import session
from app.offer.folding import folded_words
from app.offer.models import Entitlement
from app.offer.record_fields import RESERVED

LONGEST = 50


def free_code(wanted: str) -> str:
    """`wanted`, or where another line has it, the first three letters that none has."""
    used = set(session.scalars(select(Entitlement.code)))
    letters = map("".join, product(ascii_lowercase, repeat=3))
    return wanted if wanted not in used else next(code for code in letters if code not in used)


def free_slug(title: str) -> str:
    """A name for addresses from the English words of a title, which no line or page has."""
    plain = [re.sub(r"[^a-z0-9]", "", word) for word in folded_words(title)]
    words = "_".join(filter(None, plain))[:LONGEST].strip("_")
    base = words if words[:1].isalpha() else f"line_{words}".strip("_")
    rows = select(Entitlement.slug).where(Entitlement.slug.startswith(base, autoescape=True))
    used = set(session.scalars(rows))
    names = (base if number == 1 else f"{base}_{number}" for number in count(1))
    return next(
        name for name in names if name not in used and name.replace("_", "-") not in RESERVED
    )


def code_for(slug: str) -> str:
    """A free short name that reminds of the long one."""
    letters = re.sub(r"[^a-z]", "", slug)
    initials = "".join(word[0] for word in slug.split("_") if word[:1].isalpha())
    return free_code((initials + letters + "xxx")[:3])
