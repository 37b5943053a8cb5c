"""One debrief in a process of its own, its steps as JSON lines; several FOLDERs run at once.

python -m tests.bench.debrief_run HOME FOLDER...
"""

import asyncio
import json
import sys
import time
from pathlib import Path

from coach.application import Coach
from coach.bootstrap import open_coach
from coach.settings import Settings
from coach.users import OPERATOR
from graphs.ports import Progress


async def _work(coach: Coach, folder: Path, began: float) -> None:
    first: list[float] = []

    def on_step(step: Progress) -> None:
        if step.stage == "insight" and not first:
            first.append(time.monotonic() - began)

    talk = _talk_in(folder)
    review = await coach.debriefing.start(
        OPERATOR,
        talk.read_bytes(),
        talk.name,
        brief=(folder / "brief.yaml").read_bytes(),
        roster=(folder / "roster.csv").read_bytes(),
        on_progress=on_step,
    )
    origins = [each.origin for each in review.report.insights]
    told = {
        "session": folder.name,
        "words": review.report.counts.words,
        "insights": len(origins),
        "worded_by_the_model": origins.count("model"),
        "first_insight_s": round(first[0], 1) if first else None,
        "review_s": round(time.monotonic() - began, 1),
        "stages_s": {stage: round(spent, 1) for stage, spent in review.report.seconds.items()},
    }
    print(json.dumps(told), flush=True)  # noqa: T201 - what this program is for


def _talk_in(folder: Path) -> Path:
    return next(file for file in folder.iterdir() if file.stem in {"transcript", "notes"})


async def _all(home: Path, folders: list[Path]) -> None:
    async with open_coach(Settings(home=home)) as coach:
        began = time.monotonic()
        await asyncio.gather(*(_work(coach, folder, began) for folder in folders))


if __name__ == "__main__":
    asyncio.run(_all(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]]))
