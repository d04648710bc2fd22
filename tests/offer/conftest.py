"""The lines that ship, as data."""

from datetime import date
from types import SimpleNamespace

import pytest
import yaml

from app.factory import ROOT
from app.offer.eligibility import Rule

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
    columns = {name: line.get(name) for name in ("slug", "topic", "strength", "until_birthday")}
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
