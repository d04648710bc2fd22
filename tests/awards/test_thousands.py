"""The officers' pages ask the database as much for thousands of nominations as for twenty."""

import secrets
import time

import pytest
from sqlalchemy import insert

from app.awards import nominees
from app.awards.models import Card, Nomination, Nominee
from app.awards.names import name_hash
from app.core.db import random_id
from app.demo.nominations import nominate
from surveys.models import Response


def many(world, session, count: int) -> None:
    """This many nominations, each for a nominee with a card; every tenth has a name there is."""
    first = nominate(world.round)
    found = []
    for number in range(count):
        name = f"Child {number - number % 10 if number % 10 == 1 else number}"
        one = Nominee(round_id=world.round.id, name_hash=name_hash(name))
        one.name = name
        found.append(one)
    session.add_all(found)
    session.flush()
    responses = [{**values_of(first.response), **fresh()} for _one in found]
    session.execute(insert(Response), responses)
    voices = values_of(first)
    session.execute(
        insert(Nomination),
        [
            {**voices, "id": random_id(), "response_id": response["id"], "nominee_id": one.id}
            for one, response in zip(found, responses, strict=True)
        ],
    )
    cards = [Card(nominee_id=one.id, category_id=first.category_id) for one in found[:1_000]]
    session.add_all(cards)
    session.commit()
    session.expunge_all()


def values_of(row) -> dict:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def fresh() -> dict:
    return {"id": random_id(), "key_hash": secrets.token_bytes(32)}


def pages_of(row) -> list[str]:
    desk = f"/awards/desk/{row.id}"
    return [
        *(f"{desk}/nominees?show={way}" for way in nominees.WAYS),
        f"{desk}/results",
        f"{desk}/certificates",
        f"{desk}/fairness",
        f"{desk}/door",
    ]


def compared(world, session, at, statements, count: int) -> dict[str, float]:
    """Seconds of the processor for each page with `count` nominations, none of which costs one
    more query than it did with twenty.
    """
    desk, pages = at(world.officer), pages_of(world.round)
    many(world, session, 20)
    for page in pages:
        assert desk.get(page).status_code == 200
    assert "Child 2" in desk.get(pages[0]).text and "Child 2" in desk.get(f"{pages[4]}").text
    few = {page: statements.during(lambda page=page: desk.get(page)) for page in pages}
    many(world, session, count - 20)
    seconds = {}
    for page in pages:
        began = time.process_time()
        assert statements.during(lambda page=page: desk.get(page)) == few[page], page
        seconds[page] = time.process_time() - began
    return seconds


def test_two_hundred_nominations_ask_as_much_of_the_database_as_twenty(
    world, session, at, statements
):
    assert set(compared(world, session, at, statements, 200)) == set(pages_of(world.round))


@pytest.mark.long
def test_five_thousand_nominations_do_so_too_and_the_list_stays_quick(
    world, session, at, statements, figure
):
    seconds = compared(world, session, at, statements, 5_000)
    slowest = max(seconds, key=seconds.get)
    lists = max(seconds[page] for page in seconds if "/nominees" in page)
    figure(f"5,000 nominations: a list in {lists:.2f} s of one processor")
    figure(f"the slowest page, {slowest.rpartition('/')[2]}: {seconds[slowest]:.2f} s")
    assert lists < 0.5
