"""Every text there is reaches the catalogues, and says who sees it."""

import ast
import fnmatch

import pytest
from jinja2 import TemplateSyntaxError

from app.core.catalogues import ROOT, for_staff
from app.core.extract import YAML_TEXTS, all_messages
from app.core.staff_only import STAFF_PYTHON, staff_templates
from surveys.texts import TEXT_KEYS
from tests.core.small_site import lay_out

FORM = """\
key: home
title: Where I live
# NOTE: Warm and short.
intro: >
  Tell us about
  your home.
questions:
  - key: room
    type: choice
    ask: What is your room like?
    choices:
      - {code: good, label: Good}
      - {code: yes_, label: yes}
      - {code: five, label: 5}
  - key: more
    ask: Good
"""

FILES = {
    "surveys/definitions/home.yaml": FORM,
    "surveys/other.yaml": "title: Not for people",
    "feedback/theming/codebook.yaml": (
        "themes: [{code: HOM, label: Staff words, child_label: My home}]"
    ),
    "feedback/routes/tell.py": (
        "# NOTE: Said once.\n"
        'flash(_("Sent"))\n'
        'x = _l("Later"), ngettext("%(num)d day", "%(num)d days", 3), pgettext("verb", "Leave")\n'
    ),
    "app/reports/routes.py": '_("Freeze the report")\n_("Sent")\n',
    "templates/layouts/base.html": "{{ _('Skip') }}",
    "templates/layouts/staff.html": "{% extends 'layouts/base.html' %}{{ _('Desk') }}",
    "templates/layouts/young.html": "{% extends 'layouts/base.html' %}{{ _('Leave quickly') }}",
    "templates/feedback/list.html": (
        "{% extends 'layouts/staff.html' %}{% include 'feedback/row.html' %}"
        "{% from 'components/both.html' import both %}{{ _('Waiting') }}"
    ),
    "templates/feedback/row.html": "{{ _('Overdue') }}",
    "templates/components/both.html": "{{ _('Save') }}",
    "templates/tell/sent.html": (
        "{% extends 'layouts/young.html' %}{% from 'components/both.html' import both %}"
        "{# NOTE: Thank, do not praise. #}{{ _('Thank you, %(name)s', name=name) }}"
    ),
}


@pytest.fixture
def found(tmp_path):
    messages = all_messages(lay_out(tmp_path, FILES))
    return {message.id: message for message in messages if message.id}


def test_texts_are_found_in_python_templates_and_yaml(found):
    assert set(found) == {
        "Where I live",
        "Tell us about your home.\n",
        "What is your room like?",
        "Good",
        "My home",
        "Sent",
        "Later",
        ("%(num)d day", "%(num)d days"),
        "Leave",
        "Freeze the report",
        "Skip",
        "Desk",
        "Leave quickly",
        "Waiting",
        "Overdue",
        "Save",
        "Thank you, %(name)s",
    }


def test_a_place_is_a_file_without_a_line_number(found):
    assert found["Sent"].locations == [
        ("app/reports/routes.py", None),
        ("feedback/routes/tell.py", None),
    ]
    assert found["Good"].locations == [("surveys/definitions/home.yaml", None)]


def test_notes_go_with_the_text_to_the_translator(found):
    assert found["Sent"].auto_comments == ["Said once."]
    assert found["Tell us about your home.\n"].auto_comments == ["Warm and short."]
    assert found["Thank you, %(name)s"].auto_comments == ["Thank, do not praise."]


def test_a_context_is_kept(found):
    assert found["Leave"].context == "verb"


def test_what_only_staff_see_says_so(found):
    staff = {message.id for message in found.values() if for_staff(message)}
    assert staff == {"Freeze the report", "Desk", "Waiting", "Overdue"}


def test_a_template_that_names_no_layout_is_seen_by_young_people(tmp_path):
    lay_out(tmp_path, {"page.html": "{% extends layout %}", "lonely.html": "", **FILES})
    assert {"page.html", "lonely.html"}.isdisjoint(staff_templates(tmp_path))


def test_templates_that_extend_each_other_do_not_go_round_for_ever(tmp_path):
    lay_out(tmp_path, {"a.html": "{% extends 'b.html' %}", "b.html": "{% extends 'a.html' %}"})
    assert staff_templates(tmp_path) == set()


def test_every_line_of_the_list_names_files_there_are():
    rooms = ("app", "feedback", "surveys")
    files = [str(file.relative_to(ROOT)) for room in rooms for file in (ROOT / room).rglob("*.py")]
    assert [line for line in STAFF_PYTHON if not fnmatch.filter(files, line)] == []
    assert not [line for line in STAFF_PYTHON if set(line) & set("[?")]


def test_a_template_that_cannot_be_read_is_not_passed_over(tmp_path):
    with pytest.raises(TemplateSyntaxError):
        all_messages(lay_out(tmp_path, {"templates/x.html": "{% if %}"}))


def test_moving_a_line_changes_nothing(tmp_path, found):
    moved = {name: "\n\n" + text for name, text in FILES.items()}
    again = all_messages(lay_out(tmp_path, moved))
    assert [message.id for message in again if message.id] == list(found)


def test_the_form_engine_and_the_extractor_agree_on_which_keys_are_words():
    assert YAML_TEXTS["surveys/definitions/*.yaml"] == set(TEXT_KEYS)


CALLED = {"_", "_l", "gettext", "lazy_gettext"}


def keys_taken_for_words() -> list[str]:
    """Calls whose words are looked up: Babel would take the key for the words."""
    return [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for source in ("app", "feedback", "surveys")
        for file in (ROOT / source).rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in CALLED and call.args
        for part in ast.walk(call.args[0])
        if isinstance(part, ast.Subscript) and isinstance(part.slice, ast.Constant)
    ]


def test_no_key_of_a_mapping_is_taken_for_words():
    assert keys_taken_for_words() == []
    assert not {"title", "label"} & {message.id for message in all_messages()}
