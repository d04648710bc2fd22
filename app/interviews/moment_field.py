"""A field for a day and a time on the wall clock, that asks where it stands for two moments."""

from datetime import UTC, datetime

from wtforms import Field

from app.core.i18n import _l
from app.core.i18n import gettext as _
from app.interviews.moments import on_the_wall, read_moments

NOT_A_TIME = _l("Enter a day and a time, such as 3/11/2026 17:30.")
WHICH = "-which"
TYPED = "%Y-%m-%dT%H:%M"
"""As browsers write it in a field for a day and a time."""


class MomentField(Field):
    """`data` is the moment in UTC, or None. Posts NAME, and NAME-which where there are two.

    `choices` is then a list of (code, words) to pick from; otherwise empty.
    """

    typed = ""
    which = ""

    def process(self, formdata, *args, **kwargs) -> None:
        self.moments: list[datetime] = []
        self.which = formdata.get(self.name + WHICH, "") if formdata is not None else ""
        super().process(formdata, *args, **kwargs)

    def process_data(self, value: datetime | None) -> None:
        self.data = value.astimezone(UTC) if value else None
        self.typed = on_the_wall(value).strftime(TYPED) if value else ""

    def process_formdata(self, valuelist) -> None:
        self.data = None
        self.typed = valuelist[0] if valuelist else ""
        if not self.typed.strip():
            return
        self.moments = read_moments(self.typed)
        if not self.moments:
            raise ValueError(NOT_A_TIME)
        if len(self.moments) == 1:
            self.data = self.moments[0]
        elif self.which in ("0", "1"):
            self.data = self.moments[int(self.which)]
        else:
            raise ValueError(self._question())

    @property
    def choices(self) -> list[tuple[str, str]]:
        if len(self.moments) < 2:
            return []
        first, second = (f"{on_the_wall(one):%H:%M}" for one in self.moments)
        if first == second:
            before = _("The first %(time)s, before the clocks went back", time=first)
            after = _("The second %(time)s, after the clocks went back", time=second)
        else:
            before = _("%(time)s, before the clocks went forward", time=first)
            after = _("%(time)s, after the clocks went forward", time=second)
        return [("0", before), ("1", after)]

    def _question(self) -> str:
        first, second = (on_the_wall(one) for one in self.moments)
        time = f"{first + (second - first) / 2:%H:%M}"
        if first == second:
            return _(
                "The clocks went back: there were two %(time)s that day. Which was it?", time=time
            )
        return _(
            "The clocks went forward: there was no %(time)s that day. Which was it?", time=time
        )
