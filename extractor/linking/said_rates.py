"""What the words make a figure a rate for one of: 每户800元, 人均117元, 一件120元, 1000元/人.

    棉被20床，每床150元                     by 每, 均, / or a price
    每放一场电影补助500元，每逢春节给1000元      for each deed, each time
    人均慰问金100元，慰问品50元             the second is for the same person
    低保标准由每月560元提高到620元          so is what a rate is raised to, or split into
    每人一份红包100元                       the worth of the one thing that each gets

A figure beside a rate is no rate where a verb or a total stands before it, or where it is too large
to be what one gets (每人发放1000元药费，补贴资金119万元).
"""

from __future__ import annotations

import re

import regex

from extractor.model import Count, CountKind, Figure

RATE_WORD = (
    r"每(?P<per>户次|人次|户|人|名|位|家|个|所|床位|床|袋|桶|件|套|箱|亩|年|月|季度|学期|学年|季|周|日|天|小时|趟|回|轮|届|批|餐|顿|次|场|生|村|校|单位|学校|社区|班|公顷|垧|升|度|立方米|方|车|面|节|课时|剂|针|处|份|吨|公斤|斤|平方米|台|辆|例|笔|项|册|期|间|头|只|株|盏|顶|双|瓶|座|口|副|支|组|队|路|张|把|根|块|棵|盒|罐|筐|捆|枚|匹|条|眼|栋|幢|米|公里|孔|包|扇|桌|席|院|社|点|乡|镇|街道|站|本|部(?!门|委))"
    r"|(?<!\p{Han})(?P<per>人)手$"  # 人手2本, and not 老人手里的7800元
    r"|(?P<mean>人|户|亩|村)均|(?<!\p{Han})(?P<mean>人|户)平(?!\p{Han})|平均一(?P<per>人|户|家|名)(?!\p{Han})|^\W*(?P<mean>人次|户次|次|件|例|笔|生|期|场|月|年|季|周|日|班|队|组|校|镇|乡|所)均(?!增|递|下降)"
)
# 人均纯收入由2016年的2860元: the year of it stands between
RATE = regex.compile(rf"(?:{RATE_WORD})[^0-9]{{0,24}}(?:(?:19|20)[0-9]{{2}}年[底末初度]?的?)?$")
# 一件120元 is a price; 慰问品50元 after 人均慰问金100元 is for the same person.
PRICE = regex.compile(
    r"(?:^|[^\p{Han}0-9])一(?P<per>件|套|箱|袋|桶|床|份|盒|本|台|斤|公斤|吨|瓶|条)$"
)
# 毛毯143条，毛毯一条58元: a price where as many are counted just before
PRICE_OF_THOSE = regex.compile(
    r"^[，,]?\p{Han}{0,6}一(?P<per>件|套|箱|袋|桶|床|份|盒|本|台|斤|公斤|吨|瓶|条|只|个|户|人|家|名)$"
)
UNIT_PRICE = regex.compile(
    r"^(?:购进|采购)?(?:单价|每\p{Han}价)(?:为|是|约)?$"
)  # 铁锹60把，单价28元
# 一口人合1.8亩, 教室造价97.5万元，一间合6.5万元
COMES_TO = regex.compile(r"(?:^|[，,])一口?(?P<per>人|户|间|亩|平方米)(?:合|摊|平均)$")
# 每逢春节给他1500元; 每放一场电影补助500元, 每发现一例奖励200元: for each time, each of those
DEED = regex.compile(
    r"每逢\p{Han}{2,6}[^0-9，,。；;]{0,10}$|每\p{Han}{1,6}一(?P<per>\p{Han})\p{Han}{0,8}$"
)
EACH_DEED = regex.compile(r"每\p{Han}{1,8}$")
FOR_THAT = regex.compile(r"\p{Han}{0,8}")
RAISED = regex.compile(
    "(?:提高|增加|增长|上调|上升|调整|提升|涨|降低?|减少)(?:到|至|为)(?:(?:19|20)[0-9]{2}年[底末初度]?的?)?"
)
# 本科资助5000元，专科、高职资助4000元; 按小学800元、初中1000元两档: for one who goes there
SCHOOLS = (
    "(?:小学|初中|高中|中职|中专|技校|高职|大专|专科|本科|大学|研究生|硕士|博士|[一二三]本)"
    "(?:以上|生|阶段)?"
)
OF_LEVEL = regex.compile(
    rf"[^\p{{Han}}]?(?:其中)?(?:按(?:{SCHOOLS}[、和])*{SCHOOLS}"
    rf"|(?:{SCHOOLS}[、和])*{SCHOOLS}(?:资助|奖励|补助))"
)
MOST_OF_LEVEL = 20000  # yuan: what is more is given to all of them
# 每人两床棉被、一袋大米和500元慰问金, 每人一罐奶粉，外加200元: money beside the goods of one
BESIDE_GOODS = regex.compile(
    r"(?:\p{Han}{1,6}、){0,3}\p{Han}{0,6}?(?:[、，,]?(?:以及|[外另再]加|加上|[和及与加])|、)(?:现金|\p{Han}{0,2}金|红包|慰问款|压岁钱)?"
)
# Whom a rate is for one of.
PERSON_UNITS = ("人", "名", "位", "生", "员")
GETTING_UNITS = ("户", "家", *PERSON_UNITS)
TOGETHER = (*GETTING_UNITS, "个", "年", "月")  # one gets one thing and another, or in one time
CASH = regex.compile("慰问金|现金|救助金|补助金|红包")
COMPANION = regex.compile(r"[，,、和及加]?\p{Han}{1,6}$")
# 每人一盒月饼和一箱牛奶, 每户食用油一壶和大米一袋: goods with a noun of their own
GOODS_TOO = regex.compile(r"\p{Han}{1,6}[、，,]?[和及与加]?|[、，,]?[和及与加]?\p{Han}{1,6}")
NOUN = regex.compile(r"\p{Han}{1,4}")
AND = regex.compile("[、和及与加]|[，,](?!另|还|其中|共)")
# 每人一份节日红包100元, 每人一个1000元的红包, 每人一份价值120元的礼包: the worth of that one
ONES_WORTH = regex.compile(r"\p{Han}{0,4}(?:红包|慰问金|礼金|压岁钱|现金)|总?价?值|折合?价?值?|")
GOODS_KINDS = (CountKind.ITEM, CountKind.WEIGHT)
HEADS = (CountKind.PERSON, CountKind.HOUSEHOLD)
NO_HAN = regex.compile(r"[^\p{Han}]")
NAME = 2  # code points of what each gets
NO_ONES = 50  # times the first amount: no companion of it
# 每户1000元和价值300元的米面油, 每户500元慰问金和价值200元的慰问品
WORTH = regex.compile(r"(?:(?:慰问|救助|补助)金|现金|红包)?[和及与加](?:价|价?值|折价)")
# 每人300元，老兵500元: what others get
OTHER_PEOPLE = regex.compile(r"(?:[户人员者工生属民兵师童妇]|老党员|军烈属)$")
ACTS = regex.compile(
    r"[全半]年|需|要|算|发|送|支|拨|共|计|筹|投|出|给|奖|补助|资助|救助|捐|折|合|值|另|占"
    r"|用[去了掉]|花|余|剩|凑|收|付|缴|[头首第]一?个?学期|^费用|加上|连同|走访|帮扶|慰问(?![品金物款])"
)
TIMES = re.compile(r"\s?[×✕✖xX*＊]\s?")  # 8人×1000元=8000元
SLASH = re.compile(
    r"\s?[/／](?P<per>户|人|名|位|家|年|月|天|袋|桶|件|套|亩|斤|公斤|吨|次|份|箱|盒|床|台|辆|间|平方米|个|学期|学年|生)"
)


def said_rate(figure: Figure, last: Figure | None) -> str | None:
    """Return what the figure is a rate for one of, or ``None`` if the words make it no rate.

    ``last`` is the figure before it.
    """
    lead = figure.lead
    is_one = "一" in lead and (PRICE.search(lead) or COMES_TO.search(lead))
    if match := SLASH.match(figure.tail) or is_one:
        return str(match["per"])
    if one := _worded(lead):
        return one
    if last and figure.is_money and (one := _price_of_those(lead, last)):
        return one
    is_of_last = TIMES.fullmatch(lead) or UNIT_PRICE.match(lead)
    is_of_last = is_of_last or (last and _is_for_each(last) and FOR_THAT.fullmatch(lead))
    if last and is_of_last and isinstance(last.mention.value, Count):
        return last.mention.value.unit
    if OF_LEVEL.fullmatch(lead) and figure.is_money and _is_small(figure):
        return "人"
    is_beside = last is not None and last.sentence == figure.sentence
    return _as_last(figure, last) if last and is_beside else None


def _price_of_those(lead: str, last: Figure) -> str | None:
    """Return what an amount is the price of one of, if the number before it counts those."""
    said, value = PRICE_OF_THOSE.match(lead), last.mention.value
    if said is None or not isinstance(value, Count) or last.per or (last.stated or 0) <= 1:
        return None
    is_head = value.kind is CountKind.PERSON and said["per"] in PERSON_UNITS
    return str(said["per"]) if is_head or value.unit == said["per"] else None


def _as_last(figure: Figure, last: Figure) -> str | None:
    """Return what the rate before a figure is for one of, if the figure goes on with it."""
    if last.per and (_is_of_that_one(last, figure) or _is_beside_goods(last, figure)):
        return last.per
    if not (last.per and _go_together(last, figure)):
        return None
    lead = figure.lead
    is_of_which = lead.lstrip("，,：: ").startswith("其中")
    is_split = is_of_which or figure.bracket is not None
    # 户均4.53万元，其中当年新增1260万元: what is larger is no part of one household's.
    is_split = is_split and (figure.stated or 0) <= (last.stated or 0)
    is_split = is_split or RAISED.fullmatch(lead) is not None  # 由每月560元提高到620元
    is_worth = WORTH.fullmatch(lead) is not None
    acts = (ACTS.search(lead) and not is_worth) or figure.is_marked_total
    # 棉被20床每床150元，慰问金3000元: no quilt has money beside its price.
    is_same = last.per in TOGETHER or not CASH.search(lead)
    is_companion = COMPANION.fullmatch(lead) or _are_goods(last, figure) or lead == "、"
    goes_on = is_companion and is_same and not (acts or is_of_which)
    goes_on = goes_on and not _is_of_others(last.lead, lead)
    # 平均每名护理8名老人，集中供养88名: whom the rate counts is told of once.
    goes_on = goes_on and figure.series not in HEADS and not OTHER_PEOPLE.search(lead)
    # 每人发放1000元药费，补贴资金119万元: that is no one's
    is_huge = figure.is_money and (figure.stated or 0) > NO_ONES * (last.stated or 0)
    goes_on = goes_on and not is_huge
    return last.per if is_split or (goes_on and last.part == figure.part) else None


def _is_of_others(last: str, lead: str) -> bool:
    """Whether the same is told of others: 每班订报3份，教研组订报12份."""
    name = NO_HAN.sub("", lead)
    return len(name) > NAME and name[-NAME:] == NO_HAN.sub("", last)[-NAME:]


def _worded(lead: str) -> str | None:
    """Return what the words before a figure make it a rate for one of."""
    if not ("每" in lead or "均" in lead or "平" in lead or "手" in lead):
        return None
    if match := RATE.search(lead):
        return str(match["mean"] or match["per"])
    deed = DEED.search(lead)
    return (deed["per"] or "次") if deed else None


def _is_for_each(figure: Figure) -> bool:
    """Whether a figure is the one thing that something is given for: 每放一场."""
    is_one = figure.is_count and figure.stated == 1 and not figure.per
    return is_one and EACH_DEED.search(figure.lead) is not None


def _go_together(last: Figure, figure: Figure) -> bool:
    """Whether two figures may be rates of one kind: two amounts, or two goods of one list."""
    goods = last.is_count and figure.is_count
    is_listed = figure.lead.startswith("、") or _are_goods(last, figure)
    return last.series == figure.series or (goods and is_listed)


def _are_goods(last: Figure, figure: Figure) -> bool:
    """Whether two goods are given together: 一盒月饼和一箱牛奶."""
    values = (last.mention.value, figure.mention.value)
    are_items = all(isinstance(v, Count) and v.kind in GOODS_KINDS for v in values)
    lead = figure.lead
    apart = figure.start - last.end
    if not lead and apart == len(last.tail) + 1:  # 每户一袋米，一桶油。
        return are_items and all(NOUN.fullmatch(f.tail) for f in (last, figure))
    return are_items and bool(AND.search(lead)) and GOODS_TOO.fullmatch(lead) is not None


def _is_small(figure: Figure) -> bool:
    return (figure.stated or 0) < MOST_OF_LEVEL


def _is_beside_goods(last: Figure, figure: Figure) -> bool:
    """Whether an amount ends a list of goods that each gets: 每人一袋大米和500元慰问金."""
    value = last.mention.value
    are_goods = isinstance(value, Count) and value.kind in GOODS_KINDS and last.part == figure.part
    is_own = figure.is_money and _is_small(figure) and not figure.is_marked_total
    is_own = is_own and last.per in TOGETHER
    return are_goods and is_own and BESIDE_GOODS.fullmatch(figure.lead) is not None


def is_product_of(figure: Figure, count: Figure, rate: Figure) -> bool:
    """Whether a figure that no word makes a rate is what the rate before it makes of a number.

    5个，每个单位2万元，慰问金10万元: all of them got it, and no one of them.
    16户，户均30只，存栏480只: so with things
    """
    value = count.mention.value
    is_alike = isinstance(value, Count) and (value.kind in HEADS or value.unit == rate.per)
    is_pair = is_alike and count.per is None and rate.per is not None
    made = (count.stated or 0) * (rate.stated or 0)
    is_own = _worded(figure.lead) is not None or SLASH.match(figure.tail) is not None
    return is_pair and figure.series == rate.series and made == figure.stated and not is_own


def _is_of_that_one(last: Figure, figure: Figure) -> bool:
    """Whether an amount is the worth of the one thing that each gets: 每人一份红包100元."""
    value = last.mention.value
    is_one = isinstance(value, Count) and last.stated == 1 and last.per in TOGETHER
    apart = figure.start - last.end
    is_beside = figure.is_money and apart == len(figure.lead) and not figure.is_marked_total
    return is_one and is_beside and ONES_WORTH.fullmatch(figure.lead) is not None
