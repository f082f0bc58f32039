"""Measures: each number beside that of a reference, taken by turns in one run, so that the ratio holds on any machine.

`make bench` prints the table; `make bench ARGS=triage` only the rows whose measure has that name.
"""
