"""The things the pipeline passes along, and nothing else.

Every type here is frozen: a stage never edits what an earlier stage made, it makes something new.
Offsets count code points and are half-open, [start, end).  There are three texts, and two maps
between them: ``Report.text`` (what the rules read; every mention's span is in it) → its
``Document.text`` (the whole restored file) → ``SourceFile.raw`` (the file as received).
Money is ``Decimal``; ``float`` never enters.  ``None`` means not stated.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import itemgetter
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from extractor.offsets import Edit, OffsetMap, Span

ValueT_co = TypeVar("ValueT_co", covariant=True)
INSIDE = "!/"  # in the name of a source, between a bundle and its member
# In what this program writes for people, so that it is not read as a report with all its figures.
MADE_HERE = "extractor: figures out of reports, and no report"


# --- texts --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader of the figures should know about a text, as a stable code.

    ``code`` is for example "encoding-guessed", "traditional", "digits-lost", "text-spun"; ``span``
    is in the text of the thing that carries the note.
    """

    code: str
    detail: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file as received: its bytes' digest, and the text they hold, unrepaired."""

    source: str  # path as given, POSIX separators
    sha256: str
    size: int  # bytes
    format: str  # "txt", "html", ...: by content, not by suffix
    encoding: str
    raw: str
    notes: tuple[Note, ...] = ()
    places: tuple[tuple[int, str], ...] = ()  # where in raw each page or cell begins, and its name

    def place_of(self, at: int) -> str | None:
        """Return the page or cell that holds the character ``at`` of ``raw``: p.3, Sheet1!C5.

        ``None`` where the file has neither: a plain text, a paragraph between two tables.
        """
        found = bisect_right(self.places, at, key=itemgetter(0)) - 1
        return (self.places[found][1] or None) if found >= 0 else None

    @property
    def doc_id(self) -> str:
        """The first 16 hex digits of the SHA-256 of the bytes."""
        return self.sha256[:16]


@dataclass(frozen=True, slots=True)
class Document:
    """One file restored: the text, every edit that led to it, and the way back."""

    file: SourceFile
    text: str
    edits: tuple[Edit, ...]
    offsets: OffsetMap  # text -> file.raw
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a document, without the page furniture that stood around and inside it."""

    doc_id: str
    number: int  # 1-based place in the compendium
    text: str
    offsets: OffsetMap  # text -> Document.text
    title: str | None = None
    organisation: str | None = None
    year: int | None = None
    published: date | None = None  # the day the page says it was published
    notes: tuple[Note, ...] = ()


class Word(NamedTuple):
    """A word of a text, with jieba's tag; a tuple, since a page has thousands."""

    span: Span
    text: str
    tag: str


# --- values -------------------------------------------------------------------------------------


class Approx(StrEnum):
    """How firmly a quantity is stated (FORMAT.md)."""

    EXACT = "exact"
    ABOUT = "about"  # 约 左右 大约: either side
    NEAR = "near"  # 近 将近: below
    OVER = "over"  # 余 多 以上 超: above
    UNDER = "under"  # 不足 不到: below
    AT_LEAST = "atleast"  # 不少于 至少
    AT_MOST = "atmost"  # 不超过 以下
    RANGE = "range"  # 200—1000


class Role(StrEnum):
    """What a figure is to the other figures beside it."""

    TOTAL = "total"
    PART = "part"
    RATE = "rate"
    PLAIN = "plain"


class CountKind(StrEnum):
    """What sort of thing a count counts."""

    HOUSEHOLD = "household"
    PERSON = "person"
    PERSON_TIME = "person_time"
    ORGANISATION = "organisation"
    ITEM = "item"
    WEIGHT = "weight"
    AREA = "area"
    EVENT = "event"
    OTHER = "other"


class InKind(StrEnum):
    """Whether an amount is money, the worth of goods, or both together."""

    CASH = "cash"
    GOODS = "goods"
    MIXED = "mixed"


class PartyKind(StrEnum):
    """Who a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"


class PartyRole(StrEnum):
    """What a named party does in the report."""

    RECIPIENT = "recipient"
    DONOR = "donor"
    SOURCE = "source"
    OFFICIAL = "official"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as stated, with the numbers it can mean.

    ``low`` and ``high`` are ``None`` where the words leave that side open (近, 余).  ``step`` is
    the place of the last digit written: 3.5万 → 1000, so that it can stand for 34,500 to 35,500.
    """

    stated: Decimal | None
    low: Decimal | None
    high: Decimal | None
    approx: Approx = Approx.EXACT
    step: Decimal = Decimal(1)
    masked: bool = False  # XX元, 投入万元: the figure was there once
    damaged: bool = False  # ?6家: some digits are left, the value is not

    def __post_init__(self) -> None:
        known = [n for n in (self.low, self.stated, self.high) if n is not None]
        if known != sorted(known):
            raise ValueError(f"{self.stated} is not in [{self.low}, {self.high}]")


class Interval(NamedTuple):  # of all immutable types the quickest to make
    """All the numbers from ``low`` to ``high``; ``None`` where that side is open."""

    low: Decimal | None
    high: Decimal | None

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        (low, high), (other_low, other_high) = self, other
        is_above = low is not None and other_high is not None and low > other_high
        is_below = high is not None and other_low is not None and high < other_low
        return not (is_above or is_below)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known in part, in EDTF (ISO 8601-2), with the days it can mean, or a festival."""

    edtf: str | None
    festival: str | None = None
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money in units of ``currency`` (yuan, not 万元), and what it is for."""

    quantity: Quantity
    role: Role = Role.PLAIN
    per: str | None = None  # 户, 人, 袋: what a rate is for one of
    in_kind: InKind = InKind.CASH
    currency: str = "CNY"
    label: str | None = None  # the noun phrase it states: 春节慰问金
    measure: str | None = None  # the label under which years compare: 慰问金


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things, with the classifier as written and the noun counted."""

    quantity: Quantity
    unit: str
    kind: CountKind
    noun: str | None = None
    role: Role = Role.PLAIN
    per: str | None = None
    measure: str | None = None  # the label under which years compare: 困难职工


@dataclass(frozen=True, slots=True)
class Percent:
    """A share in per cent: 50 for 50%, 一成 = 10."""

    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Party:
    """A named person or organisation, and what it does in the report."""

    name: str
    kind: PartyKind
    role: PartyRole


@dataclass(frozen=True, slots=True)
class Group:
    """A described kind of recipient (困难职工), and its canonical label if the lexicon has one."""

    role: PartyRole = PartyRole.RECIPIENT
    label: str | None = None


Value: TypeAlias = PartialDate | Money | Count | Percent | Party | Group


@dataclass(frozen=True, slots=True)
class Mention(Generic[ValueT_co]):
    """A value, where ``Report.text`` states it, and the rule that read it."""

    span: Span
    text: str
    value: ValueT_co
    rule_id: str


# --- what the values say together ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)  # one a mention: never two that are equal
class Figure:
    """A mention with a number, and where it stands.

    What every reader of relations asks of its words is read once, when it is made.
    """

    at: int  # its place among the mentions of the report
    mention: Mention[Value]  # as it was found: what it is to others (its role) is told later
    start: int  # where it begins in the text
    end: int  # where it ends
    quantity: Quantity
    stated: Decimal | None  # the number as written
    interval: Interval | None  # all the numbers it can be; None if it has no value at all
    series: str  # what it can be added to: "money CNY", "household", "item 箱"
    paragraph: int
    sentence: int
    part: int  # item of a list, between semicolons
    lead: str
    tail: str
    sentence_start: int  # where its sentence begins in the text
    bracket: tuple[int, int] | None  # the innermost bracket around it
    is_change: bool  # how much something grew or fell: 增收23754万元
    is_each: bool  # 各 or 分别 makes it a rate for each of those named before it
    is_marked_total: bool  # a total marker in its own clause governs it
    is_money: bool  # an amount of money
    is_count: bool  # a number of people or things
    is_share: bool  # a percentage
    is_exact: bool  # said to be what is written: not 近, 约, 余, a range or a bound
    per: str | None = None  # what it is a rate for one of: 户, 人, 袋

    @property
    def is_said_rate(self) -> bool:
        """Whether 每户, 人均, 各 or 分别 says that the figure is a rate."""
        return self.per is not None or self.is_each


class Timing(StrEnum):
    """When something was handed out, as far as adding up goes."""

    CURRENT = "current"  # in the time the report is about
    CUMULATIVE = "cumulative"  # over years, this one among them
    PLANNED = "planned"  # not yet
    PREVIOUS = "previous"  # the year before, told apart from this one
    RAISED = "raised"  # collected, and told apart from what was given of it


@dataclass(frozen=True, slots=True)
class Disbursement:
    """Something handed out: by whom, to whom or to how many, how much.

    Every field that is stated is a mention, so that each has its place in the text.
    """

    total: Mention[Money] | None
    each: Mention[Money] | None
    payer: Mention[Party] | None
    source: Mention[Party] | None
    recipients: tuple[Mention[Party] | Mention[Group], ...]
    count: Mention[Count] | None
    goods: tuple[Mention[Count], ...] = ()
    when: Mention[PartialDate] | None = None
    label: str | None = None
    timing: Timing = Timing.CURRENT

    @property
    def amount(self) -> Mention[Money] | None:
        """The sum handed out in all, or the sum each received where no other is stated."""
        return self.total or self.each


class Verdict(StrEnum):
    """What a check came to; ``CANNOT_TELL`` is an answer, not an error."""

    HOLDS = "holds"
    WITHIN_APPROXIMATION = "within_approximation"
    FAILS = "fails"
    CANNOT_TELL = "cannot_tell"


class FindingKind(StrEnum):
    """The families of checks (FORMAT.md)."""

    SUM = "sum"
    PRODUCT = "product"
    ENUMERATION = "enumeration"
    RESTATEMENT = "restatement"
    RATIO = "ratio"
    SUBSET = "subset"
    BALANCE = "balance"
    CARRY = "carry"
    REUSE = "reuse"
    OUTLIER = "outlier"  # far from what others gave that year for the same
    DATE = "date"  # a day that cannot be, or that the report cannot tell of
    NUMBERING = "numbering"  # 一是 … 三是: a number is left out, or stands twice


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says of one report, and the mentions it rests on.

    ``computed`` is the lowest and highest the parts can come to; ``difference`` is stated minus
    computed as written, or minus the nearer bound where a word is vague, 0 where they meet.
    ``expression`` is the sum written out
    (``5000 + 4500 = 9500``); ``reason`` is a stable code that ``wording`` turns into a sentence.
    """

    check_id: str  # "sum.list", "product.rate-count": stable, stored
    kind: FindingKind
    verdict: Verdict
    total: Mention[Value] | None
    parts: tuple[Mention[Value], ...]
    stated: Decimal | None
    computed: tuple[Decimal | None, Decimal | None] | None
    difference: Decimal | None
    expression: str
    reason: str
    severity: Decimal = Decimal(0)  # 0 to 1: how much, and how firmly claimed
    spans: tuple[Span, ...] = ()  # evidence that is no mention: the items of a list, 一是 … 三是

    @property
    def evidence(self) -> tuple[Span, ...]:
        """Every stretch of ``Report.text`` that the finding rests on, the total's first."""
        rests_on = (*([self.total] if self.total else ()), *self.parts)
        return (*(mention.span for mention in rests_on), *self.spans)


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one report states, and what the audit says of it."""

    report: Report
    mentions: tuple[Mention[Value], ...]  # in text order; a mention's id is its place here
    disbursements: tuple[Disbursement, ...] = ()
    findings: tuple[Finding, ...] = ()
    figures: tuple[Figure, ...] = ()  # the mentions with a number, in text order


@dataclass(frozen=True, slots=True)
class Processed:
    """One file, all the way through."""

    document: Document
    extractions: tuple[Extraction, ...]


# Reasons that tell nothing of a file's bytes: it may be there, and as it was, the next time.
UNSEEN = ("missing", "permission-denied", "unreadable", "unreachable", "replaced")


@dataclass(frozen=True, slots=True)
class Failure:
    """One file that could not be processed: where it stopped, why, and what to do."""

    source: str
    sha256: str | None
    size: int | None
    stage: str  # "read", "restore", ...: where it stopped
    reason: str  # a stable code: "empty", "not-text", "missing", "unreadable-folder", "error", ...
    detail: str  # for people
