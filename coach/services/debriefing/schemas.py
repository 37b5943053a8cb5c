"""The JSON schemas of the contract; ``python -m coach.services.debriefing.schemas`` writes them."""

import json
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from coach.services.debriefing.decisions import Decisions
from coach.services.debriefing.report import DebriefReport

SCHEMAS: Final[dict[str, type[BaseModel]]] = {
    "debrief.schema.json": DebriefReport,
    "decisions.schema.json": Decisions,
}
FOLDER: Final = Path(__file__).resolve().parents[3] / "docs" / "schemas"


def schema_text(model: type[BaseModel]) -> str:
    """The schema of a model as it stands in ``docs/schemas``."""
    document = model.model_json_schema(
        mode="serialization" if model is DebriefReport else "validation"
    )
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def write(folder: Path = FOLDER) -> None:
    """Write every schema into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in SCHEMAS.items():
        (folder / name).write_text(schema_text(model), encoding="utf-8")


if __name__ == "__main__":
    write()
