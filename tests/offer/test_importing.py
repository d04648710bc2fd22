"""Lines from a file: all of it or nothing, with a report by row, whatever the file is like."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.core.db import session
from app.core.table_reading import NotATable
from app.demo.factories import make_council, make_staff
from app.offer import catalogue
from app.offer.importing import bring_in, plan
from app.offer.models import Entitlement, Revision
from app.offer.record_reading import read_line
from app.offer.records import Record
from app.offer.rows import COLUMNS, record_row
from tests.offer.lines import COUNCILS, entry, make_line, make_shown_line


@pytest.fixture(autouse=True)
def councils(app):
    make_council()
    make_council("north", "North Northamptonshire")


def in_json(*entries) -> bytes:
    return json.dumps({"entitlements": list(entries)}).encode()


def in_csv(*entries, **cells) -> bytes:
    """A table of these entries; `cells` are put into every row."""
    written = io.StringIO(newline="")
    table = csv.DictWriter(written, COLUMNS, extrasaction="ignore")
    table.writeheader()
    for one in entries:
        line = read_line(one, COUNCILS)
        name = {"slug": line.slug, "code": line.code, "council": line.council}
        table.writerow(name | record_row(line.record) | cells)
    return written.getvalue().encode()


def wrong(raw: bytes) -> list[tuple[int, str, str]]:
    return [(one.place, one.problem.field, one.problem.reason) for one in plan(raw).wrong]


def fates(raw: bytes) -> list[str]:
    return [fate.what for fate in plan(raw).fates]


def how_many(table=Entitlement) -> int:
    return session.scalar(select(func.count()).select_from(table))


@pytest.mark.parametrize("write", [in_json, in_csv])
def test_what_is_brought_in_waits_and_the_second_time_nothing_changes(write):
    raw = write(entry(slug="one", council="north"), entry(slug="two", conditions=["Ask.", "Wait."]))
    assert fates(raw) == ["new", "new"]
    bring_in(plan(raw))
    assert catalogue.live_lines() == []
    revisions = session.scalars(select(Revision)).all()
    assert {(one.state, one.note, one.made_by_id) for one in revisions} == {
        ("waiting", "imported", None)
    }
    assert fates(raw) == ["unchanged", "unchanged"]
    bring_in(plan(raw))
    assert how_many(Revision) == 2


def test_a_changed_line_waits_beside_what_is_shown():
    first = entry(slug="one", title="Before")
    line = make_shown_line(**first)
    line.code = first["code"]
    raw = in_json(first | {"title": "After"})
    assert fates(raw) == ["changed"]
    bring_in(plan(raw))
    assert line.content["title"] == "Before"
    assert catalogue.newest_revision(line).content["title"] == "After"
    assert fates(raw) == fates(in_json(first)) == ["unchanged"]


def test_a_line_that_somebody_is_changing_is_left_to_them():
    first, officer = entry(slug="one", title="Before"), make_staff()
    line = make_shown_line(**first)
    line.code = first["code"]
    catalogue.propose(line, Record.of(line), officer)
    assert wrong(in_json(first | {"title": "After"})) == [(1, "slug", "being_changed")]
    assert wrong(in_json(first)) == []


def test_one_bad_row_keeps_all_of_the_file_out():
    planned = plan(in_json(entry(), entry(heading="money"), entry()))
    assert [(one.place, one.problem.field) for one in planned.wrong] == [(2, "heading")]
    with pytest.raises(ValueError, match="whole or not at all"):
        bring_in(planned)
    assert how_many() == 0


def test_a_table_names_the_line_and_the_column():
    raw = in_csv(entry(), entry(), age_from="eighteen", amount_value="£5", amount_words="£5")
    assert wrong(raw) == [
        (2, "age_from", "number"),
        (2, "amount_value", "sum"),
        (3, "age_from", "number"),
        (3, "amount_value", "sum"),
    ]


def test_the_same_address_or_code_twice_in_a_file_is_told_with_both_places():
    one, other = entry(slug="one", code="abc"), entry(slug="one", code="abd")
    third = entry(slug="three", code="abc")
    assert wrong(in_json(one, other, third)) == [(2, "slug", "repeated"), (3, "code", "repeated")]
    assert "1" in plan(in_json(one, other)).wrong[0].problem.words


def test_a_code_or_council_that_belongs_to_another_line_is_refused():
    line = make_line(slug="one", code="abc", council="west")
    mine = {"slug": "one", "code": line.code, "council": "west"}
    assert wrong(in_json(entry(**mine | {"code": "zzz"}))) == [(1, "code", "belongs")]
    assert wrong(in_json(entry(**mine | {"council": "north"}))) == [(1, "council", "belongs")]
    assert wrong(in_json(entry(slug="two", code=line.code))) == [(1, "code", "taken")]


def test_a_council_is_known_by_its_name_and_an_unknown_one_is_refused():
    named = plan(in_csv(entry(), council="north northamptonshire"))
    assert named.fates[0].entry.line.council == "north"
    assert wrong(in_csv(entry(), council="Rutland")) == [(2, "council", "council")]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"{", "not whole JSON"),
        (b'{"entitlements": 5}', "no list called entitlements"),
        (b'{"lines": []}', "no list called entitlements"),
        (b'[{"title": "caf\xe9"}]', "not in UTF-8"),
        (b"[" * 10_000 + b"]" * 10_000, "nested too deep"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "nested too deep"),
        (b'[{"age_from": ' + b"9" * 10_000 + b"}]", "not whole JSON"),
        (b"slug,code,title\none,abc,Rent\n", "no column called council"),
        (b"PK\x03\x04 a workbook", "workbook"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_what_is_no_file_of_ours_is_refused_whole(raw, reason):
    with pytest.raises(NotATable, match=reason):
        plan(raw)


def test_a_column_nobody_knows_or_one_twice_is_refused():
    raw = in_csv(entry())
    header, rest = raw.split(b"\r\n", 1)
    for more, name in ((b",colour", "colour"), (b",title", "title")):
        with pytest.raises(NotATable, match=name):
            plan(header + more + b"\r\n" + rest.replace(b"\r\n", b",x\r\n"))


def test_hostile_cells_are_refused_row_by_row_and_do_no_harm():
    ten_megabytes = "x" * 10_000_000
    raw = in_csv(entry(), text=ten_megabytes) + in_csv(entry())
    assert {reason for _line, _field, reason in wrong(raw)} >= {"unreadable"}
    assert wrong(in_json(entry(text=ten_megabytes))) == [(1, "text", "too_long")]
    assert wrong(in_csv(entry(), title="nul\0")) == [(2, "title", "hidden")]
    assert wrong(in_csv(entry(), title="\u202egnp.exe")) == [(2, "title", "hidden")]
    assert wrong(in_json(entry(heading=[[[{}]]]))) == [(1, "heading", "choice")]
    assert wrong(in_json([], None, "line", 5)) == [(n, "", "not_a_line") for n in (1, 2, 3, 4)]
    deep: list = []
    for _ in range(400):
        deep = [deep]
    assert wrong(in_json(entry(heading=deep))) == [(1, "heading", "choice")]


def test_a_formula_is_words_and_nothing_else():
    bring_in(plan(in_csv(entry(slug="one"), title='=HYPERLINK("http://x.example","y")')))
    line = session.scalars(select(Entitlement)).one()
    assert line.content["title"] == '=HYPERLINK("http://x.example","y")'


def test_rows_that_are_too_short_or_too_long_are_told():
    raw = in_csv(entry())
    assert wrong(raw.rstrip() + b",,,\r\n") == []
    assert wrong(raw.rstrip() + b",more\r\n") == [(2, "", "columns")]
    assert wrong(raw + b"one,two\r\n") == [(3, "", "columns")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_the_encodings_spreadsheets_write(encoding):
    raw = in_csv(entry(), title="Café – “help”").decode().encode(encoding)
    assert plan(raw).fates[0].entry.line.record.title == "Café – “help”"


@given(st.binary(max_size=400))
def test_no_bytes_end_otherwise_than_in_a_plan_or_a_reason(app, raw):
    try:
        planned = plan(raw)
    except NotATable:
        return
    assert planned.wrong or not planned.fates


def test_planning_costs_the_same_however_long_the_file_is(statements):
    few = statements.during(lambda: plan(in_json(entry())))
    many = in_json(*(entry() for _ in range(30)))
    assert statements.during(lambda: plan(many)) == few


def test_a_table_s_problems_name_the_row_of_the_sheet_and_the_line():
    raw = in_csv(entry(conditions=["Ask.", "Wait.", "Ask again."]), entry(slug="driving"))
    broken = raw.replace(b"driving,", b"driving,", 1).replace(b",18,", b",eighteen,")
    found = plan(broken).wrong
    assert [(one.place, one.slug) for one in found][-1] == (3, "driving")
