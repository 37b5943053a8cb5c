"""Accounts, pairs, the programme, model accounting, erasure receipts and the audit trail."""

import sqlalchemy as sa
from alembic import op

from coach.records.schema import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the first tables."""
    _people()
    _programme()
    _traces()


def _people() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("sign_in_name", sa.String(120), nullable=False, unique=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password_hash", sa.String(255), nullable=False),
        sa.Column("junior_ref", sa.String(40), nullable=False),
        sa.Column("function", sa.String(80), nullable=False),
        sa.Column("region", sa.String(80), nullable=False),
        sa.Column("tenure_band", sa.String(40), nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("created", Moment(), nullable=False),
    )
    op.create_table(
        "pairs",
        sa.Column("pair_ref", sa.String(40), primary_key=True),
        sa.Column(
            "senior_id",
            sa.String(32),
            sa.ForeignKey("users.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "junior_id",
            sa.String(32),
            sa.ForeignKey("users.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("created", Moment(), nullable=False),
        sa.UniqueConstraint("senior_id", "junior_id"),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("account_key", sa.String(40), primary_key=True),
        sa.Column("origin_key", sa.String(40), primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("blocked_until", Moment(), nullable=True),
        sa.Column("last", Moment(), nullable=False),
    )


def _programme() -> None:
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("k", sa.Integer, nullable=True),
        sa.Column("k_frozen", Moment(), nullable=True),
        sa.Column("created", Moment(), nullable=False),
        sa.CheckConstraint("id = 1", name="one_row"),
        sa.CheckConstraint("k IS NULL OR k >= 3", name="k_floor"),
    )


def _traces() -> None:
    op.create_table(
        "model_calls",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("purpose", sa.String(80), nullable=False),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("prompt_tokens", sa.Integer, nullable=False),
        sa.Column("completion_tokens", sa.Integer, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("cost_usd", sa.Float, nullable=False),
    )
    op.create_table(
        "erasures",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("begun", Moment(), nullable=False),
        sa.Column("plan", sa.JSON, nullable=False),
        sa.Column("fingerprints", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "receipts",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("erased", sa.JSON, nullable=False),
        sa.Column("verified", sa.Boolean, nullable=False),
        sa.Column("method", sa.Text, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor", sa.String(40), nullable=False),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
    )


def _account(name: str) -> sa.Column[str]:
    owner = sa.ForeignKey("users.id", ondelete="CASCADE")
    return sa.Column(name, sa.String(32), owner, nullable=False)
