"""The demo's quarters that are over: who was missing, who was heard, and what became of it."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert

from app.accounts.models import Account
from app.core.clock import today
from app.core.db import random_id, session
from app.core.reporting import Period
from app.interviews.factor_promises import asked_under
from app.interviews.factor_words import FORM
from app.interviews.models import Action, Attempt, Episode, ReturnInterview
from app.people.models import YoungPerson
from surveys.models import Answer, Response
from surveys.publishing import current_version

MISSING_A_QUARTER = 36
"""Children of each council."""
TIMES = (1, 1, 1, 1, 2, 2, 3, 4)
"""How often each of them, one as likely as the other."""
FORM_COMPLETED = 0.98
HOMES = {"foster_home": 8, "childrens_home": 7, "supported_home": 4, "family_or_friends": 3}
"""How often they live in each."""
HOUR = timedelta(hours=1)
UNDERTAKEN = (
    "We look for a mentor who speaks your language.",
    "We ask the school for a quiet place at break time.",
    "We plan family time for every second Saturday, and write it down.",
    "We talk with the home about the rule for phones at night.",
    "Your worker calls you every Tuesday after school.",
)


class Quarter:
    """The rows of one quarter: thousands of objects would take as long as all the rest."""

    def __init__(self, period: Period, took_part: float, staff: Mapping[str, Account]) -> None:
        self.period, self.took_part, self.staff = period, took_part, staff
        self.chance = random.Random(f"missing in {period.code}")
        self.version = current_version(FORM)
        self.rows: dict[type, list[dict[str, Any]]] = {
            model: [] for model in (Episode, Response, Answer, ReturnInterview, Attempt, Action)
        }

    def tell_of(self, children: Sequence[YoungPerson]) -> None:
        for code in sorted({child.council_code for child in children}):
            of_council = [child for child in children if child.council_code == code]
            for child in self.chance.sample(of_council, MISSING_A_QUARTER):
                for back in self._returns():
                    self._episode(child, back)
        for model, rows in self.rows.items():
            if rows:
                session.execute(insert(model.__table__), rows)

    def _returns(self) -> list[datetime]:
        """When one child came back, days apart."""
        last = (self.period.last_day - self.period.first_day).days - 5
        days = self.chance.sample(range(2, last, 4), self.chance.choice(TIMES))
        return [
            datetime.combine(self.period.first_day, time(self.chance.randrange(24)), UTC)
            + timedelta(days=day, minutes=self.chance.randrange(60))
            for day in sorted(days)
        ]

    def _episode(self, child: YoungPerson, back: datetime) -> None:
        _settle_in(child, self.chance)
        left = back - self.chance.uniform(3, 60) * HOUR
        episode = {
            "id": random_id(),
            "young_person_id": child.id,
            "council_code": child.council_code,
            "kind": self.chance.choice(("missing", "missing", "away_without_authorisation")),
            "left_at": left,
            "reported_at": left + HOUR,
            "reported_by": self.chance.choice(("carer", "home_staff", "police")),
            "went_from": self.chance.choice(("home", "home", "school", "out_with_others")),
            "risk": self.chance.choice(("low", "medium", "medium", "high")),
            "home_type": child.home_type,
            "home_provider": "",
            "out_of_area": child.out_of_area,
            "living_in": "",
            "returned_at": back,
            "returned_how": self.chance.choice(("came_back", "came_back", "found_by_police")),
            "source": "app",
            "recorded_at": left + 2 * HOUR,
            "recorded_by_name": self.staff["duty"].display_name,
        }
        self.rows[Episode].append(episode)
        self._interview(child, episode)

    def _interview(self, child: YoungPerson, episode: Mapping[str, Any]) -> None:
        back, likely = episode["returned_at"], self.chance.random
        took_part = likely() < self.took_part
        offered = took_part or likely() < 0.75
        answer = "accepted" if took_part else "declined" if offered and likely() < 0.6 else None
        offered_at = back + self.chance.triangular(1, 100, 8) * HOUR if offered else None
        held_at = offered_at + self.chance.triangular(4, 90, 20) * HOUR if took_part else None
        done = (held_at or back + 120 * HOUR) + HOUR
        interview = {
            "id": random_id(),
            "episode_id": episode["id"],
            "offered_at": offered_at,
            "answer": answer,
            "answered_at": offered_at if answer else None,
            "language": child.language,
            "held_at": held_at,
            "child_took_part": took_part,
            "form_completed_at": done if likely() < FORM_COMPLETED else None,
            **self._who_listened(took_part),
            "declared_at": offered_at if took_part else None,
            "words_id": self._words(child, held_at) if took_part else None,
        }
        interview["read_back_at"] = held_at if interview["words_id"] else None
        self.rows[ReturnInterview].append(interview)
        if offered:
            self.rows[Attempt].append(self._attempt(interview, answer or "no_reply"))
        if took_part:
            self.rows[Action] += self._actions(interview)

    def _who_listened(self, took_part: bool) -> dict[str, Any]:
        """Somebody independent, three times out of four; else the child's own social worker."""
        independent = self.chance.random() < 0.75
        who = self.staff["interviewer" if independent else "worker"]
        listened = {
            "interviewer_id": who.id,
            "interviewer_name": who.display_name,
            "provider_type": "commissioned_independent" if independent else "social_worker",
            "independent_of_home": True,
            "independent_of_authority": independent,
            "method": self.chance.choice(("in_person", "in_person", "in_person", "phone")),
        }
        nobody = {**dict.fromkeys(listened), "interviewer_name": ""}
        rest = {"chosen_by_child": False, "with_interpreter": False, "with_friend": False}
        return {**(listened if took_part else nobody), **rest}

    def _attempt(self, interview: Mapping[str, Any], outcome: str) -> dict[str, Any]:
        return {
            "id": random_id(),
            "interview_id": interview["id"],
            "made_at": interview["offered_at"],
            "how": self.chance.choice(("in_person", "phone", "link")),
            "outcome": outcome,
            "by_name": self.staff["worker"].display_name,
        }

    def _actions(self, interview: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        for what in self.chance.sample(UNDERTAKEN, self.chance.choice((0, 1, 1, 2))):
            due = interview["held_at"].date() + timedelta(days=self.chance.randrange(7, 21))
            took = self.chance.choice((-3, -1, 0, 0, 6, None))
            row_id = random_id()
            yield {
                "id": row_id,
                "interview_id": interview["id"],
                "what_sealed": Action.what.sealed_for(row_id, what),
                "owner_id": self.staff["worker"].id,
                "owner_name": self.staff["worker"].display_name,
                "due_on": due,
                "done_on": None if took is None else min(due + timedelta(days=took), today()),
            }

    def _words(self, child: YoungPerson, held_at: datetime) -> int | None:
        """The reasons most of them gave and agreed to; none while no form asks for any."""
        if self.version is None or self.chance.random() > 0.85:
            return None
        day = held_at.date()
        response = _sent(child, self.version.id, day, self.chance)
        self.rows[Response].append(response)
        for question, codes in asked_under().items():
            # The first of each are the commonest, as they were written down.
            weights = range(2 * len(codes), len(codes), -1)
            chosen = sorted(set(self.chance.choices(codes, weights, k=2)))
            self.rows[Answer].append(
                {
                    "id": random_id(),
                    "response_id": response["id"],
                    "question_key": question,
                    "kind": "choice",
                    "choices": chosen,
                    "language": child.language,
                    "confided_to": "listener",
                }
            )
        return response["id"]


def _settle_in(child: YoungPerson, chance: random.Random) -> None:
    """Where this child lives, if nobody has said yet."""
    if child.home_type is None:
        child.home_type = chance.choices(list(HOMES), list(HOMES.values()))[0]
        child.out_of_area = chance.random() < 0.25


def _sent(child: YoungPerson, version_id: int, day: date, chance: random.Random) -> dict[str, Any]:
    return {
        "id": random_id(),
        "form_version_id": version_id,
        "anonymous": False,
        "young_person_id": child.id,
        "council_code": child.council_code,
        "language": child.language,
        "key_hash": chance.randbytes(32),
        "started_on": day,
        "sent_on": day,
        "sent_at": datetime.combine(day, time(16), UTC),
        "source": "app",
    }
