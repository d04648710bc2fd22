"""The offer as a file: all of it, harmless in a spreadsheet, and read back without loss."""

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.db import session
from app.core.formulas import FORMULA, kept_from_formulas, without_apostrophe
from app.core.permissions import Role
from app.demo.factories import make_council, make_staff
from app.offer import catalogue
from app.offer.exporting import as_csv, as_json, lines_to_export
from app.offer.importing import bring_in, plan
from app.offer.models import Entitlement, Revision
from app.offer.shipping import SHIPPED
from tests.offer.lines import make_line, make_shown_line


@pytest.fixture
def approver(app):
    make_council()
    make_council("north", "North Northamptonshire")
    return make_staff(Role.TEAM_MANAGER, email="grace@listen.invalid")


@pytest.fixture
def offer(approver):
    """Everything that ships, and a line that was checked."""
    catalogue.publish_shipped()
    catalogue.approve_shipped(approver)
    line = make_shown_line(approver, slug="checked", conditions=["One.", "Two."])
    catalogue.confirm_checked(line, approver, date(2027, 1, 1))
    return lines_to_export()


def empty_the_catalogue():
    for table in (Revision, Entitlement):
        session.execute(table.__table__.delete())
    session.expire_all()


@pytest.mark.parametrize("write", [as_json, as_csv])
def test_what_was_exported_is_brought_in_again_without_loss(offer, approver, write):
    raw = write(offer)
    assert {fate.what for fate in plan(raw).fates} == {"unchanged"}
    empty_the_catalogue()
    planned = plan(raw)
    assert planned.wrong == []
    bring_in(planned)
    for line in session.query(Entitlement).all():
        catalogue.approve(catalogue.newest_revision(line), approver)
    assert write(lines_to_export()) == raw


def test_json_has_every_field_of_a_line(offer):
    entries = json.loads(as_json(offer))["entitlements"]
    checked = next(one for one in entries if one["slug"] == "checked")
    assert checked["checked_on"] == "2026-07-15"
    assert checked["review_by"] == "2027-01-01"
    assert checked["owner"] == "grace@listen.invalid"
    tax = next(one for one in entries if one["slug"] == "council_tax_west")
    assert tax["council"] == "west"
    assert tax["amount"]["unit"] == "percent"
    assert {"who", "evidence", "verify", "strength", "confidence"} <= tax.keys()


def test_only_what_is_shown_is_exported_unless_everything_is_asked_for(approver):
    make_line(slug="not_yet")
    shown = make_shown_line(approver)
    assert lines_to_export() == [shown]
    assert {one.slug for one in lines_to_export(everything=True)} == {shown.slug, "not_yet"}


def test_no_cell_of_a_table_is_worked_out_by_a_spreadsheet(approver):
    make_shown_line(approver, title="=1+1", text="@cmd", how="-2+3", law="+4")
    raw = as_csv(lines_to_export()).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(raw, newline="")) for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(FORMULA) and not cell.startswith("'")]
    assert {fate.what for fate in plan(raw.encode()).fates} == {"unchanged"}


@given(st.text() | st.sampled_from(["'=x", "''", "'", "'tis", "=", "-", "\t", "'\r", "@'"]))
def test_the_apostrophe_is_taken_off_again(cell):
    kept = kept_from_formulas(cell)
    assert without_apostrophe(kept) == cell
    assert not kept.startswith(tuple(set(FORMULA) - {"'"}))


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner().invoke(args=["offer", *words])


def test_the_command_writes_a_file_and_reads_it(offer, run, tmp_path):
    session.commit()
    for kind in ("json", "csv"):
        file = tmp_path / f"offer.{kind}"
        assert run("export", "--format", kind, "--output", str(file)).exit_code == 0
        told = run("import", str(file))
        assert told.exit_code == 0
        count = len(offer)
        assert told.output.splitlines()[-1] == (
            f"{count} read: 0 new, 0 changed, {count} as it is here"
        )


def test_the_command_says_what_is_wrong_and_writes_nothing(approver, run, tmp_path):
    session.commit()
    file = tmp_path / "offer.json"
    file.write_text(json.dumps([{"slug": "one"}]))
    told = run("import", str(file))
    assert told.exit_code == 1
    assert "entry 1 (one): title: This is missing." in told.output
    assert "nothing was brought in" in told.output
    assert lines_to_export(everything=True) == []


def test_a_dry_run_says_what_would_happen_and_writes_nothing(offer, run, tmp_path):
    file = tmp_path / "offer.json"
    file.write_bytes(as_json(offer))
    empty_the_catalogue()
    session.commit()
    told = run("import", str(file), "--dry-run")
    assert "checked: new" in told.output
    assert told.output.rstrip().endswith("(nothing written)")
    assert lines_to_export(everything=True) == []


def test_the_command_refuses_what_is_no_table(approver, run, tmp_path):
    session.commit()
    file = tmp_path / "offer.xlsx"
    file.write_bytes(b"PK\x03\x04")
    told = run("import", str(file))
    assert told.exit_code == 1
    assert "workbook" in told.output


def test_what_came_with_the_app_says_so(offer):
    assert {one.note for one in session.query(Revision).where(Revision.note != "")} == {SHIPPED}
