"""Episodes another system already has: read whatever the file is like, and kept once."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.table_reading import NotATable
from app.demo.factories import (
    assign,
    make_council,
    make_episode,
    make_staff,
    make_young_person,
)
from app.interviews.import_columns import HEADERS, NEEDED
from app.interviews.import_forms import picked_from
from app.interviews.importing import Problem, read
from app.interviews.intake import Intake
from app.interviews.models import Episode, ReturnInterview
from app.interviews.reminding import remind

COUNCILS = {"west": "west", "west northamptonshire": "west", "north": "north"}
GOOD = {
    "name": "Sky",
    "born": "05/2011",
    "kind": "missing",
    "left": "01/07/2026 21:30",
    "reported": "2026-07-01 22:00",
    "reported by": "Care home",
    "went from": "home",
    "risk": "Medium",
    "returned": "02/07/2026 08:00",
    "returned how": "Police",
    "reference": "P-1",
}


def table(*rows: dict) -> bytes:
    """A CSV of GOOD rows, each with something else in it."""
    lines = [",".join(GOOD)]
    lines += [",".join(str((GOOD | row)[name]) for name in GOOD) for row in rows]
    return "\n".join(lines).encode()


def rows_of(*rows: dict) -> list:
    return list(read(table(*rows), COUNCILS))


def fates(intake: Intake, *rows: dict, keep: bool = True) -> list[str]:
    found = (intake.keep if keep else intake.look)(rows_of(*rows))
    return [one.row.reason if isinstance(one.row, Problem) else one.what for one in found]


def test_a_row_says_everything_its_columns_say():
    (row,) = rows_of({})
    assert (row.line, row.name, row.born) == (2, "sky", date(2011, 5, 1))
    assert row.facts.left_at == datetime(2026, 7, 1, 20, 30, tzinfo=UTC)
    assert (row.facts.kind, row.facts.reported_by, row.facts.risk) == (
        "missing",
        "home_staff",
        "medium",
    )
    assert (row.returned.how, row.facts.reference) == ("found_by_police", "P-1")


@pytest.mark.parametrize("written", ["05/2011", "2011-05", "May 2011", "17/05/2011", "2011-05-17"])
def test_the_month_of_birth_is_read_however_it_is_written(written):
    assert rows_of({"born": written})[0].born == date(2011, 5, 1)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"name": ""}, "empty"),
        ({"risk": ""}, "empty"),
        ({"risk": "grave"}, "code"),
        ({"born": "in May"}, "born"),
        ({"left": "01/07/2026"}, "time"),
        ({"left": "26/10/2025 01:30"}, "hour_twice"),
        ({"left": "29/03/2026 01:30"}, "no_such_hour"),
        ({"returned how": ""}, "how"),
        ({"returned": ""}, "how"),
        ({"reference": "x" * 61}, "too_long"),
        ({"reference": "P\x01"}, "control"),
        ({"reference": "P-1,more"}, "columns"),
    ],
)
def test_a_bad_row_has_its_line_and_reason_and_the_good_ones_are_kept(wrong, reason):
    found = rows_of({}, wrong, {})
    assert [one.line for one in found] == [2, 3, 4]
    assert found[1].reason == reason and found[1].words
    assert not isinstance(found[2], Problem)


def test_an_hour_that_came_twice_is_read_with_its_offset():
    (row,) = rows_of({"left": "2025-10-26T01:30+00:00"})
    assert row.facts.left_at == datetime(2025, 10, 26, 1, 30, tzinfo=UTC)


def test_a_file_without_a_column_that_is_needed_is_no_register():
    with pytest.raises(NotATable, match="no column called risk"):
        list(read(b"name,born,kind,left,reported,reported by,went from\n", COUNCILS))
    assert set(NEEDED) <= set(HEADERS)


@given(st.binary(max_size=300))
def test_nothing_in_a_file_breaks_the_reading(raw):
    header = ",".join(GOOD).encode()
    try:
        found = list(read(header + b"\n" + raw, COUNCILS))
    except NotATable:
        return
    assert all(one.line > 1 for one in found)


def test_each_is_kept_for_the_child_it_is_about_and_its_interview_opened(sky, session):
    sky.home_type, sky.home_provider = "childrens_home", "Oak Homes"
    assert fates(Intake("west"), {}) == ["kept"]
    episode = session.scalars(select(Episode)).one()
    assert (episode.young_person, episode.source) == (sky, "import")
    assert (episode.home_type, episode.home_provider) == ("childrens_home", "Oak Homes")
    assert episode.interview.language == sky.language


def test_a_second_run_keeps_nothing_twice(sky, session):
    again = {"left": "03/07/2026 21:30", "reported": "03/07/2026 22:00", "reference": ""}
    again |= {"returned": "04/07/2026 08:00"}
    assert fates(Intake("west"), {}, again, {}) == ["kept", "kept", "already_here"]
    assert fates(Intake("west"), {}, again) == ["already_here", "already_here"]
    assert len(session.scalars(select(ReturnInterview)).all()) == 2


def times(left: str, returned: str, reported: str = "") -> dict:
    """A row of these times, as days of July and hours, with no reference."""
    when = {"left": left, "reported": reported or left, "returned": returned}
    return {name: f"2026-07-{at}:00" for name, at in when.items()} | {"reference": ""}


def test_what_cannot_be_right_is_refused(sky, session):
    make_episode(sky, datetime(2026, 7, 5, 8, tzinfo=UTC), datetime(2026, 7, 6, 8, tzinfo=UTC))
    rows = {
        "kept": {},
        "future": times("15T08", "16T08"),
        "back_before_gone": times("10T08", "09T08"),
        "reported_before_gone": times("10T08", "11T08", "09T08"),
        "overlap": times("06T07", "07T08"),
    }
    assert fates(Intake("west"), *rows.values()) == list(rows)
    assert fates(Intake("west"), times("02T07", "02T09")) == ["overlap"]


def test_a_row_about_nobody_or_somebody_else_is_refused(sky, west):
    assert fates(Intake("west"), {}) == ["kept"]
    for name in ("Sam", "sam", "Robin"):
        make_young_person(west, known_as=name)
    rows = {
        "nobody": {"name": "Nobody", "reference": "P-2"},
        "several": {"name": "Sam", "reference": "P-3"},
        "reference": {"name": "Robin"},
    }
    assert fates(Intake("west"), *rows.values()) == list(rows)
    assert fates(Intake("west"), {"born": "06/2011", "reference": "P-4"}) == ["nobody"]


def test_a_child_who_was_missing_is_back_when_the_file_says_so(sky, session):
    missing = {"returned": "", "returned how": ""}
    assert fates(Intake("west"), missing) == ["kept"]
    assert fates(Intake("west"), {}) == ["back"]
    assert fates(Intake("west"), {}, missing) == ["already_here", "already_here"]
    episode = session.scalars(select(Episode)).one()
    assert episode.returned_how == "found_by_police" and episode.interview is not None


def test_looking_writes_nothing_and_says_the_same(sky, session):
    rows = ({}, {}, {"name": "Nobody"})
    assert fates(Intake("west"), *rows, keep=False) == ["kept", "already_here", "nobody"]
    assert session.scalars(select(Episode)).all() == []
    assert fates(Intake("west"), *rows) == ["kept", "already_here", "nobody"]


def test_nobody_is_mailed_about_what_was_late_when_it_came_in(sky, keeper, clock):
    clock.set(2026, 7, 2, 12)
    new = {"left": "02/07/2026 05:30", "reported": "02/07/2026 06:00", "reference": "P-2"}
    old = {
        "left": "01/06/2026 21:30",
        "reported": "01/06/2026 22:00",
        "returned": "02/06/2026 8:00",
    }
    assert fates(Intake("west"), old, new) == ["kept", "kept"]
    assert remind() == 0
    clock.forward(hours=60)
    assert remind() == 1


def test_a_slice_asks_the_database_as_often_for_many_as_for_few(sky, west, session, statements):
    def of(number: int) -> dict:
        day = date(2026, 1, 1) + timedelta(days=number)
        moments = {"left": f"{day} 09:00", "reported": f"{day} 10:00", "returned": f"{day} 11:00"}
        return {**moments, "reference": f"N-{number}"}

    few = statements.during(lambda: fates(Intake("west"), of(1), keep=False))
    many = statements.during(
        lambda: fates(Intake("west"), *(of(number) for number in range(30)), keep=False)
    )
    assert many == few


def test_the_command_lists_bad_rows_keeps_the_good_ones_and_counts(app, sky, session, tmp_path):
    file = tmp_path / "episodes.csv"
    file.write_bytes(table({}, {"reference": "P-2", "risk": "grave"}))
    session.commit()
    run = app.test_cli_runner().invoke
    dry = run(args=["interviews", "import", str(file), "--council", "west", "--dry-run"])
    assert dry.output.splitlines() == [
        "line 2: would be kept",
        "line 3: the column risk holds “grave”, and none of: no_apparent, low, medium, high",
        "2 read, 1 would be kept, 0 back, 0 already here, 1 bad",
    ]
    assert session.scalars(select(Episode)).all() == []
    done = run(args=["interviews", "import", str(file), "--council", "west"])
    assert done.output.splitlines()[-1] == "2 read, 1 kept, 0 back, 0 already here, 1 bad"
    again = run(args=["interviews", "import", str(file), "--council", "west"])
    assert again.output.splitlines()[-1] == "2 read, 0 kept, 0 back, 1 already here, 1 bad"
    assert run(args=["interviews", "import", str(file), "--council", "east"]).exit_code == 1


def upload(visitor, raw: bytes, **data):
    file = (io.BytesIO(raw), "episodes.csv")
    return visitor.post(
        "/interviews/import",
        data={"file": file, "council": "west", "csrf_token": visitor._token(), **data},
    )


def test_a_keeper_sees_what_would_happen_and_then_does_it(sky, keeper, signed_in_as, session):
    visitor = signed_in_as(keeper)
    assert visitor.get("/interviews/import").status_code == 200
    page = upload(visitor, table({}, {"name": "Nobody", "reference": "P-2"}))
    assert "Would be kept: 1." in page.text and "nobody here has this name" in page.text
    assert session.scalars(select(Episode)).all() == []
    sealed = _sealed(page)
    assert visitor.post("/interviews/import/confirm", data={"sealed": sealed}).status_code == 303
    episode = session.scalars(select(Episode)).one()
    assert episode.recorded_by_name == "Sam Colley"
    assert [entry.subject_id for entry in session.scalars(select(AuditEntry))] == [episode.id]
    assert visitor.post("/interviews/import/confirm", data={"sealed": "x"}).status_code == 422


@pytest.fixture
def twins(west):
    """Two of one name, born in one month."""
    born = date(2011, 5, 1)
    homes = ("foster_home", "childrens_home")
    return [
        make_young_person(west, known_as="Sam", birth_month=born, home_type=home) for home in homes
    ]


def _sealed(page) -> str:
    return page.text.partition('name="sealed" type="hidden" value="')[2].partition('"')[0]


SAM = {"name": "Sam", "reference": ""}
BACK_AGAIN = {"left": "05/07/2026 21:30", "reported": "2026-07-05 22:00"}
BACK_AGAIN["returned"] = "06/07/2026 08:00"


def test_of_two_who_fit_the_keeper_is_asked_with_the_row_and_nothing_is_guessed(
    twins, west, keeper, signed_in_as, session
):
    assign(make_staff(council=west, display_name="Leah Okafor"), twins[0])
    visitor = signed_in_as(keeper)
    file = (io.BytesIO(table(SAM, SAM | BACK_AGAIN)), "episodes.csv")
    page = visitor.post("/interviews/import", data={"file": file, "council": "west"})
    assert "Whom are these rows about?" in page.text and "Leah Okafor" in page.text
    assert 'name="which-2"' in page.text and 'name="which-3"' in page.text
    sent = {"sealed": _sealed(page), "which-2": str(twins[1].id), "which-3": ""}
    assert visitor.post("/interviews/import/confirm", data=sent).status_code == 303
    [episode] = session.scalars(select(Episode))
    assert episode.young_person_id == twins[1].id


@pytest.mark.parametrize("said", ["7", "x", "-1", "9" * 40])
def test_nobody_else_can_be_picked_than_those_who_fit(twins, sky, session, said):
    picked = picked_from({"which-2": said, "which-x": "1", "sealed": "y"})
    assert fates(Intake("west", picked=picked), SAM) == ["several"]
    assert fates(Intake("west", picked={2: sky.id}), SAM) == ["several"]
    assert session.scalars(select(Episode)).all() == []


def test_what_is_no_table_is_said_and_another_council_is_refused(
    sky, keeper, signed_in_as, session
):
    make_council("north", "North")
    visitor = signed_in_as(keeper)
    assert upload(visitor, b"").status_code == 422
    assert "no column called" in upload(visitor, b"name,age\nA,7\n").text
    assert upload(visitor, table({}), council="north").status_code == 422


def test_a_reason_names_what_stood_there_and_the_times_it_clashes_with(sky):
    (wrong,) = rows_of({"risk": "some"})
    assert "“some”" in wrong.words and "medium" in wrong.words
    (wrong,) = rows_of({"left": "yesterday"})
    assert "“yesterday”" in wrong.words and "3/11/2026 17:30" in wrong.words
    clash = {"left": "01/07/2026 22:00", "reported": "01/07/2026 23:00", "reference": "P-2"}
    looked = Intake("west").look(rows_of({}, clash))
    assert "from 21:30 on Wednesday 1 July 2026 to 08:00" in looked[1].row.words
