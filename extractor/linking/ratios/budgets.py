"""An outcome as a share of its budget, or of what was planned.

    支出预算556067万元，完成650591万元，为预算的116.9%      650591 / 556067 = 116.999, cut to 116.9
    支出1568.4万元，完成年初预算100%，决算比预算多50.4万元   1568.4 / (1568.4 − 50.4) = 103.3
    改造危房580户，完成年计划500户的116%                     580 / 500 = 116
    计划培训500人，实际培训460人，完成计划的92%              the plan told before

The budget stands before its outcome in the same sentence, or only the difference is stated.
A share of 调整预算 is not compared with 年初预算, nor the other way round.  Where the sentence
states two budgets of the same name, or the outcome is not the nearest amount, it may hold but not
fail.  A share of a plan fails only where one figure of its measure stands before it, and no other;
of a plan told before, where the sentence has that plan and one outcome of the same words (计划培训,
实际培训) and no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.quotients import comes_out
from extractor.linking.ratios.changes import NOT_COMPARABLE, stated_shares
from extractor.linking.relations import Form, Relation, ratio_of
from extractor.model import Figure

SHARE = regex.compile(
    r"(?:为|占|完成|达|是|达到)(?:了)?(?P<kind>[^，,。；0-9]{0,8}?)预算(?:数|总额)?的?(?:比重|比例)?(?:为|达|的)?$"
)
BUDGET = regex.compile(
    r"(?P<kind>年初|调整|年度)?(?:[^，,。；、0-9]{0,8})预算(?:数|合计|总计|总额|安排)?(?:为|是|调整为|安排)?$"
    r"|预算(?:数)?(?P<adjusted>调整)为$|(?P<later>调整)为$"
)
OUTCOME = regex.compile(r"(?:完成|执行|实现|实际|决算|支出|收入)(?:数|额)?(?:为|达)?$")
AGAINST = regex.compile(
    r"(?:决算|完成|执行|实际|支出|收入)?数?(?:比|较)(?:年初|调整|年度)?预算数?"
    r"(?:(?P<more>增加|超出|超收|超支|超|多)|(?P<less>减少|节约|短收|少))(?:了|为|达)?$"
)
PLAN = regex.compile(
    r"[，,；;]?(?:共|已|超额|提前|全面)*完成了?(?:[全本当]?年度?|年初)?的?(?:计划|目标|任务|预算)+(?:数|指标)?"
)
OF_TOLD_PLAN = regex.compile(
    r"[，,、（(]?(?:[仅只已共就即]*(?:占|为|达到?|完成|超额完成)了?)"
    r"(?:全年|年度|年初|本年|当年|年)?的?(?:计划|任务|目标)+(?:任务|人?数|指标|数|量)?的?(?:比例为)?"
)
PLANNED = regex.compile(r"(?:计划|任务|目标)(?P<what>\p{Han}{0,6})$")
DONE = regex.compile(
    r"^[，,；;、]?\s?(?:实际|已|共|累计|全年|完成|[一二三四]季度|上半年|截至\p{Han}*)*"
)
BEYOND = regex.compile(r"超额?(?:完成|出)?$")
# 新增86户，完成年计划400户的85%（含上年结转254户）: more is in the outcome than is stated as done.
NOT_DONE = regex.compile(r"含|结转|加上|其余|另|预计|争取")


def find_budget_shares(sentence: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the shares of a budget that a sentence states together with what they are shares of."""
    for at, share in stated_shares(sentence):
        if relation := _of_plan(sentence, at, text) or _of_told_plan(sentence, at, text):
            yield relation
            continue
        said = SHARE.search(share.lead)
        outcome = _outcome(sentence[:at]) if said and share.bracket is None else None
        if said is None or outcome is None:
            continue
        relation = _against_budget(sentence, outcome, share, said["kind"])
        relation = relation or _against_difference(sentence, at, outcome)
        if relation and not NOT_COMPARABLE.search(text, *_stretch(outcome, share)):
            yield relation


def _of_plan(sentence: Sequence[Figure], at: int, text: str) -> Relation | None:
    """Return the share of the plan right before it: 完成年计划500户的116%."""
    plan, share = sentence[at - 1], sentence[at]
    if at < len(("outcome", "plan")) or share.lead != "的" or not PLAN.fullmatch(plan.lead):
        return None
    before = [f for f in reversed(sentence[: at - 1]) if f.series == plan.series and f.stated]
    fitting = next((f for f in before if _makes(f, plan, share)), None)
    outcome = fitting or (before[0] if before and before[0] is sentence[at - 2] else None)
    if outcome is None:
        return None
    is_plain = not (outcome.is_said_rate or outcome.is_change or len(before) > 1)
    words = text[plan.sentence_start : plan.start - len(plan.lead)]
    words += rest_of_sentence(share, text)
    is_sure = is_plain and not NOT_DONE.search(words)
    return ratio_of(Form.OF_BUDGET, share, outcome, plan, closed=is_sure)


def _of_told_plan(sentence: Sequence[Figure], at: int, text: str) -> Relation | None:
    """Return the share of the plan of the sentence: 计划培训500人，实际培训460人，完成计划的92%."""
    share = sentence[at]
    if not OF_TOLD_PLAN.fullmatch(share.lead):
        return None
    before = [f for f in sentence[:at] if not BEYOND.search(f.lead)]
    plans = [f for f in before if PLANNED.search(f.lead) and f.stated and not f.is_share]
    if len(plans) != 1:
        return None
    plan = plans[0]
    done = [f for f in before if f.series == plan.series and f.at > plan.at and f.stated]
    if not done or not (len(done) == 1 or _makes(done[-1], plan, share)):
        return None
    said = PLANNED.search(plan.lead)
    what = DONE.sub("", done[0].lead)
    is_same = said is not None and bool(said["what"]) and what == said["what"]
    words = text[plan.sentence_start : share.end]
    words += rest_of_sentence(share, text)
    is_alone = len(before) == len(("plan", "done")) and not done[0].is_said_rate
    is_sure = is_alone and is_same and not (NOT_DONE.search(words) or NOT_COMPARABLE.search(words))
    if not is_sure and not _makes(done[-1], plan, share):
        return None
    return ratio_of(Form.OF_BUDGET, share, done[-1], plan, closed=is_sure)


def _makes(outcome: Figure, plan: Figure, share: Figure) -> bool:
    return comes_out(Form.OF_BUDGET, (outcome, plan), share)


def _stretch(outcome: Figure, share: Figure) -> tuple[int, int]:
    return outcome.start - len(outcome.lead), share.end


def _outcome(before: Sequence[Figure]) -> Figure | None:
    """Return the nearest amount before the share that is no change."""
    amounts = [f for f in before if f.is_money and f.bracket is None]
    plain = [f for f in amounts if not f.is_change and f.stated]
    return plain[-1] if plain else None


def _against_budget(
    sentence: Sequence[Figure], outcome: Figure, share: Figure, kind: str
) -> Relation | None:
    """Return the reading against the budget that stands before the outcome."""
    if _is_budget(outcome):
        return None
    budgets = [f for f in sentence if f.at < outcome.at and _is_budget(f) and f.stated]
    named = [f for f in budgets if _fits(f, kind)]
    if not named:
        return None
    between = [f for f in sentence if named[-1].at < f.at < outcome.at and f.bracket is None]
    is_next = all(f.is_share or f.is_change for f in between)
    is_sure = len(named) == 1 and is_next and bool(OUTCOME.search(outcome.lead))
    return ratio_of(Form.OF_BUDGET, share, outcome, named[-1], closed=is_sure)


def _is_budget(figure: Figure) -> bool:
    return figure.is_money and bool(BUDGET.search(figure.lead))


def _fits(budget: Figure, kind: str) -> bool:
    """Whether a budget may be the one that the share names: 年初, 调整 or neither."""
    said = BUDGET.search(budget.lead)
    own = [said["kind"], said["adjusted"], said["later"]] if said else []
    adjusted = "调整" in own
    if "调整" in kind:
        return adjusted
    return not adjusted if "年初" in kind else True


def _against_difference(sentence: Sequence[Figure], at: int, outcome: Figure) -> Relation | None:
    """Return the reading against the difference that stands after the share."""
    follows = sentence[at + 1] if at + 1 < len(sentence) else None
    said = AGAINST.search(follows.lead) if follows else None
    if said is None or follows is None or follows.series != outcome.series:
        return None
    form = Form.OVER_BUDGET if said["more"] else Form.UNDER_BUDGET
    amounts = [f for f in sentence[:at] if f.series == outcome.series and not f.is_change]
    return ratio_of(form, sentence[at], follows, outcome, closed=len(amounts) == 1)
