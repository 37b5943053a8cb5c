"""The command line as a whole, in processes of its own."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from coach.cli.main import PLACES
from coach.silence import SWITCHES

HEAVY = (
    "pydantic", "litellm", "gradio", "langgraph", "chromadb", "spacy", "numpy", "xllamacpp",
    "sqlalchemy", "onnxruntime", "rich", "asyncio",
)  # fmt: skip


def coach(*words: str, home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COACH_HOME": str(home), "COACH_CACHE": str(home), **variables}
    return subprocess.run(
        [sys.executable, "-c", "from coach.cli.main import main; main()", *words],
        capture_output=True, text=True, env=environment, check=False, timeout=120,
    )  # fmt: skip


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    probe = (
        "import sys\nfrom coach.cli.main import coach\n"
        "coach.main(['--help'], standalone_mode=False)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    for name in PLACES:
        assert f"  {name} " in done.stdout


def test_no_command_at_all_shows_the_list(tmp_path: Path) -> None:
    done = coach(home=tmp_path)
    assert done.returncode == 2
    assert "debrief" in done.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nonsense"], "No such command 'nonsense'."),
        (["user", "add", "Ada"], "Missing option '--role'."),
        (["serve", "--port", "99999"], "99999 is not in the range"),
    ],
)
def test_a_wrong_call_is_one_sentence_with_the_way_out(
    words: list[str], sentence: str, tmp_path: Path
) -> None:
    done = coach(*words, home=tmp_path)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "--help' for an example." in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("COACH_WEB__PORT", "a door", "COACH_WEB__PORT is wrong"),
        ("COACH_LLM__STRENGTH", "huge", "COACH_LLM__STRENGTH is wrong"),
        ("COACH_LLM", "gpt", "COACH_LLM__MODEL"),
        ("COACH_WEB__HOST", "0.0.0.0", "COACH_WEB__SECURE_COOKIES=true"),  # noqa: S104 - refused
        ("COACH_WEB__WORKERS", "4", "COACH_WEB__WORKERS"),
    ],
)
def test_a_wrong_setting_names_its_variable(
    variable: str, value: str, words: str, tmp_path: Path
) -> None:
    done = coach("doctor", home=tmp_path, **{variable: value})
    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_doctor_speaks_json_alone_on_stdout(tmp_path: Path) -> None:
    done = coach("doctor", "--json", home=tmp_path)
    found = json.loads(done.stdout)
    assert done.returncode == 0, found
    assert found["model"] == "qwen2.5-coder-1.5b-instruct-q4_k_m"
    assert {finding["part"] for finding in found["findings"]} >= {"model", "embedder", "names"}


def test_a_choice_of_model_lasts_and_a_variable_wins_over_it(tmp_path: Path) -> None:
    assert coach("model", "use", "none", home=tmp_path).returncode == 0
    assert json.loads(coach("doctor", "--json", home=tmp_path).stdout)["model"] == "none"
    shown = coach("doctor", "--json", home=tmp_path, COACH_LLM__MODEL="ollama/x").stdout
    assert json.loads(shown)["model"] == "ollama/x"
    assert "none" in (tmp_path / "settings.json").read_text("utf-8")


def test_a_spoiled_settings_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("{", "utf-8")
    done = coach("doctor", home=tmp_path)
    assert done.returncode == 2
    assert "settings.json" in done.stderr


def test_a_reader_who_leaves_early_gets_no_traceback(tmp_path: Path) -> None:
    shell = f"{sys.executable} -c 'from coach.cli.main import main; main()' doctor | true"
    done = subprocess.run(
        ["bash", "-c", shell],
        capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "COACH_HOME": str(tmp_path), "COACH_CACHE": str(tmp_path)},
    )  # fmt: skip
    assert done.stderr == ""


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = coach("serve", "--port", str(port), home=tmp_path)
    assert done.returncode == 2, done.stderr
    assert f"Port {port}" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_switches_stand_before_any_vendor_is_imported() -> None:
    probe = "import coach, os, json; print(json.dumps(dict(os.environ)))"
    traced = {"LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true"}
    spoiled = {**os.environ, **traced, "NO_PROXY": "intranet"}
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, env=spoiled
    )
    standing = json.loads(done.stdout)
    assert {name: standing[name] for name in SWITCHES} == SWITCHES
    assert standing["NO_PROXY"] == "intranet,127.0.0.1,localhost,::1"


def test_a_page_without_the_part_is_refused_before_anything_is_measured(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Measured elsewhere\n")
    words = ["eval", "unseen", "--data", str(tmp_path), "--only", "scrub", "-o", str(page)]
    done = coach(*words, home=tmp_path)
    assert done.returncode == 2
    assert "has no such part yet; write all of it first, without --only." in done.stderr
    assert page.read_text() == "# Measured elsewhere\n"
