import json

import jsonschema
import pytest

from coach.services.debriefing.assembling import refused_report
from coach.services.debriefing.schemas import FOLDER, SCHEMAS, schema_text


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_in_the_docs_is_the_models(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == schema_text(SCHEMAS[name])


def test_a_report_satisfies_its_schema() -> None:
    schema = json.loads((FOLDER / "debrief.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(refused_report("s").model_dump(mode="json"), schema)
