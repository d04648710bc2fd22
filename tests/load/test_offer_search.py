"""A search over five thousand lines in four languages takes at most 50 ms at the server.

Every way a query can go is measured: rare words and those that nearly every line has, half a word,
several words, a page in another language, letters within words, and words that are nowhere.
"""

from statistics import median
from time import perf_counter

import pytest
from sqlalchemy import text

from app.core.db import session
from app.demo.factories import make_council
from app.offer import search
from tests.load.lines import fill

LINES = 5_000
BUDGET = 50.0
"""Milliseconds. Held by the long form, on a machine that does nothing else."""
GUARD = 250.0
"""Held by the ordinary run, beside other tests: it notices when searching becomes far dearer."""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def filled(request, app):
    """The database's name, and queries of every kind as (query, language of the page)."""
    make_council()
    common = fill(LINES)
    session.commit()
    session.execute(text("ANALYZE"))
    session.commit()
    return request.param, (
        ("rent", "en"),
        ("you", "en"),
        (common["en"][0], "en"),
        (" ".join(common["en"]), "en"),
        ("how do I get money for my own home", "en"),
        ("univ", "en"),
        ("a", "en"),
        (common["ar"][0], "ar"),
        (common["ti"][0][:2], "ti"),
        ("council tax", "fa-AF"),
        (common["fa-AF"][1], "en"),
        (common["ar"][2][1:], "ar"),
        ("niversit", "ti"),
        ("zzzz qqqq", "en"),
        ("x" * 10_000, "ar"),
    )


def milliseconds(query: str, language: str) -> float:
    """How long this search takes, its connection already open."""
    began = perf_counter()
    search.find(query, language)
    taken = perf_counter() - began
    session.rollback()
    return taken * 1000


def check(filled, figure, *, turns: int, most: float) -> None:
    """The quickest of so many turns each: what searching costs, not what else the machine did."""
    database, queries = filled
    taken = {
        query: min(milliseconds(query, language) for _ in range(turns))
        for query, language in queries
    }
    slowest = max(taken, key=taken.get)
    figure(
        f"search over {LINES} lines x 4 languages on {database}: "
        f"median {median(taken.values()):.0f} ms, slowest {taken[slowest]:.0f} ms ({slowest[:20]})"
    )
    assert taken[slowest] <= most


def test_searching_thousands_of_lines_has_not_become_far_dearer(filled, figure):
    check(filled, figure, turns=3, most=GUARD)


@pytest.mark.long
def test_searching_thousands_of_lines_keeps_to_its_budget(filled, figure):
    check(filled, figure, turns=15, most=BUDGET)
