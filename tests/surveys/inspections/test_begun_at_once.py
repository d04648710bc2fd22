"""What there is once, and several begin at the same moment."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.accounts.models import Account
from app.core.reporting import Period
from app.demo.inspected import give_inspection
from surveys.inspections import answering, certificates, doing, own_words
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.marks import Outdated
from surveys.inspections.told_models import InspectionCertificate, InspectorsWords
from tests.at_once import at_once

QUARTER = Period.parse("2026-Q2")


@pytest.mark.postgresql
def test_of_two_who_begin_the_words_for_a_quarter_the_later_reads_the_first(app, world, session):
    ids = [world.robin.id, world.wren.id] * 2
    acts = [
        lambda who=who, words=f"Words {number}": (
            own_words.write_words("west", QUARTER, words, session.get(Account, who), "").words
        )
        for number, who in enumerate(ids)
    ]
    found = at_once(app, acts)
    [kept] = [one for one in found if isinstance(one, str)]
    assert sorted(type(one).__name__ for one in found if one != kept) == [Outdated.__name__] * 3
    session.expire_all()
    assert [row.words for row in session.scalars(select(InspectorsWords))] == [kept]


@pytest.mark.postgresql
def test_a_certificate_that_several_give_at_once_is_one(app, world, session):
    for criterion in world.inspection.criteria:
        doing.rate(criterion, "good", "")
    give_inspection(world.inspection, world.officer)
    answering.answer(world.advice, answering.Answer("no", "No."), world.worker)
    answering.revisit(world.advice, date(2026, 5, 12), "happened", "", world.robin)
    answering.close(world.advice, "done")
    inspection, by = world.inspection.id, world.robin.id

    def give() -> int:
        return certificates.give_certificate(
            session.get(Inspection, inspection), date(2027, 5, 12), session.get(Account, by)
        ).id

    assert len(set(at_once(app, [give] * 4))) == 1
    assert session.scalar(select(func.count()).select_from(InspectionCertificate)) == 1
