"""A round of the whole trust: what an officer of one council is never handed of the other's."""

import io
import zipfile

import pytest
from sqlalchemy import select

from app.awards import joining, printing
from app.awards.models import Certificate, Nominee
from app.core.jobs import run_worker
from app.core.permissions import Role
from app.demo.factories import make_staff, make_young_person
from app.demo.nominations import nominate


@pytest.fixture
def officers(world, session):
    """One of each council."""
    by_council = [
        make_staff(Role.PARTICIPATION_OFFICER, council=one) for one in (world.west, world.north)
    ]
    session.commit()
    return by_council


def nominated(world, council, name):
    person = make_young_person(council, known_as=name)
    return nominate(world.round, by=world.worker, chosen=person).nominee


@pytest.fixture
def made(app, world, session):
    """The certificates of a child of each council, made for an officer of the whole trust."""
    nominated(world, world.west, "Sky West")
    nominated(world, world.north, "Finch North")
    batches = printing.print_round(world.round, world.officer)
    session.commit()
    run_worker(app, once=True)
    session.expire_all()
    return {one.nominee.council_code: one.batch_id for one in session.scalars(select(Certificate))
            if one.batch_id in {batch.id for batch in batches}}  # fmt: skip


def files_of(page) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(page.data)) as folder:
        return {name[4:] for name in folder.namelist()}


def test_each_council_has_a_batch_and_an_officer_has_only_their_own(world, made, officers, at):
    west, north = map(at, officers)
    place = f"/awards/desk/{world.round.id}/certificates"
    assert "Sky West" in west.get(place).text and "Finch North" not in west.get(place).text
    assert world.west.name in west.get(place).text and world.north.name not in west.get(place).text
    batches = "/awards/desk/batches"
    assert files_of(west.get(f"{batches}/{made['west']}/certificates.zip")) == {"Sky West.pdf"}
    assert files_of(north.get(f"{batches}/{made['north']}/certificates.zip")) == {"Finch North.pdf"}
    for file in ("certificates.zip", "print.pdf"):
        assert west.get(f"{batches}/{made['west']}/{file}").status_code == 200
        assert west.get(f"{batches}/{made['north']}/{file}").status_code == 404
        assert at(world.officer).get(f"{batches}/{made['north']}/{file}").status_code == 200


def test_all_were_printed_means_all_of_the_officers_own(world, made, officers, at, session):
    at(officers[0]).post(f"/awards/desk/{world.round.id}/certificates/printed")
    session.expire_all()
    printed = {
        one.nominee.council_code: one.printed_on for one in session.scalars(select(Certificate))
    }
    assert printed["west"] is not None and printed["north"] is None


def test_an_officer_has_only_their_own_made(world, officers, session):
    nominated(world, world.west, "Sky West")
    other = nominated(world, world.north, "Finch North")
    printing.print_round(world.round, officers[0])
    assert [one.nominee.council_code for one in session.scalars(select(Certificate))] == ["west"]
    with pytest.raises(printing.NobodyToPrint):
        printing.print_round(world.round, officers[0], [other.id])


def test_whoever_is_found_to_be_anothers_is_taken_out_of_the_files(
    app, world, session, officers, at
):
    """Of whom no council is known is everybody's; the printer's file cannot be taken apart."""
    first = nominate(world.round, who="Sky W").nominee
    nominate(world.round, who="Nobody Known")
    [batch] = printing.print_round(world.round, world.officer)
    session.commit()
    run_worker(app, once=True)
    north, place = at(officers[1]), f"/awards/desk/batches/{batch.id}"
    assert north.get(f"{place}/print.pdf").status_code == 200
    joining.match(first, make_young_person(world.west, known_as="Sky W"), world.officer)
    session.commit()
    assert north.get(f"{place}/print.pdf").status_code == 404
    assert files_of(north.get(f"{place}/certificates.zip")) == {"Nobody Known.pdf"}
    page = north.get(f"/awards/desk/{world.round.id}/certificates").text
    assert "print.pdf" not in page and "Sky W" not in page


def test_somebody_of_the_same_name_in_the_other_council_is_neither_shown_nor_joined(
    world, officers, at, session
):
    mine, theirs = (
        nominated(world, council, "Mohammed Ali") for council in (world.west, world.north)
    )
    typed = nominate(world.round, who="Mohammed Ali").nominee
    session.commit()
    place, west = f"/awards/desk/nominees/{typed.id}", at(officers[0])
    page = west.get(place).text
    assert f"/nominees/{mine.id}" in page and str(theirs.id) not in page
    assert west.post(f"{place}/join", data={"other": theirs.id}).status_code == 404
    assert "Pick who is the same" in west.post(f"{place}/join", follow_redirects=True).text
    north = at(officers[1]).get(f"/awards/desk/{world.round.id}/nominees?show=twice").text
    assert str(mine.id) not in north and str(theirs.id) in north


def test_that_the_other_has_somebody_of_that_name_is_not_told(world, officers, at, session):
    nominated(world, world.west, "Mohammed Ali")
    theirs = nominated(world, world.north, "Mohammed Ali")
    session.commit()
    listed = at(officers[1]).get(f"/awards/desk/{world.round.id}/nominees?show=twice").text
    assert str(theirs.id) not in listed


def test_one_is_picked_and_joined_and_a_third_of_the_name_stays(world, at, session):
    one, same, third = (nominate(world.round, who="Mohammed Ali").nominee for _ in range(3))
    session.commit()
    place = f"/awards/desk/nominees/{one.id}"
    at(world.officer).post(f"{place}/join", data={"other": same.id})
    session.expire_all()
    assert {nominee.id for nominee in session.scalars(select(Nominee))} == {one.id, third.id}
    assert len(one.nominations) == 2
