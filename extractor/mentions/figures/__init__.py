"""Figures: amounts of money, shares, and counts with the noun they count.

quantities.py   a number with the words that make it vague (约, 余, 左右); all others build on it
money.py        amounts; bare_money.py those without a currency word
counts.py       numbers with a classifier; counts_in_context.py those that only their context tells
percents.py     shares
nouns.py        what a count counts, and labels.py what an amount is of
"""
