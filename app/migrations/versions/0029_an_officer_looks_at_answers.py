"""An officer looks at a service's answer before everybody can read it, or says why nobody should.

Of an answer that was given before, nobody has looked: its words are shown once an officer did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

TABLE = "inspection_recommendation"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("answer_looked_on", sa.Date(), nullable=True))
    op.add_column(TABLE, sa.Column("answer_held_sealed", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column(TABLE, "answer_held_sealed")
    op.drop_column(TABLE, "answer_looked_on")
