"""Names: where persons and organisations stand, and what they do.  All persons are invented."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.mentions.groups.finding import find_groups
from extractor.mentions.names.shapes import Shapes
from extractor.mentions.parties import find_names
from extractor.model import Mention, Party, PartyKind, PartyRole
from extractor.segmenting import segment
from tests.figures import figures_of
from tests.marking import unmark


def names_of(text: str) -> list[Mention[Party]]:
    figures = figures_of(text)
    shapes = Shapes(text, segment(text), figures)
    return find_names(shapes, figures, find_groups(shapes, figures))


ROLES = {
    "受": PartyRole.RECIPIENT,
    "捐": PartyRole.DONOR,
    "源": PartyRole.SOURCE,
    "官": PartyRole.OFFICIAL,
    "他": PartyRole.OTHER,
}

# Each name is marked, and its role stands behind it: 受 recipient, 捐 donor, 源 source, 官, 他 other.
PERSONS = [
    # 她 and 他 to whom something is given: whoever is told of last and holds no office
    "采煤工⟦关铁林受⟧2009年伤了腰。书记⟦佟春山官⟧问煤够不够烧,把1000元慰问金交到他手里。",
    "⟦李桂花受⟧的屋子在村子最高处。老人耳背,经理⟦王志强官⟧又把500元塞进她围腰口袋。",
    "还请邻居⟦海小云他⟧每天给她烧一顿热饭,每月补贴200元。",
    "⟦殷小虎他⟧捡到钱包后,失主掏出500元要塞给他,他没有收。",
    # whom a gift is raised for, who is visited and given so much each, and the youngest of those helped
    "为⟦石小莉受⟧治病捐款公示",
    "关于为铸造车间⟦桂德江受⟧女儿募捐结果的通报",
    "看望⟦杨春榜受⟧、⟦潘小生受⟧两户,每家放下800元。",
    "这批孩子中,男孩7名,女孩5名,最小的⟦李阿福受⟧只有14个月。",
    "退休女工⟦鲍福珍受⟧把红包举给邻居看。",
    # what ends as an office does, and what a verb and a thing make
    "腿脚残疾的⟦李发科受⟧也领到500元和一副拐杖。",
    "和46位老人一起包汤圆、唱戏。为30名会员祝寿。",
    # whoever stands in a column of persons, whatever the name is made of
    "修路捐款公示\n姓名 金额\n⟦王五十三捐⟧ 500元\n⟦岩香叫捐⟧ 200元\n⟦石牛捐⟧ 300元",
    "慰问金发放表\n序号 | 姓名 | 单位 | 金额\n1 | ⟦仉光明受⟧ | 铸造车间 | 800元\n2 | ⟦亓春受⟧ | 食堂 | 600元\n3 | 合计 | | 1400元",
    # what bodies, places and peoples are called
    "区侨联主席⟦陆国栋官⟧带队,区侨联走访了困难户⟦饶桂英受⟧。县科协、区文联参加。",
    "戴河私个协党支部书记⟦马桂林官⟧走访老党员。",
    "广西巴马瑶族自治县春雨公益协会会长⟦韦晓璐官⟧说,巴马的孩子们要住校。",
    "来到老屋张家瑶族村,走访10户。",
    "深入石桥镇王窑、曳山两村,王窑、曳山两村地处山区。⟦王强他⟧、⟦李伟他⟧两位村干部上门。",
    "来到困难户⟦李秀英受⟧家。她平时由孙子一家照顾,孙子不能回来。",
    "上海张志明公益服务社成立于2014年,创始人⟦张志明他⟧当过兵。",
    # whence someone sends it is no giver
    "上海退休教师⟦沈蕴华捐⟧从邮局汇来2000元,信封上没有留地址。",
    "旅台同胞⟦周明远捐⟧从台北信用社寄来1万元。不愿透露姓名的老人从省城邮局汇来3000元。",
    "市民⟦陈晓东捐⟧从县农商银行汇来800元。",
    # the last character is masked, and what is no mask
    "高二(1)班 ⟦韦志*他⟧",
    "受助学生:⟦韦志*受⟧、⟦罗春*受⟧、⟦张建*受⟧。",
    "**⟦张伟他⟧**来了。单价*数量,等于金额。",
    # decorated, and one who says it to everyone
    "先后来到一等功臣⟦钱立业受⟧、烈士母亲⟦盛菊英受⟧家中,每户送上1000元。走访功臣模范家庭30户。",
    "圩心村五保老人⟦方大年受⟧逢人便说:“好。”低保户⟦成万方受⟧逢人就夸村干部。",
    "老人常年逢人便说党好。",
    # who has a gift handed over gives it; a letter of thanks is none
    "居民⟦徐宝珍捐⟧织了36条围巾,托社区转交留守儿童。",
    "退休工人⟦王建国捐⟧包了三百个饺子,托居委会送给环卫工人。",
    "困难户⟦李小梅受⟧托邻居转交感谢信。",
    # to whom something is brought, and for whom others put money together
    "对卧病在床的⟦陈水根受⟧、⟦吴金妹受⟧、⟦周桂生受⟧三位,由村支书⟦周建明官⟧、村妇女主任⟦沈丽官⟧送到家中。",
    "对各村,由镇长⟦李强官⟧送到家中。",
    "⟦郭晓军受⟧考上了省矿业学院。职工听说后,又给⟦郭晓军受⟧凑了860元路费。",
    # who took the picture, and colleagues with a rare surname
    "启动仪式上合影。(江城日报记者⟦周春他⟧摄)",
    "(记者 ⟦张冲他⟧ 通讯员 县委宣传部)3月5日,活动开始。",
    "(记者 ⟦张冲他⟧ ⟦周瑜他⟧ ⟦仪璐他⟧)3月5日,活动开始。",
    # where a name ends before what is said
    "副部长⟦詹成付官⟧表示,已接收3万元。主任⟦王强官⟧并表示将继续,书记⟦李涛官⟧则强调要抓紧。",
    "⟦陈达三捐⟧先生携夫人⟦叶耀珍捐⟧女士捐款11万元。",
    # by a name that is not their own
    "刚考上大学的⟦小雨受⟧(化名)收到5000元助学金。",
    # whoever is called on may hold an office
    "⟦陈平官⟧一行看望慰问了全国劳模、青石村党委书记⟦王宏斌受⟧,送上了慰问金。",
    "慰问了因病致贫的江城天冠化工有限公司职工⟦朱海英受⟧、江南中大恒源生物科技股份有限公司职工⟦轩卫超受⟧,并送上了慰问金。",
    "慰问了12户困难户后镇长⟦王强官⟧说。走访慰问了环卫工人,区长⟦李伟官⟧参加。看望了老人的副镇长⟦刘刚官⟧说。",
    # where it ends: a given name the tagger takes for a word, and a home
    "老党员⟦骆宝财受⟧拄着拐杖,拉着镇长⟦潘伟官⟧的手。",
    "走访了困难职工⟦张伟受⟧家、⟦李强受⟧家。",
    # bylines
    "本报讯(记者 ⟦王璐他⟧)昨天,记者获悉一事。",
    "(通讯员 ⟦张建国他⟧ ⟦李梅他⟧)1月8日,走访开始。",
    "记者⟦高远他⟧报道:活动启动。",
    "共发放棉被28床。(⟦许忠明他⟧)",
    "作者:⟦王万里他⟧",
    "(⟦于海兰他⟧ 供稿)",
    # a title before it
    "县长⟦王海涛官⟧一行先后看望慰问了困难党员⟦周德贵受⟧、低保户⟦孙玉兰受⟧和五保老人⟦马福顺受⟧。",
    "政府党委书记⟦陈启和官⟧、分管教育的副镇长⟦彭志学官⟧前来慰问。",
    "秘书长⟦韩志明官⟧说,今年的活动结束了。",
    "组长:⟦何建平官⟧,副组长:⟦孙立官⟧、⟦韩梅官⟧。",
    "教育局副局长⟦宁静官⟧、人事科科长⟦安宁官⟧参加了活动。",
    "志愿者⟦李桂芹捐⟧、⟦尚敏捐⟧、⟦楚万玲捐⟧进了社区的门。",
    # a title after it
    "⟦杨亚东官⟧校长,⟦宋元明官⟧副校长到场。",
    "⟦徐成林官⟧场长走访慰问了低保户。",
    "76岁的⟦万日昌受⟧老人试穿着新棉衣。",
    # only the surname is known
    "成立了以⟦杨校长官⟧为组长的小组。",
    "受灾群众⟦宋大娘受⟧拉着⟦杨书记官⟧的手。",
    # the verb decides
    "会长⟦阙文彬官⟧对困难职工说,要坚强。",
    "⟦滚拉春受⟧老人说,房子修好了。",
    "钢筋班班长⟦牛德旺受⟧领到慰问金1000元。",
    "抢修班班长⟦何勇官⟧带队走访。",
    "名誉会长⟦陈立言捐⟧先生再捐图书1200册。",
    "校长⟦李国强官⟧接受捐赠图书300册。",
    "爱心妈妈⟦金顺子捐⟧结对资助了3名孤儿。",
    "队长⟦肖杰官⟧带队,在帮扶对象⟦胡华林受⟧家中,⟦肖杰官⟧了解了情况。",
    "工会来到病困职工⟦万秋林受⟧、⟦宋丽娟受⟧的家中。",
    "领到棉被的⟦翟桂兰受⟧说,心里暖。",
    "82号楼80岁的⟦王克顺受⟧、51号楼74岁的⟦张爱芳受⟧。",
    "⟦白云芳受⟧等20名同学各得奖学金4000元。",
    "退休教师中,有⟦邓望山受⟧、⟦贺庭生受⟧、⟦彭秋兰受⟧五位教师,年老多病,日子过得紧。",
    "老党员⟦仇福田捐⟧捐款2000元。",
    "⟦胡小兰捐⟧已是第四次来捐。",
    "在外打工的⟦阮志强捐⟧寄回500元。",
    "⟦万秋林他⟧说,工会送来了500元。",
    "⟦宋丽娟受⟧家里花光了多年积蓄5万元。",
    "⟦章德宝受⟧,胃癌,救助3000元;⟦樊秋月受⟧,车祸,救助2000元。",
    "获得一等助学金的是高三(2)班的⟦单晓婷受⟧。",
    # one person has one role
    "慰问了困难职工⟦卢春山受⟧。⟦卢春山受⟧问好。",
    # the hero is not the one who gets
    "2007年牺牲的⟦李永强他⟧去年追授烈士,其家属另得15万元。",
    "慰问民警⟦李建军他⟧2019年在抗洪中牺牲后留下的母亲。",
    "慰问⟦李建军他⟧在抗洪中牺牲后的战友。",
    # masked and foreign
    "贫困户⟦张某受⟧因病致贫。",
    "受助学生⟦王某某受⟧说,一定努力。",
    "困难职工⟦李××受⟧的儿子考上了大学。",
    "村民⟦买买提·艾力受⟧一家靠低保生活。",
    "救助困难职工⟦刘某芳受⟧、⟦张某国受⟧、⟦李某受⟧。",
    "临时救助对象公示\n姓名　住址　原因　金额\n⟦邓某英受⟧　东关村　肺癌　6000元\n⟦郗某受⟧　沙井村　家人溺亡　5000元",
    # 之 ends a name before 一行, or where it is tagged as one; kin and 之一 follow others
    "县委副书记⟦石敬之官⟧一行冒寒来到石桥村。⟦石敬之官⟧走进五保老人⟦杨通海受⟧家。",
    "记者:后来呢?\n⟦钮素芬他⟧:后来就没断过。",
    # who answers may tell that he gives
    "记者:您是哪一年开始资助学生的?\n⟦钮素芬捐⟧:1998年。我每月拿出60元给他。",
    "记者:您最想说什么?\n⟦牛小丽捐⟧:我去年捐了500元。",
    "记者:您受过资助吗?\n⟦牛小丽他⟧:我读书那几年,全靠好心人资助。",
    "记者:您拿到资助金了吗?\n⟦牛小丽他⟧:拿到了,我拿出3000元交学费。",
    "班上有个叫⟦谷小川受⟧的孩子,父亲下井出了事,他要退学。",
    "汇给落水民族中学⟦田春妹受⟧800元,⟦石阿略受⟧800元。",
]

ORGANISATIONS = [
    # the entries of a list of gifts: what is called as nobody else, and what is no name
    "商会抗疫捐款\n会员企业踊跃捐款:⟦海昌水产捐⟧5万元,⟦金帆船务捐⟧3万元,⟦味源食品捐⟧2.5万元,合计10.5万元。",
    "爱心捐赠榜\n⟦东升印刷捐⟧ 3000元\n⟦王家饭店捐⟧ 1000元\n小区保安 100元\n匿名 50元",
    "全乡踊跃捐款:⟦乡卫生院捐⟧3200元,⟦大坪中学捐⟧师生8600元,机关干部1.2万元,各村村民18万元。",
    "募捐明细\n⟦七(1)班捐⟧ 1236元\n⟦七(2)班捐⟧ 984元\n合计 2220元",
    "单位  户数  金额\n".join(
        [
            "中秋慰问发放表\n",
            "⟦跃进林场受⟧  24户  12000元\n⟦东风贮木场受⟧  46户  23000元\n合计  70户  35000元",
        ]
    ),
    "⟦远江集团捐⟧出1200万元,⟦众乐公益基金捐⟧出100万元。",
    "各单位:\n⟦一大队捐⟧捐款70150元;\n⟦局机关捐⟧捐款33680元。",
    "⟦天嘉酒店捐⟧上下凑了11.4万元。",
    "县工商联组织捐款,其中⟦鸿运酒店捐⟧2万元、⟦腾飞建材公司捐⟧1万元。",
    "⟦东街村捐⟧、⟦西街村捐⟧和⟦北街村捐⟧等三个村各捐助600元。",
    "⟦铁路工会捐⟧、⟦邮电工会捐⟧和⟦海员建设工会捐⟧等三个产业工会分赴各地,用所捐款项购买慰问品。",
    "⟦新世纪商场捐⟧向⟦县敬老院受⟧捐赠了物品。",
    "⟦市财政局源⟧拨款30万元。",
    # what is told of a body is no part of its name, but of some a 的 is
    "退役军人创办的⟦老班长粮油公司捐⟧为每名优抚对象捐赠大米一袋。",
    "收到退休工人开办的⟦惠民超市捐⟧捐款3000元,去年刚刚投产的⟦永兴水泥厂捐⟧捐款5万元。",
    "走访了因洪水受损的⟦石坝小学受⟧,送去慰问金。",
    "⟦妈妈的味道餐饮公司捐⟧捐款5000元,⟦大山里的孩子基金会捐⟧捐款5000元。",
    "⟦从江县人民医院捐⟧捐款3万元。",
    "⟦湾头饺子馆捐⟧捐款800元。",
    "⟦县农商银行捐⟧捐助5000元,⟦省农科院驻村工作队捐⟧捐助3000元。",
    "⟦北山镇石桥村村民委员会捐⟧捐款36700元。",
    "在走访了⟦县森林消防大队受⟧、⟦太平林业派出所受⟧,送去问候。",
    "到⟦自来水公司受⟧、⟦快递公司受⟧等工作一线开展“送清凉”活动。",
    "到局属⟦园林处受⟧、⟦一工程公司受⟧等8个单位走访慰问。",
    "慰问组赶往⟦平等供电所受⟧。所里13名职工连日抢修,慰问组送去5000元慰问金。",
    "⟦县教育局源⟧补助贫困学生13人2.15万元,结对单位⟦省地勘三院捐⟧4月捐来5.6万元。",
    "为⟦枫林街道养老服务中心受⟧添置助餐设备,58000元。",
    "爱心企业⟦绿野农业公司捐⟧到孤儿家中走访,为3人每人送上助学金2000元。",
    "⟦鼎盛置业公司捐⟧现场捐款50万元。",
]

NOBODY = [
    "捐款修路收支明细\n一、收入\n村民集资 12000元\n二、支出\n水泥砂石 8000元\n挖机租赁 3000元",
    "县慈善会收支\n一、收入\n上年结余 120000元\n社会捐款 340000元\n二、支出\n助学 80000元",
    "按照县总工会的通知,工会高度重视,严格程序,确保平安过节。",
    "为困难职工送去了关怀和祝福。",
    "先后来到市绿政所、北岭镇等地,集中慰问了120名环卫工人。",
    "队党委赴屏江县五松村开展慰问。",
    "住金秋公寓的居民多了。",
    "赔付支出8.88亿元,人身险公司支出5万元。",
    "粮食产量(万吨)增长2%。",
    "加强山水林田湖草沙一体化保护。",
    "全市政府性基金预算(代编)\n情况",
    "审核全覆盖,优先保障支出。",
    "慰问小组走访了一线。",
    "高XX县区的农户",
    "随后走访了敬老院、光荣院。",
    "高三(5)班的同学参加了活动。",
    "2000元创业扶持金当场到账。",
    "县教育局、县财政局等部门参加了捐款,县三院落成。",
    "县教育局补助政策惠及13人,为敬老院购置护理床20张。",
    "县教育局到贫困学生家中走访,送上助学金2000元。",
    "干部赶往县医院。院里正在施工,院长介绍了情况。",
]


def _unmark_roles(marked: str) -> tuple[str, list[tuple[str, PartyRole]]]:
    wanted = [(found[:-1], ROLES[found[-1]]) for found in re.findall(r"⟦([^⟧]*)⟧", marked)]
    return re.sub(r"⟦([^⟧]*).⟧", r"\1", marked), wanted


@pytest.mark.parametrize("marked", PERSONS + ORGANISATIONS)
def test_a_name_is_read_with_what_it_does(marked: str) -> None:
    text, wanted = _unmark_roles(marked)
    assert [(found.text, found.value.role) for found in names_of(text)] == wanted


@pytest.mark.parametrize("marked", ORGANISATIONS)
def test_an_organisation_is_known_for_one(marked: str) -> None:
    text, _ = _unmark_roles(marked)
    assert {found.value.kind for found in names_of(text)} == {PartyKind.ORGANISATION}


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_named(text: str) -> None:
    assert names_of(text) == []


def test_each_mention_of_a_name_stands_where_it_stands() -> None:
    text, spans = unmark("资助⟦徐丽萍⟧度过难关。据悉,⟦徐丽萍⟧几年前身患重病。")
    assert [found.span for found in names_of(text)] == spans


@given(
    st.lists(
        st.sampled_from(
            [
                "王小明",
                "困难职工",
                "书记",
                "、",
                "和",
                "。",
                "慰问了",
                "家中",
                "12名",
                "集团",
                "捐款",
                "5万元",
                "张某",
                "×",
                "·",
                "(",
                ")",
                "记者 ",
                "\n",
            ]
        ),
        max_size=30,
    )
)
@settings(deadline=None)
def test_names_never_overlap_each_other_nor_a_figure(parts: list[str]) -> None:
    text = "".join(parts)
    found = names_of(text)
    spans = sorted([*(m.span for m in found), *(f.span for f in figures_of(text))])
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(m.text == m.span.slice(text) == m.value.name for m in found)
