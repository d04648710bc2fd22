"""Cells of a table that a spreadsheet must not work out.

See OWASP, CSV injection: a cell that begins like a formula is put behind an apostrophe.
"""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def kept_from_formulas(cell: str) -> str:
    """The cell as a spreadsheet may show it; `without_apostrophe` gives it back."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def without_apostrophe(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA) else cell
