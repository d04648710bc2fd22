"""A draft counts its changes, so that it is sent only as it was read."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "response", sa.Column("changes", sa.Integer(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    # Not in a batch: that writes the table anew, and what hangs on its rows would go with the old.
    op.drop_column("response", "changes")
