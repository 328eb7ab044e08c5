"""The kinds of sentence a generated report is made of, each with what holds between its figures.

A kind is a function from a draft and the words still unused in the report to nothing: it says one
sentence.  Kinds in ``CHECKABLE`` state exactly one total that can be made wrong.  No group, fund or
source is used twice in a report, so that no two sentences seem to state the same fact differently.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

from corpora import words
from corpora.figures import Draft, Figure, percent
from corpora.words import Unused

Kind = Callable[[Draft, Unused], None]


def person(chance: random.Random) -> str:
    """Return an invented name."""
    return chance.choice(words.SURNAMES) + chance.choice(words.GIVEN_NAMES)


# --- totals that can be checked, and made wrong ---------------------------------------------------


def shares_of_fund(draft: Draft, unused: Unused) -> None:
    """Say a fund and where it came from."""
    chance = draft.chance
    parts = [Decimal(chance.randint(20, 900) * 100) for _ in range(3)]
    slots: dict[str, Figure | str] = {f"s{i}": unused.sources.pop() for i in range(3)}
    slots |= {f"a{i}": draft.money(part) for i, part in enumerate(parts)}
    slots["total"] = draft.money(draft.total(parts, sum(parts, Decimal(0))))
    template = words.template("shares_of_fund", chance)
    at = draft.say(template, **slots)
    draft.relate("sum", at["total"], [at["a0"], at["a1"], at["a2"]], sum(parts, Decimal(0)))


def list_lines(draft: Draft, unused: Unused) -> None:
    """Say a list, one line a group, and its total."""
    chance = draft.chance
    parts = [Decimal(chance.randint(10, 400) * 100) for _ in range(3)]
    slots: dict[str, Figure | str] = {f"g{i}": unused.people.pop() for i in range(3)}
    slots |= {f"a{i}": draft.money(part) for i, part in enumerate(parts)}
    slots["total"] = draft.money(draft.total(parts, sum(parts, Decimal(0))))
    slots["fund"] = unused.funds.pop()
    template = words.template("list_lines", chance)
    at = draft.say(template, **slots)
    draft.relate("sum", at["total"], [at["a0"], at["a1"], at["a2"]], sum(parts, Decimal(0)))


def rate_times_count(draft: Draft, unused: Unused) -> None:
    """Say so much each, to so many, so much in all."""
    chance = draft.chance
    group, unit = unused.recipients(chance)
    many, each = (
        chance.randint(6, 480),
        chance.choice([100, 150, 200, 260, 300, 500, 800, 1000, 1200]),
    )
    true = Decimal(many * each)
    template = words.template("rate_times_count", chance)
    at = draft.say(
        template,
        group=group,
        many=draft.count(many, unit),
        fund=unused.funds.pop(),
        one="户" if unit == "户" else "人",
        each=draft.money(each),
        total=draft.money(draft.total([Decimal(each)], true)),
    )
    draft.relate("product", at["total"], [at["each"], at["many"]], true)


def two_products(draft: Draft, unused: Unused) -> None:
    """Say two rates with their counts and products, and the sum of both."""
    chance = draft.chance
    each = chance.sample([200, 300, 400, 500, 600, 800], 2)
    many = [chance.randint(5, 120) for _ in range(2)]
    parts = [Decimal(each[i] * many[i]) for i in range(2)]
    slots: dict[str, Figure | str] = {f"g{i}": unused.people.pop() for i in range(2)}
    slots |= {f"n{i}": draft.count(many[i], "名") for i in range(2)}
    slots |= {f"e{i}": draft.money(each[i]) for i in range(2)}
    slots |= {f"p{i}": draft.money(parts[i]) for i in range(2)}
    slots["total"] = draft.money(draft.total(parts, parts[0] + parts[1]))
    slots["fund"] = unused.funds.pop()
    template = words.template("two_products", chance)
    at = draft.say(template, **slots)
    for i in range(2):
        draft.relate("product", at[f"p{i}"], [at[f"e{i}"], at[f"n{i}"]], parts[i])
    draft.relate("sum", at["total"], [at["p0"], at["p1"]], parts[0] + parts[1])


def people_by_class(draft: Draft, unused: Unused) -> None:
    """Say how many people, and how many of each class."""
    chance = draft.chance
    parts = [Decimal(chance.randint(8, 300)) for _ in range(3)]
    slots: dict[str, Figure | str] = {f"g{i}": unused.people.pop() for i in range(3)}
    slots |= {f"n{i}": draft.count(int(part), "人") for i, part in enumerate(parts)}
    slots["total"] = draft.count(int(draft.total(parts, sum(parts, Decimal(0)))), "人")
    template = words.template("people_by_class", chance)
    at = draft.say(template, **slots)
    draft.relate("sum", at["total"], [at["n0"], at["n1"], at["n2"]], sum(parts, Decimal(0)))


def goods_a_home(draft: Draft, unused: Unused) -> None:
    """Say what goods each gets, and how many in all."""
    chance = draft.chance
    group, unit = unused.recipients(chance)
    goods, classifier, _ = chance.choice(words.GOODS)
    many, each = chance.randint(12, 260), chance.randint(2, 4)
    true = Decimal(many * each)
    template = words.template("goods_a_home", chance)
    at = draft.say(
        template,
        group=group,
        goods=goods,
        one="户" if unit == "户" else "人",
        many=draft.count(many, unit),
        each=draft.count(each, classifier),
        total=draft.count(int(draft.total([Decimal(each)], true)), classifier),
    )
    draft.relate("product", at["total"], [at["each"], at["many"]], true)


# --- what is said beside them ---------------------------------------------------------------------


def goods_in_kind(draft: Draft, unused: Unused) -> None:
    """Say goods and what they are worth."""
    chance = draft.chance
    chosen = chance.sample(words.GOODS, 3)
    many = [chance.randint(20, 600) for _ in chosen]
    slots: dict[str, Figure | str] = {f"k{i}": name for i, (name, _, _) in enumerate(chosen)}
    slots |= {f"n{i}": draft.count(many[i], unit) for i, (_, unit, _) in enumerate(chosen)}
    worth = Decimal(sum(many[i] * price for i, (_, _, price) in enumerate(chosen)))
    worth -= chance.choice([Decimal(0)] * 9 + [Decimal("0.50")])
    template = words.template("goods_in_kind", chance)
    draft.say(template, group=unused.people.pop(), worth=draft.money(worth), **slots)


def named_recipients(draft: Draft, unused: Unused) -> None:
    """Say the people visited by name: all of them, or some and 等."""
    chance = draft.chance
    names = [person(chance) for _ in range(3)]
    is_open = chance.random() < 0.5  # noqa: PLR2004
    many = chance.randint(5, 30) if is_open else 3
    slots: dict[str, Figure | str] = {f"p{i}": Figure("name", n, n) for i, n in enumerate(names)}
    template = words.template("named_recipients_open" if is_open else "named_recipients", chance)
    at = draft.say(template, group=unused.people.pop(), many=draft.count(many, "名"), **slots)
    draft.relate("enumeration", at["many"], [at["p0"], at["p1"], at["p2"]], Decimal(3))


def home_visit(draft: Draft, unused: Unused) -> None:
    """Say who visited whom on what day, and brought how much."""
    chance = draft.chance
    month, day = chance.choice([1, 1, 1, 2, 8, 12]), chance.randint(2, 28)
    date = Figure("date", f"{unused.year}-{month:02}-{day:02}", f"{unused.year}年{month}月{day}日")
    template = words.template("home_visit", chance)
    names = [Figure("name", n, n) for n in (person(chance), person(chance))]
    draft.say(
        template,
        date=date,
        office=chance.choice(words.OFFICES),
        official=names[0],
        name=names[1],
        gift=draft.money(chance.choice([500, 600, 1000, 2000])),
    )


def stated_twice(draft: Draft, unused: Unused) -> None:
    """Say a number of homes, and say it again."""
    chance = draft.chance
    group, many = unused.households.pop(), chance.randint(20, 400)
    first, again = draft.count(many, "户"), draft.count(many, "户")
    template = words.template("stated_twice", chance)
    at = draft.say(template, group=group, first=first, again=again)
    draft.relate("restatement", at["again"], [at["first"]], Decimal(many))


def shares_in_per_cent(draft: Draft, unused: Unused) -> None:
    """Say a number, a part of it, and the share that is."""
    chance = draft.chance
    whole, group = chance.randint(200, 4000), unused.people.pop()
    part = chance.randint(whole // 10, whole // 2)
    share = (Decimal(part) * 100 / whole).quantize(Decimal("0.1"))
    template = words.template("shares_in_per_cent", chance)
    at = draft.say(
        template,
        group=group,
        whole=draft.count(whole, "人"),
        part=draft.count(part, "人"),
        share=percent(share),
    )
    draft.relate("ratio", at["share"], [at["part"], at["whole"]], share)


def grown(draft: Draft, unused: Unused) -> None:
    """Say this year's amount, the rise, and the growth in per cent."""
    chance = draft.chance
    before, rise = chance.randint(200, 3000) * 100, chance.randint(10, 190) * 100
    growth = (Decimal(rise) * 100 / before).quantize(Decimal("0.1"))
    template = words.template("grown", chance)
    at = draft.say(
        template,
        fund=unused.funds.pop(),
        now=draft.money(before + rise),
        rise=draft.money(rise),
        growth=percent(growth),
    )
    draft.relate("ratio", at["growth"], [at["rise"], at["now"]], growth)


def since_years(draft: Draft, unused: Unused) -> None:
    """Say what was done in all since an earlier year."""
    chance = draft.chance
    since = unused.year - chance.randint(3, 12)
    template = words.template("since_years", chance)
    draft.say(
        template,
        since=Figure("date", str(since), f"{since}年"),
        group=unused.people.pop(),
        many=draft.count(chance.randint(300, 9000), "人次"),
        fund=unused.funds.pop(),
        amount=draft.money(chance.randint(800, 9000) * 1000),
    )


def approximately(draft: Draft, unused: Unused) -> None:
    """Say figures that are only near the truth."""
    chance = draft.chance
    modes = [chance.choice(["near", "about", "over"]) for _ in range(2)]
    group, unit = unused.recipients(chance)
    template = words.template("approximately", chance)
    draft.say(
        template,
        group=group,
        many=draft.count(chance.randint(3, 40) * 50, unit, modes[0]),
        amount=draft.money(chance.randint(2, 80) * 10_000, modes[1]),
    )


def rounded_sum(draft: Draft, unused: Unused) -> None:
    """Say two exact counts and a round figure for both."""
    chance = draft.chance
    parts = [chance.randint(60, 400) for _ in range(2)]
    parts[0] += sum(parts) % 50 == 0  # never a round sum: 300余人 is not 300
    whole, mode = sum(parts), chance.choice(["near", "over"])
    rounded = (whole // 50 + (mode == "near")) * 50
    template = words.template("rounded_sum", chance)
    at = draft.say(
        template,
        g0=unused.people.pop(),
        g1=unused.people.pop(),
        n0=draft.count(parts[0], "名"),
        n1=draft.count(parts[1], "名"),
        total=draft.count(rounded, "人", mode),
    )
    draft.relate("sum", at["total"], [at["n0"], at["n1"]], Decimal(whole), "within_approximation")


CHECKABLE: tuple[Kind, ...] = (
    shares_of_fund,
    list_lines,
    rate_times_count,
    two_products,
    people_by_class,
    goods_a_home,
)
OTHERS: tuple[Kind, ...] = (
    goods_in_kind,
    named_recipients,
    home_visit,
    stated_twice,
    shares_in_per_cent,
    grown,
    since_years,
    approximately,
    rounded_sum,
)
