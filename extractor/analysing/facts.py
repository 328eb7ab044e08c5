"""What was handed out, one row each, and which figures to add up so that nothing counts twice.

A report states a sum in its headline, again in its body, by source and by use, and each of these
has parts.  ``facts`` keeps every row and says of its amount and of its count of recipients whether
it is counted (null), and if not, why:

    part       inside another amount of the report (其中, a list that a total closes)
    restated   the same fact as a row before it (a headline, 以上合计)
    split      its parts are counted, or another split of the same total is
    reused     in a passage that an earlier report has too, with the same amounts and counts
    timing     a sum over years, only planned, or only raised (column ``timing``)
    unstated   no such figure is written: masked, lost, or only goods

There are two levels (columns ``amount_whole``, ``amount_part``, and so for ``count``).  On
``Level.WHOLE`` a total is counted and its parts are not.  On ``Level.PART`` the parts are counted
instead, each under its own group or label; of two splits of one total (by source, by use) those of
the one that says who received.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

import pandas as pd

from extractor.intervals import interval
from extractor.linking.relations import Form
from extractor.model import Approx, FindingKind, Interval, Quantity, Role, Timing, Verdict

REPORT = ["document", "report"]
FIGURES = (("amount", "total_mention"), ("count", "count_mention"), ("each", "each_mention"))
LEVELS = f"{FindingKind.SUM}.{Form.LEVELS}"
RELATING = (FindingKind.SUM, FindingKind.SUBSET, FindingKind.RESTATEMENT)
ADDS_UP = (Verdict.HOLDS, Verdict.WITHIN_APPROXIMATION)
Place = tuple[str, int, int]  # of a mention: its document, report and number


class Level(StrEnum):
    """Which of a total and its parts is counted."""

    WHOLE = "whole"
    PART = "part"


class LeftOut(StrEnum):
    """Why a row is not counted."""

    PART = "part"
    SPLIT = "split"
    RESTATED = "restated"
    REUSED = "reused"
    TIMING = "timing"
    UNSTATED = "unstated"


def facts(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row for each disbursement, with its report's year and body, and what counts.

    ``tables`` are the frames of the results by name.  Amounts are in yuan; ``amount_least`` and
    ``amount_most`` are what the words allow (近, 余, a figure in 万 is rounded), null where they
    leave that side open.
    """
    rows = (
        tables["disbursements"]
        .drop(columns="amount_role")
        .merge(tables["reports"][[*REPORT, "organisation", "year", "title"]], on=REPORT)
    )
    rows["body"] = rows["organisation"]
    rows["group"] = _groups(tables, rows)
    for name, mention in FIGURES:
        rows = _bounded(rows, tables["mentions"], name, mention)
    relations = _Relations(tables)
    failing = _failing(tables)
    reused = _reused(tables)
    for name, mention in FIGURES[:2]:
        places = _places(rows, mention)
        for level in Level:
            left_out = _left_out(rows, places, f"{name}_role", relations, level)
            reasons = [
                LeftOut.REUSED if reason is None and place in reused else reason
                for place, reason in zip(places, left_out, strict=True)
            ]
            rows[f"{name}_{level}"] = pd.Categorical(reasons, categories=list(LeftOut))
        rows[f"{name}_fails"] = [place in failing for place in places]
    return rows


def _failing(tables: Mapping[str, pd.DataFrame]) -> set[Place | None]:
    """Return the mentions of every finding that fails: figures that cannot all be right."""
    fails = tables["findings"].query("verdict == 'fails'")
    parts = tables["finding_parts"].merge(fails[[*REPORT, "finding"]], on=[*REPORT, "finding"])
    return {*_places(fails, "total_mention"), *_places(parts, "mention")} - {None}


def _reused(tables: Mapping[str, pd.DataFrame]) -> set[Place | None]:
    """Return the mentions of passages that an earlier report has too, every amount and count alike.

    Other dates alone make no other event of it; a passage with other amounts or counts is one.
    """
    figures = tables["passage_figures"]
    is_number = figures["type"].isin(["money", "count", "percent"])
    changed = figures.loc[figures["is_changed"] & is_number, "rank"]
    same = tables["passages"].loc[~tables["passages"]["rank"].isin(changed), ["rank", *REPORT]]
    copied = figures.merge(same, on="rank").dropna(subset="mention")
    return set(_places(copied, "mention")) - {None}


def _groups(tables: Mapping[str, pd.DataFrame], rows: pd.DataFrame) -> pd.Series:
    """Return the canonical label of the first group that received, by disbursement."""
    parties = tables["disbursement_parties"]
    groups = tables["mentions"].query("type == 'group'")[[*REPORT, "mention", "label"]]
    key = [*REPORT, "disbursement"]
    first = (
        parties.query("slot == 'recipient'")
        .merge(groups.dropna(subset="label"), on=[*REPORT, "mention"])
        .sort_values([*key, "place"])
        .drop_duplicates(key)
        .set_index(key)["label"]
    )
    return first.reindex(pd.MultiIndex.from_frame(rows[key])).set_axis(rows.index)


def _bounded(rows: pd.DataFrame, mentions: pd.DataFrame, name: str, mention: str) -> pd.DataFrame:
    """Return ``rows`` with the least and the most that the mention in column ``mention`` can be."""
    figures = mentions[
        [*REPORT, "mention", "surface", "stated", "low", "high", "step", "approx", "role"]
    ]
    used = rows[[*REPORT, mention]].dropna().drop_duplicates()
    stated = used.merge(figures, left_on=[*REPORT, mention], right_on=[*REPORT, "mention"])
    spans = [_interval(row) for row in stated.itertuples(index=False)]
    ends = pd.DataFrame(
        {
            **{key: stated[key] for key in (*REPORT, mention)},
            f"{name}_least": pd.array([_real(s.low if s else None) for s in spans], "Float64"),
            f"{name}_most": pd.array([_real(s.high if s else None) for s in spans], "Float64"),
            f"{name}_is_vague": (stated["approx"] != Approx.EXACT).astype("boolean"),
            f"{name}_role": stated["role"].astype("string"),
        }
    )
    return rows.merge(ends, on=[*REPORT, mention], how="left")


def _interval(row: object) -> Interval | None:
    numbers = {
        name: None if pd.isna(value := getattr(row, name)) else Decimal(repr(float(value)))
        for name in ("stated", "low", "high", "step")
    }
    quantity = Quantity(
        numbers["stated"],
        numbers["low"],
        numbers["high"],
        Approx(getattr(row, "approx")),  # noqa: B009  # an itertuples row has no declared fields
        numbers["step"] or Decimal(1),
    )
    return interval(quantity, str(getattr(row, "surface")))  # noqa: B009


def _real(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


# --- what counts --------------------------------------------------------------------------------


def _left_out(
    rows: pd.DataFrame,
    stated_at: Sequence[Place | None],
    role: str,
    relations: _Relations,
    level: Level,
) -> list[LeftOut | None]:
    is_current = (rows["timing"] == Timing.CURRENT).tolist()
    places = [
        place if current else None for place, current in zip(stated_at, is_current, strict=True)
    ]
    stated = {relations.fact(place) for place in places if place}
    inside = {
        relations.fact(place)
        for place, is_part in zip(places, rows[role] == Role.PART, strict=True)
        if place and is_part and relations.fact(place) not in relations.wholes
    } | {fact for fact in stated if relations.is_inside(fact, stated)}
    counted = stated - inside
    if level is Level.PART:
        received = dict(zip(places, rows["recipients"].notna(), strict=True))
        counted = {part for fact in counted for part in relations.parts(fact, received)}
    reasons = list(_reasons(places, relations, counted, level))
    return [
        LeftOut.TIMING if place and not current else reason
        for reason, place, current in zip(reasons, stated_at, is_current, strict=True)
    ]


def _reasons(
    places: Iterable[Place | None], relations: _Relations, counted: set[Place], level: Level
) -> Iterator[LeftOut | None]:
    seen: set[Place] = set()
    for place in places:
        if place is None:
            yield LeftOut.UNSTATED
        elif (fact := relations.fact(place)) not in counted:
            yield LeftOut.PART if level is Level.WHOLE else LeftOut.SPLIT
        else:
            yield LeftOut.RESTATED if fact in seen else None
            seen.add(fact)


class _Relations:
    """The sums and restatements that the audit found among the figures of the reports."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        findings = tables["findings"]
        # 167.4万元，比上年的129.8万元增加37.6万元: last year's is no part of this year's.
        is_level = findings["check_id"] == LEVELS
        findings = findings[findings["kind"].isin(RELATING) & ~is_level]
        rows = tables["finding_parts"].merge(
            findings[[*REPORT, "finding", "kind", "verdict", "total_mention"]],
            on=[*REPORT, "finding"],
        )
        rows = rows.dropna(subset="total_mention")
        pairs = list(zip(_places(rows, "total_mention"), _places(rows, "mention"), strict=True))
        self._first: dict[Place, Place] = {}
        twice = ((rows["kind"] == FindingKind.RESTATEMENT) & rows["verdict"].isin(ADDS_UP)).tolist()
        for (total, part), is_same in zip(pairs, twice, strict=True):
            if is_same and total and part:
                self._join(total, part)
        self._splits: dict[Place, dict[int, list[Place]]] = {}
        self.wholes: dict[Place, set[Place]] = {}  # of each part, the totals it is in
        kinds = rows["kind"].tolist()
        for (total, part), number, kind in zip(pairs, rows["finding"], kinds, strict=True):
            if kind == FindingKind.RESTATEMENT or not (total and part):
                continue
            whole, inner = self.fact(total), self.fact(part)
            if kind == FindingKind.SUM:  # 其中 with one part does not split its whole
                self._splits.setdefault(whole, {}).setdefault(int(number), []).append(inner)
            self.wholes.setdefault(inner, set()).add(whole)

    def fact(self, place: Place) -> Place:
        """Return the first mention of the fact that ``place`` states."""
        while place in self._first:
            place = self._first[place]
        return place

    def is_inside(self, fact: Place, stated: set[Place]) -> bool:
        """Return whether a total that has ``fact`` in it, at any depth, is among ``stated``."""
        found, outer = {fact}, list(self.wholes.get(fact, ()))
        while outer:
            whole = outer.pop()
            if whole in stated and whole != fact:
                return True
            if whole not in found:
                found.add(whole)
                outer.extend(self.wholes.get(whole, ()))
        return False

    def parts(self, fact: Place, received: Mapping[Place | None, bool]) -> Iterator[Place]:
        """Yield the smallest parts of ``fact`` that are rows; ``fact`` itself if it has none."""
        splits = [
            parts
            for parts in self._splits.get(fact, {}).values()
            if fact not in parts and all(part in received for part in parts)
        ]
        if not splits:
            yield fact
            return
        for part in max(splits, key=lambda parts: sum(received[part] for part in parts)):
            yield from self.parts(part, received)

    def _join(self, one: Place, other: Place) -> None:
        first, second = sorted((self.fact(one), self.fact(other)))
        if first != second:
            self._first[second] = first


def _places(rows: pd.DataFrame, mention: str) -> list[Place | None]:
    return [
        None if pd.isna(number) else (str(document), int(report), int(number))
        for document, report, number in zip(
            rows["document"], rows["report"], rows[mention], strict=True
        )
    ]
