"""The signs a document could not be made with, as typst's refusal names them."""

import re

MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
RUST_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


def missing_signs(diagnostic: str) -> frozenset[str]:
    """The signs that typst says no font has."""
    found = (match.group(1) for match in MISSING.finditer(diagnostic))
    plain = (RUST_ESCAPE.sub(lambda m: chr(int(m.group(1), 16)), text) for text in found)
    return frozenset(sign for text in plain for sign in text if not sign.isspace())
