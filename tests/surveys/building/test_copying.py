"""What a copy is called."""

import pytest
from sqlalchemy import select

from surveys.building.copying import name_of_copy
from surveys.survey_models import Survey


@pytest.mark.parametrize(
    ("title", "copy"),
    [
        ("How is home?", "How is home? (2026)"),
        ("How is home? (2025)", "How is home? (2026)"),
        ("How is home? (2025, 3)", "How is home? (2026)"),
        ("How is home? (2026)", "How is home? (2026, 2)"),
        ("How is home? (2026, 2)", "How is home? (2026, 3)"),
        ("x" * 120, "x" * 108 + " (2026)"),
    ],
)
def test_a_copy_is_offered_a_name_with_this_year(app, clock, title, copy):
    clock.set(2026, 3, 2, 9)
    assert name_of_copy(title) == copy


def test_the_page_asks_for_the_name_and_the_copy_has_it(ada, address, session, survey):
    assert 'value="How is home? (2026)"' in ada.get(address()).text
    sent = {"seen": 1, "title": "Home in spring"}
    assert ada.post(address("/copy"), data=sent).status_code == 303
    rows = session.scalars(select(Survey).where(Survey.cloned_from_id == survey().id))
    again = rows.unique().one()
    assert again.title == again.definition["title"] == "Home in spring"
    assert survey().title == "How is home?"


@pytest.mark.parametrize("title", ["", "   ", "50% off", "x" * 121])
def test_a_name_that_cannot_stand_makes_no_copy_and_comes_back(ada, address, session, title):
    answer = ada.post(address("/copy"), data={"seen": 1, "title": title})
    assert answer.status_code == 422 and "What is the copy called?" in answer.text
    assert f'value="{title}"' in answer.text
    assert session.scalars(select(Survey).where(Survey.cloned_from_id.is_not(None))).first() is None
