"""Page furniture is cut, and what is the report's stays; ⟦ ⟧ mark what must be cut."""

from __future__ import annotations

import pytest

from extractor.reading import decode
from extractor.restoring import restore
from extractor.splitting import furniture, split
from tests.marking import unmark

BODY = (
    "1月12日,枫溪区总工会走访慰问困难职工46户,每户送去慰问金500元,共计23000元。\n"
    "走访中,工会干部详细了解职工的家庭状况和实际困难,叮嘱他们树立信心。\n"
)
MORE = "下一步,区总工会将继续做好帮扶工作,让38户困难家庭过上温暖祥和的春节。\n"

HEADS = [
    "⟦首页 > 新闻中心 > 工会动态⟧\n枫溪区总工会慰问困难职工\n",
    "⟦当前位置：首页 > 新闻中心 > 正文⟧\n枫溪区总工会慰问困难职工\n",
    "⟦您现在的位置:首页>>工作动态⟧\n枫溪区总工会慰问困难职工\n",
    "⟦枫溪区人民政府 > 新闻中心 > 部门动态⟧\n枫溪区总工会慰问困难职工\n",
    "⟦首页 新闻 图片 旅游⟧\n枫溪区总工会慰问困难职工\n",
    "⟦网站首页 | 机构概况 | 政务公开 | 办事指南 | 联系我们⟧\n枫溪区总工会慰问困难职工\n",
    "⟦网站首页⟧\n⟦政务公开⟧\n⟦新闻动态⟧\n⟦当前位置：首页 > 新闻动态⟧\n枫溪区总工会慰问困难职工\n",
    "⟦某某制品厂家⟧\n⟦全国服务热线⟧\n⟦010-00000000⟧\n⟦当前位置:首页 > 行业资讯⟧\n枫溪区总工会慰问困难职工\n",
    "⟦免费播放平台|在线视频|影视网⟧\n枫溪区总工会慰问困难职工\n",
    "枫溪区总工会慰问困难职工\n发布日期:2016-01-20 ⟦浏览次数:1362⟧\n",
    "枫溪区总工会慰问困难职工\n发布时间：2016-01-20 ⟦点击数：⟧\n",
    "枫溪区总工会慰问困难职工\n2016-01-20 10:20 ⟦浏览量:3421 次; ⟧⟦字号:⟧⟦大 中 小⟧\n",
    "枫溪区总工会慰问困难职工\n发布时间:2016-01-20 ⟦阅读：1024次⟧\n",
    "枫溪区总工会慰问困难职工\n作者:周立\n2016-01-20 16:59\n来源:枫溪供电中心\n",
    "枫溪区总工会慰问困难职工\n⟦来源: 某工网⟧\n⟦分享到: | 更多 |⟧\n",
    "枫溪区总工会慰问困难职工\n⟦来源：某网|⟧⟦http://www.example.net ⟧⟦作者:wolf ⟧⟦人气: ⟧发布时间:2016-01-20\n",
    "枫溪区总工会慰问困难职工\n⟦http://www.example.com.cn ⟧2016年01月20日09:15\n⟦东网-枫江报⟧\n",
    "枫溪区总工会慰问困难职工\n来源：枫溪日报 2016-01-20 ⟦【字号：⟧⟦大 中 小】⟧ ⟦【打印】⟧ ⟦【关闭】⟧\n",
    "枫溪区总工会慰问困难职工\n⟦审核：李海 ⟧⟦编辑：王静 ⟧⟦点击：245次⟧\n",
    "⟦电子报阅读机⟧\n⟦2025-10-16⟧\n⟦星期四⟧\n⟦当前报纸名称:枫江都市报⟧\n枫溪区总工会慰问困难职工\n⟦日期:07-29⟧\n⟦字号:⟧\n⟦版面:第07版:民生事       上一篇    下一篇⟧\n",
    "⟦枫江晚报数字报⟧\n⟦2024年03月18日 星期一⟧\n⟦返回首页 | 版面导航 | 标题导航⟧\n枫溪区总工会慰问困难职工\n",
    "⟦今天是2025年10月16日 星期四 欢迎访问枫溪网⟧\n枫溪区总工会慰问困难职工\n",
    "⟦工会总结 (7) .doc⟧\n⟦《工会总结 (7) .doc》由会员上传,可在线看,更多请在本站搜索。⟧\n枫溪区总工会慰问困难职工\n",
    "⟦20210314⟧枫溪区总工会“暖心时光”第1期\n⟦编号 | 2021012250 | 服务区域 | 枫河街道 |⟧\n⟦联系人 | 李* | 联系电话 | 1391291**** |⟧\n",
    "⟦索引号：000014349/2016-00012⟧\n⟦发文机关：枫溪区总工会⟧\n⟦成文日期：2016年01月20日⟧\n枫溪区总工会慰问困难职工\n",
    "⟦工会活动工作总结范文⟧\n⟦网友发表时间 3239824⟧\n⟦【引导】优质的范文往往能节省您大量的写作时间,希望下面文档对您有所帮助,喜欢就下载吧。⟧\n⟦工会活动工作总结【第一篇】⟧\n",
    "⟦春节送温暖总结春节将至，下面是小编为大家整理的春节送温暖总结，希望能帮助到大家！⟧\n",
    "枫溪区总工会慰问困难职工(图)\n发布日期:2016-01-20\n⟦枫溪区总工会慰问困难职工⟧\n",
    "⟦某厂资讯网⟧\n⟦首页 > 资讯⟧\n⟦市总工会启动两节送温暖活动⟧\n⟦发布时间:2020-11-12 17:44:42 阅读: 来源:某厂资讯网⟧\n380万元物资 温暖万户困难家庭\n",
    "⟦已筹款:¥125000⟧\n⟦捐款人次:3021⟧\n⟦当前位置：首页 > 爱心项目⟧\n枫溪区总工会慰问困难职工\n",
]

TAILS = [
    "枫溪区总工会 夏庆\n",
    "校工会 供稿\n",
    "(范舟)\n",
    "枫溪区总工会\n2016年1月20日\n",
    "联系电话:62580011,账号:310288-00155080319。\n",
    "来源:今日枫溪\n",
    "⟦编辑:朱晶⟧\n",
    "⟦责任编辑: 吉正⟧\n",
    "⟦[责任编辑：吉正]⟧\n",
    "⟦（编辑 朱晶 审核 王静）⟧\n",
    "⟦责任编辑:胡睿⟧\n⟦关注公众号,随时阅读工人报⟧\n",
    "⟦上一篇:县图书馆办迎春书画展[ 01-15 ]⟧\n⟦下一篇:县水利局检查水库30座[ 01-17 ]⟧\n",
    "⟦上一条：没有了⟧\n⟦下一条：关于2017年慰问120户困难职工的通知⟧\n",
    "⟦新闻推荐⟧\n⟦本报讯2月26日,河桥街道组织小志愿者二十余人,开展卫生整治,共清运垃圾3车...⟧\n⟦枫溪新闻,新鲜有料。期待在此相遇。⟧\n",
    "⟦相关新闻⟧\n⟦· 2019年我市接待游客320万人次⟧\n⟦版权所有 枫江晚报社 2005⟧\n",
    "⟦【相关阅读】⟧\n⟦枫溪区今年投入1200万元改善民生⟧\n",
    "⟦友情链接：中国工会网 省总工会⟧\n⟦ICP备05000000号⟧\n",
    "⟦版权所有：枫溪区总工会 ICP备05000000号⟧\n",
    "⟦凡注明本站的稿件,转载请写明出处。⟧\n",
    "⟦因篇幅问题不能全部显示,请点此查看更多更全内容⟧\n",
    "⟦★ 2021年度社区居委会工作总结模板⟧\n⟦★ 2021村妇联优秀工作总结5篇⟧\n",
    "⟦【1】工会工作总结范文大全⟧\n⟦【2】送温暖活动方案最新⟧\n",
    "⟦某蓝商行有限公司⟧\n⟦某市自动化设备有限公司⟧\n",
    "⟦主站蜘蛛池模板:⟧\n⟦枫溪县⟧\n⟦柳溪县⟧\n",
    "⟦【打印本页】 【关闭窗口】⟧\n",
    "⟦分享到： QQ空间 新浪微博 腾讯微博 人人网⟧\n",
    "⟦扫一扫在手机打开当前页⟧\n",
]

INSIDE = [
    # one line of the report, with what is cut of it
    "他和父亲没工作,靠低保过日子。⟦ 内容来自example.Net⟧孩子在念书。",
    "全区共慰问46户。⟦(责任编辑：吉正)⟧",
    "全区共慰问46户。⟦上一篇:县图书馆办书画展30场⟧",
    "审核困难职工档案46户,审核通过38户。",
    "编辑出版慰问信3000份,发放到户。",
    "阅读报纸、打印材料共花费300元。",
    "新建阅览室1间,全年阅读1200人次。",
    "更多的困难职工得到帮助,共46户。",
    "关注微信公众号的职工达到1200人。",
    "时间：2016年1月12日,地点：枫溪区总工会。",
    "上篇：工作回顾",
    "相关链接工程投入30万元。",
    "一、高度重视",
    "首页展示困难职工46户的心愿。",
    "点击率超过30万人次。",
    "中",
]


@pytest.mark.parametrize("head", HEADS)
def test_what_stands_above_a_report_is_cut(head: str) -> None:
    _check(head + BODY)


@pytest.mark.parametrize("tail", TAILS)
def test_what_stands_below_a_report_is_cut(tail: str) -> None:
    _check("枫溪区总工会慰问困难职工\n" + BODY + tail)


@pytest.mark.parametrize("line", INSIDE)
def test_a_line_of_the_report_loses_no_word_of_its_own(line: str) -> None:
    _check("枫溪区总工会慰问困难职工\n" + BODY + line + "\n" + MORE)


def _check(marked: str) -> None:
    text, cut = unmark(marked)
    document = restore(decode(text.encode(), "a.txt"))
    assert document.text == text, "the restorer is not under test here"
    gone = {i for span, _ in furniture(document) for i in range(span.start, span.end)}
    wanted = {i for span in cut for i in range(span.start, span.end)}
    blank = {i for i, character in enumerate(text) if character in " \n　"}
    assert _shown(text, gone - wanted - blank) == "", "cut, but the report's"
    assert _shown(text, wanted - gone - blank) == "", "left, but the page's"
    kept = "".join(c for i, c in enumerate(text) if i not in wanted | blank)
    assert "".join("".join(r.text.split()) for r in split(document)) == kept


def _shown(text: str, places: set[int]) -> str:
    return "".join(text[i] for i in sorted(places))
