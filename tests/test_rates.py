"""Whose one a figure is: what each household or person gets, with what goes with it."""

import pytest

from extractor import pipeline, reading
from extractor.model import Count, Money, Role

RATES = [
    # text, the figures that are each one's, and of whom
    ("每人一盒月饼和一箱牛奶。", {"一盒": "人", "一箱": "人"}),
    ("为每户送去食用油一壶和大米一袋。", {"一壶": "户", "一袋": "户"}),
    ("每户一袋米,一桶油。", {"一袋": "户", "一桶": "户"}),
    ("每户大米2袋、食用油1桶。", {"2袋": "户", "1桶": "户"}),
    ("每人一份节日红包100元。", {"一份": "人", "100元": "人"}),
    ("村里给他们每人发了一个1000元的红包。", {"一个": "人", "1000元": "人"}),
    ("每人一份价值120元的礼包。", {"一份": "人", "120元": "人"}),
    ("每人送去两床棉被、一袋大米和500元慰问金。", {"两床": "人", "一袋": "人", "500元": "人"}),
    (
        "每人一条围巾、一罐奶粉，外加200元现金，共发2.8万元。",
        {"一条": "人", "200元": "人"},
    ),
    ("为每个孩子送上新衣服一套、慰问金200元。", {"一套": "个", "200元": "个"}),
    ("按每户400元、600元的标准发放。", {"400元": "户", "600元": "户"}),
    ("人均收入由2020年的11260元增加到12840元。", {"11260元": "人", "12840元": "人"}),
    ("其中本科资助5000元,专科、高职资助4000元。", {"5000元": "人", "4000元": "人"}),
    ("按小学800元、初中1000元两档发放。", {"800元": "人", "1000元": "人"}),
    # goods for others, and what all of it comes to, are no one's
    ("每户一台电视,另送3台冰箱给村委会。", {"一台": "户"}),
    ("每人1份礼品,3台电脑给学校。", {"1份": "人"}),
    ("每人一份礼品,价值5000元。", {"一份": "人"}),
    ("每人一份礼品共5000元。", {"一份": "人"}),
    ("每人一袋大米、一桶油,慰问金5万元。", {"一袋": "人", "一桶": "人"}),
    ("县财政给本科资助12万元。", {}),
    ("红星小学捐800元。", {}),
]


@pytest.mark.parametrize(("text", "wanted"), RATES)
def test_what_each_gets_is_told_from_what_all_get(text: str, wanted: dict[str, str]) -> None:
    processed = pipeline.process(reading.decode(text.encode(), "a.txt"))
    found = {
        mention.text: mention.value.per
        for mention in processed.extractions[0].mentions
        if isinstance(mention.value, Money | Count) and mention.value.per
    }
    assert found == wanted


NO_TOTALS = [
    # text, the figures that a total marker earlier in their sentence does not make totals
    ("五年累计走访90户，比前五年的60户增长50%。", {"60户"}),
    ("累计运送82万人次，日均2200人次。", {"2200人次"}),
    ("累计救助90户、130人。", set()),
]


@pytest.mark.parametrize(("text", "wanted"), NO_TOTALS)
def test_what_is_compared_with_and_a_mean_are_no_totals(text: str, wanted: set[str]) -> None:
    processed = pipeline.process(reading.decode(text.encode(), "a.txt"))
    plain = {
        mention.text
        for mention in processed.extractions[0].mentions
        if isinstance(mention.value, Money | Count) and mention.value.role != Role.TOTAL
    }
    assert plain - {"五年"} == wanted
