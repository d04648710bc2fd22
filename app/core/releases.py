"""What has been published already, by whichever feature published it.

A figure that somebody can read cannot be taken back, so every further release is checked against
the earlier ones. The features publish side by side and know nothing of each other; here each says
what it has published, and each asks what the others have.
"""

from collections.abc import Callable, Collection, Sequence

from app.core.disclosure import Protected

Releases = Callable[[str], Sequence[Protected]]
"""From a council's code to all that was published about it, oldest first."""

_PUBLISHERS: list[Releases] = []


def publisher(releases: Releases) -> Releases:
    """The function below says what its feature has published."""
    _PUBLISHERS.append(releases)
    return releases


def released(council_code: str, cells: Collection[str]) -> list[Protected]:
    """Everything published about this council that shows or holds back one of these cells."""
    wanted = frozenset(cells)
    found = (one for releases in _PUBLISHERS for one in releases(council_code))
    return [one for one in found if wanted & one.shown.keys()]
