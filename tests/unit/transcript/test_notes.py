"""Notes as people lay them out: bullets, lines, broken lines, headings with and without marks."""

from guardrails.transcript import read_transcript


def turns(text: str) -> list[tuple[str, bool]]:
    talk = read_transcript(text.encode(), "notes.md")
    return [(turn.text.reveal(), turn.heading) for turn in talk.turns]


def test_lines_that_a_program_broke_are_one_thought() -> None:
    text = (
        "The scanner drops the connection behind the cold store, so\n"
        "the picker walks back to the door and scans everything a\n"
        "second time.\n\n"
        "Nobody reads the handover sheet after six in the evening.\n"
    )
    broken, whole = text.strip().split("\n\n")
    assert turns(text) == [(broken.replace("\n", " "), False), (whole, False)]


def test_a_line_that_had_room_left_is_a_thought_of_its_own() -> None:
    long = "drafts: ships send theirs by mail as a file and the planner takes only the web form"
    text = f"wind is read inland\nhe laughed\n{long}\nopen: who fills the form\n"
    assert [said for said, _ in turns(text)] == text.splitlines()


def test_an_indented_line_goes_on_with_its_bullet() -> None:
    text = (
        "- the list is printed twice a day\n  because the second printer is nearer\n- no labels\n"
    )
    assert [said for said, _ in turns(text)] == [
        "the list is printed twice a day because the second printer is nearer",
        "no labels",
    ]


def test_a_few_words_alone_above_a_list_are_its_heading() -> None:
    text = "after the walk\n\nTo do\n- call the yard\n- tape\n\n- What she thinks:\n- all is well\n"
    assert turns(text) == [
        ("after the walk", False),
        ("To do", True),
        ("call the yard", False),
        ("tape", False),
        ("What she thinks", True),
        ("all is well", False),
    ]


def test_questions_and_answers_in_one_hand_are_notes() -> None:
    text = (
        "Q: Why does nobody use the form?\nA: It asks for a code we do not have.\n"
        "Q: Could the lead give you one?\nA: She has none either.\nbus was late again\n"
    )
    assert [said for said, _ in turns(text)] == [
        "Q: Why does nobody use the form?",
        "It asks for a code we do not have.",
        "Q: Could the lead give you one?",
        "She has none either.",
        "bus was late again",
    ]


def test_a_talk_of_two_named_speakers_is_no_such_thing() -> None:
    text = (
        "Q: How?\nAda: We print it.\nJo: Why?\nAda: No screen.\nJo: I see.\nAda: Yes.\nJo: Fine.\n"
    )
    talk = read_transcript(text.encode(), "talk.txt")
    assert {turn.speaker.reveal() for turn in talk.turns if turn.speaker} >= {"Ada", "Jo"}
