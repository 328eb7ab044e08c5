"""Organisations that give, get or pay; any other is left alone.

finding.py         runs the constructions below, each of which is words around a name
sources.py         who pays
donors.py          who gives: deeds.py what they do, donor_lists.py in lists
recipients.py      what something is given to; visits.py where someone goes
names.py           what a name ends with, and where in a clause it may stand
"""
