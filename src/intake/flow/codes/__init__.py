"""The catalogue of findings. `intake explain CODE` prints a lesson; nothing else of the program depends on them."""

from collections.abc import Mapping

from intake.flow.codes import advice, form, meaning, names, proofs, reading, review, scenarios, steps, tables, words
from intake.flow.codes.lesson import Lesson

__all__ = ["LESSONS", "Lesson"]

LESSONS: Mapping[str, Lesson] = {
    lesson.code: lesson
    for family in (reading, tables, form, names, meaning, steps, advice, scenarios, proofs, words, review)
    for lesson in family.LESSONS
}
"""Every finding that the program can give, by code, in order."""
