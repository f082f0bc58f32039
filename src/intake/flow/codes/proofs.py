"""P701 to P713: what does not hold for everybody, or holds for nobody."""

from intake.flow.codes.lesson import Lesson

__all__ = ["LESSONS"]

LESSONS = (
    Lesson(
        "P701",
        "a way that nobody takes",
        "No answers lead this way: its condition holds for nobody who comes here, or whoever meets it has taken a way "
        "above it. "
        "What lies behind it alone is never asked.",
        "Somebody wrote it for people who now go another way, and are not asked what they should be.",
        """\
steps:
  custody:
    ask: Are you held?
    why: It counts.
    choice: {free: "No", detained: "Yes", unknown: Perhaps}
    next:
      [{when: {custody: [free, detained]}, go: country}, {when: {custody: detained}, go: custody_since}, {go: country}]
""",
        """\
steps:
  custody:
    ask: Are you held?
    why: It counts.
    choice: {free: "No", detained: "Yes", unknown: Perhaps}
    next: [{when: {custody: detained}, go: custody_since}, {go: country}]
""",
    ),
    Lesson(
        "P702",
        "a condition that is the same for everybody",
        "A fact is true for nobody, or for everybody; or a ground, a card or a line of advice is shown to nobody.",
        "It reads as if it told people apart, and does not: a value is misspelt in meaning, or a `not` too many.",
        """\
facts:
  near: {country.member: yes, not: {country: FR}}
""",
        """\
facts:
  near: {country.member: yes}
""",
    ),
    Lesson(
        "P703",
        "advice for nobody, or for everybody",
        "A recommendation is certain for nobody who comes to an end; or for everybody, though its `when` reads otherwise.",
        "Advice that nobody gets is missing where it was meant to be.",
        """\
recommendations:
  call_consul:
    {title: Call your consul, why: They may visit., how: [Call.], urgency: planned, sources: [law],
     when: {held: true, custody: free}}
""",
        """\
recommendations:
  call_consul:
    {title: Call your consul, why: They may visit., how: [Call.], urgency: planned, sources: [law],
     when: {held: true}}
""",
    ),
    Lesson(
        "P704",
        "a rung that decides nothing",
        "Without this rung (or `raise`) of a ladder nobody's urgency would be another; or it holds for everybody, so that the "
        "rungs below it never count.",
        "A level that a lawyer put there reaches nobody, or hides the others.",
        """\
ladders: {situation: {emergency: {custody: [detained, unknown]}, urgent: {custody: unknown}, otherwise: planned}}
""",
        """\
ladders: {situation: {emergency: {custody: [detained, unknown]}, urgent: {custody: free}, otherwise: planned}}
""",
    ),
    Lesson(
        "P705",
        "a table row that nobody comes to",
        "Conditions read the table, and nobody's answers come to this row on the date of the check.",
        "Its key is misspelt, or the question does not offer it: those whom it is for are read as others.",
        """\
tables:
  countries:
    key: code
    columns: {member: word}
    rows: [{code: FR, member: yes}, {code: UK, member: yes}, {code: KP, member: no}]
""",
        """\
tables:
  countries:
    key: code
    columns: {member: word}
    rows: [{code: FR, member: yes}, {code: GB, member: yes}, {code: KP, member: no}]
""",
    ),
    Lesson(
        "P706",
        "an end without advice",
        "Somebody answers everything, and no recommendation is certain for them: so there is no urgency either.",
        "They asked for help and are left with an empty page.",
        """\
recommendations:
  call_lawyer:
    {title: Call a lawyer, why: You have a right to one., how: [Call.], when: {custody: [detained, unknown]},
     urgency: situation, sources: [law]}
""",
        """\
recommendations:
  call_lawyer:
    {title: Call a lawyer, why: You have a right to one., how: [Call.], when: true, urgency: situation, sources: [law]}
""",
    ),
    Lesson(
        "P707",
        "an emergency that is not seen at once",
        "All is answered that an emergency names and that everybody is asked. It is not certain yet: it hangs on a question "
        "that only some are asked.",
        "Until that one is answered a person in danger is not told to act.",
        """\
steps:
  custody_since:
    {ask: Since when?, why: Limits., date: {}, next: [{when: {custody_since: {under: today}}, go: hurt}, {go: country}]}
  hurt: {ask: Are you hurt?, why: A doctor must come., choice: {no: "No", yes: "Yes"}, next: country}
recommendations:
  call_doctor: {title: Call, why: It helps., how: [Call.], when: {hurt: yes}, urgency: emergency, sources: [law]}
""",
        """\
steps:
  concerns: {ask: What do you fear?, why: A ground., choices: {torture: Torture, trial: A trial}, next: hurt}
  hurt: {ask: Are you hurt?, why: A doctor must come., choice: {no: "No", yes: "Yes"}, next: amount}
recommendations:
  call_doctor: {title: Call, why: It helps., how: [Call.], when: {hurt: yes}, urgency: emergency, sources: [law]}
""",
    ),
    Lesson(
        "P708",
        "a question that changes nothing",
        "Whatever is answered to it, everybody is told the same: the same advice, levels, lines, dates and grounds.",
        "People in distress answer it for nothing, and what they say must be kept safe.",
        """\
steps:
  amount: {ask: How much is at stake?, why: Courts differ by it., number: {unit: EUR}, next: shoe_size}
  shoe_size: {ask: What is your shoe size?, why: We would like to know., number: {}, next: done}
""",
        """\
steps:
  amount: {ask: How much is at stake?, why: Courts differ by it., number: {unit: EUR}, next: shoe_size}
  shoe_size: {ask: What is your shoe size?, why: Prison shoes hurt., number: {}, next: done}
grounds: {pain: {when: {shoe_size: {over: 45}}, title: Shoes that hurt, sources: [law]}}
""",
    ),
    Lesson(
        "P709",
        "a question asked in vain",
        "After the answers that are named, no answer to the question changes what the person is told.",
        "The question is one too many for these people. If it is asked for another reason, an exception says so.",
        """\
steps:
  custody:
    ask: Are you held?
    why: The first hours count.
    choice: {free: "No", detained: "Yes", unknown: I don't know}
    next: custody_since
grounds: {long: {when: {held: true, custody_since: {days_since: {over: 2}}}, title: Held too long, sources: [law]}}
""",
        """\
grounds: {long: {when: {held: true, custody_since: {days_since: {over: 2}}}, title: Held too long, sources: [law]}}
""",
    ),
    Lesson(
        "P710",
        "not to know calms",
        "Somebody's urgency is lower if they answer `unknown` to this question instead of what they answer.",
        "Who is in danger and does not know must not be told to wait. If the rule wants it so, an exception says why.",
        """\
ladders: {situation: {emergency: {custody: detained}, otherwise: planned}}
""",
        """\
ladders: {situation: {emergency: {custody: [detained, unknown]}, otherwise: planned}}
""",
    ),
    Lesson(
        "P711",
        "a promise that is not kept",
        "Somebody meets the promise's `when`, comes to an end, and its `then` does not hold for them. The smallest such person "
        "is shown as a scenario.",
        "A promise is what must hold for everybody. No scenario had this person in mind.",
        """\
promises:
  nobody who is free must act: {when: {custody: [free, unknown]}, then: {urgency_at_most: planned}}
""",
        """\
promises:
  nobody who is free must act: {when: {custody: free}, then: {urgency_at_most: planned}}
""",
    ),
    Lesson(
        "P712",
        "a promise for nobody",
        "No answers meet the promise's `when`: it is proved that nobody does. So it holds, and says nothing.",
        "Somebody relies on it. It was written for people whom its condition misses.",
        """\
promises:
  nobody who is held may wait: {when: {held: true, custody: free}, then: {recommended: call_lawyer}}
""",
        """\
promises:
  nobody who is held may wait: {when: {held: true}, then: {recommended: call_lawyer}}
""",
    ),
    Lesson(
        "P713",
        "not decided",
        "The solver came to no end in the time given, or the statement hangs on whether two days are the same that are both "
        "worked out from answers, by months or working days.",
        "It may hold or not. What is not proved is never taken for proved.",
        """\
steps:
  amount: {ask: How much is at stake?, why: Courts differ by it., number: {unit: EUR}, next: began}
  began: {ask: When did it begin?, why: Limits count from it., date: {}, next: done}
values:
  first: {from: began, add: {months: 1}}
  second: {from: began, add: {months: 2}}
grounds: {at_once: {when: {first: {same_as: [second]}}, title: At once, sources: [law]}}
""",
        """\
steps:
  amount: {ask: How much is at stake?, why: Courts differ by it., number: {unit: EUR}, next: began}
  began: {ask: When did it begin?, why: Limits count from it., date: {}, next: done}
values:
  first: {from: began, add: {months: 1}}
grounds: {at_once: {when: {first: {under: today}}, title: At once, sources: [law]}}
""",
    ),
)
