"""The report as a tagged PDF."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from app.core.reporting import BarChart, Cell, Chapter, Figure, Paragraph, Quote, Row, Table
from app.reports.pdf import make_pdf, missing_signs, spelled_out

COVER = {
    "site": "Listen to Us",
    "title": "What young people told us",
    "council": "West Northamptonshire",
    "quarter": "April to June 2026",
    "frozen": "Frozen on Wednesday 15 July 2026 by Priya Nair",
    "digest": "ab12" * 16,
    "language": "en",
    "direction": "ltr",
}
FEW = Cell("not shown", None, True)
ROWS = (Row("My home", (Cell("25", 25),)), Row("My room", (FEW,), 1))
ARABIC, TIGRINYA = "أحب غرفتي الجديدة", "ኣብ ገዛይ ሓጐስ ይስምዓኒ"


def chapter(*blocks):
    return Chapter("c", "Who we heard", blocks)


@pytest.fixture
def make(app):
    """The PDF of one chapter with these blocks."""

    def make(*blocks):
        with app.test_request_context():
            return make_pdf(COVER, [chapter(*blocks)], made_at=1_784_000_000)

    return make


@pytest.fixture
def whole(make):
    return make(
        Paragraph("We heard many."),
        Figure("Young people", "25"),
        Table("t", "Themes", "Theme", ("Now",), ROWS),
        BarChart("t", "Themes as bars"),
        Quote(ARABIC, "ar"),
        Quote(TIGRINYA, "ti"),
        Quote("من خوش هستم", "fa-AF"),
    )


def structure(reader):
    """Every element of the tag tree: (kind, language, alternative text)."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((node["/S"], node.get("/Lang"), node.get("/Alt")))
            if "/K" in node:
                waiting.append(node["/K"])
    return found


def test_it_is_tagged_and_says_its_language_and_title(whole):
    root = PdfReader(BytesIO(whole.content)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata.replace(" ", "")
    assert COVER["title"] in metadata


def test_tables_headings_and_pictures_are_what_they_are(whole):
    tags = structure(PdfReader(BytesIO(whole.content)))
    kinds = [kind for kind, _lang, _alt in tags]
    assert {"/H1", "/Table", "/TH", "/TD", "/Figure"} <= set(kinds)
    assert any(alt and alt.startswith("Themes as bars") for _kind, _lang, alt in tags)


def test_each_quote_is_in_its_own_language(whole):
    languages = {lang for _kind, lang, _alt in structure(PdfReader(BytesIO(whole.content)))}
    assert {"ar", "ti", "prs"} <= languages


def test_its_words_can_be_read_out_of_it(whole):
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(whole.content)).pages)
    for words in ("West Northamptonshire", "April to June 2026", "ab12ab12", "not shown", TIGRINYA):
        assert words in text
    assert whole.replaced == ()


def sizes_in_pictures(pdf) -> set[float]:
    """How big letters in the pictures are on paper, in points: only pictures are scaled."""
    sizes = set()

    def note(text, scale, _place, _font, size):
        if text.strip() and abs(scale[0]) != 1:
            sizes.add(round(abs(scale[0]) * size, 1))

    for page in PdfReader(BytesIO(pdf.content)).pages:
        page.extract_text(visitor_text=note)
    return sizes


def test_letters_are_equally_big_in_a_picture_beside_its_table_and_under_it(make):
    columns = ("Good", "Not good", "Mixed", "Neither", "All")
    wide = Row("My home", tuple(Cell(str(count), count) for count in (25, 20, 15, 10, 70)))
    narrow = Table("n", "Narrow", "Theme", ("Now",), ROWS)
    beside = (narrow, BarChart("n", "Bars"))
    under = (Table("w", "Wide", "Theme", columns, (wide,)), BarChart("w", "Bars", (0, 1, 2, 3)))
    names, numbers_in_bars = 8.7, 7.4
    assert sizes_in_pictures(make(*beside)) == {names}
    assert sizes_in_pictures(make(*under)) == {names, numbers_in_bars}


def test_the_fonts_are_our_own_and_inside_it(whole):
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(BytesIO(whole.content)).pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts
    assert all("+NotoSans" in font for font in fonts)


def test_the_same_report_is_the_same_file(make):
    assert make(Paragraph("One.")).content == make(Paragraph("One.")).content


def test_a_sign_without_a_letter_is_replaced_and_its_place_is_named(make):
    made = make(Paragraph("Fine."), Quote("漢 yes", "en"), Quote("Ask me 🙏🏽 first", "en"))
    assert made.replaced == ("Who we heard: quote 1", "Who we heard: quote 2")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(made.content)).pages)
    assert "[person with folded hands] first" in " ".join(text.split())
    assert "Who we heard: quote 2" in text


@pytest.mark.parametrize(
    ("sign", "instead"),
    [("😀", "[grinning face]"), ("\U0001f3fd", ""), ("漢", "\ufffd"), ("\x07", "\ufffd")],
)
def test_a_missing_sign_is_spelled_out_or_stood_in_for(sign, instead):
    assert spelled_out(sign) == instead


def test_the_missing_signs_are_read_from_what_the_typesetter_says():
    said = 'error: the text `"\\u{7}漢"` could not be displayed with font `"Noto Sans"`'
    assert missing_signs(said) == {"\x07", "漢"}


@pytest.mark.parametrize(
    "words", ["#set page(fill: red) *x* _y_ $z$ @a <b> \\", '"]}', "a\nb", "  ", "\u202eabc"]
)
def test_words_are_only_ever_words(make, words):
    assert make(Quote(words, "en")).content.startswith(b"%PDF")
