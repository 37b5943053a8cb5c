"""Earlier rounds: the invented insights, counted for the people of this home."""

import json

from coach.demo.cast import Cast
from coach.demo.content import read_insights

_PREFIX = "demo-"


def insights_of(cast: Cast) -> bytes:
    """Return the insights as JSON lines with this home's references in place of the file's.

    So a junior who talked in an earlier round and talks again now counts once.
    """
    lines = [json.loads(line) for line in read_insights().splitlines()]
    for line in lines:
        junior = line["junior_ref"].removeprefix(_PREFIX)
        pair = line["pair_ref"].removeprefix(_PREFIX)
        line["junior_ref"] = cast.junior_refs[junior]
        line["pair_ref"] = cast.pair_refs[pair, junior]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
