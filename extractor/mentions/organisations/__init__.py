"""Organisations that give, get or pay; any other is left alone.

finding.py         runs the constructions below, each of which is words around a name
sources.py         who pays
donors.py          who gives: deeds.py what they do, comers.py where they come, donor_lists.py in lists
tables.py          who gives or gets in tables
recipients.py      what something is given to; bought_for.py what is bought for them; visits.py where someone goes
names.py           what a name ends with, and where in a clause it may stand
"""
