"""W801 to W808: words that a reader in a bad hour would not understand, or should not have been told."""

from intake.flow.codes.lesson import Lesson

__all__ = ["LESSONS"]

LESSONS = (
    Lesson(
        "W801",
        "a sentence that is too long",
        "A sentence has more than 20 words. The articles behind a ground may be longer. In flows in English alone.",
        "Who is afraid, tired or new to the language loses the thread, and does half of what it says.",
        """\
steps:
  done:
    end: "Please keep every letter and every message that you get from the court, the police or a lawyer, and show it."
""",
        """\
steps:
  done: {end: "Keep every letter and message from the court, the police or a lawyer. Show them to your lawyer."}
""",
    ),
    Lesson(
        "W802",
        "advice that is hard to read",
        "A recommendation, or the reason for it, asks for more than eight years of school (grade of Flesch and Kincaid) "
        "in the words for some role. `plain_for` under `flow` names the roles for whom texts must be plain. In English alone.",
        "Advice that only a lawyer can read helps nobody before the lawyer is there.",
        """\
recommendations:
  call_lawyer:
    {title: Initiate communication with a practitioner, why: Representation considerably facilitates proceedings.,
     how: [Request assistance immediately.], when: {held: true}, urgency: situation, sources: [law]}
""",
        """\
recommendations:
  call_lawyer:
    {title: Call a lawyer, why: A lawyer can help you in court., how: [Ask for one now.], when: {held: true},
     urgency: situation, sources: [law]}
""",
    ),
    Lesson(
        "W803",
        "a term of art that nothing explains",
        "A step, a recommendation or a ground uses a term of the glossary, or another word that only people of the law know, "
        "and does not mark it where it is read first. What the first question explains, or `terms`, holds for all of it.",
        "A word that is not understood is passed over, and so is what it says to do.",
        """\
glossary:
  bail: {term: bail, plain: Money that is left with the court., source: law}
steps:
  done: {end: Ask the court for bail.}
""",
        """\
glossary:
  bail: {term: bail, plain: Money that is left with the court., source: law}
steps:
  done: {end: "Ask the court for [[bail]]."}
""",
    ),
    Lesson(
        "W804",
        "a promise of safety or of an outcome",
        "A sentence says that something is safe, what a court will do, or that nothing can happen. One that denies it, or "
        "asks, is well. In flows in English alone.",
        "Nobody can know. Who relies on it goes where they are arrested, or lets a time limit pass.",
        """\
steps:
  done: {end: Write to the office. The entry will be deleted.}
""",
        """\
steps:
  done: {end: Write to the office. It may delete the entry.}
""",
    ),
    Lesson(
        "W805",
        "a guess that is told as a rule",
        "All sources of a line or a ground are of low confidence, and its words do not ask anybody. In flows in English alone.",
        "What is not sure is a question for a lawyer. As a rule it would be acted on.",
        """\
sources: {talk: {title: A talk with a clerk, checked: 2026-11-24, confidence: low}}
recommendations:
  call_lawyer:
    {title: Call a lawyer, why: A right., how: [{text: You have ten days., sources: [talk]}], when: {held: true},
     urgency: situation, sources: [law]}
""",
        """\
sources: {talk: {title: A talk with a clerk, checked: 2026-11-24, confidence: low}}
recommendations:
  call_lawyer:
    {title: Call a lawyer, why: A right., how: [{text: Ask the lawyer how many days you have., sources: [talk]}],
     when: {held: true}, urgency: situation, sources: [law]}
""",
    ),
    Lesson(
        "W806",
        "a figure without a source",
        "A question or a term of the glossary states a figure or an article, and names no source. (Advice, grounds and limits "
        "without one are not read at all: E152.) In flows in English alone.",
        "A number is believed. Who checks the flow must see where it comes from, and when it was last looked at.",
        """\
steps:
  amount: {ask: How much is at stake?, why: Below 600 euros another court decides., number: {unit: EUR}, next: done}
""",
        """\
steps:
  amount:
    {ask: How much is at stake?, why: Below 600 euros another court decides., sources: [law], number: {unit: EUR},
     next: done}
""",
    ),
    Lesson(
        "W807",
        "something is left of how the text was made",
        "A text holds a name of the flow, markup, or a note of its author.",
        "A reader stumbles over it, and asks what else is not finished.",
        """\
steps:
  done: {end: Tell your lawyer about custody_since.}
""",
        """\
steps:
  done: {end: Tell your lawyer since when you are held.}
""",
    ),
    Lesson(
        "W808",
        "a card that lacks a language",
        "Another card has words in a language in which this one has none.",
        "Who has found the first card in their language will look for the second, in front of an officer.",
        """\
cards:
  lawyer: {when: {held: true}, text: I want a lawyer., in: {fr: Je veux un avocat., es: Quiero un abogado.}}
  doctor: {when: {held: true}, text: I need a doctor., in: {fr: Il me faut un médecin.}}
""",
        """\
cards:
  lawyer: {when: {held: true}, text: I want a lawyer., in: {fr: Je veux un avocat.}}
  doctor: {when: {held: true}, text: I need a doctor., in: {fr: Il me faut un médecin.}}
""",
    ),
)
