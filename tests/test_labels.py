"""What a figure states, as the page words it, and the name under which years compare."""

import pytest

from extractor import pipeline, reading
from extractor.model import Count, Money

AMOUNTS = [  # text, the noun phrase the first amount states, the label years compare by
    ("发放春节慰问金12080元。", "春节慰问金", "慰问金"),
    ("支出帮扶资金6.2万元。", "帮扶资金", "帮扶资金"),
    ("今年已收款物3260万元。", "款物", "款物"),
    ("全局职工共捐款22.6万元。", "捐款", "捐款"),
    ("地方一般公共预算收入56.87亿元。", "地方一般公共预算收入", "一般公共预算收入"),
    ("高效使用环境保护专项资金7.66亿元。", "环境保护专项资金", None),
    ("全年销售福利彩票8.50亿元。", "福利彩票", None),
    ("技术合同成交金额11.72亿元。", None, None),
    ("其中本科资助5000元。", None, None),
    ("以特困家庭每户500元的标准发放。", None, None),
    ("今年春节每位家属4000元。", None, None),
    ("分散供养特困人员200元。", None, None),
    ("人身险公司赔付支出8.88亿元。", None, None),
    ("完成财政重点评价9.34亿元。", None, None),
]
COUNTS = [  # text, the noun of each count
    ("送去矿泉水300箱、香皂760块、毛巾720条。", ["矿泉水", "香皂", "毛巾"]),
    ("送去棉衣276套、棉被28床发下去。", ["棉衣", "棉被"]),
    ("他工作10年了。", [None]),
    ("他的党龄40年。", ["党龄"]),
    ("住在82号楼80岁的老人", [None]),
    ("在园862名，在岗教职工58人。", [None, "在岗教职工"]),
    ("稳定工作三本“台账”", [None]),
    ("慰问28位困难下岗职工。", ["困难下岗职工"]),
    ("有四十五个县、七万亩棉田。", ["县", "棉田"]),
    ("36个城市启动医疗保险试点。", ["城市"]),
    ("县级非遗项目12个,固定电话用户6.7万户。", ["县级非遗项目", "固定电话用户"]),
    ("博物馆（纪念馆）11个，用户[11]4万户，初中13所。", ["博物馆", "用户", "初中"]),
    ("送走访（第三批）15户。", [None]),
]


@pytest.mark.parametrize(("text", "label", "measure"), AMOUNTS)
def test_an_amount_states_what_the_page_says_or_nothing(
    text: str, label: str | None, measure: str | None
) -> None:
    amounts = [value for value in _values(text) if isinstance(value, Money)]
    assert (amounts[0].label, amounts[0].measure) == (label, measure)


@pytest.mark.parametrize(("text", "nouns"), COUNTS)
def test_a_count_has_its_own_noun(text: str, nouns: list[str | None]) -> None:
    assert [value.noun for value in _values(text) if isinstance(value, Count)] == nouns


def test_a_count_and_an_amount_compare_by_the_label_of_the_lexicon() -> None:
    values = _values("慰问28位困难员工，发放慰问款5600元。")
    measures = [value.measure for value in values if isinstance(value, Count | Money)]
    assert measures == ["困难职工", "慰问金"]


def _values(text: str) -> list[object]:
    processed = pipeline.process(reading.decode(text.encode(), "a.txt"))
    return [mention.value for mention in processed.extractions[0].mentions]
