"""A published pledge stays as it is: the session refuses to change it or take it away."""

from app.core.kept import keep_for_good
from app.pledge.models import Pledge

KEPT = ("council_code", "number", "state", "starts_on", "content", "digest", "published_at")
"""What never changes once it is published."""


class AlreadyPublished(Exception):
    """It is published and stays as it is."""


class PublishedForGood(Exception):
    """Somebody tried to change a published pledge."""


keep_for_good(Pledge, "published", KEPT, PublishedForGood)
