"""The parts of the patterns of ``shapes``: what a written year, month and day look like.

What makes the look of a date something else is named: 级 and 轻 after 年 (年级, 年轻), 楼 after 日 or 号.
"""

from __future__ import annotations

import re

import regex

from extractor.mentions.figures.quantities import SIGN
from extractor.rules import at_one_of

RELATIVE = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
# 同年10月 is of the year stated last, 次年3月 of the one after it.
SAME_YEAR = {"同年": 0, "次年": 1, "翌年": 1}
SAME = ("当月", "本月", "同月", "该月")

MASKS = "xXｘＸ×*＊_○Ｏ"
ZEROS = "〇○零0oOＯ◯０"
# 表12025年全市生产总值: a scrape glues the number of a table to its title; 1.2022年，我会… is item 1.
NUMBERED = r"(?<=(?:^|[\s。；;：:])[0-9]{1,2}[.．])"
ARABIC_YEAR = rf"(?:(?<![0-9.])|(?<=[表图][0-9]{{1,2}})|{NUMBERED}(?=[0-9]{{4}}年))(?:1[89]|20)[0-9]{{2}}(?![0-9])"
YEAR = (
    rf"(?:{ARABIC_YEAR}|(?<![0-9])(?:19|20)[0-9{MASKS}][{MASKS}]|(?<![0-9A-Za-z{MASKS}])[{MASKS}]{{1,4}}"
    rf"|(?:一[八九]|二[{ZEROS}])[{ZEROS}一二三四五六七八九{MASKS}]{{2}})"
)
# Months and days that are none (13月, 32日) are taken in, and have no value.
MONTH = (
    rf"(?:(?<![0-9.])[0-9]{{1,2}}|十[一二]?|[一二三四五六七八九元]"
    rf"|(?<![0-9A-Za-z])[{MASKS}]{{1,2}})"
)
ARABIC_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
CHINESE_DAY = r"(?:三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
# 廿五日 and 卅日 are days of a month; 二十五日 is one after 于, and else as often a duration.
# 六日晚上 at the beginning of a clause is the sixth as well, but 连续三日上午 and 三日内 are durations.
OLD_DAY = (
    r"(?:廿[一二三四五六七八九]?|卅一?|(?<=[于])(?:二?十[一二三四五六七八九]?|二十|三十一?)"
    r"|(?<=^|[\s，,。；;：:（(、])(?:[二三]?十[一二三四五六七八九]?|[二三四五六七八九])"
    r"(?=日(?:晚|上午|下午|凌晨|清晨|傍晚|中午)))(?=日)"
)
DAY = rf"(?:[0-9]{{1,2}}|{CHINESE_DAY}|[{MASKS}]{{1,2}})"
# 2016年检 is a yearly inspection; 2016年检查确诊 and 2021年审计发现 name the year.
NOT_YEAR = (
    r"(?!级|轻|代|龄|货|薪|利率|均|夜(?!以|里)|假(?![期日冒])|检(?![查测验察修疫举])"
    r"|审(?![计核批议理查定判结])|鉴(?![定于别])|报表)"
)
NOT_MONTH = r"(?!球|饼|嫂|子|租|薪|均|经|报表|票|刊)"
NOT_DAY = r"(?!楼|院|线|文|店|机|台|门|馆|厅|令|公告|房|车|牌|捐|游|用|内|后|间|程|均|常|报|本|趋|渐|井|矿|志)"
PART = r"(?:上旬|中旬|下旬|初|底|末|上半月|下半月)"
HALF = r"(?:[上下]半年|第?(?:[一二三四]|(?<![0-9])[1-4])季度|前三季度)"
FIRST_MONTHS = r"前(?:[2-9]|1[01]|[二两三四五六七八九]|十一?)个?月(?!来)"  # 2014年前11个月
NUMBER_THEN = rf"(?=\s?{SIGN}\s?[0-9]{{1,2}}\s?"  # 9-12日: the first 日 is left out
# 一至六月, 元至四月 at the beginning of a clause or after the year
MONTH_THEN = (
    rf"(?<=(?:^|[\s，,。;；、:：(（年])(?:十[一二]?|[一二三四五六七八九元]))"
    rf"(?={SIGN}(?:十[一二]?|[二三四五六七八九])月(?!内))"
)
# 七八月份: two months, one after the other
PAIR = "(?:一二|二三|三四|四五|五六|六七|七八|八九|十一二)(?=月)"

# 98年4月 and 07年 are years; 10年 is as often a duration, 徒刑10年6月 always.
PRISON = r"(?<!徒刑|刑期|工龄|历时|为期|判处|[0-9.一二三四五六七八九十百千万亿第近约余])"
THEN = rf"(?=\s?(?:{MONTH}\s?月|第?[一二三四1-4]季度|[上下]半年|{FIRST_MONTHS}|[初底末]))"
SHORT_YEAR = (
    rf"{PRISON}(?:[0-9]{{2}}(?=年{THEN})|0[0-9](?=年)"
    rf"|[五六七八九零〇○][零〇○一二三四五六七八九](?=年{THEN})|[零〇○][一二三四五六七八九](?=年)"
    rf"|[五六七八九][零〇○](?=年))"  # 六〇年; the duration is 六十年
)
UNITS_NEXT = r"(?:[.,，]?[0-9]|[万亿千百余多元户人名个位次件套吨斤亩%％])"

# Where a date may begin: not inside a number, and within how far of it stands a year in figures, or
# one of the characters that name a part.  Of re, for ``rules.found_from``.
_FIRST = "0123456789一二三四五六七八九十零〇元廿卅正冬腊农阴旧今本去上前明当同次翌该中下第" + MASKS
_INSIDE = r"(?<=[0-9])(?<![表图][0-9])(?<![表图][0-9]{2})[0-9]{1,2}+(?!世)"
_PART = rf"[{re.escape(_FIRST)}{ZEROS}\s半两个至到\-—–－~～〜]{{0,15}}+[年月日号世季旬历]"
_AHEAD = rf"(?:(?:1[89]|20)[0-9]{{2}}|[0-9]{{1,2}}[./][0-9]{{1,2}}[./]|{_PART})"
STARTS = re.compile(at_one_of(_FIRST, f"(?!{_INSIDE}){_AHEAD}"))

NUMERIC = rf"""
      (?P<numeric> {ARABIC_YEAR} (?P<sep>[-/.．]) (?:1[0-2]|0?[1-9]) (?P=sep) {ARABIC_DAY}
        (?! [0-9] | {UNITS_NEXT} ) ) (?: \s?日 )?+
    | (?<= ^ | [\n|｜] ) (?P<numeric> {ARABIC_YEAR} (?P<sep>\s) (?:1[0-2]|0[1-9]) \s (?:3[01]|[12][0-9]|0[1-9]) (?= \s*+ (?: $ | [\n|｜] ) ) )
"""
COMPACT = rf"""
      (?P<compact> (?<! [0-9.,，号码话线第] | [：:]\s? ) (?:19|20)[0-9]{{2}} (?:1[0-2]|0[1-9])
        (?:3[01]|[12][0-9]|0[1-9]) (?! {UNITS_NEXT} | 号 ) )
"""
BACKWARD = r"(?P<backward> (?<![0-9.]) [0-9]{1,2} (?P<sep>[./]) [0-9]{1,2} (?P=sep) (?:19|20)[0-9]{2} (?![0-9]) )"
FROM_TO = rf"""
      (?P<months> {ARABIC_YEAR} [./] (?:1[0-2]|0[1-9]) \s?{SIGN}\s? (?:19|20)[0-9]{{2}} [./]
        (?:1[0-2]|0[1-9]) (?! {UNITS_NEXT} ) )
    | (?P<years> (?<=从|自|由|在|^|\n) {ARABIC_YEAR} {SIGN} (?:19|20)[0-9]{{2}}
        (?! {UNITS_NEXT} | \s?年 | \s?学年 ) )
    | (?P<years> {ARABIC_YEAR} {SIGN} [0-9]{{2}} (?![0-9]) ) \s? 年度?+ {NOT_YEAR}
"""
SCHOOL_YEAR = rf"""
      (?P<schoolyear> {ARABIC_YEAR} 年? {SIGN} (?:19|20)?[0-9]{{2}} \s?学年度?
        | {ARABIC_YEAR} \s?学年度? )
"""
DECADE = r"(?P<decade> (?: [0-9]{1,2} | 二?十[一二三四五六七八九]? | 上 ) 世纪 [0-9一二三四五六七八九][0十] 年代 )"
LUNAR_DAY = (
    r"(?:初[一二三四五六七八九十]|[二廿]?十[一二三四五六七八九]?|廿[一二三四五六七八九]|三十)"
)
LUNAR = rf"""
    (?: (?P<lunar_year> {YEAR} ) \s?年\s? )?+
    (?: (?:农历|阴历|旧历)\s? (?P<lunar_month> [正冬腊]|十[一二]?|[一二三四五六七八九] ) 月 (?P<lunar_day> {LUNAR_DAY} )?+
      | (?P<lunar_month> [正冬腊] ) 月 (?P<lunar_day> {LUNAR_DAY} ) )
"""
# 1月3, 1月二十三 at the end of a clause; 12月30户 counts households.
DAY_UNNAMED = rf"(?:{ARABIC_DAY}|二?十[一二三四五六七八九]|二十|三十一?)(?=[，,；;。、\s]|$)"
YEARS_FROM_OURS = (
    rf"(?: (?P<relative> {'|'.join(RELATIVE)} ) (?= [0-9一二三四五六七八九十元上下第前] ) )?+"
)
YEAR_AND_MORE = rf"""
      {YEARS_FROM_OURS} (?: (?P<year> {YEAR} ) | (?P<short> {SHORT_YEAR} ) )
      (?: \s?年{NOT_YEAR} (?P<fiscal>度)?+ | (?= \s?{SIGN}\s? (?: {ARABIC_YEAR} | [0-9]{{2}} ) 年 ) )
      (?: (?P<half> {HALF} | {FIRST_MONTHS} )
        | \s? (?: (?P<pair> {PAIR} ) | (?P<month> {MONTH} ) ) \s? (?: 月份?+{NOT_MONTH} | {NUMBER_THEN}月(?!内) ) | {MONTH_THEN} )
          (?: \s? (?P<day> {DAY} ) \s? (?: [日号] | {NUMBER_THEN}[日号] ) ) | (?<=月) (?P<day> {DAY_UNNAMED} ) )?+
      )?+
      (?P<part> (?<=[月份])(?:{PART}) | (?<=年)年?(?:初|底|末) )?+
"""
MONTH_AND_MORE = rf"""
      {YEARS_FROM_OURS} (?P<of_year> (?:{"|".join(SAME_YEAR)}) (?= [0-9一二三四五六七八九十元] ) )?+ (?P<yearly> (?<=[每历]年) )?+ (?<! [0-9]年 )
      (?: (?P<pair> (?<![0-9一二三四五六七八九十]) {PAIR} ) | (?P<month_only> {MONTH} ) )
      \s? (?: 月份?+{NOT_MONTH} | {NUMBER_THEN}月(?![内份]?[来均]) ) | {MONTH_THEN} )
      (?: \s? (?P<day_then> {DAY} ) \s? (?: [日号] | {NUMBER_THEN}[日号] ) ) | (?<=月) (?P<day_then> {DAY_UNNAMED} ) )?+
      (?P<part_then> (?<=[月份]){PART} )?+
"""
HALF_ALONE = rf"""
      {YEARS_FROM_OURS} (?: (?P<half_only> (?<![年月每在内连第前]|[抵顶比赶]得){HALF} )
        | (?<= {"|".join(RELATIVE)} ) (?P<half_only> {HALF} | {FIRST_MONTHS} )
        | (?<= ^ | [\n，,。；;、（(“：:] ) (?P<half_only> (?! 前[两二三] ) {FIRST_MONTHS} ) )
"""
# 去年底, 今年年初; but 今年初中毕业, 去年初夏, 今年底薪.  上年末 is of the year before the one told of.
END_OF_OURS = r"""
      (?P<relative> 今年|去年|前年|明年 )
      (?P<part> 年?(?: 初(?![中小一二三四五六七八九十春夏秋冬步次级期审赛评任婚恋])
        | 底(?![薪价数层稿气]) | 末(?![位端梢班代]) ) )
"""
DAY_ALONE = rf"""
      (?: (?P<same> {"|".join(SAME)} ) | (?<! 月 ) )
      (?P<day_only> (?<![0-9.:：\-—~～/第每近]) {ARABIC_DAY} | {OLD_DAY} ) \s? (?: 日{NOT_DAY} | {NUMBER_THEN}日{NOT_DAY} ) )
    | (?P<day_next> (?<= [日号0-9] {SIGN} ) (?: {ARABIC_DAY} | {CHINESE_DAY} ) ) \s? [日号]
"""
PART_ALONE = r"(?P<part_only> (?<! [年月份] ) (?:[上中下]旬|[上下]半月(?!刊)) )"
JOINED = regex.compile(rf"\s?{SIGN}\s?")
BETWEEN = regex.compile("[与和]")  # 2007年与2009年间
AFTER_BOTH = regex.compile("之?间")
