"""Sessions on their way to the review, and the insights shared with a senior."""

import sqlalchemy as sa
from alembic import op

from coach.records.schema import Moment

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("flow_version", sa.Integer, nullable=False),
        sa.Column("owner_id", sa.String(32), nullable=False, index=True),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("created", Moment(), nullable=False),
        sa.Column("changed", Moment(), nullable=False),
        sa.Column("brief", sa.JSON, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("junior_refs", sa.JSON, nullable=False),
        sa.Column("pair_ref", sa.String(40), nullable=False),
        sa.Column("report", sa.JSON, nullable=True),
        sa.Column("choices", sa.JSON, nullable=False),
    )
    op.create_table(
        "shared_insights",
        sa.Column("insight_id", sa.String(40), primary_key=True),
        sa.Column(
            "session_id",
            sa.String(32),
            sa.ForeignKey("sessions.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("pair_ref", sa.String(40), nullable=False, index=True),
        sa.Column("sharing", sa.String(20), nullable=False),
        sa.Column("card", sa.JSON, nullable=False),
        sa.Column("published", Moment(), nullable=False),
    )
