"""A small archive of our own writing, and the results read from it."""

from __future__ import annotations

from pathlib import Path

TEXTS = {
    "2018/a.txt": "2018年2月6日，云岭县总工会走访慰问困难职工45户，每户发放慰问金500元，共发放慰问金22500元。",
    "2018/b.txt": "2018年春节前夕，柳澄镇慰问低保户30户，发放慰问金35000元，其中现金20000元，物资折合15000元。",
    "2019/c.txt": "2019年1月25日，石漾镇看望了困难党员李望舒，送去慰问金1000元和棉被2床。",
    "2019/copy of a.txt": "2018年2月6日，云岭县总工会走访慰问困难职工45户，每户发放慰问金500元，共发放慰问金22500元。",
    "2019/wrong.txt": "2019年春节期间，清渚县慰问困难职工20户，每户500元，共发放慰问金12000元。",
}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))


def write_archive(folder: Path) -> Path:
    """Write the archive into ``folder``: five texts, of which two the same, and two that are none."""
    for name, text in TEXTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="gb18030" if name.endswith("b.txt") else "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(PNG)
    return folder
