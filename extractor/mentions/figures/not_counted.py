"""What is written as a count is and counts nothing: ordinals, and the parts of names, dates and places.

    第24个  一、二类        the second of them
    三组的高桂芳            who lives in group 3
    千人帮万户  “两项补贴”   a campaign, a scheme
    三道梁乡  十三村食品公司  a place, a firm
    环卫三所  养路二工区      what is numbered of a body

``NOT_COUNTED`` stands before the pattern of a number; words that begin with a numeral are in the
lexicon ``not_counts``.
"""

from __future__ import annotations

_WITH_ANOTHER = "|".join(f"{unit}、[0-9]{{1,3}}{unit}" for unit in "村组队社连")  # 4村、7村
_ROUND = "[十百千万]{1,2}[人家户名企村]"
# 三道梁乡, 四棵树村, 八里河镇: what follows ends the name, or belongs to the place.
_PLACE = (
    r"[一二两三四五六七八九十]{1,2}[道棵间台里家岔盘面块条口眼门股层](?!乡|镇|村)\p{Han}{1,2}(?<![山农新老旧小大])(?:乡|镇|村|街道|社区)"
    r"(?=\Z|[\s，,。；;、：:（(0-9的]|人民|政府|党委|村民|居民|党支部|卫生院|敬老院|小学|中学|中心|慰问|走访|看望|举行)"
)
# What the departments of a firm do that are numbered, and what may follow one: 项目三部职工
_TRADE = "生产|项目|工程|业务|销售|客房|餐饮|市场|营业|编辑|采编|信息|技术|事业|经营|综合|运营|投资|信贷|审计|设计|研发|采购|质检|行政|后勤|演出|服务"
_ENDS_THERE = r"(?=\Z|[\s\d、,，。:：;；()（）]|[职员]工|经理|主任|部长|副|的|[认]?捐|共|全体|负责|党支部|工会)"
# Bodies whose stations and crews are numbered (环卫三所, 机务五段), and trades that are verbs as well:
# 维修三处危房 are three places, 维修三队 is the third crew.
_BODY = "环卫|市政|园林|公路|路政|交警|交巡警|巡警|特警|刑警|消防|地质|地勘|勘察|测绘|工务|机务|电务|供电|供水|供热|供气|基建|建安|土建|路桥|公交|客运|货运|车务|采煤|采油|钻井|掘进|综采"
_VERB_AS_WELL = "养护|养路|绿化|清扫|清运|保洁|检修|维修|施工|作业|运输|安装"
NUMBERED_BODY = (
    rf"(?:(?<={_BODY})[一二三四五六七八九十]{{1,2}}(?:[所段场局厂科队]|[处站班组](?:{_ENDS_THERE}|(?=[和及与等])))"
    rf"|(?<={_VERB_AS_WELL})[一二三四五六七八九十]{{1,2}}(?:段|工区|班组|大队|中队|队))"
)
_ROW_NUMBER = r"[0-9]{1,3}[ \t\u3000]{1,4}"
# What stands before the number.  A word that goes on into it is looked at from its beginning.
_BEFORE = (
    # ordinals (第24个), the parts of a longer number or code (A4, No.3), and 十一五-like names
    "[第届红A-Za-z#№]",
    "第[0-9零一二三四五六七八九十百]{1,3}",
    "星期|礼拜",
    "(?=前[0-9两二三几]{1,2}天)前",
    # 表12025年 is table 1 of 2025, and no duration
    "(?=[表图][0-9]{5,6}年)[表图]",
    "[0-9](?=月[0-9]{1,2}日)月",
    "(?=老[大二三四五六七八九][家的])老",  # 龙老四家
    "(?=[老小]两口)[老小]",
    "(?=千家、?万户)千家、?",
    "(?=每(?:[十百千万]{1,2}|10{1,4}万?)[人户名])每",  # 每万人拥有医生32名: what the rate is of
    # 14:30⏎本校: minutes, before a line of its own; 总队一支队 is the first
    r"(?<![0-9:])[0-2]?[0-9](?=:[0-5][0-9]\s):",
    "总(?=队[一二三四五六七八九十]{1,3}支队)队",
    # 石桥村2组 and 到4村、7村 name places
    "(?=村[0-9一二三四五六七八九十]{1,3}[组队社])村",
    f"[0-9](?={_WITH_ANOTHER}).、",
)
_FIGURE = (
    # 99999年1月1日 and 0年0月0日 are dates that cannot be, and no durations
    "[0-9]{1,5}年[0-9]{1,2}月[0-9]{1,2}日",
    # 1.2022年，我会… is item 1 of 2022, 1.20户 at the beginning of a line item 1 with 20 households
    r"[0-9]{1,2}\.(?:19|20)[0-9]{2}年",
    r"[1-9]\.(?<=(?:\A|\n)[1-9]\.)[0-9]{1,4}[户名位人](?![均/／])",
    "(?:19|20)[0-9]{2}年(?!的?(?:历史|文明))",  # 2016年 that is no date here lasts no 2,016 years
    # 20182019年 and 1225日 have lost a mark of their date
    # 1 张桂兰 500元⏎2 段有福 300元: the number of a row among rows
    rf"{_ROW_NUMBER}(?=\p{{Han}}{{2}}[^\n。]{{0,60}}\n{_ROW_NUMBER}\p{{Han}})(?<=(?:\A|\n){_ROW_NUMBER})",
    rf"{_ROW_NUMBER}(?=\p{{Han}}{{2}})(?<=(?:\A|\n){_ROW_NUMBER}\p{{Han}}[^\n。]{{0,60}}\n{_ROW_NUMBER})",
    "[0-9]{5,}年|(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])日",
    f"[0-9]{{1,3}}(?:村[0-9]{{1,3}}[组队社]|{_WITH_ANOTHER})",  # 4村3组
    # 六届人大四次会议 is the fourth; 召开四次会议 are four
    r"(?=[0-9一二三四五六七八九十]{1,3}次(?:全体)?(?:会议|全会))(?<=届\p{Han}{0,8})",
    # 三组的高桂芳, 家住六社的困难户: of whoever lives there
    r"(?=[0-9一二三四五六七八九十]{1,3}[组社]的(?![0-9一二两三四五六七八九十]))(?<=\A|[。，,;；、“”！!？?：:（(\s]|住在?|来自|来到)",
)
_NUMERAL = (
    # 千人帮万户 is a campaign's name; 近千人 helped are counted
    rf"{_ROUND}\p{{Han}}{{1,3}}{_ROUND}|(?<={_ROUND}\p{{Han}}{{1,3}}){_ROUND}",
    "(?<=[一二三四五六]、)[二三四五六七][类级档等批期]",  # 一、二类 is the second class
    # （万人次）, or a cell that says 万人次 alone: a unit
    r"(?<=[（(|][ \t]?)[百千万亿]{1,2}(?:人次|户次|人|户)[ \t]?(?:[）)|\n]|\Z)",
    # 邓妹三 车祸致残: the last character of the name that begins a row
    r"(?<=(?:\A|\n)[ \t\u3000]{0,4}(?:[0-9]{1,3}[)）、.．]?[ \t\u3000]?)?\p{Han}{2})[一二三四五六七八九十][ \t\u3000]",
    # 十三村食品有限公司, 三河镇纺织厂: a name that begins so; 三村联合成立公司 counts
    r"[一二两三四五六七八九十]{1,3}[村镇乡](?:\p{Han}(?<![的等成建办与和在向由为将给联共有])){1,8}(?:有限)?(?:责任)?公司",
    # 凯里市三棵树镇 is a place; 全县三座古镇 and 本县三所乡镇卫生院 are counted
    r"(?<=(?<![全我该本各])[市县区省州旗])[一二三四五六七八九十]{1,2}(?!个)\p{Han}{2,3}(?<!乡)(?:镇|乡|街道)",
    # 生产二部 38人 is a department; 生产两部机器 counts
    rf"(?<={_TRADE})[一二三四五六七八九十]部{_ENDS_THERE}",
    NUMBERED_BODY,
    # 一组28户，二组31户: the second; 分三组 are three
    r"(?<=\A|[，,。；;：:、\s|])[一二三四五六七八九十][组档等类](?=[0-9]{1,5}[户人名位])",
    # “两项补贴” is the name of a scheme, 公交三场 and 三道梁乡 those of a body and a place
    "(?<=残疾人|落实)两项补贴",
    "(?<=公交|客运|运输)[一二三四五六七八]场",
    r"(?<=[“\"])[一二两三四五六七八九十]{1,2}\p{Han}{2,5}[”\"]",
    rf"(?<=\A|[\s，,。；;、：:到在往赴向县市区州旗镇乡为]){_PLACE}",
)
# One assertion before the number and one on it: each costs more than the characters it looks at.
NOT_COUNTED = (
    f"(?<!{'|'.join(_BEFORE)})"
    f"(?!{'|'.join(_FIGURE)}|(?=[一二两三四五六七八九十百千万亿])(?:{'|'.join(_NUMERAL)}))"
)
