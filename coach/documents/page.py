"""The page our PDF documents are drawn on: A4, embedded type, a quiet footer."""

from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue

from coach.documents import words

INK, ACCENT, QUIET, PALE = (31, 42, 55), (15, 110, 110), (91, 103, 117), (233, 243, 242)
MARGIN = 20.0
"""Millimeters on every side."""
_FONT, _RESERVE = "CoachSans", "CoachReserve"
_STYLES = {"": "Regular", "B": "Bold", "I": "Italic"}
_SUBSTITUTES = str.maketrans({"\u2011": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})


class Page(FPDF):
    """An A4 document with our type; signs that neither type has become question marks."""

    def __init__(self, now: datetime, title: str) -> None:
        super().__init__(format="A4", unit="mm")
        self.set_creation_date(now)
        self.set_title(title)
        self.set_lang("en")
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN)
        folder = Path(str(resources.files("coach.documents").joinpath("fonts")))
        for style, name in _STYLES.items():
            self.add_font(_FONT, style, folder / f"CoachSans-{name}.ttf")
        self.add_font(_RESERVE, "", folder / f"{_RESERVE}-Regular.ttf")
        self.set_fallback_fonts([_RESERVE], exact_match=False)
        self._known = {sign for font in self.fonts.values() for sign in getattr(font, "cmap", ())}

    def footer(self) -> None:
        """Write the reminder and the page number."""
        self.set_y(-14)
        self.type("", 8, QUIET)
        self.cell(0, 5, words.FOOTER)
        self.set_y(-14)
        self.cell(0, 5, str(self.page_no()), align="R")

    def type(self, style: str, size: float, color: tuple[int, int, int] = INK) -> None:
        """Choose style ("", "B", "I"), size in points and color."""
        self.set_font(_FONT, style, size)
        self.set_text_color(*color)

    def write_lines(self, text: str, height: float, *, indent: float = 0.0) -> None:
        """Write wrapped text; ``height`` of a line and ``indent`` from the margin are mm."""
        self.set_x(MARGIN + indent)
        self.multi_cell(
            self.epw - indent, height, self.drawable(text), align="L", new_x="LMARGIN", new_y="NEXT"
        )

    def keep_together(self, height: float) -> None:
        """Begin a new page when less than ``height`` mm are left on this one."""
        if self.will_page_break(height):
            self.add_page()

    def height_of(
        self, text: str, line: float, *, indent: float = 0.0, width: float | None = None
    ) -> float:
        """Return how many mm ``text`` would take in the current type, in lines of ``line`` mm."""
        room = self.epw - indent if width is None else width
        shape = self.multi_cell(
            room, line, self.drawable(text), dry_run=True, output=MethodReturnValue.HEIGHT
        )
        return float(cast("float", shape))

    def drawable(self, text: str) -> str:
        """Return text with what the type cannot draw replaced."""
        plain = text.translate(_SUBSTITUTES)
        return "".join(sign if ord(sign) in self._known or sign == "\n" else "?" for sign in plain)
