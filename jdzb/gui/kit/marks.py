"""The small marks of the theme: pills, the count on the rail, ticks and rings."""

from __future__ import annotations

from jdzb.gui.kit import corners, theme
from jdzb.gui.kit.skin import Skin


def dress(skin: Skin) -> None:
    """Pills, the count on the rail, ticks and rings."""
    style, radius = skin.style, theme.PILL_RADIUS
    for tone, (ink, ground) in theme.TONES.items():
        name = f"{tone.capitalize()}.Pill"
        picture = skin.box(f"pill-{tone}", ground, ground, radius=radius)
        skin.element(f"{name}.ground", (picture,), radius)
        skin.button(f"{name}.TLabel", f"{name}.ground", "Label")
        style.configure(
            f"{name}.TLabel", font="Small", foreground=ink, background=ground,
            padding=(skin.px(9), skin.px(1)), anchor="center",
        )  # fmt: skip
    badges = (
        skin.box("badge", theme.GOLD, theme.GOLD, theme.RAIL, radius=9),
        skin.box("badge-on", theme.GOLD, theme.GOLD, theme.PAGE, radius=9),
    )
    skin.element("Badge.ground", badges, 9, "selected")
    skin.button("Badge.TLabel", "Badge.ground", "Label")
    style.configure(
        "Badge.TLabel", font="SmallStrong", foreground=theme.ON_GOLD, background=theme.GOLD,
        padding=(skin.px(7), 0), anchor="center",
    )  # fmt: skip
    for kind, radius in (("Checkbutton", 2), ("Radiobutton", 8)):
        size, states = skin.px(16), ("selected", "focus")
        pictures = tuple(
            skin.picture(f"{kind}-{state}", corners.mark(size, skin.px(radius), _mark(state)))
            for state in ("", *states)
        )
        pairs = [(state, pictures[n + 1]) for n, state in enumerate(states)]
        style.element_create(
            f"Jdzb{kind}.indicator", "image", pictures[0], *pairs,
            border=0, sticky="", width=size + skin.px(7),
        )  # fmt: skip
        label = [(f"{kind}.label", {"side": "left", "sticky": ""})]
        inner = [(f"Jdzb{kind}.indicator", {"side": "left", "sticky": ""}), *label]
        skin.layout(f"T{kind}", [(f"{kind}.padding", {"sticky": "nswe", "children": inner})])
        style.configure(f"T{kind}", padding=(0, skin.px(3)), background=theme.CARD)
        style.map(f"T{kind}", background=[])


def _mark(state: str) -> tuple[str, str, str, str]:
    """Ground, fill, edge and the tick inside (in the colour of the fill when there is none)."""
    if state == "selected":
        return theme.CARD, theme.ACCENT, theme.ACCENT, theme.ON_ACCENT
    return theme.CARD, theme.CARD, theme.ACCENT if state == "focus" else theme.FAINT, theme.CARD
