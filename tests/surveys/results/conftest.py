"""What these tests share: a survey in two councils with enough answers to be shown."""

from datetime import date
from secrets import token_bytes
from types import SimpleNamespace

import pytest
from sqlalchemy import insert

from app.accounts.models import RoleGrant
from app.core.clock import today
from app.core.db import random_id, session
from app.core.permissions import Role
from app.demo.factories import (
    make_council,
    make_open_survey,
    make_staff,
    make_young_person,
)
from surveys.inviting.finding import ages_of
from surveys.models import Answer, Response

HOMES = ("foster_home", "childrens_home")


def answer_many(survey, council="west", ages="11_17", number=20, **said):
    """So many sent the same, in turn from two kinds of home: written as it is kept, all at once.
    Their ids.
    """
    version = ages_of(survey)[ages]
    responses, answers = [], []
    for place in range(number):
        home = said.get("about_home") or HOMES[place % 2]
        response = {
            "id": random_id(),
            "form_version_id": version.id,
            "anonymous": True,
            "council_code": council,
            "language": "en",
            "key_hash": token_bytes(32),
            "started_on": today(),
            "sent_on": today(),
            "source": "app",
        }
        responses.append(response)
        for key, one in {"food": "happy", "heard": "yes", **said, "about_home": home}.items():
            answers.append(_answer(response["id"], key, one))
    session.execute(insert(Response), responses)
    session.execute(insert(Answer), answers)
    return [one["id"] for one in responses]


def _answer(response_id: int, key: str, said) -> dict:
    number, in_words = random_id(), key == "anything"
    return {
        "id": number,
        "response_id": response_id,
        "question_key": key,
        "kind": "words" if in_words else "choice",
        "choices": None if in_words else [said] if isinstance(said, str) else said,
        "words_sealed": Answer.words.sealed_for(number, said) if in_words else None,
        "language": "en",
    }


@pytest.fixture
def world(app, session, clock):
    """In the west 20 who are happy and 20 who are sad, of two ages; in the north 20 happy."""
    clock.set(2026, 3, 2, 9)
    west, north = make_council(), make_council("north", "North Northamptonshire")
    officer = make_staff(Role.PARTICIPATION_OFFICER, display_name="Priya Nair")
    inspector = make_young_person(west, "magpie").account
    inspector.grants = [RoleGrant(role=Role.YOUNG_INSPECTOR, council_code="west")]
    survey = make_open_survey(
        west,
        north,
        ages=("11_17", "care_leavers"),
        closes_on=date(2026, 3, 31),
        title="Home and food",
    )
    answer_many(survey)
    answer_many(survey, ages="care_leavers", food="sad", heard="no", who=["carers", "school"])
    answer_many(survey, "north")
    session.commit()
    return SimpleNamespace(
        west=west, north=north, officer=officer, inspector=inspector, survey=survey
    )
