"""Organisations that pay, or of whom a part of the money is: ⟦区财政局⟧拨款5920元."""

from __future__ import annotations

import regex

from extractor.mentions.organisations.constructions import (
    Construction,
    Opens,
    names_money,
    names_money_at_once,
    names_money_or_pieces,
    with_money,
)
from extractor.mentions.organisations.names import (
    LIST,
    NUMERAL,
    OF_A_NAME,
    OPEN,
    OPEN_ITEM,
    endings,
    whole_name,
)
from extractor.model import PartyRole

_PAYS_OUT = "(?<=[局委会办院厅社行团联])"
_SHARE = r"(?:各|分别|共同|平均)(?:出资?|承担|负担|分担|支付)了?(?:一半|[半\d一二两三四五六七八九]+成|\d+(?:\.\d+)?%|[一二三四]分之一)(?!任务|工作|责任)"
# 省残联、县财政局分别出76.8万元和38.4万元
_RESPECTIVELY = (
    r"分别(?:出资?|承担|负担|分担|支付|拨付?|安排)了?(?=[约近]?\d[\d.,]{0,9}[百千万亿]?余?元)"
)

_PAYS = r"[下划调核补追转]?拨[款付出给来发]?|出资|支持(?=(?:帮扶|扶贫|救助|项目|专项)?(?:资金|经费|款)?\d)|(?:按[^,，。;；\n]{1,12}比例)?配套(?=资金|经费|\d)"
# 镇财政所安排3.5万元, 县财政局安排四十万元
_SETS_ASIDE = r"安排了?(?=[^\W\d]{0,8}?[约近]?(?:\d[\d.,]*[万亿]?|[一二两三四五六七八九十百千万亿零]{1,12})余?多?元)"
# 县总工会从会费中拨出35万元, 市总工会本级出资18万元
_OUT_OF = rf"(?:本级|机关)?(?:{NUMERAL}{{1,3}}年来?(?:共|已)?)?(?:从[^,，。;；\n\d]{{1,12}}[中里内])?(?:又|也|还|再|一次性|及时|紧急|先后|累计|专门|各|同时|另外|另行|另)*"

# 区财政配套16万元: the purse of a district; but 县财政收入, 各级财政
_PURSE = rf"(?P<part>(?!全|各|[两三]级|其中|本|[省市县区]{{1,2}}[市县区镇乡]财政){OF_A_NAME}{{0,6}}?(?:中央|[省市县区州旗盟镇乡]|街道)(?:本级)?财政)"
# 省扶贫办每村安排45万元
_EACH = r"(?:给|为|向)?每(?:[村校镇乡县所]|[户人名位个][^\W\d]{0,8}?)(?:各|平均)?(?:安排|补[助贴]|下拨|拨[付款给]?|奖补|支持|投入|配套)了?(?:资金|经费|补助)?"

# 省红十字会拨付家庭包500个; but 县应急局调拨冲锋舟3艘: what an office sends to work
_HANDS_OUT = r"(?:[下调划]拨|拨[付给来]|配发)了?[^\W\d]{1,10}"
_AID_GOODS = regex.compile(
    r"家庭[包箱]|棉|被|衣|毯|褥|帐篷|大米|面粉|油|食品|物资|包|口罩|药|煤|炉|粮|种子|化肥|书|文具|轮椅|鞋|帽|手套"
)


def _hands_out_aid(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether so many of what people in need are given follow."""
    is_aid = _AID_GOODS.search(match.string, match.end("list"), match.end()) is not None
    return is_aid and (names_money_or_pieces(match, money) or match.end() in money)


# An office, a union: what it spends is public money. A firm that brings out 3万元 gives it.
_OFFICE = r"(?<=[局厅处委办]|政府|机关|工会|妇联|团[县市省]?委|[残侨文]联|工商联|财政所|民政所|供销社|联社)"
_FINDS = "挤出|拿出|筹出|划出|匀出|腾出|调剂|列支|垫[付支]|贴补|(?:承担|负担|[担给掏摊]|下来)(?=了?[约近]?\\d[\\d.,]{0,9}[百千万亿]?余?元)"
# what an office invests is a project of its own, but not where it stands by a village
_INVESTS = r"(?<=(?:后盾|帮扶|结对|联系|包联|挂钩|派驻|包村)单位[\u4e00-\u9fff]{2,12})投入"
# 镇民政办另给临时救助2000元, 县总工会给予他困难补助3000元
_AIDS_WITH = (
    r"给(?:了|予)?(?:[他她](?:们|家)?)?(?:临时|一次性|困难|特困|生活|大病|医疗|应急|专项)*"
    r"(?:救助|补助|救济|慰问|扶助|资助)[金款费]?"
)
_GRANTS = "(?:专项|配套|一次性)?补[助贴]"
# 补助贫困学生13人2.15万元
_SO_MANY = r"(?!资金|金额|金|款|对象|标准|范围|人数|政策)[^\W\d]{2,10}(?<!发放|享受)\d{1,5}余?[名人户位个]次?(?:共计?)?"

_CHARITY = "(?:红十字会|慈善(?:总|协)?会|基金会)"

# 剩下的1160元, 自付费用: what is to be paid
_REST = r"(?:元|余款|[费药]用?|差额|缺口|部分|钱)(?:全部|都|则|均)?"

# 资金来自三个方面:县总工会拨款15万元、县教育局补助20万元: what each of them pays
_FROM_WHOM = regex.compile("来自|来源|筹[集措资]|收入|争取")
_HANDED_DOWN = regex.compile("[下划转核]?拨|分配|下达|发放|名额|[给对]各")


def grants_itself(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether an amount follows that the body pays; 下拨资金:甲工会补助26万元 is what it gets."""
    if not names_money(match, money) and match.end() not in money:
        return False
    before = match.string[max(0, match.start() - 60) : match.start()].rpartition("。")[2]
    is_handed_down = _HANDED_DOWN.search(before) and not _FROM_WHOM.search(before)
    return not match["grants"] or not is_handed_down


SOURCES = (
    Construction(
        PartyRole.SOURCE,
        "A body that pays an amount out.",
        lambda: (
            rf"{OPEN_ITEM}(?P<list>{whole_name(1, 10)}(?<!每[村校])){_OUT_OF}(?:(?:{_PAYS})了?(?:“[^”\n]{{1,10}}”)?[^\W\d]{{0,6}}|拨给[^\W\d]{{1,10}}|{_SETS_ASIDE}[^\W\d]{{0,8}})"
        ),
        (
            "⟦区财政局⟧拨款5920元",
            "⟦镇财政所⟧安排3.5万元",
            "⟦县民政局⟧安排专项资金20万元",
            "民政局安排救护车2辆",
            "⟦市总工会⟧按50%的比例配套16万元",
            "⟦县总工会⟧从会费中拨出21万元",
            "⟦县财政局⟧安排四十万元",
            "⟦县慈善总会⟧同时出资6万元",
            "县教育局安排二百名教师家访",
            "财政局拨款支持工作",
        ),
        holds=names_money,
        behind=f"(?:从.{{1,13}})?.{{0,6}}?(?:{_PAYS}|安排)",
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.SOURCE,
        "An office or a union that finds an amount, or pays a part of the cost.",
        lambda: (
            rf"{OPEN_ITEM}(?P<list>{whole_name(1, 10)}{_OFFICE}){_OUT_OF}"
            rf"(?:(?:(?:{_FINDS}|{_INVESTS})了?|{_AIDS_WITH})[^\W\d]{{0,6}}|(?P<grants>{_GRANTS})了?(?:(?=[约近]?{NUMERAL})|{_SO_MANY}))"
        ),
        (
            "⟦县财政局⟧挤出5万元,⟦县妇联⟧拿出1万元",
            "经费来源:⟦省总工会⟧补助50万元",
            "⟦县供销社⟧垫付3.6万元",
            "⟦县财政局⟧担32万元,个人担16万元",
            "⟦县交通局⟧给90万元",
            "县交通局给90名学生免票",
            "后盾单位⟦市水利局⟧投入26万元建果园",
            "⟦镇民政办⟧另给临时救助5000元",
            "县水利局投入26万元建果园",
            "⟦县教育局⟧补助贫困学生13人2.15万元",
            "县教育局补助对象13人2.15万元",
            "下拨帮扶资金:城北区总工会补助26万元",
            "城关敬老院补助5万元",
            "县财政局拿出方案",
        ),
        holds=grants_itself,
        behind=f"{_OUT_OF}(?:投入|{_FINDS}|{_AIDS_WITH}|{_GRANTS})",
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.SOURCE,
        "The purse of a government, which pays an amount.",
        lambda: (
            rf"(?:{OPEN_ITEM}|(?<=其中|由)){_PURSE}{_OUT_OF}"
            rf"(?:(?:{_PAYS}|{_FINDS}|{_GRANTS}|承担|负担|投入)了?[^\W\d]{{0,6}}|{_SETS_ASIDE}[^\W\d]{{0,8}})"
        ),
        (
            "⟦市总工会⟧下拨42万元,⟦区财政⟧配套16万元",
            "⟦旗财政⟧列支20万元",
            "其中⟦石坝镇财政⟧安排12万元",
            "县财政收入20万元",
            "各级财政投入20万元",
        ),
        holds=lambda match, money: any(
            at in money for at in range(match.end("part"), match.end() + 1)
        ),
        words=("财政",),
    ),
    Construction(
        PartyRole.SOURCE,
        "An office that pays so much to each village or school.",
        lambda: rf"{OPEN_ITEM}(?P<list>{whole_name(1, 10)}{_OFFICE}){_EACH}",
        (
            "⟦省扶贫办⟧每村安排45万元,共540万元",
            "⟦县妇联⟧为每名孤儿补助500元",
            "扶贫办每村安排1名联络员",
        ),
        holds=names_money_at_once,
        behind=_EACH,
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.SOURCE,
        "An office or a charity that hands out so many goods.",
        lambda: (
            rf"{OPEN_ITEM}(?P<list>{whole_name(1, 10)}(?:{_OFFICE}|(?<={_CHARITY}))){_HANDS_OUT}"
        ),
        (
            "⟦省红十字会⟧拨付家庭包500个(每个折价300元)",
            "⟦市民政局⟧调拨帐篷60顶",
        ),
        holds=_hands_out_aid,
        behind=_HANDS_OUT,
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.SOURCE,
        "由 a body that pays.",
        lambda: (
            rf"由(?P<list>{whole_name(1, 12)})(?:统一|全额|共同)?"
            rf"(?:{_PAYS}|{_OFFICE}资助|列支|筹措|贴补|垫[付支]|补[助贴](?!对象|标准)|出(?=[,，。;；\n]|\Z)|支付(?=[,，。;；\n]|\Z)|(?:承担|负担)(?=[约近]?\d))"
        ),
        (
            "由⟦县民政局⟧统一拨付",
            "钱由⟦市供销社工会⟧出;",
            "由党委牵头负责",
        ),
    ),
    Construction(
        PartyRole.SOURCE,
        "由 a body that pays what is left of a cost.",
        lambda: (
            rf"(?<={_REST})由(?P<list>{whole_name(1, 12)})(?:统一|全额|共同)?(?:承担|兜底|[埋买]单|结清)(?=[,，。;；\n]|\Z)"
        ),
        (
            "剩下的1160元由⟦州慈善协会⟧兜底。",
            "自付费用全部由⟦县残联⟧承担。",
            "剩下的8个由街道工会兜底。",
            "费用由县残联承担主要责任。",
        ),
        words=("兜底", "承担", "埋单", "买单", "结清"),
    ),
    Construction(
        PartyRole.SOURCE,
        "A body whose funds were won, with the amount.",
        lambda: (
            rf"(?:争取[到了]?(?P<list>{OF_A_NAME}{{1,12}}(?:{endings()}){_PAYS_OUT})|[向从](?P<list>{OF_A_NAME}{{1,12}}(?:{endings()}){_PAYS_OUT})争取[到了]?)[^\W\d]{{0,8}}?(?:资金|经费|款项?|补助)+"
        ),
        (
            "争取⟦县乡村振兴局⟧衔接资金86万元",
            "向⟦县水利局⟧争取项目资金86万元",
            "争取县财政局支持",
            "争取上级总工会帮扶资金20万元",
            "争取衔接推进乡村振兴资金3亿元",
        ),
        holds=names_money,
        words=("争取",),
    ),
    Construction(
        PartyRole.SOURCE,
        "A foundation with its part of the funds that were raised.",
        lambda: (
            rf"(?:争取|筹集|筹措|整合|投入|落实|到位)[^。;；\n捐]{{0,10}}(?:资金|经费|款项?)[^。;；\n捐]{{0,60}}"
            rf"(?:其中[:：]?|[,，、])(?P<list>(?!其中){OF_A_NAME}{{2,14}}基金会)(?=[\d约近])"
        ),
        (
            "争取资金258万元,其中彩票公益金116万元,⟦省儿童基金会⟧60万元",
            "募集300万元,其中县教育基金会120万元",
        ),
        holds=with_money,
        words=("基金会",),
    ),
    Construction(
        PartyRole.SOURCE,
        "An office or a union with its part of what was paid from above.",
        lambda: (
            rf"(?<=(?:收到|争取到?|落实|到位)[^。;；\n捐]{{0,10}}(?:补助|拨款|资金|经费)[款金]?[:：](?:[^。;；\n捐]{{0,60}}元[、,，])?)"
            rf"(?P<list>{OF_A_NAME}{{1,10}}(?:{endings()}){_OFFICE})(?=[\d约近])"
        ),
        (
            "共收到上级补助:⟦省总工会⟧50万元、⟦市总工会⟧20万元",
            "收到捐款:县总工会50万元",
        ),
        holds=with_money,
        trace="(?:补助|拨款|资金|经费)[款金]?[:：]",
    ),
    Construction(
        PartyRole.SOURCE,
        "A charity with its part of what several put together for someone.",
        lambda: (
            rf"(?<=凑[了齐出够]{{1,2}}[^。;；\n捐]{{0,60}}(?:其中[:：]?|[,，、]))(?P<list>(?!其中){OF_A_NAME}{{1,12}}?{_CHARITY})(?=[\d约近])"
        ),
        ("几家凑了3万元,其中⟦市慈善总会⟧1万元", "几家凑了3万元,其中民政救助1万元"),
        holds=with_money,
        words=("凑了", "凑齐", "凑出", "凑够"),
    ),
    Construction(
        PartyRole.SOURCE,
        "A charity that hands an amount to the one told of.",
        lambda: (
            rf"{OPEN}(?P<list>{OF_A_NAME}{{1,12}}?{_CHARITY})[向给为][他她](?:们|家)?发放了?[^\W\d]{{0,8}}"
        ),
        (
            "⟦桐川市红十字会⟧向她发放营养补助5000元",
            "市红十字会向困难群众发放救助金5000元",
            "市红十字会向她发放证书",
        ),
        holds=names_money,
        words=tuple(f"{whom}发放" for whom in ("他", "她", "他们", "她们", "他家", "她家")),
        opens=Opens.CLAUSE,
    ),
    Construction(
        PartyRole.SOURCE,
        "Charities that those in need are sent on to.",
        lambda: rf"转介[到给至]{LIST}等?{NUMERAL}{{1,3}}[家个](?:社会|慈善|公益|爱心)[组机团]",
        ("转介到⟦县慈善总会⟧、⟦县红十字会⟧等3家社会组织", "转介到县医院、市医院等3家医院"),
        words=("转介",),
    ),
    Construction(
        PartyRole.SOURCE,
        "Bodies that bear a share of the cost each, or their amounts one after the other.",
        lambda: rf"(?:由|{OPEN}){LIST}(?:{_SHARE}|{_RESPECTIVELY})",
        (
            "由项目部和⟦华岭矿业工会⟧各出一半",
            "由单位和个人各承担一半",
            "款子由⟦省残联⟧、⟦县财政局⟧分别出7.8万元和3.2万元",
            "由甲队和乙队分别出5人和6人",
        ),
        trace=f"{_SHARE}|{_RESPECTIVELY}",
    ),
)
