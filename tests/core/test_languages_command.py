"""flask languages: a table, a figure and a verdict."""

import json

import pytest

from app.core import catalogues, extract, merging
from app.core.language_commands import group
from app.core.languages import LANGUAGES
from tests.core.small_site import catalogue, lay_out, small_site

FILES = {
    "templates/tell/sent.html": (
        "{{ _('Thank you') }} {{ _('Hello %(name)s', name=name) }}"
        "{{ ngettext('%(num)d message', '%(num)d messages', count) }}"
    ),
    "templates/layouts/staff.html": "{{ _('Duty desk') }}",
}


@pytest.fixture
def sources(tmp_path):
    """A tree with three messages for young people and one for staff."""
    return lay_out(tmp_path / "sources", FILES)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "translations"


@pytest.fixture
def run(folder, sources):
    """Runs the command on that tree and a folder of catalogues that starts empty."""
    app = small_site(folder, SOURCES=str(sources))
    app.cli.add_command(group)
    runner = app.test_cli_runner()
    return lambda *arguments: runner.invoke(args=["languages", *map(str, arguments)])


@pytest.fixture
def translate_all(folder, sources):
    """Says everything in English, which is faithful if not Arabic."""

    def translate(locale: str, checked_by: str = "") -> None:
        made = catalogue(locale, {}, checked_by)
        merging.update(made, extract.all_messages(sources))
        forms = made.messages.num_plurals
        for message in made:
            message.string = (message.id[1],) * forms if message.pluralizable else message.id
        catalogues.write(made, locale, folder)

    return translate


def last_line(answer) -> str:
    return answer.output.strip().splitlines()[-1]


def test_it_fails_and_says_so_when_a_launch_language_has_gaps(run):
    answer = run()
    assert answer.exit_code == 1
    assert last_line(answer) == "0 of 3 launch languages complete"


def test_it_holds_when_every_launch_language_is_complete(run, translate_all):
    for language in LANGUAGES[1:]:
        translate_all(language.locale, "Amal K., interpreter")
    answer = run()
    assert (answer.exit_code, last_line(answer)) == (0, "3 of 3 launch languages complete")
    assert "Amal K., interpreter" in answer.output


def test_it_says_which_languages_nobody_has_checked(run, translate_all):
    translate_all("ar")
    rows = run().output.splitlines()
    assert next(row for row in rows if "العربية" in row).endswith("draft, nobody yet")


def test_updating_writes_every_catalogue_and_twice_is_once(run, folder):
    assert run("--update").exit_code == 0
    first = {file: file.read_bytes() for file in folder.rglob("*.po")}
    assert len(first) == 3
    run("--update")
    assert {file: file.read_bytes() for file in folder.rglob("*.po")} == first


def test_what_is_missing_can_be_translated_and_merged(run, folder, tmp_path):
    run("--update")
    tasks = json.loads(run("--missing", "ti").output)
    assert [task["msgid"] for task in tasks] == ["%(num)d message", "Hello %(name)s", "Thank you"]
    file = tmp_path / "ti.json"
    file.write_text(json.dumps({"Thank you": "የቐንየልና"}))
    assert run("--merge", "ti", file).exit_code == 0
    assert len(json.loads(run("--missing", "ti").output)) == 2


def test_a_bad_file_is_refused_without_a_trace(run, folder, tmp_path):
    run("--update")
    file = tmp_path / "bad.json"
    for content in ("{", "[]", '{"No such English": "x"}'):
        file.write_text(content)
        answer = run("--merge", "ar", file)
        assert answer.exit_code == 1
        assert "Traceback" not in answer.output


def test_a_language_that_is_not_there_is_refused_by_name(run):
    answer = run("--missing", "xx")
    assert answer.exit_code == 2
    assert "ar, fa-AF, ti" in answer.output


def test_what_only_staff_see_is_told_apart(run):
    run("--update")
    row = next(row for row in run().output.splitlines() if "ትግርኛ" in row)
    assert row.split()[1:7] == ["ti", "3", "0", "3", "0", "0/1"]
    assert len(json.loads(run("--missing", "ti", "--staff-too").output)) == 4
