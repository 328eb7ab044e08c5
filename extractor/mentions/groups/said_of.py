"""Contexts in which it is said of a kind of people what they get, or what they are chosen for.

⟦困难职工⟧们正排队领取慰问金     慰问对象有⟦患病困难教职工⟧     2、⟦困难教师⟧采取分组上门慰问
"""

from __future__ import annotations

import re

import regex

from extractor.mentions.groups.context import ALONG, INSIDE, MARK, Context

SAID_OF = (
    Context(
        "group.topic",
        "Those whom a sentence begins with, if it says that something is brought to them.",
        re.compile(r"(?:\A|(?<=[。;；\n]))\Z"),
        regex.compile(
            rf"们?[,，](?:慰问[品金]|礼[品物包]|物资|补[助贴][金款]?|救助[金款]|大米|米面|米油){INSIDE}{{0,12}}?(?:送|发|打|转|交)"
        ),
        general=False,
        examples=(
            "⟦行动不便的老人⟧,慰问品由网格员送到家里。",
            "通过银行发放。⟦低保户⟧,补助金按月打到卡上。",
            "困难职工,慰问工作要做好。",
        ),
    ),
    Context(
        "group.receives",
        "Those who get something: 领到, 获得, 享受.",
        regex.compile(r""),
        regex.compile(
            rf"们?{INSIDE}{{0,8}}?(?:领到|领取|领走|领了|领回|收到|拿到|获得|可获|获助|申领|享受|受益|[另各共]得)"
            rf"(?:{INSIDE}{{0,8}}?(?:\d|[金款物品补助贷津])|(?<=申领)(?!\w))"
        ),
        general=True,
        examples=(
            "⟦困难职工⟧们正排队领取慰问金。",
            "年满80周岁的⟦老人⟧均可申领。",
            "困难职工感受到了温暖。",
        ),
    ),
    Context(
        "group.listed-object",
        "Those named after 对象.",
        regex.compile(rf"对象(?:主要|重点)?(?:是|有|为|包括|分为|:|：|。|\n)\s*{INSIDE}{{0,12}}\Z"),
        regex.compile(r"(?!的)"),
        general=False,
        examples=(
            "慰问对象有⟦患病困难教职工⟧。",
            "一、慰问对象\n⟦退休教师⟧。",
            "二、救助对象。重点是⟦因灾缺粮户⟧。",
        ),
    ),
    Context(
        "group.shared",
        "Those whose share of all is told.",
        re.compile(r""),
        regex.compile(r"(?<!代表|残疾)们?占(?:[^,，。;；\n]{1,10}的)?[约近]?[0-9][0-9.]{0,5}%"),
        general=False,
        examples=("居民2310户,其中⟦低保家庭⟧占2.7%。", "一线职工代表占42%,困难职工占用时间。"),
    ),
    Context(
        "group.funded",
        "Those for whose hardship money is allotted.",
        re.compile(r"为了?(?:帮助|解决)(?:[\u4e00-\u9fff]{0,3}的)?\Z"),
        regex.compile(
            rf"(?!的){ALONG}{{0,50}}?(?:下拨|拨付|拨出|发放)(?!范围|标准|办法|程序){INSIDE}{{0,14}}[金款元]"
        ),
        general=False,
        examples=(
            "为帮助⟦受灾群众⟧解决口粮、衣被等困难,现下拨救助资金225万元。",
            "为解决⟦受灾群众⟧吃粮问题,县里拨付救灾款30万元。",
            "为帮助困难职工树立信心,工会举办讲座。",
            "为帮助困难职工就业,工会发放问卷300份。",
        ),
    ),
    Context(
        "group.set-up",
        "Those helped to raise, grow, build or sell so and so much.",
        re.compile(r"(?:帮[助扶]|扶持|带动|支持)了?\Z"),
        regex.compile(
            rf"们?(?:[发新]展)?(?:饲养|养殖?|种植?|栽[种植]?|播种|抢[收种]|收割|修[建缮]|新?建|翻[建修]|改造|销售|代销|卖出?|推销|开[办设])"
            rf"(?![老成]){INSIDE}{{0,8}}?\d"
        ),
        general=False,
        examples=(
            "帮助⟦贫困户⟧养羊2.6万只。",
            "帮扶⟦特困户⟧修建房屋12间。",
            "帮助⟦残疾人⟧销售土豆4万斤。",
            "帮助贫困户转变观念,制定计划320份。",
            "支持困难职工养老保险改革。",
        ),
    ),
    Context(
        "group.item",
        "Those an item of a plan begins with, if it says what each gets.",
        re.compile(rf"(?:\A|{MARK}|[、.．)）])\s*\Z"),
        regex.compile(
            rf"(?:们)?[,，]?(?:发给|采取|由|{INSIDE}{{0,6}}每[人户名位]){INSIDE}{{0,20}}"
            r"(?:慰问|发|补助|救助|\d)"
            r"|[,，](?:慰问[品金]|礼品|物资|补助金?|救助金?)(?:折价|折合|价值|共计?)?[约近]?\d"
        ),
        general=False,
        examples=(
            "2、⟦困难教师⟧采取分组上门慰问。",
            "5.⟦困难党员⟧,慰问品折价1800元;",
            "——⟦困难党员⟧。2月1日,镇长上门看望。",
            "2、困难教师采取多种办法增收。",
            "——困难党员。建立档案。",
            "(一)城乡低保。6月底发放低保金3万元。",
        ),
    ),
    Context(
        "group.chosen",
        "Those who are made the first to be visited or helped: 把…作为慰问的重点.",
        regex.compile(rf"[把将]{ALONG}{{0,40}}\Z"),
        regex.compile(
            rf"(?:作为|列为|确定为|纳入){INSIDE}{{0,8}}(?:慰问|走访|救助|资助|补助|帮扶|送温暖)"
            rf"{INSIDE}{{0,6}}(?:重点|对象|范围)"
        ),
        general=False,
        examples=(
            "把⟦有突出困难的家庭⟧作为走访慰问的重点。",
            "将⟦低保户⟧列为救助对象。",
            "把困难职工作为服务的重点。",
        ),
    ),
)
