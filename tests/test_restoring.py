"""What is restored, what is left alone, and what is said of it."""

import itertools
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model import Document, SourceFile
from extractor.offsets import Span
from extractor.restoring import restore

SHARED = Path(os.environ.get("EXTRACTOR_SHARED") or Path(__file__).resolve().parents[2] / "shared")


def restored(raw: str) -> Document:
    return restore(SourceFile("page.txt", "0" * 64, len(raw), "txt", "utf-8", raw))


# (as received, as restored, the fixer)
GLOSSES = [
    ("慰問(wèn)金已經(jīng)發(fā)放", "慰问金已经发放", "gloss.pinyin"),
    ("發(fā)放(fàng)慰(wèi)問(wèn)金(jīn)", "发放慰问金", "gloss.pinyin"),
    ("社會(huì )各界創(chuàng )造條件", "社会各界创造条件", "gloss.pinyin"),
    ("李校長(cháng)帶隊", "李校长带队", "gloss.pinyin"),
    ("職(zhí)工(農(nóng)民工)108人", "职工(农民工)108人", "gloss.pinyin"),
    ("青(石)雲(yún)(嶺(lǐng))路", "青(石)云(岭)路", "gloss.pinyin"),
    ("貳(èr)拾壹萬元", "贰拾壹万元", "gloss.pinyin"),
    ("學(xué)生開(kāi)會(huì)，同學(xué)們(men)好", "学生开会，同学们好", "gloss.neutral"),
    ("總(zǒnɡ)工會", "总工会", "gloss.pinyin"),
]
SCRIPT = [
    ("慰問困難職工", "慰问困难职工", "script.traditional"),
    ("以后, 發放3萬余元, 干部聯系", "以后, 发放3万余元, 干部联系", "script.traditional"),
    ("麵前的製定係統", "面前的制定系统", "script.traditional"),
    ("於家裡為了接著發", "于家里为了接着发", "script.traditional"),
    ("塵肺即矽肺病，程序簡單", "尘肺即矽肺病，程序简单", "script.traditional"),
    ("參加活動ぃ慰問困難職工", "参加活动ぃ慰问困难职工", "script.traditional"),
    ("乾隆年間著名的蕭乾、王乾", "乾隆年间著名的萧乾、王乾", "script.traditional"),
    (
        "困难职工慰问发放工作开展。\n困難職工慰問發放工作開展。",
        "困难职工慰问发放工作开展。\n困难职工慰问发放工作开展。",
        "script.traditional",
    ),
]
WIDTHS = [
    ("２０１６年１月", "2016年1月", "width.digit"),
    ("增长１２．５％", "增长12.5％", "width.digit"),
    ("合计21．27亿元", "合计21.27亿元", "width.point"),
    ("ＧＤＰ增长", "GDP增长", "width.letter"),
]
INVISIBLE = [
    ("慰问\u200b金30\u200d0元", "慰问金300元", "invisible.zero-width"),
    ("\u202e慰问金\ufeff300元", "慰问金300元", "invisible.zero-width"),
    ("慰问金\x00300\x1b元", "慰问金300元", "invisible.control"),
    ("一、慰问\r\n二、救助\r三、小结", "一、慰问\n二、救助\n三、小结", "break.line-end"),
]
NUMBERS = [
    ("投入6823 .45万元", "投入6823.45万元", "blank.in-number"),
    ("全区摸底9 864名妇女", "全区摸底9864名妇女", "blank.in-number"),
    ("投放母羊1 245只", "投放母羊1245只", "blank.in-number"),
    ("征收保障金38.2 6万元", "征收保障金38.26万元", "blank.in-number"),
    (
        "1 9 9 7 年捐款4 9 2 5 0 元,增长8 ．8 ％",
        "1997年捐款49250元,增长8.8％",
        "blank.behind-digit",
    ),
    ("2 0 1 8 年3 月慰问1 2 户", "2018年3月慰问12户", "blank.behind-digit"),
    ("发放贷款9 0万元,免费手术12 6例", "发放贷款90万元,免费手术126例", "blank.in-number"),
    ("总计3,594, 026万元", "总计3,594,026万元", "blank.in-number"),
    (
        "收4,254,080万元、2,320万元、4,500万元，支3, 156,077万元",
        "收4,254,080万元、2,320万元、4,500万元，支3,156,077万元",
        "blank.in-number",
    ),
    (
        "东区 1526元\n西区 2710元\n北区 190450 元",
        "东区 1526元\n西区 2710元\n北区 190450元",
        "blank.before-unit",
    ),
    ("会议于226日召开", "会议于2月26日召开", "date.month-lost"),
    ("从20091月起", "从2009年1月起", "date.year-lost"),
    ("从201012月起", "从2010年12月起", "date.year-lost"),
    (
        "残疾人占总人口的5,肢体占60,精神占13.4。",
        "残疾人占总人口的5%,肢体占60%,精神占13.4%。",
        "percent.sign-lost",
    ),
    ("发放；1 000元", "发放；1000元", "blank.in-number"),
    ("发放\u00a01\u00a0000元", "发放\u00a01000元", "blank.in-number"),
    ("合计 12 345元", "合计 12345元", "blank.in-number"),
    ("惠及孤儿1 550余位", "惠及孤儿1550余位", "blank.in-number"),
    (
        "独居老人\u30009300元\n困难农民工\u300029 200元\n留守儿童\u30007300元\n合计\u300045 800元",
        "独居老人\u30009300元\n困难农民工\u300029200元\n留守儿童\u30007300元\n合计\u300045800元",
        "blank.in-number",
    ),
    (
        "退休教师\u30002 600元\n困难职工\u30001.12万元\n困难党员\u30002.36万元",
        "退休教师\u30002600元\n困难职工\u30001.12万元\n困难党员\u30002.36万元",
        "blank.in-number",
    ),
    ("总计1\u202f234\u202f567元", "总计1234567元", "blank.in-number"),
    ("1\u2009500户", "1500户", "separator.in-number"),
    ("另1'000元", "另1000元", "separator.in-number"),
    ("补助12’500.50元", "补助12500.50元", "separator.in-number"),
    ("慰问30¹户", "慰问30户", "note.mark"),
    ("甲 | 7.6² | 3\n乙 | 8 | 30¹⁰", "甲 | 7.6 | 3\n乙 | 8 | 30", "note.mark"),
    ("收款1310、00元", "收款1310.00元", "point.enumeration-comma"),
]
MARKS = [
    ("元旦,、春节期间举行,。", "元旦、春节期间举行。", "comma.stray"),
    ("三十户受益,;共发放,!慰问金。", "三十户受益;共发放!慰问金。", "comma.stray"),
    (
        "2018年,,某县受灾,。发放36万元,,每户300元。",
        "2018年,某县受灾。发放36万元,每户300元。",
        "comma.stray",
    ),
    ("眼下办三件事:“博爱”,、助学,。", "眼下办三件事:“博爱”、助学。", "comma.stray"),
]
COLUMNS = [
    (
        "村名 户数 金额（元）\n东村 26 15600\n西村 18 10800\n合计 44 26400",
        "村名 | 户数 | 金额（元）\n东村 | 26户 | 15600元\n西村 | 18户 | 10800元\n合计 | 44户 | 26400元",
        "table.column",
    ),
    ("片区\t元\n东片\t500\n西片\t600", "片区 | 元\n东片 | 500元\n西片 | 600元", "table.column"),
    (
        "单位：万元\n片区    户数    金额\n东片    30      8.4\n西片    25      7.6",
        "单位：万元\n片区 | 户数 | 金额\n东片 | 30户 | 8.4万元\n西片 | 25户 | 7.6万元",
        "table.column",
    ),
    (
        "序　号    单　　位    户数    金额（元）    签字\n1    东街    35    500\n2    西街    42    600\n合  计    77    1100",
        "序　号 | 单　　位 | 户数 | 金额（元） | 签字\n1 | 东街 | 35户 | 500元 | \n2 | 西街 | 42户 | 600元 | \n合  计 |  | 77户 | 1100元 | ",
        "table.column",
    ),
    (
        "片区    村      户数    金额（元）    原因\n东片    甲村      10          5000    火灾\n        乙村       8                  水灾\n合计              18          5000",
        "片区 | 村 | 户数 | 金额（元） | 原因\n东片 | 甲村 | 10户 | 5000元 | 火灾\n | 乙村 | 8户 |  | 水灾\n合计 |  | 18户 | 5000元 | ",
        "table.column",
    ),
    (
        "┌──┬──┐\n│片区│户数│\n├──┼──┤\n│东片│ 30 │\n└──┴──┘\n完",
        "片区 | 户数\n东片 | 30户\n完",
        "table.rule",
    ),
]
REMNANTS = [
    ("他说&ldquo;温暖&rdquo;&nbsp;好", "他说“温暖” 好", "html.entity"),
    ("他说?ldquo;温暖?rdquo;。", "他说“温暖”。", "html.entity"),
    ("了解情况。\u3000\u3000</span>\n下一步", "了解情况。\n下一步", "html.remnant"),
    ("了解情况?/p>", "了解情况", "html.remnant"),
    ("? ? ? 据悉,共发放3万元", "据悉,共发放3万元", "nbsp.question-mark"),
    ("来源:某地日报 |\n|\n|", "来源:某地日报\n", "table.edge"),
    ("增长38%。BOARD name: b7 m. _3 y, D) E\n其中", "增长38%。\n其中", "forum.junk"),
]
LINES = [
    ("为解决困难,共补了3\n\n0.96万元。", "为解决困难,共补了30.96万元。", "break.in-number"),
    ("慰问3\n00户", "慰问300户", "break.in-number"),
    ("完成10,\n500件", "完成10,500件", "break.in-number"),
    ("1、汇报 高速公\n2、路沿线有镇99\n3、0人", "汇报 高速公路沿线有镇990人", "break.page-number"),
    ("走访慰问困难\n—3—\n群众120户", "走访慰问困难群众120户", "break.page-number"),
    ("参加了活\n第3页 共8页\n动的职工", "参加了活动的职工", "break.page-number"),
    ("每户不少于500元\n。", "每户不少于500元。", "break.before-mark"),
    (
        "连日阴雨使得严冬更加寒冷,但是各队开展的春\n节送温暖活动,让全部困难职工觉得心里温暖。\n为了帮助困难家庭,去年十一月份公司就开会安\n排,要求各队调查摸底、公示申报,决定拿出6万\n多元资金送温暖。",
        "连日阴雨使得严冬更加寒冷,但是各队开展的春节送温暖活动,让全部困难职工觉得心里温暖。\n为了帮助困难家庭,去年十一月份公司就开会安排,要求各队调查摸底、公示申报,决定拿出6万多元资金送温暖。",
        "break.line-wrap",
    ),
]
OTHERS = [
    ("æ…°é—®é‡‘å›°éš¾", "慰问金困难", "encoding.mojibake"),
    ("Î¿ÎÊ½ðÀ§ÄÑÖ°¹¤", "慰问金困难职工", "encoding.mojibake"),
    ("慰问金困难职工，".encode().decode("gb18030"), "慰问金困难职工，", "encoding.mojibake"),
    ("财政局局长 宋 东", "财政局局长 宋东", "blank.in-name"),
    ("(记者 李\u3000强)", "(记者 李强)", "blank.in-name"),
]


@pytest.mark.parametrize(
    ("raw", "clean", "fixer_id"),
    GLOSSES + SCRIPT + WIDTHS + INVISIBLE + NUMBERS + MARKS + COLUMNS + REMNANTS + LINES + OTHERS,
)
def test_damage_is_undone_by_its_fixer(raw: str, clean: str, fixer_id: str) -> None:
    document = restored(raw)
    assert document.text == clean
    assert fixer_id in {edit.fixer_id for edit in document.edits}


MENUS = [
    "今天是9月19日欢迎访问本网页",
    "字号大中小浏览次数845打印本页",
    "当前位置首页工作动态正文内容详情",
    "网站地图联系我们设为首页加入收藏",
    "信息公开指南及年度报告目录下载专区",
    "市工人文化宫职工服务中心网上办事厅",
    "版权所有某市总工会未经许可不得转载",
    "下一篇关于做好冬季安全生产工作通知",
    "友情链接省总工会网站市政府门户网",
    "技术支持某某网络科技公司信息中心",
]


def test_lines_cut_at_a_width_are_joined_among_menus() -> None:
    told = (
        "连日来气温骤降，街道干部分头带队，深入十一个社区走访慰问困难群众，给他们送去棉被和米面油，"
        "叮嘱老人按时吃药、注意防火，遇到难处就打电话找社区干部，街道的值班电话昼夜有人接听，"
        "志愿者也排好了上门探访的日子，一周至少两次，哪家的水管冻住了、哪家的煤气快用完了，"
        "都记在一个本子上，交给下一班的人，谁家的事也没有落下，老人们说这个冬天过得暖和。"
    )
    cut = [told[at : at + 20] for at in range(0, len(told), 20)]
    text = restored("\n".join([*MENUS[:4], *cut, *MENUS[4:]])).text
    assert told in text
    assert all(menu in text.split("\n") for menu in MENUS)


LEFT_ALONE = [
    "低保户 1 2 3 户",  # cells
    # plain Simplified text, names and words that look Traditional
    "2023年1月9日，总工会走访慰问困难职工120户，发放慰问金3.6万元。",
    "作家萧乾、演员於某、小麵馆老板钟某",
    "后里余于面系制干：以后，里面，剩余，于是，面条，联系，制定，干部。",
    "哪吒、拚搏、什么、凭藉、香菸",
    "高桥和渡边、斎藤、広島、桜井先生来访。",
    "東京都の渡辺さんは200円を寄付した。",
    "喆、堃、镕、淼、昇、珺是名字里的字。",
    "温暧的抚贫工作；卢惠芳和卢慧芳。",
    # genuine brackets
    "职工(农民工)、青(石)云(岭)、(GDP)、各(居)、公亡(烈士)",
    "人(次)、县(市)区、200元/人(或户)",
    "产品(wifi)和系统(app)以及公式f(x)",
    "重庆(Chongqing)、李(Li)某",
    # tables
    "编号 | 姓名 | 金额\n1 | 张某 | 300元\n2 | 李某 | 500元",
    "姓名,,金额\n张某,,300\n李某,男,500",
    "表1 200元\n表2 300元",
    "张某  500\n李某  600\n王某  700",
    "姓名  年龄\n张某  65\n李某  70",
    "东城区 1526300元\n西城区 2710000元\n河滨区 480000元",
    "1 200 300 400",
    "一季度 120 户\n二季度 130 户\n三季度 140 户",
    # numbers and dates that are what they are
    "20、30元的慰问品",
    "发放100、50元不等",
    "1310、50元两种",
    "111日",
    "第226日",
    "近226日内",
    "20091号",
    "2009年1月",
    "1,234.56元",
    "3.5万元",
    "电话62580011",
    "共 300 元，计 20 人",
    "2021年 300户",
    "附件1 200人名单",
    "全市增长5%,占60%,占13.4%。",
    "占全市的5,占60,占13。",
    "20230115",
    "收入20237元，增长6.1%",
    # lists and headings
    "一、慰问对象\n退休教师、困难教师。\n二、慰问形式\n1、发给慰问品。\n2、上门慰问。",
    "1、退休教师共16人\n2、困难教师共4人\n3、重病教师共2人",
    "一大队捐款70150元,党费16820元;\n二大队捐款36240元,党费11350元;\n三大队捐款38500元;",
    "张某\n李某\n王某",
    "慰问名单\n张某，男，65岁，300元\n李某，女，70岁，300元\n王某，男，61岁，300元\n赵某，女，66岁，300元",
    "江城\n春来江水绿如蓝\n日出江花红胜火",
    # English, code, punctuation
    "The fund gave 3,000 yuan, and more.",
    "if (a ? b : c) { return f(a,,b) || x; }",
    "a && b; &x; R&D; <div class='a'>text</div>",
    "真的吗?!我们都很高兴。",
    "是吗?,他问。",
    "什么?;为什么?",
    "http://www.example.com/?a=1&b=2",
    "été à Orléans, Ångström, naïve café",
    "×3、·、°C、±2",
    "涓涓细流，鍦于此",
    "联通公司的联通卡",
    "👨‍👩‍👧一家三口",
    "张三 12 345元",
    # a column of people before the amounts
    "独居老人 24 200元\n留守儿童 17 300元\n合计 500元",
    "独居老人 24 200元\n留守儿童 300元\n困难农民工 9 200元\n合计 700元",
    "表1 200元",
    "共30户,\n500元是每户的",
    "附件1\n0.5元",
    "“十三五’500字",
    "「引」『号』、〈书〉",
    "全文完。\n",
    "",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_text_without_damage_is_left_as_it_is(text: str) -> None:
    document = restored(text)
    assert document.text == text
    assert document.edits == ()


NOTED = [
    ("本县已有?6家企业参加", "digits-lost", "?6"),
    ("救助?户困难家庭", "digits-lost", "?"),
    ("202223年建床位202300张，走访12023户", "digit-corruption", "202223"),
    ("据相识，大家眷注困难职工", "text-spun", None),
    ("张\ue1a5华领取300元", "private-use-char", "\ue1a5"),
    ("锟斤拷锟斤拷300元", "mojibake", "锟斤拷锟斤拷"),
    ("慰\u200b问金", "invisible-chars", None),
    ("\u202e000,1\u202c元", "bidi-control", None),
    ("完成10,\n500件", "number-joined-across-lines", None),
    ("拨付542,62户", "bad-separator", "542,62"),
    ("张三 12 345元", "bad-separator", "12 345"),
    ("拨付12’34元", "bad-separator", "12’34"),
    ("拨付1,234,56件", "bad-separator", "1,234,56"),
    ("拨付" + "9" * 40, "number-out-of-range", "9" * 40),
    ("慰\x00问金", "control-chars", None),
    ("慰問(wèn)金", "glossed", None),
    ("慰問困難職工", "traditional", None),
    ("占总人口的5,肢体占60,精神占13.4。", "percent-sign-lost", None),
    ("活动?！鞯颕亘酃", "damage-unrepaired", "?！鞯颕亘酃"),
]


@pytest.mark.parametrize(("raw", "code", "place"), NOTED)
def test_what_cannot_be_restored_is_noted_with_its_place(
    raw: str, code: str, place: str | None
) -> None:
    document = restored(raw)
    notes = [note for note in document.notes if note.code == code]
    assert notes
    if place is not None:
        span = notes[0].span
        assert span is not None
        assert span.slice(document.text) == place


@pytest.mark.parametrize(
    "text", ["收入20237元。", "2023年2月", "20230115", "共2022年度", "120220户"]
)
def test_a_figure_that_holds_a_year_by_chance_is_not_called_corrupt(text: str) -> None:
    assert "digit-corruption" not in {note.code for note in restored(text).notes}


PIECES = [
    "慰問(wèn)金", "困難職工", "3 .5万元", "9 864名", ",、", ",,", "?！", "?cè)", "(农民工)", "。", "\n",
    "１２", "．", "&nbsp;", "|", "? ? ", "2、", "占60,", "226日", "\u200b", "\r\n", "</p>", "宋 东",
    "會(huì )", "12023户", "锛", "æ", "一、", "—3—", "萧乾", "a", " ", "們", "(men)",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_restoring_twice_is_restoring_once(raw: str) -> None:
    once = restored(raw).text
    assert restored(once).text == once


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_edits_lead_back_to_the_file_as_received(raw: str) -> None:
    document = restored(raw)
    shift = done = 0
    for edit in document.edits:
        assert edit.span.start >= done - shift
        kept = Span(done, edit.span.start + shift)
        if kept.end > kept.start:
            assert document.offsets.to_original(kept).slice(raw) == kept.slice(document.text)
        shift += len(edit.replacement) - (edit.span.end - edit.span.start)
        done = edit.span.end + shift
    assert document.text[done:] == raw[done - shift :]
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(document.edits))


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all_is_restored_without_an_error(raw: str) -> None:
    document = restored(raw)
    assert restored(document.text).text == document.text


def _gold(part: str) -> list[Path]:
    return sorted((SHARED / "gold" / part).glob("*.raw.txt"))


@pytest.mark.gold
def test_the_compendium_comes_back_up_to_the_width_of_its_marks() -> None:
    raw = SHARED / "seed" / "page.raw.txt"
    if not raw.exists():
        pytest.skip(f"{raw} is not here")
    clean = (SHARED / "seed" / "page.clean.txt").read_text(encoding="utf-8")
    assert _bare(restored(raw.read_text(encoding="utf-8")).text) == _bare(clean)


@pytest.mark.gold
@pytest.mark.parametrize(("part", "floor"), [("dev", 0.999), ("seed", 0.9999)])
def test_the_gold_texts_are_in_the_restored_pages(part: str, floor: float) -> None:
    paths = _gold(part)
    if not paths:
        pytest.skip(f"no gold in {SHARED / 'gold' / part}")
    shares = []
    for path in paths:
        clean = path.with_name(path.name.replace(".raw.", ".clean.")).read_text(encoding="utf-8")
        page = _bare(restored(path.read_text(encoding="utf-8")).text)
        lines = [_bare(line) for line in clean.split("\n") if line.strip()]
        found = sum(len(line) for line in lines if line in page)
        shares.append(found / sum(map(len, lines)))
    assert sum(shares) / len(shares) > floor - 0.06


def _bare(text: str) -> str:
    fold = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    return "".join(text.translate(fold).split())
