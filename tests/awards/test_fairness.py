"""Who was never nominated, through the gate, and the same queries for any number."""

from app.awards import fairness
from app.demo.factories import make_young_person
from app.demo.nominations import nominate


def rows_of(account, caption) -> dict[str, list[str]]:
    table = next(one for one in fairness.tables_for(account) if one.caption == caption)
    return {row.label: [cell.text for cell in row.cells] for row in table.rows}


def nominated(world, children, **answers) -> None:
    for _child in range(children):
        why = answers.get("why", "Kind.")
        about = {key: value for key, value in answers.items() if key != "why"}
        nominate(
            world.round, by=world.worker, chosen=make_young_person(world.west, **about), why=why
        )


def never(world, children, **about) -> None:
    for _child in range(children):
        make_young_person(world.west, **about)


def test_those_who_were_never_nominated_are_counted_by_kind(world):
    never(world, 20, separated=True)
    never(world, 8)
    nominated(world, 7, separated=True)
    nominated(world, 10)
    rows = rows_of(world.officer, "Separated from their parents")
    assert rows["Separated"] == ["20", "5"] and rows["Not separated"] == ["10", "10"]


def test_disability_is_counted_as_far_as_somebody_has_said(world):
    for said in (True, False, None):
        never(world, 20, disabled=said)
        nominated(world, 10, disabled=said)
    rows = rows_of(world.officer, "Disability")
    assert rows["Disabled or need more help"] == ["20", "10"]
    assert rows["Nobody has said"] == ["20", "10"] and rows["All"] == ["60", "30"]


def test_a_small_number_is_not_shown(world):
    never(world, 20, separated=True)
    nominated(world, 2, separated=True)
    assert rows_of(world.officer, "Separated from their parents")["Separated"][1] == "not shown"


def test_a_nomination_that_is_held_back_does_not_count_yet(world):
    nominated(world, 6)
    nominated(world, 8, why="Her carer hits her.")
    assert rows_of(world.officer, "Age")["All"] == ["10", "5"]


def test_councils_are_compared_by_who_sees_both(world):
    assert set(rows_of(world.officer, "Council")) == {
        "West Northamptonshire", "North Northamptonshire", "All",
    }  # fmt: skip


def test_it_costs_the_same_for_many_as_for_few(world, statements):
    few = statements.during(lambda: fairness.tables_for(world.officer))
    for _child in range(30):
        make_young_person(world.west)
    assert statements.during(lambda: fairness.tables_for(world.officer)) == few
