"""What the styles of an OpenDocument text say of its words: hidden, struck out, raised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET  # the types; parsing is in markup

from extractor.reading.open_text.names import STYLE, TEXT

FAMILIES = ("text", "paragraph")


@dataclass(frozen=True, slots=True)
class Look:
    """How words look; ``None`` where a style leaves it to what is around."""

    is_hidden: bool | None = None
    is_struck: bool | None = None
    is_raised: bool | None = None

    def over(self, around: Look) -> Look:
        """Return this look with what it leaves open taken from ``around``."""
        return Look(
            around.is_hidden if self.is_hidden is None else self.is_hidden,
            around.is_struck if self.is_struck is None else self.is_struck,
            around.is_raised if self.is_raised is None else self.is_raised,
        )


@dataclass(frozen=True, slots=True)
class Styles:
    """The look of each style, by its family and name."""

    looks: Mapping[tuple[str, str], Look] = field(default_factory=dict)

    def look(self, family: str, element: ET.Element) -> Look:
        """Return how the words of ``element`` look by its style."""
        return self.looks.get((family, element.get(f"{TEXT}style-name", "")), Look())


def read_styles(roots: Iterable[ET.Element]) -> Styles:
    """Return the styles that the parts of a document define; the later part goes before."""
    defined = {
        (style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")): style
        for root in roots
        for style in root.iter(f"{STYLE}style")
    }
    return Styles({key: _inherited(key, defined) for key in defined if key[0] in FAMILIES})


def _inherited(key: tuple[str, str], defined: Mapping[tuple[str, str], ET.Element]) -> Look:
    """Return how a style looks, by itself or by the nearest of those it is based on."""
    look, passed = Look(), set[tuple[str, str]]()
    while key in defined and key not in passed:
        passed.add(key)
        look = look.over(_own(defined[key]))
        key = (key[0], defined[key].get(f"{STYLE}parent-style-name", ""))
    return look


def _own(style: ET.Element) -> Look:
    properties = style.find(f"{STYLE}text-properties")
    if properties is None:
        return Look()
    display = properties.get(f"{TEXT}display")
    lines = [
        said
        for name in ("text-line-through-style", "text-line-through-type")
        if (said := properties.get(STYLE + name)) is not None
    ]
    position = properties.get(f"{STYLE}text-position")
    return Look(
        None if display is None else display == "none",
        any(said != "none" for said in lines) if lines else None,
        None if position is None else _is_raised(position),
    )


def _is_raised(position: str) -> bool:
    height = position.split()[:1]
    return height == ["super"] or (
        bool(height) and not height[0].startswith(("-", "0%", "sub")) and height[0].endswith("%")
    )
