"""What may be shown: counted right, through the gate, and moving only in steps."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.core.clock import today
from app.core.counting import EVERYONE
from app.core.db import session
from app.core.disclosure import BOARD_THRESHOLD, Protected, attack, protect
from app.core.disclosure_attack import findings
from app.core.releases import released
from app.demo.factories import answer_survey, make_council, make_open_survey
from surveys.inviting.asked_models import SurveyMark
from surveys.inviting.setting_aside import count_again, set_aside
from surveys.models import Response
from surveys.results import figures as kept
from surveys.results.counting import asked_in, count, how_many, name_of
from surveys.results.cuts import ALL
from surveys.results.figures import figures
from surveys.results.gate import through_the_gate
from surveys.results.keeping import showings_in
from surveys.results.kept_models import SurveyFigures
from surveys.results.showing import Showing, betweens, system_of
from tests.surveys.results.coded import code_comments
from tests.surveys.results.conftest import answer_many


def test_the_true_counts_are_those_of_the_answers(world):
    number, tables = count(world.survey, "west")
    cells = {cell: n for table in tables[ALL] for cell, n in table.counts.items()}
    name = name_of(world.survey.id, "west", 1, 40)
    assert number == 40 and cells[f"{name}/responses/all"] == 40
    assert cells[f"{name}/food/happy/all"] == 20 and cells[f"{name}/food/sad/all"] == 20
    assert cells[f"{name}/who/all/all"] == 20 and cells[f"{name}/who/carers/all"] == 20
    assert cells[f"{name}/who/workers/all"] == 0 and cells[f"{name}/anything/all/all"] == 0
    by_home = {cell: n for table in tables["about_home"] for cell, n in table.counts.items()}
    assert by_home[f"{name}/food/happy/about_home=foster_home"] == 10
    assert by_home[f"{name}/food/happy/about_home=not_said"] == 0
    assert by_home[f"{name}/responses/about_home=childrens_home"] == 20
    by_ages = {cell: n for table in tables["ages"] for cell, n in table.counts.items()}
    assert by_ages[f"{name}/food/sad/ages=care_leavers"] == 20
    assert by_ages[f"{name}/responses/in_care"] == 20


@settings(max_examples=10)
@given(
    said=st.lists(
        st.tuples(
            st.sampled_from(["", "foster_home", "childrens_home"]),
            st.sets(st.sampled_from(["carers", "workers", "school"])),
        ),
        max_size=12,
    )
)
def test_any_answers_are_counted_as_a_person_with_a_pencil_would(app, said):
    app.config["SURVEY_FLOOD"] = 10_000
    survey = make_open_survey(make_council())
    for home, who in said:
        given_answers = {"heard": "no", "who": sorted(who)}
        answer_survey(survey, **given_answers, **({"about_home": home} if home else {}))
    number, tables = count(survey, "west")
    name = name_of(survey.id, "west", 1, len(said))
    cells = {cell: n for table in tables[ALL] for cell, n in table.counts.items()}
    by_home = {cell: n for table in tables["about_home"] for cell, n in table.counts.items()}
    picked = Counter(one for _home, who in said for one in who)
    crossed = Counter((one, home or "not_said") for home, who in said for one in who)
    assert number == len(said)
    assert cells[f"{name}/who/all/all"] == sum(bool(who) for _home, who in said)
    for code in ("carers", "workers", "school"):
        assert cells[f"{name}/who/{code}/all"] == picked[code]
        for home in ("foster_home", "childrens_home", "not_said"):
            assert by_home[f"{name}/who/{code}/about_home={home}"] == crossed[code, home]
    session.rollback()


def test_what_is_shown_is_rounded_and_few_are_held_back(world):
    answer_many(world.survey, number=3, food="very_sad")
    found = figures(world.survey, "west")
    assert found.cell("responses/all") == 45 and found.cell("food/happy/all") == 20
    assert found.cell("food/very_sad/all") is None and found.cell("food/okay/all") is None
    assert found.percent("food/happy/all", "food/all/all") == 44


def test_every_cut_withstands_the_attack_beside_all_the_others(world):
    answer_many(world.survey, number=3, food="okay", ages="care_leavers", about_home="own_home")
    for cut in [ALL, *asked_in(world.survey).cuts()]:
        figures(world.survey, "west", cut)
    rows = session.scalars(select(SurveyFigures)).all()
    shown = [Protected.from_json(one.gate) for one in rows]
    assert len(shown) == 3
    for one in shown:
        others = tuple(other for other in shown if other is not one)
        together = Protected(one.threshold, one.shown, one.relations, others)
        assert attack(together) == []


def test_a_cell_of_two_cuts_is_the_same_in_both(world):
    whole = figures(world.survey, "west")
    by_home = figures(world.survey, "west", "about_home")
    for cell in whole.shown.shown.keys() & by_home.shown.shown.keys():
        assert whole.shown[cell] == by_home.shown[cell]


def test_one_more_answer_moves_nothing_and_a_quarter_more_do(world):
    first = figures(world.survey, "west")
    for _more in range(9):
        answer_survey(world.survey, food="happy")
        assert figures(world.survey, "west") == first
    answer_survey(world.survey, food="happy")
    later = figures(world.survey, "west")
    assert later.name("responses/all") != first.name("responses/all")
    assert later.cell("responses/all") == 50


def test_a_cut_looked_at_later_is_of_the_same_moment(world):
    first = figures(world.survey, "west")
    answer_survey(world.survey, food="okay")
    assert figures(world.survey, "west", "ages").names["food"] == first.names["food"]


def test_many_answers_are_counted_anew_by_the_worker(app, world, monkeypatch):
    first = figures(world.survey, "west")
    monkeypatch.setattr(kept, "MANY", 30)
    answer_many(world.survey, number=10)
    assert figures(world.survey, "west") == first
    session.commit()
    app.test_cli_runner().invoke(args=["worker", "--once"])
    session.expire_all()
    assert figures(world.survey, "west").cell("responses/all") == 50


def test_answers_that_wait_for_an_officer_and_drafts_are_not_counted(world):
    before = how_many(world.survey, "west")
    response = answer_survey(world.survey)
    session.add(SurveyMark(response_id=response.id, state="held"))
    session.flush()
    assert how_many(world.survey, "west") == before


def test_what_was_shown_is_known_to_the_gate_of_later_reports(world):
    found = figures(world.survey, "west")
    assert released("west", {found.name("food/happy/all")})
    assert released("north", {found.name("food/happy/all")}) == []


def test_nothing_is_shown_of_a_survey_almost_nobody_answered(world):
    survey = make_open_survey(world.west)
    answer_survey(survey, food="sad")
    found = figures(survey, "west")
    answers = {c: n for c, n in found.shown.shown.items() if "/asked/" not in c}
    assert set(answers.values()) == {None}


@pytest.mark.postgresql
def test_the_same_is_counted_on_postgresql(world):
    number, tables = count(world.survey, "west")
    name = name_of(world.survey.id, "west", 1, number)
    cells = {
        c: n for several in tables.values() for table in several for c, n in table.counts.items()
    }
    assert cells[f"{name}/who/school/about_home=foster_home"] == 10
    assert cells[f"{name}/food/sad/ages=care_leavers"] == 20
    assert session.scalar(select(func.count()).select_from(Response)) == 60
    assert figures(world.survey, "west").cell("food/happy/all") == 20


def test_question_by_question_the_gate_lets_through_what_it_would_of_all_at_once(world):
    answer_many(world.survey, number=3, food="okay", about_home="own_home")
    answer_many(world.survey, number=7, heard="not_sure", ages="care_leavers")
    _number, tables = count(world.survey, "west")
    for several in tables.values():
        assert through_the_gate("west", several).shown == protect(several).shown


def test_what_takes_the_gate_long_is_done_by_the_worker(app, world, signed_in_as, monkeypatch):
    monkeypatch.setattr(kept, "MANY_CELLS", 10)
    visitor = signed_in_as(world.inspector)
    at = f"/surveys/results/{world.survey.id}/"
    assert "being counted" in visitor.get(f"{at}?by=ages").text
    assert visitor.get(f"{at}tables.csv?by=ages").status_code == 503
    app.test_cli_runner().invoke(args=["worker", "--once"])
    assert "being counted" not in visitor.get(f"{at}?by=ages").text
    assert visitor.get(f"{at}tables.csv?by=ages").status_code == 200


def test_councils_are_compared_when_all_of_them_are_counted(app, world, signed_in_as, monkeypatch):
    figures(world.survey, "west")
    session.commit()
    monkeypatch.setattr(kept, "MANY", 10)
    visitor, at = signed_in_as(world.officer), f"/surveys/results/{world.survey.id}/"
    assert "being counted" in visitor.get(f"{at}?by=council").text
    assert visitor.get(f"{at}tables.csv?by=council").status_code == 503
    app.test_cli_runner().invoke(args=["worker", "--once"])
    assert "being counted" not in visitor.get(f"{at}?by=council").text
    heads = visitor.get(f"{at}tables.csv?by=council").text
    assert "Council,West Northamptonshire,North Northamptonshire" in heads


def test_what_was_shown_is_remembered_and_true_counts_only_of_what_is_shown_still(world):
    first = figures(world.survey, "west")
    answer_many(world.survey, number=20)
    later = figures(world.survey, "west")
    assert first.names["food"] != later.names["food"]
    assert released("west", {first.name("food/happy/all")})
    rows = session.scalars(select(SurveyFigures).where(SurveyFigures.cut == ALL)).all()
    kept = {cell for row in rows for table in row.tables for cell in table["counts"]}
    assert kept == {cell for cell in later.shown.shown if "/themes:" not in cell}


def test_when_a_survey_is_over_the_last_ones_are_counted_and_fewer_than_five_move_nothing(world):
    figures(world.survey, "west")
    answer_many(world.survey, number=8)
    assert figures(world.survey, "west").cell("responses/all") == 40
    world.survey.stage = "closed"
    last = figures(world.survey, "west")
    assert last.cell("responses/all") == 50
    answer_many(world.survey, number=4)
    assert figures(world.survey, "west") == last


def test_answers_that_are_taken_out_again_leave_the_figures(world):
    flood = answer_many(world.survey, number=20, food="very_happy")
    assert figures(world.survey, "west").cell("food/very_happy/all") == 20
    for number in flood:
        session.add(SurveyMark(response_id=number, state="held"))
    session.flush()
    found = figures(world.survey, "west")
    assert found.cell("responses/all") == 40 and found.cell("food/very_happy/all") is None


def test_a_cut_looked_at_for_the_first_time_later_withstands_the_attack_beside_all_before(world):
    for turn in range(4):
        figures(world.survey, "west", ALL if turn < 3 else "about_home")
        answer_many(world.survey, number=15, food=("happy", "sad", "okay", "angry")[turn])
    found = showings_in(session.scalars(select(SurveyFigures)).all())
    assert len(found["food"]) >= 3
    for turns in found.values():
        if len(turns) > 1 and "responses/all" not in next(iter(turns.values())).shown:
            assert findings(system_of(list(turns.values())), BOARD_THRESHOLD) == []


def test_themes_are_counted_when_comments_are_coded_though_nobody_answers(world):
    answer_many(world.survey, number=10, anything="More fruit.")
    before = figures(world.survey, "west")
    code_comments()
    found = figures(world.survey, "west")
    assert list(before.codes("themes:anything/")) == []
    assert list(found.codes("themes:anything/")) == ["HOM_FOOD"]
    assert found.cell("themes:anything/HOM_FOOD") == 10
    assert found.cell("food/happy/all") == before.cell("food/happy/all")


def test_the_worker_counts_what_is_over_though_nobody_looks(app, world, clock):
    world.survey.closes_on = today()
    assert kept.count_what_is_over() == 0
    clock.forward(days=1)
    assert kept.count_what_is_over() == 2
    session.commit()
    app.test_cli_runner().invoke(args=["worker", "--once"])
    session.expire_all()
    rows = session.scalars(select(SurveyFigures).where(SurveyFigures.cut == ALL)).all()
    assert sorted(row.counted for row in rows) == [20, 40]
    assert kept.count_what_is_over() == 0


def test_who_looked_before_anybody_answered_sees_the_figures_when_enough_have(world):
    survey = make_open_survey(world.west, ages=("8_11", "11_17"))
    number = f"responses/{EVERYONE}"
    assert figures(survey, "west").cell(number) is None
    answer_many(survey, number=3)
    assert figures(survey, "west").cell(number) is None
    answer_many(survey, number=27)
    assert figures(survey, "west").cell(number) == 30


def test_a_day_set_aside_leaves_the_figures_though_as_many_came_since(world, clock):
    clock.forward(days=1)
    answer_many(world.survey, number=10, food="very_sad")
    aside = today()
    assert figures(world.survey, "west").cell("food/very_sad/all") == 10
    clock.forward(days=1)
    answer_many(world.survey, number=10, food="happy")
    set_aside(world.survey, "west", aside, "One phone sent ten.", world.officer)
    found = figures(world.survey, "west")
    assert found.cell("food/very_sad/all") is None and found.cell("food/happy/all") == 30
    count_again(world.survey, "west", aside, "It was a class.", world.officer)
    assert figures(world.survey, "west").cell("food/very_sad/all") == 10


def test_after_a_decision_fewer_than_five_who_moved_still_move_nothing(world, clock):
    """Of those who were never counted none goes, though their day is set aside."""
    clock.forward(days=1)
    answer_many(world.survey, number=2, food="very_sad")
    first = figures(world.survey, "west")
    answer_many(world.survey, number=4, food="very_sad")
    aside = today()
    assert figures(world.survey, "west") == first
    clock.forward(days=1)
    answer_many(world.survey, number=2, food="happy")
    set_aside(world.survey, "west", aside, "One phone sent six.", world.officer)
    assert figures(world.survey, "west") == first
    answer_many(world.survey, number=1, food="happy")
    assert figures(world.survey, "west").names != first.names


def test_who_came_and_who_went_between_two_countings_are_each_attacked():
    then = Showing("a", 40, {"food/sad/all": 20}, (), {"1": 30, "2": 10})
    now = Showing("b", 40, {"food/sad/all": 15}, (), {"1": 30, "3": 10})
    assert [one.number for one in betweens([then, now])] == [10, 10]
    system = system_of([then, now])
    assert system.possible()
    assert any("either/" in cell for cell in system.spans)
