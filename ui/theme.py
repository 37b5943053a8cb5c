"""How the product looks: paper, ink, one accent, and type that can be read for an hour.

Fonts and styles ship inside the package; no page asks another machine for anything.
"""

from pathlib import Path

import gradio as gr
from gradio.themes.utils import colors, sizes

ASSETS = Path(__file__).parent / "assets"

INK = colors.Color(
    c50="#f6f5f1", c100="#ecebe5", c200="#dcdad2", c300="#c3c0b6", c400="#938f84",
    c500="#6b675e", c600="#514e47", c700="#3c3a35", c800="#292825", c900="#1c1b19",
    c950="#11100f", name="ink",
)  # fmt: skip
PINE = colors.Color(
    c50="#eef6f4", c100="#d6eae6", c200="#aed6cf", c300="#7dbbb1", c400="#4a9a8f",
    c500="#217d72", c600="#12655c", c700="#0f524b", c800="#0e423d", c900="#0c3733",
    c950="#06211e", name="pine",
)  # fmt: skip

SANS = ("Source Sans 3 Variable", "ui-sans-serif", "system-ui", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Consolas", "monospace")


def theme() -> gr.themes.Base:
    """The Gradio theme; colors meet WCAG AA on the paper background."""
    base = gr.themes.Base(
        primary_hue=PINE,
        secondary_hue=PINE,
        neutral_hue=INK,
        text_size=sizes.text_md,
        spacing_size=sizes.spacing_md,
        radius_size=sizes.radius_md,
        font=SANS,
        font_mono=MONO,
    )
    return base.set(
        body_background_fill="#f7f5f0",
        body_text_color="*neutral_900",
        body_text_color_subdued="*neutral_600",
        background_fill_primary="#ffffff",
        background_fill_secondary="#fbfaf7",
        block_background_fill="#ffffff",
        block_border_width="0px",
        block_shadow="none",
        block_label_text_color="*neutral_700",
        block_title_text_weight="600",
        block_info_text_color="*neutral_600",
        border_color_primary="*neutral_200",
        input_background_fill="#ffffff",
        input_border_color="*neutral_300",
        input_border_color_focus="*primary_500",
        input_border_width="1px",
        input_shadow="none",
        input_shadow_focus="0 0 0 3px #d6eae6",
        input_placeholder_color="*neutral_500",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_text_color="#ffffff",
        button_secondary_background_fill="#ffffff",
        button_secondary_background_fill_hover="*neutral_50",
        button_secondary_border_color="*neutral_300",
        button_secondary_text_color="*neutral_800",
        button_border_width="1px",
        button_large_radius="8px",
        link_text_color="*primary_600",
    )


def stylesheet() -> str:
    """Our CSS on top of the theme."""
    return (ASSETS / "coach.css").read_text(encoding="utf-8")
