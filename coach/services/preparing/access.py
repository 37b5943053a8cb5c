"""Whose briefs and guides somebody may see."""

from coach.errors import NotFound
from coach.records.guides import GuideRecord, GuideRecords, KeptBrief
from coach.users import User


def my_guide(records: GuideRecords, user: User, guide_id: str) -> GuideRecord:
    """Return a guide of this user's own.

    Raises:
        NotFound: when there is none, or it is somebody else's: which of the two is not told.
    """
    record = records.get(guide_id)
    if not user.operator and record.owner_id != user.id:
        raise NotFound("There is no such guide.")
    return record


def paired_guide(records: GuideRecords, user: User, guide_id: str) -> GuideRecord:
    """Return a guide of this user's own or of a mentoring pair they belong to.

    Raises:
        NotFound: when there is none for them.
    """
    record = records.get(guide_id)
    if not _within_reach(user, record.owner_id, record.pair_refs):
        raise NotFound("There is no such guide.")
    return record


def reachable_brief(records: GuideRecords, user: User, reference: str) -> KeptBrief:
    """Return a brief of this user's own or of a mentoring pair they belong to.

    Raises:
        NotFound: when there is none for them.
    """
    kept = records.brief(reference)
    if not _within_reach(user, kept.owner_id, kept.pair_refs):
        raise NotFound("There is no such brief.")
    return kept


def reachable_briefs(records: GuideRecords, user: User) -> list[KeptBrief]:
    """Return the user's own briefs and those of their mentoring pairs, newest first."""
    return [kept for kept in records.briefs() if _within_reach(user, kept.owner_id, kept.pair_refs)]


def _within_reach(user: User, owner_id: str, pair_refs: tuple[str, ...]) -> bool:
    return user.operator or owner_id == user.id or bool(set(user.pair_refs) & set(pair_refs))
