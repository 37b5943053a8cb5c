"""What people decided about themes, and the experiments that were tried on them."""

import sqlalchemy as sa
from alembic import op

from coach.records.schema import Moment

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "theme_choices",
        sa.Column("subject", sa.String(80), primary_key=True),
        sa.Column("theme_id", sa.String(40), primary_key=True),
        sa.Column("choice", sa.String(8), nullable=False),
    )
    op.create_table(
        "experiments",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("theme_id", sa.String(40), nullable=False, index=True),
        sa.Column("attempt", sa.Text, nullable=False),
        sa.Column("metric", sa.Text, nullable=False),
        sa.Column("before", sa.String(40), nullable=False),
        sa.Column("after", sa.String(40), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("entered", Moment(), nullable=False),
    )
