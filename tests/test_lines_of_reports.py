"""Sentences of our own in the wording of reports, with every figure that a reader would note.

They were read first and the readings then checked by eye, so they guard against a change and measure
nothing; what was read wrongly was mended by its class.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.model import Count, Mention, Money, PartialDate, Percent, Report, Value
from extractor.offsets import OffsetMap
from extractor.pipeline import extract

LINES = (
    # text, what it states: the words, and the value or the date
    (
        "元旦前两天，工会主席一行到南坪社区，给21户低保户每户送上800元慰问金和一桶油，合计1.68万元。",
        "元旦=元旦 21户=21 800元=800 一桶=1 1.68万元=16800",
    ),
    (
        "全年救助困难群众3.2万户8.9万人次，发放临时救助资金1,236.5万元，同比增长12.4%。",
        "3.2万户=32000 8.9万人次=89000 1,236.5万元=12365000 12.4%=12.4",
    ),
    (
        "共为86名学生发放助学金17.2万元，其中大学新生31人，每人3000元；高中生55人，每人约1436元。",
        "86名=86 17.2万元=172000 31人=31 3000元=3000 55人=55 约1436元=1436",
    ),
    (
        "送去大米40袋、食用油40桶、棉被二十床，折款近1.3万元。",
        "40袋=40 40桶=40 二十床=20 近1.3万元=13000",
    ),
    (
        "镇里8个村、3个社区和五家企业参加，捐款总额达到壹拾捌万陆仟元整（¥186,000.00）。",
        "8个=8 3个=3 五家=5 壹拾捌万陆仟元整=186000 ¥186,000.00=186000",
    ),
    (
        "全乡总户数2310户，总人口9876人，其中脱贫人口412户1530人。",
        "2310户=2310 9876人=9876 412户=412 1530人=1530",
    ),
    (
        "2019年12月下旬至2020年1月上旬，走访慰问离休干部5人、退役军人二十余名。",
        "2019年12月下旬至2020年1月上旬=2019-12-21/2020-01-10 5人=5 二十余名=20",
    ),
    (
        "10月8日至11日、13日，分三批组织体检，参检312人，参检率达96.3%。",
        "10月8日至11日=XXXX-10-08/XXXX-10-11 13日=XXXX-10-13 三批=3 312人=312 96.3%=96.3",
    ),
    ("截至6月底，已支出帮扶资金XX万元，惠及X户家庭。", "6月底=XXXX-06 XX万元=None X户=None"),
    (
        "按照民发〔2019〕34号文件，2020年第二季度起低保标准由每人每月620元提高到660元。",
        "2020年第二季度=2020-34 620元=620 660元=660",
    ),
    ("咨询电话0571-88886666，地址：解放路128号3单元502室，账号6222021001112345678。", ""),
    (
        "第十五届职工运动会有7支代表队参加，“一对一”结对帮扶116对，开展“五送”活动。",
        "7支=7 116对=116",
    ),
    (
        "2021—2022学年度资助贫困生213人次，金额为42.6万余元。",
        "2021—2022学年度=2021/2022 213人次=213 42.6万余元=426000",
    ),
    (
        "五一劳动节期间慰问一线职工130人，送上价值100元/份的慰问品130份，共计13000元。",
        "五一劳动节=五一 130人=130 100元=100 130份=130 13000元=13000",
    ),
    (
        "三年累计筹集善款2000多万元，不低于80%用于助医，超过三分之一的家庭受益。",
        "三年=3 2000多万元=20000000 不低于80%=80 超过三分之一=33.333333",
    ),
    (
        "种植柑橘1200亩，亩均收入八千元，户均增收3000至5000元，年产柑橘约二百四十万斤。",
        "1200亩=1200 八千元=8000 3000至5000元=3000-5000 约二百四十万斤=2400000",
    ),
    (
        "区财政安排专项资金五百万元，争取上级补助1.5亿，社会捐赠港币20万元。",
        "五百万元=5000000 1.5亿=150000000 港币20万元=200000",
    ),
)


@pytest.mark.parametrize(("text", "stated"), LINES)
def test_a_sentence_states_what_a_reader_notes(text: str, stated: str) -> None:
    mentions = extract(Report("", 1, text, OffsetMap())).mentions
    read = [f"{m.text}={_said(m)}" for m in mentions if _is_figure(m.value)]
    assert " ".join(read) == stated


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("发放大米40袋", "大米"),
        ("其中低收入户412户1530人", None),  # 户 is the unit of 412, no noun of 1530人
    ],
)
def test_a_noun_is_what_is_counted(text: str, noun: str | None) -> None:
    counts = [m.value for m in extract(Report("", 1, text, OffsetMap())).mentions]
    last = counts[-1]
    assert isinstance(last, Count)
    assert last.noun == noun


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("救助152名孤残儿童和留守儿童", [("孤残儿童和留守儿童", None)]),
        ("走访脱贫户、边缘易致贫户206户", [("脱贫户、边缘易致贫户", None)]),
        (
            "慰问困难职工、困难教职工和病困职工90名",
            [("困难职工、困难教职工和病困职工", "困难职工")],
        ),
        # each its own
        ("救助5名孤儿和困难学生32名", [("孤儿", "孤儿"), ("困难学生", "困难学生")]),
        ("走访低保户12户、孤寡老人9名", [("低保户", "低保户"), ("孤寡老人", "老年人")]),
    ],
)
def test_one_number_of_two_kinds_is_the_measure_of_neither(
    text: str, nouns: list[tuple[str, str | None]]
) -> None:
    mentions = extract(Report("", 1, text, OffsetMap())).mentions
    counts = [m.value for m in mentions if isinstance(m.value, Count)]
    assert [(count.noun, count.measure) for count in counts] == nouns


def _is_figure(value: Value) -> bool:
    return isinstance(value, (Money, Count, Percent, PartialDate))


def _said(mention: Mention[Value]) -> str:
    value = mention.value
    if isinstance(value, PartialDate):
        return str(value.festival or value.edtf)
    assert isinstance(value, (Money, Count, Percent))
    quantity = value.quantity
    if quantity.stated is None and quantity.low is not None:
        return f"{_plain(quantity.low)}-{_plain(quantity.high)}"
    return _plain(quantity.stated)


def _plain(value: Decimal | None) -> str:
    return str(None) if value is None else f"{value.normalize():f}"
