"""What a page lists in a line is joined by the reader’s language."""

from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@pytest.mark.parametrize("folder", ["inspections", "surveys"])
def test_no_template_joins_a_list_with_signs_of_english(folder):
    pages = sorted((TEMPLATES / folder).rglob("*.html"))
    signs = ('join(", ")', 'join("; ")', "loop.last %}, ", "loop.last %}; ", '{{ ", " if not')
    found = [str(one) for one in pages if any(sign in one.read_text("utf-8") for sign in signs)]
    assert pages and found == []
