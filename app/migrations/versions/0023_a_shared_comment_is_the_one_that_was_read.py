"""A comment that inspectors may read is shown with the words and the English that were read."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("survey_shared_answer") as batch_op:
        batch_op.add_column(sa.Column("digest", sa.LargeBinary(length=32), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("survey_shared_answer") as batch_op:
        batch_op.drop_column("digest")
