"""The flow language: documents with line numbers, schema check, model, conditions, values, tables, texts.

Nothing is imported here: what opens an interview takes the light parts only. `intake.load` is the door for others.
"""
