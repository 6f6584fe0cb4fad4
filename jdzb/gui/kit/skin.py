"""A theme in the making: pictures, the elements that stretch them, layouts (see looks.py)."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from jdzb.gui.kit import corners, theme
from jdzb.gui.kit.corners import Box
from jdzb.gui.kit.theme import px


class Skin:
    """One Tk theme in the making: makes pictures, elements and layouts in it."""

    def __init__(self, root: tk.Misc, style: ttk.Style, name: str) -> None:
        self.root, self.style, self.name = root, style, name

    def px(self, units: float) -> int:
        """Units as pixels."""
        return px(self.root, units)

    def picture(self, name: str, data: bytes) -> str:
        """Keep a picture under a name that Tk owns, so that Python need not hold it."""
        full = f"{self.name}-{name}"
        self.root.tk.call("image", "create", "photo", full, "-data", data)
        return full

    def box(self, name: str, fill: str, edge: str, ground: str = theme.CARD, **more: int) -> Box:
        """A rounded box; ``line`` and ``radius`` in units."""
        return Box(
            name=name, radius=self.px(more.get("radius", theme.RADIUS)),
            line=max(self.px(more.get("line", 1)), min(more.get("line", 1), 1)),
            fill=fill, edge=edge, ground=ground,
            bar=self.px(more.get("bar", 0)), bar_colour=theme.GOLD,
        )  # fmt: skip

    def element(
        self, name: str, boxes: tuple[Box, ...], reach: int, *states: str, middle: int = 64
    ) -> None:
        """An element that stretches its pictures, keeping ``reach`` units at each side."""
        border = self.px(reach) + 1
        images = [self.picture(box.name, corners.ppm(box, border, middle)) for box in boxes]
        self.style.element_create(  # type: ignore[call-overload]
            name, "image", images[0],
            *((*state.split(), image) for state, image in zip(states, images[1:], strict=True)),
            border=border, padding=0, sticky="nswe", width=2 * border, height=2 * border,
        )  # fmt: skip

    def blank(self, name: str, width: int) -> str:
        """A picture of nothing."""
        full = f"{self.name}-{name}"
        self.root.tk.call("image", "create", "photo", full, "-width", width, "-height", 1)
        return full

    def line(self, name: str, colour: str, width: int = 512) -> str:
        """A picture of one line of a colour, for under rows and headings."""
        height = max(self.px(1), 1)
        pixels = bytes(int(part) for part in corners.rgb(colour)) * width * height
        return self.picture(name, b"P6 %d %d 255\n" % (width, height) + pixels)

    def layout(self, name: str, spec: object) -> None:
        """A layout as ttk takes it: (element, options with "children") in a list."""
        self.style.layout(name, spec)  # type: ignore[call-overload]

    def button(self, name: str, element: str, kind: str = "Button") -> None:
        """A layout of a picture, inside it the padding, inside it the label."""
        label = [(f"{kind}.label", {"sticky": "nswe"})]
        padding = [(f"{kind}.padding", {"sticky": "nswe", "children": label})]
        self.layout(name, [(element, {"sticky": "nswe", "children": padding})])
