"""The entries of lists and tables: who stands with an amount, read by the form that all of them have.

fields.py    what stands with each amount of a list, and what is said of all of them
kinds.py     whether a person is named there, a body, or nobody
finding.py   the names of a report's lists and tables
"""
