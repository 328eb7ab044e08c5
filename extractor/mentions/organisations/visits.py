"""Organisations that are gone to: visited, brought something, or helped where they are.

    走访了⟦县消防大队⟧                        it is visited
    到⟦自来水公司⟧等一线开展慰问                 its people are
    先后来到⟦县人武部⟧,送上慰问金5万元             something is brought along
    来到⟦柳湾敬老院⟧,开展义诊和捐赠活动            a day of gifts is held there
    来到⟦夕阳红敬老院⟧,看望在院的64位老人           a house of those cared for
    来到⟦金秋敬老院⟧,检修线路180余米              a deed of help in such a house
    到结对的⟦清泉乡卫生院⟧坐诊4次                it is stood by

A place on the way (来到北岭镇等地,慰问职工) is not visited, nor is an office on a round of offices.
"""

from __future__ import annotations

import regex

from extractor.mentions.organisations.constructions import Construction, names_money
from extractor.mentions.organisations.names import (
    CARED_FOR,
    END_OF_CLAUSE,
    HOUSES,
    LIST,
    NUMERAL,
    OF_A_NAME,
    whole_name,
)
from extractor.model import PartyRole

_GONE_TO = "(?:来到|前往|走进|赶到|赴)"
_HOUSE = rf"(?P<list>{OF_A_NAME}{{1,14}}?(?:{HOUSES}))"
_IN_A_HOUSE = f"(?:{HOUSES})[,，]"
_CARED_FOR = "(?:老人|孩子|儿童|院民|老兵|学生|学员)们?"
_PEOPLE_THERE = "(?:孩子|儿童|学生|同学|老人|老同志|老干部|老战士|休养员|(?:受助|滞留|流浪|救助)人员|师生|官兵|指战员|患者|[学职员]工|学员|院民|消防员|战士)们?"
_SOLDIERS = (
    "[大中支]队|部队|人武部|武装部|军分区|某[部旅团营连站]|集团军|[信通车兵达炮弹备]连|[炮弹兵备]营"
)
_HELPS_THERE = (
    rf"(?:[为给帮陪和与][^,，。;；\n]{{0,4}}{_CARED_FOR}[^,，。;；\n]{{0,12}}|义务|免费|无偿|帮忙|主动|一起)*"
    r"(?:[检维]修|修[理好缮]|更换|安装|打扫|清扫|粉刷|理发|剪发|修剪|义诊|体检|[量测]血压|包(?:饺子|粽子|汤圆)|表演|演出|慰问演出|联欢|"
    rf"洗[头脚衣被]|晒被|拆洗|缝补|过生日|[做送讲]|(?<={_CARED_FOR}[^,，。;；\n]{{0,12}}))"
)
# 把冰柜抬进了职工小食堂; but 把伤员抬进了急诊室
_NO_ONE = (
    r"(?![^,，。;；\n]{0,12}?(?:[他她]|伤|病|患者|老人|孩子|产妇|学生|遗体|文件|材料|锦旗|车))"
)
_CARRIED_IN = rf"[把将]{_NO_ONE}[^,，。;；\n]{{2,20}}(?:[抬搬送运扛]进|[装摆挂]进)了?[^,，。;；\n]{{0,8}}(?:[室堂舍房间班家])"
# 与孩子们一起过节, 和留守儿童一起过“六一”
_FEAST = (
    rf"[与和同][^,，。;；\n]{{0,8}}(?:{_PEOPLE_THERE}|小朋友们?)(?:一起|共同|一道|一同)?(?:欢度|欢庆|共度|共庆|过|庆祝)"
    r"(?:[^,，。;；\n]{0,8}?节|[“]?(?:六一|五一|七一|八一|端午|中秋|重阳|春节|元宵|新年|年|小年|腊八))"
)
# 在石坝小学,志愿者为孩子们发放书包; but 在县一中,县慈善会向全县300名贫困学生发放助学金: its hall
_NO_HALL = "[局厅委办室馆处会]|政府|机关|党校|中心|公司|银行"
_NOT_THEIRS = (
    r"[^,，。;；\n]{0,12}?(?:全[县市区镇乡省]|各[县市区镇乡校村]|来自|贫困|困难|受助|灾区|家长)"
)
_THOSE_THERE = rf"(?:(?!{_NOT_THEIRS})[^,，。;；\n]{{0,10}}?(?:{_PEOPLE_THERE}|小朋友们?|[孤遗][儿孤]|指战员|医护人员|病人|病友|队员|民警|工友))"
# 看望慰问敬老院: never given back, or the second verb begins the name
_VISIT = "(?:走访|慰问|看望|探望|探访){1,3}+[了过]?+"
_ALL_THERE = "(?:该?学校|该校|全校师生|校方|校[园里内]|[院队厂所]里)"
_HANDS = "(?:送上|送去|送来|献上|发放|发了|分发|捐赠|赠送|捐款|捐出|送)"
_GIVEN_THERE = (
    rf"(?:[^,，。;；\n]{{0,24}}[,，]){{0,2}}?"
    rf"(?:[^,，。;；\n]{{0,16}}[向给为](?:{_ALL_THERE}|{_THOSE_THERE}){_HANDS}"
    rf"|(?:每[个名位]|[一-龥\d]{{0,8}})?{_THOSE_THERE}(?:每人|人人|都|均|各)?(?:领到|收到|分到|拿到|得到)了?[一两\d]"
    rf"|[^,，。;；\n]{{0,16}}[将把][^,，。;；\n]{{2,30}}?(?:交|送|发)到了?{_THOSE_THERE}手[中里上])"
)
_OFFICE = regex.compile(rf"[局厅委办](?=[、和及]|{NUMERAL}|\Z)")


def _is_visit(match: regex.Match[str], _money: set[int]) -> bool:
    """Tell whether people are visited; 到市民政局、市财政局走访 is a round of offices."""
    is_comfort = regex.search("慰问|送", match[0][-14:]) is not None
    return is_comfort or not _OFFICE.search(match["list"])


VISITED = (
    Construction(
        PartyRole.RECIPIENT,
        "A body that is visited.",
        lambda: (
            rf"{_VISIT}(?:(?<=[了过])|(?!小?组|[团队金品款物]|对象))"
            rf"{LIST}(?:等(?:单位|企业|部门)?)?{END_OF_CLAUSE}"
        ),
        (
            "走访了⟦县消防大队⟧、⟦某派出所⟧,送去问候",
            "看望慰问⟦县消防大队⟧。",
            "慰问某公司困难职工",
            "看望慰问农场职工",
        ),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A home of those who are cared for, whose people are visited.",
        lambda: (
            rf"{_VISIT}(?:{_HOUSE}[里院]?的?{_PEOPLE_THERE}|(?P<list>{whole_name()}(?<={_SOLDIERS}))的?(?:全体)?(?:官兵|指战员|战士|消防员))"
        ),
        (
            "看望了⟦县儿童福利院⟧的孩子",
            "慰问了⟦海训某部⟧官兵",
            "慰问驻军部队官兵",
            "看望慰问福利院的孩子",
            "慰问某公司困难职工",
        ),
        trace=f"(?:{HOUSES})[里院]?的?{_PEOPLE_THERE}|官兵|指战员|战士|消防员",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A school or a home that is gone to, to see all who are there.",
        lambda: (
            rf"(?:来到|前往|走进|赶到|赴|到)(?:{_HOUSE}|(?P<list>{whole_name(2)}{CARED_FOR}))(?:亲切|集体|专程)?{_VISIT}(?:的?(?:在[校园院]|住校|全[校体院园]|广大))*{_PEOPLE_THERE}{END_OF_CLAUSE}"
        ),
        (
            "县委副书记到⟦县特殊教育学校⟧看望师生,当天慰问残疾人65户",
            "到⟦黑石小学⟧慰问师生,送去5000元",
            "到城关中学看望困难教师",
            "到县人民医院看望病人,送去5000元",
        ),
        trace=f"{_VISIT}.{{0,6}}{_PEOPLE_THERE}",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body where people are visited, or things are given.",
        lambda: (
            rf"(?:下到|来到|深入到?|走进|前往|赴|到|在)(?:局属|所属)?{LIST}(?<!走)(?<!走访)等?[^,，。;；、\n]{{0,12}}"
            r"(?:(?:进行|开展)[^,，。;；\n]{0,10}(?:慰问|走访|送清凉|送温暖|送凉爽)"
            rf"|(?<=小学|中学|学校|幼儿园|{HOUSES})(?:开展|举行)[^,，。;；\n]{{0,10}}(?:捐赠|助学|敬老)|(?<={HOUSES})开展[^,，。;；\n]{{0,10}}(?:义务劳动|志愿服务|爱心|关爱|联欢|帮扶)"
            rf"|(?:走访慰问|走访|慰问)(?:(?=时)|{END_OF_CLAUSE}))"
        ),
        (
            "到⟦自来水公司⟧等一线开展慰问",
            "赴⟦石坝小学⟧开展捐赠活动",
            "到⟦阳光家园⟧开展义务劳动",
            "在县体育馆开展捐赠活动",
            "先后到⟦市印染厂⟧、⟦青岭煤矿⟧两户特困企业走访。",
            "来到北岭镇等地,慰问职工",
            "先后到市民政局、市财政局两个部门走访。",
        ),
        holds=_is_visit,
        trace=(
            r"(?:进行|开展|举行)[^,，。;；\n]{0,10}(?:慰问|走访|送清凉|送温暖|送凉爽|捐赠|助学|敬老|义务劳动|志愿服务|爱心|关爱|联欢|帮扶)"
            rf"|(?:走访|慰问)(?:时|{END_OF_CLAUSE})"
        ),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that is gone to, and something brought along.",
        lambda: (
            rf"{_GONE_TO}{LIST}等?(?:{NUMERAL}{{1,3}}[家所个])?(?:地|处|单位|部队)?[,，][^,，。;；\n\d]{{0,8}}"
            r"(?:送上|送去|送来|献上)了?(?:慰问[金品]|[^,，。;；\n\d]{0,6})"
        ),
        ("先后来到⟦县人武部⟧、⟦消防大队⟧,送上慰问金5万元", "来到县消防大队,检查工作"),
        holds=names_money,
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that is gone to, and its people told of before something is brought.",
        lambda: (
            rf"(?:{_GONE_TO}|赶[往到赴]){LIST}[。,，](?:[在这]?[里儿]?[,，])?[这在]?(?:[所站院队校厂矿店园场社馆]|这)里"
            rf"(?:(?!{_GONE_TO}|赶[往到赴])[^\n]){{2,60}}?(?:送上|送去|送来|献上)了?(?:慰问[金品]|[^,，。;；\n\d]{{0,6}})"
        ),
        (
            "赶往⟦平安供电所⟧。所里13名职工连日抢修,慰问组送去5000元慰问金",
            "来到⟦石门小学⟧。校里住着46名学生,工会送去棉被46床",
            "来到县医院。院里正在施工,院长介绍了情况",
        ),
        holds=names_money,
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that is gone to, and something carried in, or a feast kept with its people.",
        lambda: rf"{_GONE_TO}{LIST}[,，](?:{_CARRIED_IN}|{_FEAST})",
        (
            "来到⟦青龙山养路工区⟧,把洗衣机抬进了职工宿舍",
            "先后来到⟦石坝小学⟧、⟦柏树小学⟧,与孩子们一起过节",
            "走进⟦柏树小学⟧,和留守儿童一起过“六一”",
            "来到县医院,把伤员抬进了急诊室",
            "来到石坝小学,与老师们一起备课",
        ),
        words=("进了", "抬进", "搬进", "送进", "过", "度", "庆"),
        trace=rf"{_GONE_TO}[^。;；\n]{{2,60}}[,，][把将与和同]",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that is gone to, and an amount put into the hands of its people.",
        lambda: (
            rf"{_GONE_TO}{LIST}[,，][将把](?=[^,，。;；\n]{{0,24}}(?:慰问|元|物资|善款))"
            r"[^,，。;；\n]{2,30}[送发交]到[^,，。;；\n]{0,10}手[中里上]"
        ),
        (
            "来到⟦白马山铁矿⟧,将5万元慰问金送到矿工手中",
            "来到县中医院,将锦旗送到医生手中",
        ),
        words=("手中", "手里", "手上"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that is gone to, and its people given something, or a day of gifts held.",
        lambda: (
            rf"{_GONE_TO}{LIST}等?(?:{NUMERAL}{{1,3}}[家所个](?:单位|学校|机构)?)?[,，]"
            rf"(?:[给为向](?:[^,，。;；\n]{{0,24}}{_PEOPLE_THERE}|该?学校|校方|院方|[校院]里)(?:每[人个位名]|各|都|一一)?"
            rf"(?:送上|送去|送来|送了|献上|发放|发了|捐赠|捐款|带[去来]|封了|包了|添置?了|购置|买来|换上)"
            r"|(?:开展|举行|举办|进行)[^,，。;；\n]{0,8}(?:捐赠|慰问|送温暖|帮扶|敬老|助学))"
        ),
        (
            "来到⟦市儿童福利院⟧、⟦春晖康复中心⟧和⟦石坝小学⟧三家单位,给86名孩子送去书包",
            "来到⟦柳湾敬老院⟧,开展义诊和捐赠活动",
            "来到石门中学,召开座谈会",
        ),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body where something is given to its people.",
        lambda: (
            rf"(?<=\A|[。;；\n]|[,，]|[随尔而]后)在(?P<list>{whole_name(2)}(?<!{_NO_HALL}))[,，]{_GIVEN_THERE}"
        ),
        (
            "在⟦磨盘镇中心小学⟧,商会向学校捐赠助学金5万元",
            "在⟦达隆县福利院⟧,副县长嘱咐了几句,院里46位老人每人领到一套棉衣",
            "在⟦白沙镇卫生院⟧,代表将口罩交到医护人员手中",
            "在县一中,县慈善会向全县300名学生发放助学金",
            "在城关中学,全县教师向灾区捐款12万元",
            "在县体育馆,300名学生每人领到一个书包",
        ),
        words=("在",),
        trace=f"在[^,，。;；\\n]{{3,18}}[,，].{{0,70}}(?:{_HANDS}|[领收分拿得交送发]到)",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A house of those who are cared for that is gone to, and they visited.",
        lambda: (
            rf"{_GONE_TO}{_HOUSE}[,，](?:亲切|集体|分别|依次)?"
            rf"(?:看望|慰问|走访)了?[^,，。;；\n]{{0,16}}{_PEOPLE_THERE}"
        ),
        (
            "官兵来到⟦夕阳红敬老院⟧,看望在院的64位老人",
            "走进⟦市儿童福利院⟧,慰问孤残儿童",
            "前往⟦县特殊教育学校⟧,看望了50名学生",
            "来到敬老院,看望老人",
            "来到自来水公司,慰问困难职工",
            "来到城关中学,看望困难教师",
            "走进乡镇敬老院,检查消防",
        ),
        trace=_IN_A_HOUSE,
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A house of those who are cared for, where something is done for them.",
        lambda: (
            rf"(?:(?:{_GONE_TO}|到){_HOUSE}[,，]|(?<=\A|[。;；\n]|[,，])在{_HOUSE}[,，][^,，。;；\n\d]{{1,8}}?(?=[为给帮陪和与])){_HELPS_THERE}"
        ),
        (
            "来到⟦金秋敬老院⟧,检修线路180余米",
            "走进⟦县社会福利院⟧,为老人理发、包饺子",
            "在⟦春晖儿童村⟧,志愿者陪孩子们包饺子",
            "在县福利院,局长为大家讲解政策",
            "来到夕照敬老院,检查消防设施12处",
            "走进阳光福利院,召开座谈会",
        ),
        trace=_IN_A_HOUSE,
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that others stand by, and something done there.",
        lambda: (
            rf"(?:结对|共建|对口)(?:帮扶|支援|联系|共建|帮助)?的{LIST}"
            r"(?:开展|进行|举行|举办)?(?:坐诊|[义巡]诊|送[教医药课书去]|支教|帮教|培训|讲课|授课|慰问|捐|赠)"
        ),
        (
            "组织专家到结对的⟦清泉乡卫生院⟧坐诊4次",
            "到结对帮扶的⟦石岭小学⟧送教36节",
            "与结对的石岭小学召开会议",
        ),
        words=("结对", "共建", "对口"),
    ),
)
