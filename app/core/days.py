"""Days as people write them, in a table or on a form."""

import re
from datetime import date, datetime

DAY_FORMS = (
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%d %B %Y",
    "%d %b %Y",
    "%d-%b-%y",
    "%d-%b-%Y",
)
"""Day first, as in England. ISO dates are read before these."""
_TIME = re.compile(r"[T ,]+\d{1,2}:\d{2}.*$")


def read_day(written: str) -> date | None:
    """The day that was written, day first; the time of day is dropped. None if it is none."""
    plain = _TIME.sub("", written.strip())
    try:
        return date.fromisoformat(plain)
    except ValueError:
        pass
    for form in DAY_FORMS:
        try:
            return datetime.strptime(plain, form).date()
        except ValueError:
            continue
    return None
