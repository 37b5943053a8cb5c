"""An invitation with the agenda, for any calendar."""

import uuid
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from graphs.prepare.guide import Guide

_LEAD = timedelta(days=7)
_HOUR = 10
_SATURDAY = 5
_SPACE = uuid.UUID("6f0d1b0e-2f55-4d0a-9a3e-5b8f9f2c7a10")


def guide_as_ics(guide: Guide, now: datetime, start: datetime | None = None) -> bytes:
    """Return an .ics event of the guide's length, on a weekday a week or more from ``now``.

    ``start`` names another moment.
    The questions stay out of it: an invitation is seen by assistants and phones.
    """
    begins = start or _weekday(now + _LEAD).replace(hour=_HOUR, minute=0, second=0, microsecond=0)
    event = Event()
    event.add(
        "uid", f"{uuid.uuid5(_SPACE, f'{guide.decision}{begins.isoformat()}')}@frontline-coach"
    )
    event.add("dtstamp", now)
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=guide.minutes))
    event.add("summary", f"What you see in your work: {guide.minutes} minutes of listening")
    event.add("description", _agenda(guide))
    calendar = Calendar()
    calendar.add("prodid", "-//Frontline Coach//Guide//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _weekday(day: datetime) -> datetime:
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return day


def _agenda(guide: Guide) -> str:
    minute, lines = 0, []
    for block in guide.blocks:
        label = "One topic of the decision" if block.id.startswith("change") else block.title
        lines.append(f"{minute:02d}-{minute + block.minutes:02d} min  {label}")
        minute += block.minutes
    return "\n".join([*lines, "", *guide.junior_page])
