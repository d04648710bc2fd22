"""Text that came from another system, reduced to plain text.

The only import of bleach: its upkeep has ended, so it has one door and can be replaced here. What a
young person types is never changed on its way in; pages escape it on its way out.
"""

import html
import re

_BREAKS = re.compile(r"<\s*br\b[^>]*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<\s*(script|style)\b.*?<\s*/\s*\1\s*>", re.IGNORECASE | re.DOTALL)
_LOOKS_LIKE_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z!][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")


def plain_text(text: str) -> str:
    """`text` without markup: tags gone, entities as characters. Text that has none is unchanged."""
    if not _LOOKS_LIKE_MARKUP.search(text):
        return text
    # Only here: little has markup, and no start should wait for it to be loaded.
    import bleach

    broken = _BREAKS.sub("\n", _HIDDEN.sub("", text))
    return html.unescape(bleach.clean(broken, tags=set(), strip=True, strip_comments=True))
