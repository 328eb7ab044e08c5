"""Persons, and what each does: get, give, hold an office.

finding.py      where persons are named; finders.py the rules, in the order they are believed
roles.py        weighs what all the words around a name say of him
titles.py, gifts.py, given_for.py, families.py, needs.py, stories.py, lists.py, interviews.py   what words say
"""
