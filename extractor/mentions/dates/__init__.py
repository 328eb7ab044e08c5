"""Dates, periods and festivals.

written.py      dates as reports write them; what each shape looks like is in shapes.py
anchoring.py    what the report leaves to its reader is filled in: 1月5日 with its year
of_reports.py   the report's own dates: the year it is of, the day it is signed on
of_addresses.py the year that an address to an assembly is given in
festivals.py    春节前夕
edtf.py         the form in which dates are kept, and the days each can mean
"""
