"""The names of columns beside the cells of a table that stands as blocks on a phone."""

from markupsafe import Markup

from app.core.table_heads import with_heads

ROW = Markup('<tr class="a"><th scope="row">Fox</th><td>Yes</td><td class="b">No</td></tr>')


def test_every_cell_says_its_column_and_the_row_head_does_not():
    assert with_heads(ROW, ["Name", "Has one", 'Who "has" it']) == Markup(
        '<tr class="a"><th scope="row">Fox</th><td data-head="Has one">Yes</td>'
        '<td class="b" data-head="Who &#34;has&#34; it">No</td></tr>'
    )


def test_every_row_begins_anew_and_a_cell_too_many_is_left():
    found = with_heads(ROW + ROW, ["Name", "Has one"])
    assert found.count('data-head="Has one">Yes') == 2 and found.count("data-head") == 2


def test_a_table_with_cells_across_columns_is_left_as_it_is():
    rows = Markup('<tr><td colspan="2">All</td></tr>')
    assert with_heads(rows, ["One", "Two"]) == rows


def test_a_column_of_numbers_names_its_cells_too():
    row = Markup('<tr><th scope="row">Arabic</th><td class="number">3</td></tr>')
    assert '<td class="number" data-head="Done">3</td>' in with_heads(
        row, ["Language", ("Done", "number")]
    )
