"""The browser reads the same rules the same way: thousands of situations through both."""

import json
import random

import pytest

from app.factory import ROOT
from app.offer.eligibility import Situation, comes_with_a_change, judge, rules_as_json
from app.offer.situation import ASKED_DIRECTLY, ASYLUM, CARE, OTHER_COUNCIL

SCRIPT = ROOT / "static" / "js" / "offer" / "eligibility.js"
SITUATIONS = 3000
LINES_EACH = 4
MAYBE = (True, False, None)
ASK_THE_BROWSER = """
([tables, asked]) => asked.map(([facts, lines]) => lines.map((at) => [
  eligibility.judge(tables, tables.lines[at], facts),
  eligibility.comesWithAChange(tables, tables.lines[at], facts),
]))
"""


@pytest.fixture
def page(browser):
    """An empty page that holds the script and nothing else."""
    page = browser.new_page()
    page.add_script_tag(content=SCRIPT.read_text("utf-8"), type="module")
    page.wait_for_function("globalThis.eligibility")
    yield page
    page.close()


def some_situation(source: random.Random) -> Situation:
    """Any answers at all, with about a third left out."""
    return Situation(
        age=source.choice([*range(10, 28), None]),
        council=source.choice(["west", "north", OTHER_COUNCIL, None]),
        care=source.choice([*CARE, "now", "before", None]),
        thirteen_weeks=source.choice(MAYBE),
        at_16_or_17=source.choice(MAYBE),
        special_guardian=source.choice(MAYBE),
        separated=source.choice(MAYBE),
        asylum=source.choice(ASYLUM),
        needs={name: said for name in ASKED_DIRECTLY if (said := source.choice(MAYBE)) is not None},
    )


def test_both_engines_say_the_same_of_thousands_of_situations(page, shipped_rules, figure):
    source = random.Random(13)
    rules = shipped_rules
    asked = [
        (some_situation(source), source.sample(range(len(rules)), LINES_EACH))
        for _ in range(SITUATIONS)
    ]
    sent = [[one.facts(), lines] for one, lines in asked]
    answers = page.evaluate(ASK_THE_BROWSER, [json.loads(as_text(rules)), sent])
    different = []
    for (situation, lines), answered in zip(asked, answers, strict=True):
        for at, (theirs, change) in zip(lines, answered, strict=True):
            ours = judge(rules[at], situation)
            said = {
                "verdict": ours.verdict,
                "reasons": list(ours.reasons),
                "later_at": ours.later_at,
            }
            if said != theirs or comes_with_a_change(rules[at], situation) != change:
                different.append((rules[at].slug, situation, said, theirs))
    figure(f"eligibility parity: {SITUATIONS * LINES_EACH} verdicts, {len(different)} different")
    assert different == []


def as_text(rules) -> str:
    """As it goes to the browser."""
    return json.dumps(rules_as_json(rules))
