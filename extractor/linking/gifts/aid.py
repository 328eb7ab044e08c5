"""Which amounts of a report are aid: what was raised for it, or given.

    慰问金3万元, 资助5000元             aid
    医药费花去8万元, 月工资2000元        what a family owes, earns or pays
    每人补助医药费200元                 but aid, where it was taken off them
    税收3亿元, 一般公共预算支出9亿元      what a treasury has and spends
    支出工会经费57000元                 aid where the report is about aid, or the clause says so

The words of the clause before the amount decide; the most that anyone got (最高2万元) was not given
to all, and so is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from extractor.lexicon import remembered
from extractor.linking.figures import EXTREME
from extractor.model import Figure

NOT_AID = re.compile(
    r"工资|收入|生产总值|总产值|产值|债|欠|贷款|医疗费|医药费|治疗费|手术费|花费|花去|花掉|破费|开销|税|预算|决算|赤字|(?<!人均)(?<!户均)(?<!均月)补差|"
    r"增加值|进口|出口|交易额|成交额|营业额|业务总量|市值|转移支付|财力|债券|还本|付息|本金|利息|结转|结余|"
    r"存款|利润|成本|损失|伙食费|燃油费|车费|投资|销售额|零售总额|保费|价格|单价|房租|租金|办公经费|标准[^，。]{0,16}(?:提高|增加|调整|上调)|标准[由从]"
)
# What a body spends is aid where the report is about aid, and not what a family or a treasury does.
SPENT = "支出"
SPENT_ELSEWHERE = regex.compile(
    r"(?:财政|公共|基金|家庭|生活|医疗|医药|住院|学费|日常|经营|行政|办公|三公|人员|每月|年均|人均)\p{Han}{0,4}支出|支出(?:总计|合计|总额)"
)
NEAR = 30  # code points of a clause before its amount
OPENING = 200  # code points that hold the title and the first sentence
ABOUT_AID = regex.compile(
    "慰问|救助|救济|资助|捐|帮扶|帮困|扶贫|助学|助残|关爱|清凉|解困|济困|送温暖|温暖|爱心|救灾|赈灾|慈善|红十字|民政|残联|福利"
)
CLAUSE_END = re.compile(r"[，,。；;\n]")
HELPING = "(?:慰问|救助|资助|帮扶|助学)"
# 救助大病患者34人，花掉22.1万元: what helping them took, not what a family spent.
COST_OF_AID = regex.compile(
    rf"{HELPING}\p{{Han}}{{0,10}}[0-9]+\p{{Han}}{{1,3}}[，,][共一总]{{0,2}}(?:花掉|花去|花了|用掉|用去)$"
)
# 残疾儿童康复救助46名，支出64.4万元: the same, in a budget too.
SPENT_ON_THOSE = regex.compile(
    r"(?:慰问|救助|资助|补助|补贴|帮扶|助学|供养|托养|无障碍|危房)[^。；;\n]*[0-9](?:[人户名]|人次|元)[，,][共合计]{0,2}支出$"
)
# 支出合计346300元，受益262人; 资金还有7万元，惠及90户: what was spent on them.
BENEFITING = regex.compile(r"[，,](?:受益|惠及|救助)")
MEAN_OF_IT = regex.compile(r"[，,](?:平均)?(?:[人户]均|每\p{Han}{1,2}(?:平均)?)")
# 移植费用需要40万元, 一年自己还得掏4万元, 家里只凑到800元: what a family needs or pays.
NEEDED = regex.compile(
    r"(?:学|住宿|移植|手术|治疗|医疗|医药|住院|生活|药)费用?[大概约总共还]{0,2}(?:需要?|要)$"
    r"|(?:自己|自家|家里|家中|全家)(?:只|才|还|仅){0,2}(?:(?:得|要|需要?)\p{Han}{0,2}[掏付花]|凑到?了?)$"
)
# 每人补助医药费二百元, 报销手术费8000元: a cost that was taken off whoever had it.
COST_PAID = re.compile(
    r"(?:补助|资助|救助|报销|减免|免[除收去]|代缴|垫付)了?[其他她]?(?:医疗|医药|治疗|手术|伙食|住院|保险|学|车|租)费用?[共各计]{0,2}$"
)
# 以上慰问共支出工会经费57000元: what the gifts before come to.
SPENT_ON_AID = regex.compile(rf"{HELPING}\p{{Han}}{{0,4}}[共总]?计?支出\p{{Han}}{{0,8}}$")


QUOTED = regex.compile('[“"](?:[这那]|有了[这那]?)笔?$')


def benefits(figure: Figure, text: str) -> bool:
    """Whether the text goes on to say how many an amount benefited."""
    return BENEFITING.match(text, figure.mention.span.end) is not None


def is_mean_of_other(figure: Figure, before: Figure | None, text: str) -> bool:
    """Whether an amount is the mean of the one right ``before``, which is no aid.

    发放贷款43笔688万元，平均每笔16万元
    """
    if before is None or not MEAN_OF_IT.fullmatch(text, before.end, figure.start):
        return False
    return not is_aid(before, text, is_about_aid=True)


def points_to_other(figure: Figure, money: Sequence[Figure]) -> bool:
    """Whether a quoted amount is one told elsewhere: “这4万元钱对我家太重要了！”."""
    return QUOTED.search(figure.lead) is not None and any(
        other.stated == figure.stated and other is not figure for other in money
    )


def opens_with_aid(text: str) -> bool:
    """Whether a report says in its title or its first sentence that it is about aid."""
    return ABOUT_AID.search(text, 0, OPENING) is not None


def is_aid(figure: Figure, text: str, *, is_about_aid: bool) -> bool:
    """Whether the clause of an amount calls it aid, or nothing else in a report about aid."""
    start = figure.mention.span.start
    clause, is_cost_of_aid = _told(text[max(0, start - NEAR) : start])
    if is_cost_of_aid:
        return True
    if is_about_aid and SPENT in clause and benefits(figure, text):
        return True
    is_least = figure.mention.text.startswith("不")  # 最低不少于500元
    return _may_be_aid(clause, figure.tail[:6], is_least=is_least, is_about_aid=is_about_aid)


@remembered
def _told(before: str) -> tuple[str, bool]:
    """Return the clause right before an amount, and whether the words tell what aid cost."""
    clause = CLAUSE_END.split(before)[-1]
    is_cost = (
        COST_OF_AID.search(before) or COST_PAID.search(clause) or SPENT_ON_THOSE.search(before)
    )
    return clause, is_cost is not None


@remembered
def _may_be_aid(clause: str, tail: str, *, is_least: bool, is_about_aid: bool) -> bool:
    says_spent = SPENT in clause
    if says_spent and SPENT_ON_AID.search(clause):
        return True
    if NEEDED.search(clause) or (EXTREME.search(clause) and not is_least):
        return False
    around = clause + tail
    is_spent = is_about_aid and not (says_spent and SPENT_ELSEWHERE.search(clause))
    return not NOT_AID.search(around) and (is_spent or SPENT not in around)
