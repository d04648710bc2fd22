"""What was said in the quarters that are over: answered, coded, and of how many."""

import random
from datetime import timedelta
from pathlib import Path

import yaml
from sqlalchemy import select

from app.accounts.models import Account, Council
from app.core.db import session
from app.core.reporting import Period
from app.demo.days import on
from app.demo.factories import make_statement
from app.people.models import YoungPerson
from app.reports.models import GROUPS, Population
from app.safeguarding.models import Alert
from app.safeguarding.services import acknowledge, record_outcome
from feedback import services
from feedback.coding import confirm_codes
from feedback.models import Translation
from surveys.models import Answer

SAID = Path(__file__).with_name("said.yaml")
SAID_A_QUARTER = 220
POPULATION = {"in_care": 600, "care_leavers": 470, "separated": 140}


def populate(period: Period, councils: list[Council]) -> None:
    for council in councils:
        for group in GROUPS:
            session.add(
                Population(
                    council_code=council.code,
                    quarter=period.code,
                    group=group,
                    count=POPULATION[group],
                    given_by_name="Priya Anand",
                )
            )


def a_quarter(
    period: Period,
    young: list[YoungPerson],
    councils: list[Council],
    staff: dict[str, Account],
    source: random.Random,
) -> None:
    """What was said in a quarter that is over, by name or not, answered and coded."""
    officer, duty = staff["participation"], staff["duty"]
    said = yaml.safe_load(SAID.read_text(encoding="utf-8"))
    days = [
        period.first_day + timedelta(days=n)
        for n in range((period.last_day - period.first_day).days - 14)
    ]
    for day in sorted(source.choices(days, k=SAID_A_QUARTER)):
        line, person = source.choice(said), source.choice(young)
        by_name = source.random() < 0.8
        with on(day):
            thread = make_statement(
                person if by_name else None,
                line["words"],
                form=line["form"],
                question=line.get("question"),
                language=line.get("language", "en"),
                council=None if by_name else source.choice(councils),
            )
            code_words(thread.response_id, line, officer)
            close_alert(thread.response_id, duty)
        with on(day + timedelta(days=source.choice((1, 1, 2, 2, 3, 6)))):
            if source.random() < 0.98:
                services.reply_to(thread, officer, "Thank you for telling us. Here is what we do.")


def code_words(response_id: int, line: dict, officer: Account) -> Answer:
    """An officer says what the words are about, and an interpreter what they are in English."""
    answer = session.scalars(
        select(Answer).where(Answer.response_id == response_id, Answer.kind == "words")
    ).one()
    confirm_codes(answer, [tuple(code) for code in line["codes"]], officer)
    if "english" in line:
        session.add(
            Translation(
                answer_id=answer.id, language="en", words=line["english"], by_name="Daniel Tesfu"
            )
        )
    return answer


def close_alert(response_id: int, duty: Account) -> None:
    """What went to the duty desk because nobody there reads the language was read and closed."""
    rows = select(Alert).where(Alert.subject_kind == "response", Alert.subject_id == response_id)
    for alert in session.scalars(rows).all():
        acknowledge(alert, duty)
        record_outcome(alert, duty, "interpreter_read_it", "Read with an interpreter.", True)
