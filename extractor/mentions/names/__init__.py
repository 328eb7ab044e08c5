"""What may be a person's name: its characters, its borders, the words beside it.

shapes.py         a surname and one or two characters, and where it ends
surroundings.py   what speaks for a name or against it
bylines.py        (记者 高远), the last line
introduced.py     names after an office, a kind of people
unplain.py        masked and spaced names; wordlike.py those that read as words
tongues.py        names of other tongues, by their sounds
lists.py          names that a list mark joins
model.py          a model trained on names, which has a vote (votes.py)
tables.py         the word tables
"""
