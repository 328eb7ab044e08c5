"""Which elements of a page its own style sheet hides.

    .tip { display: none }       an element of the class tip
    #old, p.note { visibility: hidden }

Only rules for one class, one id or one tag of a class are read: what depends on where an element
stands cannot be told here, and such an element counts as shown.  Of @media those rules are read
that hold on the screen of a desk (``media``), and none of what stands under @supports and the like.
Of several rules that fit, one for an id goes before one for a class, one that names a tag before
one that does not, and a later one before an earlier one, as CSS has it.
"""

from __future__ import annotations

from collections.abc import Mapping

import regex

from extractor.reading.media import is_for_desk

COMMENT = regex.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", regex.DOTALL)
ON_SCREEN = regex.compile(
    r"@media\b(?P<query>[^{};]*+)\{(?P<rules>(?:[^{}]*+\{[^{}]*+\})*+)[^{}]*+\}", regex.IGNORECASE
)
GROUPED = regex.compile(
    r"@[^{};]*+(?:;|\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\})"
)  # @supports and the like
RULE = regex.compile(r"(?P<selectors>[^{}]++)\{(?P<said>[^{}]*+)\}")
SIMPLE = regex.compile(r"(?P<tag>[a-z][a-z0-9]*+)?+(?P<by>[.#])(?P<name>[\w-]++)", regex.IGNORECASE)
SAID = regex.compile(
    r"(?:^|;)\s*(?P<what>display|visibility)\s*:\s*(?P<value>[a-z-]+)(?P<first>\s*!important)?",
    regex.IGNORECASE,
)
UNSEEN = frozenset({"none", "hidden", "collapse"})
MOST_RULES = 5000

Rank = tuple[bool, bool, bool, int]  # !important, for an id, with a tag, which rule


class StyleSheet:
    """The rules of a page that say whether an element is seen."""

    def __init__(self) -> None:
        self._rules: dict[tuple[str, str], list[tuple[str, str, bool, Rank]]] = {}
        self._count = 0

    def add(self, sheet: str) -> None:
        """Take the rules of a style element."""
        plain = ON_SCREEN.sub(_if_for_desk, COMMENT.sub(" ", sheet))
        for rule in RULE.finditer(GROUPED.sub("", plain)):
            said = list(SAID.finditer(rule["said"]))
            for selector in rule["selectors"].split(",") if said else ():
                match = SIMPLE.fullmatch(selector.strip())
                if match is not None and self._count < MOST_RULES:
                    self._take(match, said)

    def _take(self, match: regex.Match[str], said: list[regex.Match[str]]) -> None:
        self._count += 1
        kept = self._rules.setdefault((match["by"], match["name"]), [])
        for each in said:
            rank = (bool(each["first"]), match["by"] == "#", bool(match["tag"]), self._count)
            is_unseen = each["value"].lower() in UNSEEN
            kept.append(((match["tag"] or "").lower(), each["what"].lower(), is_unseen, rank))

    def hides(self, tag: str, said: Mapping[str, str | None]) -> bool:
        """Return whether an element of this tag and these attributes is hidden by a rule."""
        if not self._rules:
            return False
        names = [
            ("#", said.get("id") or ""),
            *((".", n) for n in (said.get("class") or "").split()),
        ]
        found = [
            rule for name in names for rule in self._rules.get(name, ()) if rule[0] in ("", tag)
        ]
        own = {each["what"].lower() for each in SAID.finditer(said.get("style") or "")}
        last = {
            what: is_unseen
            for _, what, is_unseen, rank in sorted(found, key=lambda rule: rule[3])
            if rank[0] or what not in own
        }
        return any(last.values())


def _if_for_desk(group: regex.Match[str]) -> str:
    return str(group["rules"]) if is_for_desk(group["query"]) else " "
