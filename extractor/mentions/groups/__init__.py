"""Kinds of people that something is given to: 困难职工, 因大病致贫的困难职工.

finding.py      the kinds that a report names as recipients
phrases.py      the noun phrases that describe people
contexts.py     the words around a phrase that say that something is given to them
counts.py       the numbers and rates that say so
givers.py       those who give, or work there
"""
