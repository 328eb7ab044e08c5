"""Hides the numbers by which a private person can be found, where people see a text.

    身份证420101199001011234  → 420*************34     18 characters with a date of birth, or 15
    电话13800138000           → 138******00            mobile telephones
    0571-88886666             → 057********66          with an area code
    账号6222021234567890123   → 622**************23    after a word for an account or a card

What is hidden is as long as what was written, so that every place stays where it was.  The results
file keeps the text as received, which is the evidence; Parquet, which programs read, does too, and
JSON lines hide identity numbers alone.  A number before a unit is a figure and is left as it is:
13800138000元; so is one in a sum written out, 16840670000 ÷ (1 + 1.63%) = 16570940000.
"""

from __future__ import annotations

import regex

FIRST, LAST = 3, 2  # digits left to be seen at either end
DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
IDENTITY = (
    rf"[1-9][0-9]{{5}}(?:(?:19|20)[0-9]{{2}}{DAY}[0-9]{{3}}[0-9Xx]|[0-9]{{2}}{DAY}[0-9]{{3}})"
)
TELEPHONE = "1[3-9][0-9]{9}|1[3-9][0-9](?:[ -][0-9]{4}){2}|0[0-9]{2,3}-[0-9]{7,8}"
ACCOUNT = r"(?<=(?:账号|帐号|账户|帐户|卡号|银行卡)\P{Nd}{0,8})[0-9]{4}(?:[ -]?[0-9]{1,4}){2,6}"
SIGNS = "[+−×÷=≠≈≲≳≤≥] "  # between the figures of a sum written out
BEFORE = rf"(?<![0-9A-Za-z_./-]|[≈≲≳≤≥]|{SIGNS})"
AFTER = (
    r"(?![0-9A-Za-z_]|[.,][0-9A-Za-z]|\s?(?:[万亿千百余多]|元|户|人|名|件)"
    rf"|\)? {SIGNS})"
)
NUMBER = regex.compile(f"{BEFORE}(?:{IDENTITY}|{TELEPHONE}|{ACCOUNT}){AFTER}")
IDENTITY_NUMBER = regex.compile(f"{BEFORE}(?:{IDENTITY}){AFTER}")


def masked(text: str) -> str:
    """Return ``text`` with the middle of every identity, telephone and account number as ``*``.

    >>> masked("联系电话13800138000，拨付13800138000元")
    '联系电话138******00，拨付13800138000元'
    """
    return str(NUMBER.sub(lambda match: _hidden(match.group()), text))


def identities_masked(text: str) -> str:
    """Return ``text`` with identity numbers masked, for records whose text programs compare."""
    return str(IDENTITY_NUMBER.sub(lambda match: _hidden(match.group()), text))


def _hidden(number: str) -> str:
    return number[:FIRST] + "*" * (len(number) - FIRST - LAST) + number[-LAST:]
