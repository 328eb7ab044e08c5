"""How well names are read in the passages of ``cases/named_people.txt``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.interchange import report_records
from extractor.model import PartyKind, PartyRole, SourceFile
from extractor.pipeline import process
from extractor.wording import Language

CASES = Path(__file__).with_name("cases") / "named_people.txt"
ROLES = {
    "受": PartyRole.RECIPIENT,
    "捐": PartyRole.DONOR,
    "源": PartyRole.SOURCE,
    "官": PartyRole.OFFICIAL,
    "他": PartyRole.OTHER,
}
MARK = re.compile(r"⟦(!?)([^⟦⟧]*)([受捐源官他])⟧")


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A name where the passage has it."""

    start: int
    name: str
    kind: PartyKind
    role: PartyRole


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and the names in it."""

    part: str
    number: str
    text: str
    wanted: tuple[Named, ...]


def passages(part: str = "all") -> Iterator[Passage]:
    """Yield the passages of a part, "open", "kept" or "all"."""
    for block in CASES.read_text(encoding="utf-8").split("\n@ ")[1:]:
        head, _, marked = block.partition("\n")
        of, number = head.split()
        if part in (of, "all"):
            yield _passage(of, number, marked.strip().replace("\\n", "\n") + "\n")


def _passage(part: str, number: str, marked: str) -> Passage:
    text, done, wanted = "", 0, []
    for match in MARK.finditer(marked):
        text += marked[done : match.start()]
        kind = PartyKind.ORGANISATION if match[1] else PartyKind.PERSON
        wanted.append(Named(len(text), match[2].replace(" ", ""), kind, ROLES[match[3]]))
        text += match[2]
        done = match.end()
    return Passage(part, number, text + marked[done:], tuple(wanted))


def found_in(text: str) -> set[Named]:
    """Return the names the whole pipeline reads in a text, where it was received."""
    file = SourceFile("passage.txt", "0" * 64, len(text), "txt", "utf-8", text)
    return {
        Named(
            m["raw_start"],
            m["surface"].replace(" ", ""),
            PartyKind(m["kind"]),
            PartyRole(m["role"]),
        )
        for record in report_records(process(file), Language.EN)
        for m in record["mentions"]
        if m["type"] == "name"
    }


@dataclass(frozen=True, slots=True)
class Score:
    """How many names there are, were found, and were found right."""

    wanted: int
    found: int
    spans: int  # found where they stand
    roles: int  # and with the right role
    recipients: tuple[int, int, int]  # wanted, found, right

    @property
    def span_f1(self) -> float:
        """The F1 of names at the right place."""
        return 2 * self.spans / (self.wanted + self.found)

    @property
    def role_f1(self) -> float:
        """The F1 of names at the right place with the right role."""
        return 2 * self.roles / (self.wanted + self.found)

    @property
    def recipient_f1(self) -> float:
        """The F1 of recipients alone."""
        return 2 * self.recipients[2] / (self.recipients[0] + self.recipients[1])


def score(part: str = "all") -> Score:
    """Return the score of a part."""
    counts, recipients = [0, 0, 0, 0], [0, 0, 0]
    for passage in passages(part):
        wanted, found = set(passage.wanted), found_in(passage.text)
        where = {(n.start, n.name, n.kind) for n in wanted}
        right = [n for n in found if (n.start, n.name, n.kind) in where]
        for at, names in enumerate((wanted, found, right, wanted & found)):
            counts[at] += len(names)
        for at, names in enumerate((wanted, found, wanted & found)):
            recipients[at] += sum(n.role is PartyRole.RECIPIENT for n in names)
    wanted_recipients, found_recipients, right_recipients = recipients
    return Score(
        *(counts[0], counts[1], counts[2], counts[3]),
        (wanted_recipients, found_recipients, right_recipients),
    )
