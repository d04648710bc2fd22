"""What a page carries so that nobody writes over somebody else."""

import re


def seen_on(visitor, address: str, name: str = "seen") -> dict[str, str]:
    """The mark a browser would send back from the page at this address, beside what is typed."""
    page = visitor.get(address).text
    tags = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert len(tags) == 1, tags
    return {name: re.search(r'value="([^"]*)"', tags[0])[1]}
