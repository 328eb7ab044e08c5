"""Whether rules for some media hold on the screen of a desk, on which a page is read.

    print                                        no
    screen, all, only screen, not print          yes
    (max-width: 600px)                           no: on a telephone
    (min-width: 768px), (width >= 48em)          yes
    (prefers-color-scheme: dark)                 not to be told: no

A width must be met by the narrow screen of a desk and by the wide one.  A rule that is not told to
hold is left out, so that what it hides is read.
"""

from __future__ import annotations

import regex

SCREENS = (1280, 1920)  # pixels, narrow and wide
EM = 16  # pixels
MEDIA = regex.compile(
    r"(?P<not>not\s+)?(?:only\s+)?(?P<kind>[a-z]+)?(?:(?:^|\s+and|(?<=\Wand))\s*(?P<feature>\([^()]*+\)))*",
    regex.IGNORECASE,
)
WIDTH = regex.compile(
    r"\(\s*(?:(?P<bound>min|max)-width\s*:|width\s*(?P<than>[<>])=?)\s*"
    r"(?P<number>[0-9]{1,5}(?:\.[0-9]{1,4})?)(?P<unit>px|r?em)\s*\)",
    regex.IGNORECASE,
)
LANDSCAPE = regex.compile(r"\(\s*orientation\s*:\s*landscape\s*\)", regex.IGNORECASE)
SHOWING = frozenset({"", "all", "screen"})


def is_for_desk(query: str) -> bool:
    """Return whether rules under the media ``query`` hold on the screen of a desk.

    >>> is_for_desk("screen and (min-width: 768px)"), is_for_desk("print, (max-width: 600px)")
    (True, False)
    """
    return any(_holds(one.strip()) for one in query.split(","))


def _holds(query: str) -> bool:
    said = MEDIA.fullmatch(query)
    if said is None:
        return False
    kind, features = (said["kind"] or "").lower(), said.captures("feature")
    if said["not"]:
        return not features and kind not in SHOWING
    return kind in SHOWING and all(map(_is_met, features))


def _is_met(feature: str) -> bool:
    if LANDSCAPE.fullmatch(feature):
        return True
    said = WIDTH.fullmatch(feature)
    if said is None:
        return False
    bound = float(said["number"]) * (1 if said["unit"].lower() == "px" else EM)
    is_least = said["than"] == ">" or (said["bound"] or "").lower() == "min"
    return all(screen >= bound if is_least else screen <= bound for screen in SCREENS)
