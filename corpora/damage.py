"""What happens to a report between its author and the archive, as named, seeded damages.

Each damage takes a text and a ``random.Random`` and returns the text damaged; ``damage`` applies
several in the order of ``DAMAGES``, which is the order in which they befall a real page.

Byte damage.  A site's annotator makes one left-to-right scan over the GBK bytes of the
Traditional text.  Any byte pair, aligned or not, that equals a character of its table becomes
``X(pinyin)``: 會 → 會(huì), but also 們|在 = 82 83|D4 DA, whose middle pair 83 D4 is 冊, →
們?cè)谧….  A second edit puts a lone byte before any pair that reads as a full-width ！ ， ；
across a boundary: 。“ = A1 A3|A1 B0 → ?！….  On decoding, a lead byte without a trail byte becomes
one ``?`` and takes the next byte with it; private-use characters vanish; last, full-width ASCII is
folded.

Not modelled: spun text, swapped words, digits rewritten: no rule brings those back.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType

import opencc

# A GBK site converts character by character and leaves these as they are: 以后, 3萬余元, 干部.
KEPT = frozenset("后里余于面系制干只范布困采并愿折恒了扎御托征周松谷岳志向才丑斗")
GLOSS_TABLE = """
    會huì 問wèn 員yuán 職zhí 發fā 對duì 節jié 實shí 開kāi 關guān 動dòng
    務wù 區qū 縣xiàn 鎮zhèn 鄉xiāng 農nóng 貧pín 難nán 補bù 財cái 資zī
    質zhì 費fèi 責zé 領lǐng 導dǎo 組zǔ 織zhī 結jié 經jīng 統tǒng 計jì
    記jì 設shè 認rèn 識shí 調diào 請qǐng 護hù 報bào 學xué 業yè 產chǎn
    時shí 間jiān 門mén 個gè 來lái 樂lè 愛ài 體tǐ 長zhǎng 陽yáng
    隊duì 際jì 隨suí 項xiàng 養yǎng 點diǎn 應yīng 態tài 惠huì 當dāng 數shù
    無wú 機jī 標biāo 權quán 準zhǔn 監jiān 續xù 總zǒng 網wǎng 級jí 細xì
    規guī 見jiàn 說shuō 語yǔ 進jìn 過guò 達dá 運yùn 遠yuǎn 醫yī 錢qián
    災zāi 現xiàn 環huán 國guó 團tuán 場chǎng 堅jiān 強qiáng 專zhuān 嚴yán 執zhí
    創chuàng 勵lì 協xié 內nèi 優yōu 兩liǎng 萬wàn 與yǔ 號hào 衛wèi 據jù
    擴kuò 冊cè 驅qū 簡jiǎn 傳chuán 幫bāng 書shū 歲suì 離lí 電diàn
"""
GLOSSES: Mapping[str, str] = MappingProxyType(dict(re.findall(r"(\S)(\S+)", GLOSS_TABLE)))
FALSE_MARK = re.compile(rb"\xa3[\xa1\xac\xbb]")  # ！ ， ； when they straddle a boundary
LONE_BYTE = b"#"
FIRST_NOT_ASCII, FIRST_TRAIL, NO_TRAIL = 0x80, b"\x40", (b"\x7f", b"\xff")  # of GBK
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # ， → , （ → ( Ａ → A
STRAY_SHARE, BLANK_SHARE = 0.15, 0.3  # of the places where such a slip can stand
WRAP_AT = 34  # characters a line of a hard-wrapped page


def damage(text: str, names: Iterable[str], seed: int) -> str:
    """Return ``text`` with the named damages done to it; the same seed does the same damage."""
    wanted = set(names)
    if unknown := wanted - set(DAMAGES):
        raise ValueError(f"no such damage: {sorted(unknown)}; there are {sorted(DAMAGES)}")
    for name, apply in DAMAGES.items():
        if name in wanted:
            # A generator of its own for each: leaving one damage out does not change the others.
            text = apply(text, random.Random(f"{seed} {name}"))  # noqa: S311
    return text


def to_traditional(text: str, _: random.Random | None = None) -> str:
    """Return ``text`` in Traditional script as a GBK site has it, character by character."""
    return text.translate(_traditional_characters())


def to_traditional_by_word(text: str, _: random.Random | None = None) -> str:
    """Return ``text`` in Traditional script as a Taiwan or Big5 site has it, word by word."""
    return str(_converter().convert(text))


def fold(text: str, _: random.Random | None = None) -> str:
    """Return ``text`` with full-width ASCII made half-width: ， → , （ → ( ６ → 6."""
    return text.translate(HALF_WIDTH)


def gloss(text: str, _: random.Random | None = None) -> str:
    """Return ``text`` with X(pinyin) for the characters of the table, whole characters only."""
    return "".join(f"{char}({GLOSSES[char]})" if char in GLOSSES else char for char in text)


def gloss_bytes(
    text: str, _: random.Random | None = None, glosses: Mapping[str, str] = GLOSSES
) -> str:
    """Return ``text`` after the byte scan that glosses pairs across boundaries as well."""
    return decode_damaged(_with_glosses(text.encode("gbk", errors="replace"), glosses))


def damage_bytes(
    text: str, chance: random.Random, glosses: Mapping[str, str] = GLOSSES, share: float = 0.8
) -> str:
    """Return ``text`` after both byte edits: the scan, and a share of the false ！ ， ；."""
    return decode_damaged(_with_glosses(_with_lone_bytes(text, chance, share), glosses))


def false_marks(text: str, chance: random.Random, share: float = 0.8) -> str:
    """Return ``text`` with a lone byte before a share of the pairs that only seem ！ ， or ；."""
    return decode_damaged(_with_lone_bytes(text, chance, share))


def decode_damaged(data: bytes) -> str:
    """Return GBK bytes as such a site shows them: ``?`` where a lead byte lost its trail."""
    out: list[str] = []
    at = 0
    while at < len(data):
        if data[at] < FIRST_NOT_ASCII:
            out.append(chr(data[at]))
            at += 1
            continue
        pair = data[at : at + 2]
        is_pair = pair[1:] >= FIRST_TRAIL and pair[1:] not in NO_TRAIL
        out.append(_decode_pair(pair) if is_pair else "?")
        at += 1 if pair[1:] == b"\n" else 2  # the line end is not taken along
    return "".join(out)


def stray_commas(text: str, chance: random.Random) -> str:
    """Return ``text`` with a comma typed before some other marks, as in 救助金,。 of a page."""
    return re.sub(
        r"(?<=[㐀-鿿])(?=[，、。])",
        lambda _: "," if chance.random() < STRAY_SHARE else "",
        text,
    )


def number_blanks(text: str, chance: random.Random) -> str:
    """Return ``text`` with a blank inside some numbers of four digits or more: 9 864名."""
    return re.sub(
        r"(?<=\d)(?=\d{3}(?!\d)[^\d年])|(?<=\d)(?=\.\d+万)",
        lambda _: " " if chance.random() < BLANK_SHARE else "",
        text,
    )


def hard_wraps(text: str, _: random.Random | None = None) -> str:
    """Return ``text`` with its lines cut at a fixed width, in the middle of words."""
    lines = (
        line[i : i + WRAP_AT]
        for line in text.split("\n")
        for i in range(0, max(len(line), 1), WRAP_AT)
    )
    return "\n".join(lines)


def furniture(text: str, chance: random.Random) -> str:
    """Return ``text`` between the menus and links of a page, whose figures belong to nobody."""
    year, month, day = chance.randint(2021, 2025), chance.randint(1, 12), chance.randint(1, 28)
    views, raised, visitors = (
        chance.randint(100, 99999),
        chance.randint(3, 90),
        chance.randint(20, 99),
    )
    head = (
        f"网站首页 | 新闻中心 | 政务公开 | 下载专区\n今天是{year}年{month}月{day}日 欢迎访问本站\n"
        f"当前位置：首页 > 工作动态 > 正文\n字号：大 中 小　浏览次数：{views}　打印本页\n"
    )
    tail = (
        f"\n上一篇：我市召开{year}年度工作会议\n下一篇：没有了\n相关链接：\n"
        f"· 爱心平台已筹款：¥{raised}00000元\n· {month}月{day}日{visitors}名志愿者进社区\n"
        f"版权所有 © 2003-{year} 未经许可不得转载\n"
    )
    return head + text + tail


DAMAGES: Mapping[str, Callable[[str, random.Random], str]] = MappingProxyType(
    {
        "number-blanks": number_blanks,
        "stray-commas": stray_commas,
        "furniture": furniture,
        "hard-wraps": hard_wraps,
        "traditional": to_traditional,
        "traditional-by-word": to_traditional_by_word,
        "false-marks": false_marks,
        "glosses": gloss,
        "byte-glosses": gloss_bytes,
        "byte-damage": damage_bytes,
        "folded": fold,
    }
)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2tw")


@cache
def _traditional_characters() -> dict[int, str]:
    """Return the conversion of every character of GBK that changes, within GBK."""
    table = {}
    for code in range(0x4E00, 0x9FA6):
        new = _converter().convert(chr(code))
        if new != chr(code) and chr(code) not in KEPT and _is_in_gbk(new):
            table[code] = new
    return table


def _is_in_gbk(char: str) -> bool:
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def _with_glosses(data: bytes, glosses: Mapping[str, str]) -> bytes:
    pairs = {char.encode("gbk"): f"({reading})".encode("gbk") for char, reading in glosses.items()}
    out, at = bytearray(), 0
    while at < len(data):
        pair = data[at : at + 2]
        out += pair + pairs[pair] if pair in pairs else data[at : at + 1]
        at += 2 if pair in pairs else 1
    return bytes(out)


def _with_lone_bytes(text: str, chance: random.Random, share: float) -> bytes:
    data = text.encode("gbk", errors="replace")
    starts = _starts_of_characters(text)
    out, done = bytearray(), 0
    for match in FALSE_MARK.finditer(data):
        if match.start() not in starts and chance.random() < share:
            out += data[done : match.start()] + LONE_BYTE
            done = match.start()
    return bytes(out + data[done:])


def _decode_pair(pair: bytes) -> str:
    try:
        return pair.decode("gbk")
    except UnicodeDecodeError:
        return ""  # private use: dropped, as the sites do


def _starts_of_characters(text: str) -> frozenset[int]:
    starts, at = set(), 0
    for char in text:
        starts.add(at)
        at += 1 if ord(char) < FIRST_NOT_ASCII else 2
    return frozenset(starts)
