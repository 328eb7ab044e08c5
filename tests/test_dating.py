"""Which year a date without one is given, and when it is given none."""

import pytest

from extractor import pipeline, reading
from extractor.model import PartialDate

DATED = [
    # text, each date as written with its value
    ("2018年,全县走访困难户。今年8月又去。", {"2018年": "2018", "今年8月": "2018-08"}),
    (
        "今年上半年支出3万元,去年四季度支出2万元。",
        {"今年上半年": "XXXX-40", "去年四季度": "XXXX-36"},
    ),
    ("2016年,今年前三季度救助9人。", {"2016年": "2016", "今年前三季度": "2016-01/2016-09"}),
    # a year that is looked back on is not the report's own
    ("2016年以来帮扶74人。去年8月帮扶3人。", {"2016年": "2016", "去年8月": "XXXX-08"}),
    # the days of a plan are in its year, but not those that prepare the New Year
    (
        "根据《关于做好2017年救助工作的通知》,9月上旬摸底。",
        {"2017年": "2017", "9月上旬": "2017-09-01/2017-09-10"},
    ),
    (
        "根据《关于做好2017年元旦春节送温暖工作的通知》。12月23日慰问。",
        {"2017年": "2017", "12月23日": "XXXX-12-23"},
    ),
    # another year that this one is compared with is not told of
    (
        "2017年救助1846户次;2016年同期1560户次。信息员上半年上报线索400条。",
        {"2017年": "2017", "2016年": "2016", "上半年": "2017-40"},
    ),
    # nor is the first of many
    (
        "一九四九年十月一日成立。一九五三年底有三十万个。今年八月有十万个。",
        {"一九四九年十月一日": "1949-10-01", "一九五三年底": "1953", "今年八月": "XXXX-08"},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), DATED)
def test_a_date_is_given_the_year_that_the_report_is_surely_of(
    text: str, wanted: dict[str, str]
) -> None:
    processed = pipeline.process(reading.decode(text.encode(), "a.txt"))
    found = {
        mention.text: mention.value.edtf
        for mention in processed.extractions[0].mentions
        if isinstance(mention.value, PartialDate)
    }
    assert found == wanted
