"""The demo shows the whole of the offer's life: asked for, approved, looked after, overdue."""

import sqlite3
from contextlib import closing

import pytest


@pytest.fixture
def rows(demo):
    """What a query finds in the demo's database."""
    with closing(sqlite3.connect(f"file:{demo}?mode=ro", uri=True)) as kept:
        yield lambda query: kept.execute(query).fetchall()


def test_every_council_has_somebody_who_approves(rows):
    managers = "SELECT DISTINCT council_code FROM role_grant WHERE role = 'team_manager'"
    assert {code for (code,) in rows(managers)} >= {"west", "north"}


def test_nobody_asked_for_what_only_another_council_gives(rows):
    claims = "FROM entitlement_claim c JOIN entitlement e ON e.id = c.entitlement_id"
    assert rows(f"SELECT 1 {claims} LIMIT 1")
    assert rows(f"SELECT e.slug {claims} WHERE e.council_code <> c.council_code") == []


def test_some_lines_are_looked_after_and_some_of_them_are_overdue(rows):
    owned = "SELECT slug FROM entitlement WHERE owner_id IS NOT NULL"
    overdue = rows(f"{owned} AND review_by < date('now')")
    assert overdue and len(overdue) < len(rows(owned))
