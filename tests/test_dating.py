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
