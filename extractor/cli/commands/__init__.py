"""The commands: each module is one, with its options, its examples and the one call it makes.

    run        files into one results file, with summary.py of the folder above
    extract    what a few files state
    restore    the restored text, and every edit that led to it
    audit      what the checks say; review is the desk to look through it
    report     the audit working paper; decisions takes it back filled in
    tables     the tables as files; query asks them, compare, kwic, words and plot analyse them
    across     reports of several results held against each other
    evaluate   the score against annotated documents
    train_names   a model of names from those that people confirmed

``command`` returns the click command in one language.
"""
