"""Whether an amount is money or the worth of goods, by the words around it."""

import pytest

from extractor import pipeline
from extractor.model import InKind, Money, Report
from extractor.offsets import OffsetMap

IN_KIND = [
    # text, and what each amount of it is
    ("捐赠图书折价3万元,另捐现金2万元。", (InKind.GOODS, InKind.CASH)),
    ("送去毛毯80床、药品12箱,总值近6万元。", (InKind.GOODS,)),
    ("送去价值4.2万元的慰问品。", (InKind.GOODS,)),
    ("慰问金、慰问品共计12万元。", (InKind.MIXED,)),
    ("药品每箱值80元。", (InKind.GOODS,)),
    # the measures of the economy, what was sold or used up, and a tax are no goods given
    ("地区生产总值86.3亿元,工业增加值21.5亿元,渔业产值3.6亿元。", (InKind.CASH,) * 3),
    ("货物进出口总值31.6亿元,上市公司总市值91.2亿元。", (InKind.CASH,) * 2),
    ("其中增值税11.2亿元。", (InKind.CASH,)),
    ("商品房销售额24.6亿元,商品零售额将达到38.1亿元。", (InKind.CASH,) * 2),
    ("限额以上单位日用品类8.3亿元。", (InKind.CASH,)),
    ("食品人均消费8260元。", (InKind.CASH,)),
    ("进出口28.6亿元（折合4.1亿美元）。", (InKind.CASH,) * 2),
    ("知识价值信用贷款6.5亿元。", (InKind.CASH,)),
    # a character of 面, 米, 油 and 药 is no thing
    ("用于其他方面3.1亿元。", (InKind.CASH,)),
    ("每平方米造价900元。", (InKind.CASH,)),
    ("自付医药费2.6万元。", (InKind.CASH,)),
    ("粮油物资储备支出640万元。", (InKind.CASH,)),
    ("粮油折价1.2万元,送去药品6000元。", (InKind.GOODS,) * 2),
]


@pytest.mark.parametrize(("text", "kinds"), IN_KIND)
def test_an_amount_is_the_worth_of_goods_where_something_is_given_in_kind(
    text: str, kinds: tuple[InKind, ...]
) -> None:
    mentions = pipeline.extract(Report("", 1, text, OffsetMap())).mentions
    assert tuple(m.value.in_kind for m in mentions if isinstance(m.value, Money)) == kinds
