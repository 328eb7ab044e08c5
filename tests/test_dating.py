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
    # nor is a year that the flood was the largest since
    (
        "8月底,县里下了1951年以来最大的雨。9月3日,工作队进村。",
        {"8月底": "XXXX-08", "1951年": "1951", "9月3日": "XXXX-09-03"},
    ),
    # what a reporter hears of a year is not heard in it; the same day again is as unknown
    (
        "3月5日,记者从县慈善会获悉,2019年全年募集善款90万元。5日还表彰了10家企业。",
        {"3月5日": "XXXX-03-05", "2019年": "2019", "5日": "XXXX-03-05"},
    ),
    (
        "8月1日,记者了解到,截至2021年7月31日共收到捐款9万元。",
        {"8月1日": "2021-08-01", "2021年7月31日": "2021-07-31"},
    ),
    (
        "1月9日,记者了解到,截至2021年12月31日共收到捐款9万元。",
        {"1月9日": "XXXX-01-09", "2021年12月31日": "2021-12-31"},
    ),
    (
        "2020年3月5日,记者获悉,4月起发放补贴。",
        {"2020年3月5日": "2020-03-05", "4月": "2020-04"},
    ),
    (
        "我会自2011年以来每年6月走访。2018年7月走访20户。",
        {"2011年": "2011", "6月": "XXXX-06", "2018年7月": "2018-07"},
    ),
    # nor is the beginning of what went on, in whatever words, but that of a month is
    (
        "本会自2003年在全区开展助学活动以来,资助女生71名。今年,从4月份到现在,又资助9名。",
        {"2003年": "2003", "4月份": "XXXX-04"},
    ),
    (
        "活动2006年启动以来,资助66名。截至8月,又资助9名。",
        {"2006年": "2006", "8月": "XXXX-08"},
    ),
    (
        "自2018年3月启动以来,资助66名。5月,又资助9名。",
        {"2018年3月": "2018-03", "5月": "2018-05"},
    ),
    # nor are the dates of a life, but a year in which many were born is
    (
        "2019年5月以来,工作队走访92户。施老汉1950年3月入党,1951年参加工作。4月6日,工作队上门。",
        {"2019年5月": "2019-05", "1950年3月": "1950-03", "1951年": "1951", "4月6日": "2019-04-06"},
    ),
    (
        "裴大娘,女,1945年11月2日生于本县,3月4日住院。",
        {"1945年11月2日": "1945-11-02", "3月4日": "XXXX-03-04"},
    ),
    (
        "2016年出生人口320人。2016年10月生活补贴已发。3月慰问20户。",
        {"2016年": "2016", "2016年10月": "2016-10", "3月": "2016-03"},
    ),
    # nor is the first of many
    (
        "一九四九年十月一日成立。一九五三年底有三十万个。今年八月有十万个。",
        {"一九四九年十月一日": "1949-10-01", "一九五三年底": "1953", "今年八月": "XXXX-08"},
    ),
    # of an earlier year the report on a year tells within a line
    (
        "某村2022年度帮扶工作总结\n2021年5月,选派队员。9月换届。\n一、4月中旬排查。截至12月底清零。",
        {
            "2022年度": "2022",
            "2021年5月": "2021-05",
            "9月": "2021-09",
            "4月中旬": "2022-04-11/2022-04-20",
            "12月底": "2022-12",
        },
    ),
    # and so does the account that it gives of the year; a budget is made known in another one
    (
        "某区慈善会2022年度收支情况公告\n一、丁玉芝5月领到8000元。",
        {"2022年度": "2022", "5月": "2022-05"},
    ),
    (
        "某局2022年度收支预算公告\n预算于5月批复。",
        {"2022年度": "2022", "5月": "XXXX-05"},
    ),
    # but the New Year festivals are prepared the year before
    (
        "2014年春节慰问工作总结\n2013年12月10日启动。\n12月20日走访。",
        {"2014年": "2014", "2013年12月10日": "2013-12-10", "12月20日": "2013-12-20"},
    ),
    # the same year, and the next one
    (
        "2017年4月起帮扶,同年10月派驻,次年3月返回。1998年入党,同年7月参军。",
        {
            "2017年4月": "2017-04",
            "同年10月": "2017-10",
            "次年3月": "2018-03",
            "1998年": "1998",
            "同年7月": "1998-07",
        },
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
