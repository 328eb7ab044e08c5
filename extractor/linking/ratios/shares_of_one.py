"""Shares of the one number that their sentence tells a part of, whatever the share is called.

    应到代表250名，实到225名，到会率90%              the rate says again what the part did
    已为450户中的360户办妥贷款，办贷率80%             … or is short for it
    32个乡镇，建了托养站的24个，覆盖率75%             … or says how far they have come: 覆盖, 完成
    受助的120名学生中，孤儿30名，占25%                中 and 其中 say of what 占 is
    管理费7.2万元，对照总盘子60万元，管理费占12%       the part is named again
    行政开支3.6万元，在90万元总支出中占4%              the whole stands right before 占
    任务60户，实际72户，为任务的120%；超额20%

The sentence has two numbers of one measure before the share, a part and what it is of, so that the
share is that of the two if it comes out.  It fails where, besides, the words leave nothing else:
the rate has the name of what the part did (or the share that of the part, or 其中 points to the
whole), both are of the same things at the same time, nothing is told of others or exceptions, and
no number near makes the share come out.  Rates of other names (满意率, 就业率) may be of others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.linking.figures import measure_of, noun_of, unit_of
from extractor.linking.neighbours import between, rest_of_sentence
from extractor.linking.plain import is_exact_level
from extractor.linking.quotients import HUNDRED, comes_out
from extractor.linking.ratios.changes import NOT_COMPARABLE, stated_shares
from extractor.linking.relations import Form, Relation, ratio_of, share_of
from extractor.linking.totals import FEWEST, NOTHING
from extractor.model import Figure

REACHED = r"(?:仅|只|就|已|才|也|大约|约|近|正好|恰好)*(?:为|是|有|高?达到?了?|约|近)*"
RATE = regex.compile(
    rf"[，,、；;：:（(\s]*(?:其|总体|综合|整体)?(?P<name>\p{{Han}}{{2,10}}?)(?P<kind>率|面|比例|比重|占比){REACHED}\s*"
)
WEIGHT = regex.compile(rf"[，,、（(\s]*(?:其|所占)?(?:比例|比重|占比|占比例){REACHED}\s*")
SHARE = regex.compile(
    r"[，,、（(\s]*(?P<name>\p{Han}{0,8}?)(?:大约|约|仅|只|就|也|已|正好|恰好|刚好|共|合计|均)*(?:占到?了?|相当于)"
    rf"(?P<whole>[^，,。；;0-9]{{0,12}}?)的?(?:比例|比重|份额)?{REACHED}\s*"
)
OF_LAST = regex.compile(
    rf"(?P<whole>\p{{Han}}{{0,10}}?)[里中](?:，|,)?(?:只|仅|就|约)*占(?:到|了|比)*{REACHED}\s*"
)
OF_PLAN = regex.compile(
    rf"[，,、（(\s]*(?:为|是|占|完成了?|达到?了?|相当于)*(?:[全本]年|年度|年初|原定|既定)?的?(?:任务|计划|目标|指标|预算)(?:总?数|总?额|量)?的{REACHED}\s*"
)
BEYOND = regex.compile(
    r"[，,、（(\s]*(?:超额|超出?|超计划|超任务|超目标)(?:完成|任务|计划|目标)?了?\s*"
)
PLANNED = regex.compile(r"任务|计划|目标|指标|预算|原定|拟")
# The whole itself: 占总数的25%, 占全部捐款的40%.
ALL = regex.compile(r"(?:其中|其|总[人户件份笔村个]?[数次额量]|总|全部|合计)*(?:的)?")
# How far a deed has come, which has no name of its own.
COMPLETE = ("覆盖", "普及", "通达", "完成", "完工", "到位", "惠及", "受益", "参与", "落实", "执行")
SAME = {
    "就业": regex.compile("上岗|工作|务工|创业"),
    "使用": regex.compile("[已使]用|支|花"),
    "收缴": regex.compile("[实已]收|已[缴交]"),
    "发放": regex.compile("领[到取]|已发"),
}
# 住院费20000元，报销14400元，报销比例80%: of what may be paid back
# 满意566份，满意率97.1%: 基本满意 may be in it
BY_RULE = regex.compile(r"(?:报销|补[助贴偿]|自付|资助|减免|配套|缴费|满意|利润?)(?:率|比例)")
OUGHT = regex.compile(r"应|计划|任务|目标|需要?|符合")
DONE = regex.compile(r"已|实|完成|完工|建[成了]|设立|用上|[通建装改种]了|领到|到位")
NOT_DONE = regex.compile(r"[未没不]|尚|待|其余|剩|缺")
# Who is told of before a number: 服务老人40人 is no part of 志愿者100人.
WHO = regex.compile(
    r"(?P<who>老人|儿童|学生|职工|群众|居民|村民|妇女|干部|党员|教师|患者|病人|家庭|对象|学员|人员|工人|农民工|女工|[\p{Han}]{1,2}[者员民师户童生])\s*$"
)
POINTS = regex.compile(r"其中|[里中](?:[，,、的]|头|间|有|\s)|[里中]$")
# What else may be counted, or not; or is of another time, place or reckoning.
OTHERS = regex.compile(
    r"另|其余|除|含|包括|剔|扣|折|按|以\p{Han}{1,6}计|口径|加上|连同|免|缓|计算|不计|重复|分别|等(?!\s?[0-9])|同比|比上|较上"
    r"|余下|剩|[尚还]有|大约|左右|累计|新增|上[年月季期]|往年|历年|近[0-9一二三四五六七八九十]+年|第[一二三四]|其他|部分|因|由于|分母|基数"
)
TIME = regex.compile(
    r"[去今上前本当][年月季期]|[0-9]{4}年|[上下]半年|目前|[0-9一二三四五六七八九十]+月|年[初底末]"
)
PLACE = regex.compile(r"[省市州县区镇乡村]|[全我本各][校厂院]|[一二三四]期")
INHABITANTS = regex.compile(
    "人口|户籍|常住"
)  # of whom a rate is seldom: 参保率 is of those who ought to
# Some of those may not be decided yet, so that the rate is higher: 申请64件，批准58件，批准率93%.
ASKED = regex.compile(r"申请|申报|受理|报名|收到|接到")
REMARKED = regex.compile(
    r"\s*[（(]?(?:另|其中|注|说明|此外|剔|扣|按|这里|之所以|因|由于|含|不含|未)"
)
PER_MILLE = "‰"  # of the population
LEAST = 10  # of what a share is said to be that does not come out
NEAR = 3  # sentences around, of which no number makes the share
REACH = 10  # figures before a share
BEHIND = 12  # figures around it that another reading may be of
ONE = 2  # characters of a name that say what it is of
MOST_LEAD = 24  # code points from a whole to its part


@dataclass(frozen=True, slots=True)
class Claim:
    """A share with its part and its whole, and what the words that claim it say."""

    share: Figure
    part: Figure
    whole: Figure
    is_told: bool  # the words name the part, or point to the whole
    is_rate: bool = False
    is_plan: bool = False
    is_beyond: bool = False


def find_shares_of_one(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the shares that can be of nothing but the two numbers of their sentence."""
    for relation in _shares(listed, text):
        if relation.is_closed:
            yield relation


def find_likely_of_one(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the shares that the two numbers of their sentence make, or are said to make."""
    yield from _shares(listed, text)


def _shares(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    for at, share in stated_shares(listed):
        row = _row(listed[max(0, at - REACH) : at], share)
        is_open = NOT_COMPARABLE.search(share.lead) or PER_MILLE in share.mention.text
        if len(row) < FEWEST or is_open:
            continue
        claim = _claim(row, share, text)
        if claim is None:
            continue
        around = [f for f in listed[max(0, at - BEHIND) : at + BEHIND] if f.at != share.at]
        closed = claim.is_told and _leaves_nothing(claim, row, around, text)
        is_said = claim.is_told and (claim.whole.stated or 0) >= LEAST
        if is_said or _comes_out(claim):
            yield _relation(claim, closed=closed)


def _row(before: Sequence[Figure], share: Figure) -> list[Figure]:
    """Return the numbers of the measure right before the share that its sentence tells."""
    own = [f for f in before if f.sentence == share.sentence and f.bracket in (None, share.bracket)]
    plain = [f for f in own if is_exact_level(f)]
    return [f for f in plain if measure_of(f) == measure_of(plain[-1])] if plain else []


# --- which is the part, and which the whole -----------------------------------------------------


def _claim(row: Sequence[Figure], share: Figure, text: str) -> Claim | None:
    """Return what the words before a share say it is of, if two numbers can be meant."""
    *earlier, one, other = row
    if earlier or one.stated == other.stated:
        return None
    if OF_PLAN.fullmatch(share.lead) or BEYOND.fullmatch(share.lead):
        return _planned(one, other, share)
    if OF_LAST.fullmatch(share.lead):
        is_part = (one.stated or 0) < (other.stated or 0)
        return Claim(share, one, other, is_told=True) if is_part else None
    small, large = sorted(row, key=lambda f: f.stated or NOTHING)
    if rate := RATE.fullmatch(share.lead):
        is_ruled = BY_RULE.search(share.lead) is not None
        is_told = not is_ruled and _is_named(rate["name"], small, large, share, text)
        return Claim(share, small, large, is_told, is_rate=True)
    return _of_said(small, large, share, text)


def _planned(one: Figure, other: Figure, share: Figure) -> Claim | None:
    """Return the share of the one of two that was planned: 任务60户，实际72户，为任务的120%."""
    plans = [f for f in (one, other) if PLANNED.search(f.lead)]
    if len(plans) != 1:
        return None
    done = other if plans[0] is one else one
    is_beyond = BEYOND.fullmatch(share.lead) is not None
    return Claim(share, done, plans[0], is_told=True, is_plan=True, is_beyond=is_beyond)


def _of_said(small: Figure, large: Figure, share: Figure, text: str) -> Claim | None:
    """Return the share that 占 or 比重 says the smaller of two is, of the larger one."""
    is_told = large.at < small.at and POINTS.search(between(large, small, text)) is not None
    if WEIGHT.fullmatch(share.lead):
        return Claim(share, small, large, is_told=is_told)
    said = SHARE.fullmatch(share.lead)
    if said is None or not _is_of(said["whole"], large):
        return None
    name = said["name"]
    if name and not _says(name, small):
        return None
    return Claim(share, small, large, is_told=is_told or len(name) >= ONE)


def _is_of(name: str, whole: Figure) -> bool:
    """Whether 占…的 names all there are, or what the whole is called."""
    plain = name.removeprefix("全部").removeprefix("总")
    return ALL.fullmatch(name) is not None or plain in whole.lead + whole.tail


def _says(name: str, figure: Figure) -> bool:
    """Whether the clause of a figure has the name: 女选手18人，女选手占45%."""
    return name in figure.lead or (len(name) > ONE and name == noun_of(figure))


def _is_named(name: str, part: Figure, whole: Figure, share: Figure, text: str) -> bool:
    """Whether a rate has the name of what the part did, or says that it was done.

    入会2180人，入会率; 为360户办妥贷款，办贷率; 实到225名，到会率 of 应到会代表250名.
    """
    is_next = 0 <= share.start - part.end <= MOST_LEAD + len(share.lead)
    words = part.lead + (text[part.end : share.start - len(share.lead)] if is_next else part.tail)
    if part.at < whole.at:  # 为204户安装净水器，占…
        words = part.lead + part.tail
    if NOT_DONE.search(words) and not NOT_DONE.search(name):
        return False
    deed = name
    for end in COMPLETE:
        deed = deed.removesuffix(end)
    if len(deed) >= ONE and deed in whole.lead and not OUGHT.search(whole.lead):
        return False  # 办结169批，正在办理13批，办结率92.9%: of both
    if deed == "" or name in COMPLETE:
        return DONE.search(words) is not None
    known = SAME.get(deed)
    if set(deed) <= set(words) or (known is not None and known.search(words)):
        return True
    is_due = OUGHT.search(whole.lead) is not None and DONE.search(words) is not None
    said = set(words)
    return set(deed) <= said | set(whole.lead + whole.tail) and (is_due or bool(set(deed) & said))


# --- what it comes to ---------------------------------------------------------------------------


def _relation(claim: Claim, *, closed: bool) -> Relation:
    part, whole, share = claim.part, claim.whole, claim.share
    if claim.is_beyond:
        return ratio_of(Form.GROWTH_BETWEEN, share, part, whole, closed=closed)
    if claim.is_plan:
        return ratio_of(Form.OF_BUDGET, share, part, whole, closed=closed)
    return share_of(share, part, whole, closed=closed)


def _comes_out(claim: Claim) -> bool:
    form = Form.GROWTH_BETWEEN if claim.is_beyond else Form.SHARE
    return comes_out(form, (claim.part, claim.whole), claim.share)


def _leaves_nothing(
    claim: Claim, row: Sequence[Figure], around: Sequence[Figure], text: str
) -> bool:
    """Whether part, whole and share are all there is, of the same things at the same time."""
    part, whole, share = claim.part, claim.whole, claim.share
    end = text.find("。", share.end)
    behind = text[end + 1 : end + 1 + MOST_LEAD] if end >= 0 else ""
    start = min(part.start - len(part.lead), whole.start - len(whole.lead))
    words = text[start : share.start] + rest_of_sentence(share, text)
    if (
        not share.is_exact
        or share.stated == HUNDRED
        or OTHERS.search(words)
        or REMARKED.match(behind)
    ):
        return False
    if NOT_COMPARABLE.search(words) or (claim.is_rate and not _are_alike(part, whole)):
        return False
    later = max(part, whole, key=lambda f: f.at)
    if TIME.search(share.lead) or (TIME.search(later.lead) and not claim.is_plan):
        return False
    if PLACE.search(later.lead) or (claim.is_rate and _may_be_of_fewer(claim)):
        return False
    is_next = not any(later.at < f.at < share.at for f in around)  # 65岁以上老人签约率
    return is_next and not any(_explains(f, claim) for f in around if f not in row)


def _may_be_of_fewer(claim: Claim) -> bool:
    """Whether a rate may be of those who ought to, or who are decided, of all that are told."""
    whole, share = claim.whole, claim.share
    is_higher = (share.stated or 0) * (whole.stated or 0) > (claim.part.stated or 0) * HUNDRED
    is_of_some = INHABITANTS.search(whole.lead) or ASKED.search(whole.lead)
    return is_higher and is_of_some is not None


def _are_alike(part: Figure, whole: Figure) -> bool:
    """Whether both count the same things: the part has no noun of its own, or that of the whole."""
    if part.is_money:
        return True
    words = whole.lead + whole.tail
    said = (WHO.search(part.lead), WHO.search(noun_of(part)))
    nouns = [match["who"] for match in said if match] + [_noun_behind(part)]
    return all(noun in words for noun in nouns)


def _noun_behind(figure: Figure) -> str:
    """Return the noun that a number of a bare 个 has behind it: 18个村."""
    if unit_of(figure) not in ("个", "家", "所"):
        return ""
    said = regex.match(r"(?:村|乡镇?|镇|社区|单位|企业|学校|班级|班|点|站)", figure.tail)
    return said[0] if said else ""


def _explains(other: Figure, claim: Claim) -> bool:
    """Whether a number near would make the share come out in the place of one of the two."""
    if measure_of(other) != measure_of(claim.part) or not other.stated:
        return False
    if abs(other.sentence - claim.share.sentence) > NEAR:
        return False
    if other.sentence == claim.share.sentence:
        return True
    ways = ((claim.part, other), (claim.whole, other), (other, claim.whole))
    return any(comes_out(Form.SHARE, way, claim.share) for way in ways)
