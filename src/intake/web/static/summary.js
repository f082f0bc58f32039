// The triage summary as plain data in a person's words: what to do, by when, why, on which grounds, what is not known.

import { dayOfIso } from "./reading.js";

const PARTS = ["first", "how", "say", "never", "documents", "ask"];

/** Numbers sources in the order in which they are first cited, and says how far each can be relied on. */
export class Sources {
  constructor(words) {
    this.words = words;
    this.cited = [];
  }

  /** The numbers under which these sources stand in the list. */
  cite(sources = []) {
    for (const source of sources) if (!this.cited.includes(source)) this.cited.push(source);
    return sources.map((source) => this.cited.indexOf(source) + 1);
  }

  /** Whether nothing among them can be relied on: then the statement is a question for a lawyer. */
  doubtful(sources = []) {
    return sources.length > 0 && sources.map((source) => this.read(source)).every(({ confidence, stale }) => confidence === "low" || stale);
  }

  /** One source, as bundle.py wrote it, with the document that it is a place in. */
  read(source) {
    const { bundle, interview } = this.words;
    const [document, article] = bundle.sources[source];
    const [title, confidence, checked, expires] = bundle.documents[document];
    return { title: [title, article].filter(Boolean).join(", "), confidence, checked, expires, stale: Boolean(expires) && Number(dayOfIso(expires)) < interview.today };
  }

  listed() {
    const { words } = this;
    const day = (iso) => ({ day: words.date(dayOfIso(iso)) });
    return this.cited.map((source) => {
      const { title, confidence, checked, expires, stale } = this.read(source);
      return {
        title,
        checked: checked ? words.say("checked", day(checked)) : words.say("not_checked"),
        doubt: stale ? words.say("stale", day(expires)) : words.bundle.phrases.doubt[confidence],
      };
    });
  }
}

/** All of it. `items` hold each certain recommendation in full. */
export function summarise(words) {
  const { interview, bundle } = words;
  const triage = interview.triage();
  const sources = new Sources(words);
  const items = triage.recommendations.map((advice) => item(words, sources, advice));
  const grounds = triage.grounds
    .map((id) => bundle.grounds[id])
    .sort((a, b) => Number(Boolean(b.absolute)) - Number(Boolean(a.absolute)))
    .map((ground) => shownGround(words, sources, ground, items));
  return {
    triage,
    items,
    grounds,
    date: words.date(interview.today),
    notKnown: triage.path
      .filter((id) => [interview.answerTo(id)].flat().join() === "unknown")
      .map((id) => ({ name: words.name(id), ask: words.text(bundle.steps[id].ask) })),
    keptAside: triage.kept_aside.map((id) => words.name(id)),
    sourcesFirst: bundle.sources_first.includes(words.voice),
    sources: sources.listed(),
  };
}

/** The answers that carry an advice, in words; the role is left out where something else carries it too. */
export function because(words, { because: reasons }) {
  const named = reasons.length > 1 ? reasons.filter(({ question }) => question !== words.bundle.voice) : reasons;
  return words.say("because", { answers: named.map(({ question }) => `${words.name(question)}: ${words.answer(question)}`).join(" · ") });
}

/** The lines of a part of an advice that are certain for this person, each with its sources. */
export const linesThatHold = (words, lines = []) => lines.filter(([, when]) => words.interview.holds(when));

function item(words, sources, advice) {
  const { bundle } = words;
  const found = bundle.recommendations[advice.id];
  const certain = advice.state === "certain";
  const shown = {
    id: advice.id,
    certain,
    title: words.text(found.title),
    level: certain ? advice.urgency : advice.urgency_at_most,
    ...due(words, advice),
  };
  if (!certain) return { ...shown, open: openQuestions(words, advice) };
  const cited = sources.cite(found.sources);
  const parts = PARTS.map((name) => ({
    name,
    statements: linesThatHold(words, found[name]).map(([text, , own]) => ({ text: words.text(text), sources: sources.cite(own), ask: sources.doubtful(own) })),
  }));
  parts.push({ name: "dates", statements: keyDates(words, sources, found.dates) });
  return {
    ...shown,
    parts: parts.filter(({ statements }) => statements.length),
    because: advice.because.length ? because(words, advice) : "",
    why: words.text(found.why),
    cost: words.text(found.cost),
    takes: words.text(found.takes),
    sources: cited,
  };
}

/** By when, if there is a date that can be relied on, and what there is to know about it, with its start. */
function due(words, advice) {
  const { bundle, interview } = words;
  const rule = bundle.rules.recommendations.find(({ id }) => id === advice.id).deadline;
  if (!rule) return {};
  const limit = rule[1] === null ? null : bundle.limits[rule[1]];
  let text = words.text(bundle.recommendations[advice.id].due) || words.text(limit?.text);
  if (limit?.confidence === "low" && text) text = words.say("ask_about", { text });
  if (advice.deadline === null) return { dueText: text };
  const [start] = interview.reading.valueOf(rule[0], interview.answers);
  if (limit && start !== undefined) text = `${text} ${words.say("counted_from", { day: words.date(start) })}.`;
  return { due: words.say("by", { day: words.date(dayOfIso(advice.deadline), { weekday: true }) }), dueText: text };
}

/** Days that limits set beside the deadline: each with its day where that can be worked out, and what it counts from. */
function keyDates(words, sources, dates = []) {
  const { bundle, interview } = words;
  return dates.filter(({ when }) => interview.holds(when)).map((rule) => {
    const limit = bundle.limits[rule.limit];
    let text = words.text(rule.text) || words.text(limit.text);
    const outcome = rule.start === undefined ? [] : interview.reading.valueOf(rule.start, interview.answers);
    const day = outcome.length === 1 && typeof outcome[0] === "number" ? interview.reading.endOfLimit(rule.limit, outcome[0]) : null;
    if (day !== null) {
      text += ` ${words.say("counted_from", { day: words.date(outcome[0]) })}; ${words.say("plan_with", { day: words.date(day, { weekday: true }) })}.`;
    } else if (rule.start !== undefined && limit.confidence === "high") text += ` ${words.say("start_not_known")}`;
    return { text, sources: sources.cite(limit.sources), ask: limit.confidence !== "high" };
  });
}

function openQuestions(words, { id }) {
  const { interview, bundle: { rules } } = words;
  const advice = rules.recommendations.find((one) => one.id === id);
  const named = new Set([...advice.named, ...rules.ladders[advice.ladder].named]);
  return interview.questions.filter((_, at) => named.has(at) && interview.answers[at] === null).map((one) => words.name(one.id));
}

function shownGround(words, sources, { title, plain, law, tests = [], limits = [], supports = [], sources: own }, items) {
  const certain = items.filter((one) => one.certain);
  return {
    title: words.text(title),
    plain: words.text(plain),
    law: words.text(law),
    ask: sources.doubtful(own),
    tests: tests.map((test) => ({
      where: words.text(test.where), asks: words.text(test.asks), law: words.text(test.law),
      ask: sources.doubtful(test.sources), sources: sources.cite(test.sources),
    })),
    limits: limits.map((limit) => words.text(limit)),
    helps: certain.flatMap(({ id }, at) => (supports.includes(id) ? [at + 1] : [])),
    sources: sources.cite(own),
  };
}
