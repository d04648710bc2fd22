"""Which words of a comment led to what is put forward."""

from feedback.coding_marks import highlighted, marked


def test_marked_pieces_joined_are_the_text():
    text = "the room, a mushroom and the room"
    pieces = marked(text, ["room"])
    assert "".join(piece for piece, _is in pieces) == text
    assert [piece for piece, is_marked in pieces if is_marked] == ["room", "room"]
    assert marked("", []) == []


def test_what_is_marked_is_escaped():
    assert highlighted("<b>my room", ["room"]) == "&lt;b&gt;my <mark>room</mark>"
