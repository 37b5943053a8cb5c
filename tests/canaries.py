"""Words that must never touch a disk in clear, and the search for them."""

from collections.abc import Iterable
from pathlib import Path

NAMES = ("Zebedee Quillfeather", "Ottoline Marchbanks", "Kezia Thrupp")
CANARIES = ("quillfeather", "marchbanks", "thrupp", "canary-mail")
"""What is looked for, whatever its capitals."""

ROSTER = b"""name,role,team,email
Ottoline Marchbanks,senior,Retail,ottoline@canary-mail.example
Kezia Thrupp,junior,Shops,kezia@canary-mail.example
Zebedee Quillfeather,colleague,Shops,zebedee@canary-mail.example
"""

TALK = b"""WEBVTT

1
00:00:01.000 --> 00:00:06.000
Ottoline Marchbanks: What happened the last time the till stopped in your shop?

2
00:00:07.000 --> 00:00:19.000
Kezia Thrupp: On Saturday the till froze for twenty minutes and I wrote the sales on paper, \
because Zebedee Quillfeather told us never to restart it while a card is inside.

3
00:00:20.000 --> 00:00:25.000
Ottoline Marchbanks: And what did you do with the paper afterwards?

4
00:00:26.000 --> 00:00:41.000
Kezia Thrupp: I typed all fourteen sales again on Monday, which took me two hours, and three of \
them were wrong, so now we keep a notebook under the counter for every shift.
"""

BRIEF = b"""decision: Replace the tills in all shops this year, repair them, or keep them.
owner: {role: Head of Retail}
deadline: 2027-03-31
options: [Replace all tills, Repair the oldest ones, Keep them as they are]
what_would_change_it:
  - Sales that are written on paper because a till stopped
  - Time lost in shops after a till stopped
metrics:
  - {name: Minutes a till stands still, baseline: 40, target: 5, unit: minutes per week}
junior_vantage: Sells in a shop and works at the till every day.
off_limits: [Which colleague made which mistake]
learning_objectives: {senior: [Learn what a stopped till costs], junior: [Learn how budgets work]}
question_family: internal_tools
"""


def hits(folders: Iterable[Path], words: Iterable[str] = CANARIES) -> list[str]:
    """Every file (and file name) under the folders that holds one of the words, and which."""
    wanted = [word.lower() for word in words]
    found = []
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            content = bytes(file.name.lower(), "utf-8")
            if file.is_file():
                content += b"\n" + file.read_bytes().lower()
            found += [
                f"{file.relative_to(folder)}: {word}"
                for word in wanted
                if any(word.encode(code) in content for code in ("utf-8", "utf-16-le"))
            ]
    return found
