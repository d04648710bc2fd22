"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta


class SettableClock:
    """Stands in app.extensions["clock"]. Begins on a Wednesday morning in term time."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 7, 15, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def set(self, *moment: int) -> None:
        """To this year, month, day and so on, in UTC."""
        self.moment = datetime(*moment, tzinfo=UTC)

    def forward(self, **distance: float) -> None:
        """By `days=2, hours=1` and so on."""
        self.moment += timedelta(**distance)
