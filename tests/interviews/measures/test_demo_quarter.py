"""The demo's talks of quarters that are over are told in confidence, as any talk is."""

from sqlalchemy import select

from app.core.reporting import Period
from app.demo.factories import make_young_person
from app.demo.missing_then import MISSING_A_QUARTER, Quarter
from surveys.models import Answer


def test_what_was_said_to_one_person_is_confided_to_them(world, session):
    children = [make_young_person(world.west) for _ in range(MISSING_A_QUARTER)]
    staff = {"interviewer": world.interviewer, "worker": world.worker, "duty": world.keeper}
    Quarter(Period.parse("2026-Q1"), 0.9, staff).tell_of(children)
    confided = session.scalars(select(Answer.confided_to)).all()
    assert confided and set(confided) == {"listener"}
