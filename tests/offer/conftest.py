"""The lines that ship, as data."""

from datetime import date
from types import SimpleNamespace

import pytest
import yaml

from app.core.permissions import Role
from app.demo.factories import make_council, make_staff
from app.factory import ROOT
from app.offer import catalogue
from app.offer.eligibility import Rule
from tests.offer.lines import make_shown_line

FILE = ROOT / "app" / "offer" / "entitlements.yaml"


@pytest.fixture(scope="session")
def shipped_lines():
    """Every line of the file, as it is written there."""
    return yaml.safe_load(FILE.read_text("utf-8"))["entitlements"]


@pytest.fixture(scope="session")
def shipped_rules(shipped_lines):
    """Their rules, as if nobody had checked any of them yet."""
    return [rule_of(line) for line in shipped_lines]


def rule_of(line: dict) -> Rule:
    columns = {
        name: line.get(name) for name in ("slug", "topic", "heading", "strength", "until_birthday")
    }
    return Rule.of(
        SimpleNamespace(
            **columns,
            who=line["who"],
            needs=line.get("needs", []),
            council_code=line.get("council"),
            age_from=line["age_from"],
            content=line,
            checked_on=None,
            review_by=None,
        ),
        date(2026, 11, 21),
    )


@pytest.fixture
def approver(app):
    make_council()
    make_council("north", "North Northamptonshire")
    return make_staff(Role.TEAM_MANAGER, display_name="Grace Hopkirk", email="grace@desk.invalid")


@pytest.fixture
def shipped(approver):
    """Everything that ships, approved."""
    catalogue.publish_shipped()
    catalogue.approve_shipped(approver)
    return approver


@pytest.fixture
def few(approver):
    """A dozen lines: two of each council, eight of all England."""
    for number in range(12):
        make_shown_line(
            approver, **({"council": ("west", "north")[number % 2]} if number < 4 else {})
        )
