"""Keeping catalogues in step with the English, and taking in what translators send."""

import pytest
from babel.messages.catalog import Catalog

from app.core.catalogues import STAFF_ONLY, parse, po_file, read, write
from app.core.merging import merge, missing, update
from tests.core.small_site import COUNTED, HELLO, catalogue

OLD = "We will read this by %(day)s."
NEW = "We will read this before %(day)s."


def english(*messages) -> Catalog:
    made = Catalog()
    for message in messages:
        made.add(message, locations=[("templates/tell/sent.html", None)])
    return made


def words(made, text):
    return made.messages.get(text).string


def test_new_english_is_missing_and_known_english_keeps_its_words():
    made = catalogue("ar", {HELLO: "مرحبا %(name)s"})
    update(made, english(HELLO, "Help"))
    assert words(made, HELLO) == "مرحبا %(name)s"
    assert [task["msgid"] for task in missing(made)] == ["Help"]


def test_english_that_changed_a_little_makes_its_translation_stale():
    made = catalogue("ar", {OLD: "سنقرأ هذا قبل %(day)s."})
    update(made, english(NEW))
    assert words(made, NEW) == "سنقرأ هذا قبل %(day)s."
    assert made.messages.get(NEW).fuzzy
    assert made.facts().young.stale == 1
    assert not made.facts().young.complete


def test_a_stale_translation_stays_stale_until_a_translator_has_looked():
    made = catalogue("ar", {OLD: "سنقرأ هذا قبل %(day)s."})
    update(made, english(NEW))
    update(made, english(NEW))
    assert made.messages.get(NEW).fuzzy
    assert merge(made, {NEW: "سنقرأ هذا قبل يوم %(day)s."}) == []
    assert made.facts().young.complete


def test_english_that_has_nothing_in_common_does_not_inherit_words():
    made = catalogue("ar", {OLD: "سنقرأ هذا قبل %(day)s."})
    update(made, english("Leave quickly"))
    assert words(made, "Leave quickly") == ""


def test_english_that_is_gone_leaves_and_comes_back_with_its_words(tmp_path):
    made = catalogue("ar", {"Help": "مساعدة", HELLO: "مرحبا %(name)s"})
    update(made, english(HELLO))
    write(made, "ar", tmp_path)
    made = read("ar", tmp_path)
    assert made.facts().young.messages == 1
    update(made, english(HELLO, "Help"))
    assert words(made, "Help") == "مساعدة"


def test_a_message_that_begins_to_count_becomes_stale():
    made = catalogue("ti", {COUNTED[0]: "%(num)d መልእኽቲ"})
    update(made, english(COUNTED))
    assert words(made, COUNTED) == ("%(num)d መልእኽቲ",) * 2
    assert made.messages.get(COUNTED).fuzzy


def test_a_catalogue_is_written_as_it_was_read(tmp_path):
    made = catalogue("ar", {HELLO: "مرحبا %(name)s", COUNTED: list("123456")}, "Amal K., 2026")
    update(made, english(HELLO, COUNTED, 'With "quotes"\nand a line %(x)s'))
    write(made, "ar", tmp_path)
    first = po_file("ar", tmp_path).read_text()
    write(read("ar", tmp_path), "ar", tmp_path)
    assert po_file("ar", tmp_path).read_text() == first
    assert read("ar", tmp_path).checked_by == "Amal K., 2026"


def test_a_catalogue_holds_no_dates_and_no_line_numbers(tmp_path):
    made = catalogue("ar", {})
    update(made, english(HELLO))
    write(made, "ar", tmp_path)
    text = po_file("ar", tmp_path).read_text()
    assert "Date" not in text
    assert "#: templates/tell/sent.html\n" in text


def test_a_catalogue_keeps_its_own_plural_forms(tmp_path):
    text = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=3; plural=(n>2 ? 2 : n);\\n"\n'
    made = parse("ti", text)
    update(made, english(COUNTED))
    write(made, "ti", tmp_path)
    assert read("ti", tmp_path).messages.num_plurals == 3
    assert "nplurals=3" in po_file("ti", tmp_path).read_text()


def test_a_translator_is_told_what_helps():
    made = catalogue("ar", {COUNTED: [""] * 6})
    message = made.messages.get(COUNTED)
    message.auto_comments = ["On the list of conversations."]
    message.locations = [("templates/feedback/mine.html", None)]
    assert missing(made) == [
        {
            "msgid": "%(num)d message",
            "plural": "%(num)d messages",
            "forms": ["0", "1", "2", "3, 4, 5, 6, …", "100, 101, 102, 200", "11, 12, 13, 14, …"],
            "note": "On the list of conversations.",
            "where": ["templates/feedback/mine.html"],
        }
    ]


def test_what_only_staff_see_is_left_out_unless_asked_for():
    made = catalogue("ar", {"Desk": ""})
    made.messages.get("Desk").auto_comments = [STAFF_ONLY]
    assert missing(made) == []
    assert [task["msgid"] for task in missing(made, staff_too=True)] == ["Desk"]


def test_good_words_go_in_and_bad_ones_are_refused_one_by_one():
    made = catalogue("ar", {HELLO: "", "Help": "", COUNTED: [""] * 6})
    refused = merge(
        made, {"Help": "مساعدة", HELLO: "مرحبا", "%(num)d message": ["واحدة"], "Who?": "من؟"}
    )
    assert len(refused) == 3
    assert words(made, "Help") == "مساعدة"
    assert words(made, HELLO) == ""


@pytest.mark.parametrize("nothing", ["", "  ", None, 5, [], ["مساعدة"], {"a": "b"}])
def test_what_is_not_a_translation_is_refused(nothing):
    made = catalogue("ar", {"Help": ""})
    assert len(merge(made, {"Help": nothing})) == 1
    assert words(made, "Help") == ""


def test_new_words_in_a_checked_catalogue_make_it_a_draft_again():
    made = catalogue("ar", {"Help": ""}, checked_by="Amal K., 2026")
    assert merge(made, {"Help": "<b>مساعدة</b>"})
    assert made.checked_by == "Amal K., 2026"
    merge(made, {"Help": "مساعدة"})
    assert made.checked_by == ""
