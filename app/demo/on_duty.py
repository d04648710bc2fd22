"""The demo's duty desk: a rota for this week and the next, a note nobody has read, and one reading
of what was not sent to the reader.
"""

from datetime import timedelta

from app.accounts.models import Account
from app.core.clock import moment_at, today
from app.demo.factories import make_shift
from app.safeguarding.duty_numbers import keep_number
from app.safeguarding.handovers import write
from app.safeguarding.opening import open_conversations
from app.safeguarding.rota_week import monday_of
from feedback.models import Thread
from feedback.readings import leave_footprint

DAY = timedelta(days=1)
OPENS, CLOSES = 9, 17
NOTE = (
    "A quiet night. One call at half past ten from a carer whose young person came home late; they "
    "are safe and asleep, and their own worker rings them this morning."
)
WHY = (
    "Your home rang: you were not back and your phone was off. I looked whether you had written "
    "where you might be. You had not, and then you came home. I am glad."
)


def fill_rota(by_day: Account, by_night: Account) -> None:
    """One has the days of the week, the other the nights; at weekends it is the other way round."""
    for n in range(-1, 14):  # from the night before, which is still on this Monday
        day = monday_of(today()) + n * DAY
        first, second = (by_day, by_night) if day.weekday() < 5 else (by_night, by_day)
        make_shift(first, moment_at(day, OPENS), moment_at(day, CLOSES))
        make_shift(second, moment_at(day, CLOSES), moment_at(day + DAY, OPENS))
    keep_number(by_day, "07700 900123", by_day)
    keep_number(by_night, "07700 900124", by_night)


def hand_over(by: Account) -> None:
    """What nobody has read yet."""
    write(by, None, NOTE)


def open_to_read(thread: Thread, by: Account) -> None:
    """`by` opened what this young person said, and read it; they see that, and why."""
    reading = open_conversations(thread.young_person, by, "missing", WHY)
    leave_footprint(thread, by, reading)
