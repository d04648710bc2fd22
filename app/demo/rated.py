"""What the demo’s young people said of the promises: invented, and alike every quarter."""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import insert

from app.core.db import random_id, session
from app.core.reporting import Period
from app.people.models import YoungPerson
from app.pledge.pledge_checks import form_key, question_key
from app.pledge.texts import RATINGS
from surveys.models import Answer, FormVersion, Response
from surveys.publishing import current_version

ANSWERED = 0.8
"""The part of them who answered; of these, one in six without their name."""
HOW_OFTEN = {
    "P1": (50, 30, 15, 5),
    "P2": (60, 20, 15, 5),
    "P3": (25, 40, 30, 5),
    "P4": (60, 25, 10, 5),
    "P5": (30, 30, 25, 15),
    "P6": (40, 35, 15, 10),
}
"""How many of a hundred say each of RATINGS; of a promise that is not here, all the same."""


def rate_promises(period: Period, young: Iterable[YoungPerson], chance: random.Random) -> None:
    """Their taps in a quarter that is over, as they are once they were sent."""
    versions: dict[str, FormVersion] = {}
    responses, taps = [], []
    for person in young:
        if chance.random() > ANSWERED:
            continue
        key = form_key(person.council_code, _band(person, period))
        version = versions.get(key) or versions.setdefault(key, current_version(key))
        day = period.first_day + timedelta(days=chance.randrange(80))
        by_name = chance.random() > 1 / 6
        responses.append(
            {
                "id": random_id(),
                "form_version_id": version.id,
                "anonymous": not by_name,
                "young_person_id": person.id if by_name else None,
                "council_code": person.council_code,
                "language": "en",
                "key_hash": chance.randbytes(32),
                "started_on": day,
                "sent_on": day,
                "sent_at": datetime.combine(day, time(16), UTC) if by_name else None,
                "source": "app",
            }
        )
        taps += _taps(responses[-1]["id"], version.definition, chance)
    # Row by row through the objects this would take as long as all the rest of the demo.
    session.execute(insert(Response.__table__), responses)
    session.execute(insert(Answer.__table__), taps)


def _band(person: YoungPerson, period: Period) -> str:
    age = period.first_day.year - person.birth_month.year
    return "16" if age >= 16 else "11_15" if age >= 11 else "7_11"


def _taps(response_id: int, definition: dict, chance: random.Random) -> Iterator[dict]:
    often = {question_key(key): weights for key, weights in HOW_OFTEN.items()}
    for question in definition["questions"]:
        if question["type"] == "one_tap":
            weights = often.get(question["key"], (1, 1, 1, 1))
            yield {
                "id": random_id(),
                "response_id": response_id,
                "question_key": question["key"],
                "kind": "choice",
                "choices": chance.choices(list(RATINGS), weights),
                "language": "en",
            }
