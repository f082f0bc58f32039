// The browser's reading of a flow: answers in, walk and triage out. Pure, and the same to the letter as the other readings.
//
// A view is what a condition sees at a place of the flow, question by question: the answers, which are given (a set of
// bits), which questions some open route from the start passes (may) and which all of them pass (must).
// A question is sure where it is in must, perhaps where it is only in may, not applicable where it is in neither.

export const FALSE = 0, UNDETERMINED = 1, TRUE = 2;

/** @typedef {string | number | string[]} Answer a choice or word; a number, or a date as days since 1970; several values */
/** @typedef {{answers: (Answer | null)[], given: number[], may: number[], must: number[]}} View */
/** @typedef {number} Truth false, undetermined, true: *and* is the least, *or* the greatest */
/** @typedef {(view: View) => Truth} Test */
/** @typedef {readonly any[]} Outcome one possibility; a possibility or none (null); or nothing: open */
/** @typedef {(view: View) => Outcome} Valued */
/** @typedef {any[]} Node a kind, then its parts: see rules_json.py */

/** @type {Outcome} */ const OPEN = Object.freeze([]);
/** @type {Outcome} */ const NONE = Object.freeze([null]);
const DAY = 86400000;

/** A bit for each question. Plain arrays: engines make small ones faster than typed ones. */
export const bitsOf = (count, bit = 0) => new Array(count).fill(bit);
const negated = (truth) => 2 - truth;
const isWord = (value) => typeof value === "string";

/** A day since 1970 as ISO 8601, which is how answers and deadlines are shown to the outside. */
export const isoOfDay = (day) => {
  const text = new Date(day * DAY).toISOString();
  return text.slice(0, text.indexOf("T"));
};

/** The day that an ISO 8601 date names, or null: other forms are never guessed. */
export const dayOfIso = (text) => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith("0000")) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? null : time / DAY;
};

const FIRST_DAY = Number(dayOfIso("0001-01-01")), LAST_DAY = Number(dayOfIso("9999-12-31"));

/** Days since 1970 of a year, month (from 0) and day of the month; years below 100 are years, not 19... */
const dayOf = (year, month, day) => {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month, day);
  return moment.getTime() / DAY;
};

/** A day moved by years and months (a day that a month lacks becomes its last), then days, then rolled on. */
function shifted(day, [years, months, days, roll, holidays], holidaysOf) {
  const start = new Date(day * DAY);
  const month = start.getUTCFullYear() * 12 + start.getUTCMonth() + years * 12 + months;
  const [year, within] = [Math.floor(month / 12), ((month % 12) + 12) % 12];
  if (year < 1 || year > 9999) return null;
  let moved = dayOf(year, within, Math.min(start.getUTCDate(), lastOfMonth(year, within))) + days;
  if (moved < FIRST_DAY || moved > LAST_DAY) return null;
  const at = new Date(moved * DAY);
  if (roll === "end_of_year") return dayOf(at.getUTCFullYear(), 11, 31);
  if (roll === "end_of_month") {
    return dayOf(at.getUTCFullYear(), at.getUTCMonth(), lastOfMonth(at.getUTCFullYear(), at.getUTCMonth()));
  }
  if (roll === "next_working_day") {
    const off = (holidays && holidaysOf[holidays]) || [];
    for (; [0, 6].includes(new Date(moved * DAY).getUTCDay()) || off.includes(moved); moved++) {
      if (moved === LAST_DAY) return null;
    }
  }
  return moved;
}

const lastOfMonth = (year, month) => new Date(dayOf(year, month + 1, 0) * DAY).getUTCDate();

/** What it can be if it is one of these outcomes: several values are open; a value, or none, is both. */
function joined(outcomes) {
  const found = [];
  let none = false;
  for (const outcome of outcomes) {
    if (!outcome.length) return OPEN;
    for (const value of outcome) {
      if (value === null) none = true;
      else if (!found.some((other) => same(other, value))) found.push(value);
    }
  }
  return found.length > 1 ? OPEN : found.length === 0 ? NONE : none ? [found[0], null] : found;
}

const same = (left, right) =>
  Array.isArray(left) ? Array.isArray(right) && left.length === right.length && left.every((part, at) => part === right[at])
    : left === right;

/** Every way to take one possibility of each outcome. */
const product = (outcomes) =>
  outcomes.reduce((rows, outcome) => rows.flatMap((row) => outcome.map((value) => [...row, value])), [[]]);

const isNone = (outcome) => outcome.length === 1 && outcome[0] === null;
const mapped = (outcome, change) => (outcome.length ? joined([outcome.map((value) => (value === null ? null : change(value)))]) : OPEN);
const wordless = (outcome) => mapped(outcome, (value) => (isWord(value) ? null : value));

/** Compiles the conditions and values of one flow on one date, each once. */
class Compiler {
  constructor(rules, today) {
    this.rules = rules;
    this.today = today;
    this.facts = [];
    this.named = new Map();
    this.tables = new Map();
    this.several = rules.questions.map((question) => question.kind === "choices" || question.kind === "countries");
  }

  /** @returns {Test} */
  test([kind, ...parts]) {
    switch (kind) {
      case "all": return allOf(parts.map((part) => this.test(part)));
      case "any": return anyOf(parts.map((part) => this.test(part)));
      case "not": {
        const test = this.test(parts[0]);
        return (view) => negated(test(view));
      }
      case "fact": return (this.facts[parts[0]] ??= this.test(this.rules.facts[parts[0]]));
      case "answered": return passes(parts[0], () => true);
      case "one_of": return this.elementPasses(parts[0], (value) => parts[1].includes(value));
      case "has_any": return passes(parts[0], (chosen) => chosen.some((value) => parts[1].includes(value)));
      case "has_all": return passes(parts[0], (chosen) => parts[1].every((value) => chosen.includes(value)));
      case "has_only": return passes(parts[0], (chosen) => chosen.every((value) => parts[1].includes(value)));
      case "within": return this.elementPasses(parts[0], within(parts[1], parts[2], this.today));
      case "same_as": return this.related(parts, (match) => match);
      case "other_than": return this.related(parts, negated);
    }
    throw new TypeError(`unknown condition: ${kind}`);
  }

  /** @returns {Valued} */
  value([kind, ...parts]) {
    switch (kind) {
      case "constant": return () => [parts[0]];
      case "today": return () => [this.today];
      case "answer": return answered(parts[0]);
      case "column": {
        const [read, cell] = [answered(parts[0]), this.cellOf(parts)];
        return (view) => mapped(read(view), cell);
      }
      case "named": {
        if (!this.named.has(parts[0])) this.named.set(parts[0], this.value(this.rules.values[parts[0]]));
        return this.named.get(parts[0]);
      }
      case "choose": return choose(parts.map(([when, value]) => [this.test(when), this.value(value)]));
      case "look_up": return this.lookUp(parts);
      case "sum": return workedOut(parts.map((part) => this.value(part)), (numbers) => numbers.reduce((sum, n) => sum + n, 0));
      case "times": return workedOut([this.value(parts[0])], ([number]) => number * parts[1]);
      case "shifted": return workedOut([this.value(parts[0])], ([day]) => shifted(day, parts[1], this.rules.holidays));
      case "earliest": return extreme(parts.map((part) => this.value(part)), (values) => Math.min(...values));
      case "latest": return extreme(parts.map((part) => this.value(part)), (values) => Math.max(...values));
    }
    throw new TypeError(`unknown value: ${kind}`);
  }

  /** A comparison of what is read: true if some element passes. An answer alone is compared without a detour. */
  elementPasses(reference, check) {
    if (reference[0] === "answer" && !this.several[reference[1]]) return passes(reference[1], check);
    const read = this.elements(reference);
    return (view) => {
      const outcome = read(view);
      if (!outcome.length) return UNDETERMINED;
      if (!(outcome[0] || []).some(check)) return FALSE;
      return outcome.length === 1 ? TRUE : UNDETERMINED;
    };
  }

  /** What is read, as a list of elements: several choices are several, a single value is one. */
  elements(reference) {
    const [kind, question] = reference;
    if (kind === "column" && this.several[question]) {
      const [read, cell] = [answered(question), this.cellOf(reference.slice(1))];
      return (view) => mapped(read(view), (chosen) => chosen.map(cell).filter((value) => value !== null));
    }
    const read = this.value(reference);
    if (kind === "answer" && this.several[question]) return read;
    return (view) => mapped(read(view), (single) => [single]);
  }

  /** @param {any[]} parts */
  related([reference, others], told) {
    const read = this.elements(reference);
    const compared = others.map((other) => this.elements(other));
    return (view) => {
      const outcome = read(view);
      if (!outcome.length) return UNDETERMINED;
      let found = FALSE;
      const outcomes = compared.map((other) => other(view));
      for (const element of outcome[0] || []) {
        if (element !== "unknown") found = Math.max(found, told(equalsSome(element, outcomes)));
      }
      return found === TRUE && outcome.length === 2 ? UNDETERMINED : found;
    };
  }

  /** The cell for an answer; a word that is no key of the table has none. */
  cellOf(/** @type {any[]} */ [, table, column, words]) {
    const find = this.finder(table, column);
    return (key) => (words.includes(key) ? null : find([key]));
  }

  /** @param {any[]} parts */
  lookUp([row, table, column]) {
    const find = this.finder(table, column);
    const reads = row.map(([part, words]) => {
      const read = this.value(part);
      return words.length ? (view) => mapped(read(view), (value) => (words.includes(value) ? null : value)) : read;
    });
    return combined(reads, find);
  }

  /** A table's column by key on the date; the `otherwise` row where no row fits; a key with none finds nothing. */
  finder(name, column) {
    const { keys, columns, dates = {}, otherwise } = this.rules.tables[name];
    if (!this.tables.has(name)) {
      const exists = (at) => {
        const [from, until] = dates[at] ?? [];
        return (from ?? this.today) <= this.today && this.today <= (until ?? this.today);
      };
      this.tables.set(name, new Map(keys.flatMap((key, at) => (exists(at) ? [[JSON.stringify(key), at]] : []))));
    }
    const rows = this.tables.get(name);
    const [cells, letters] = columns[column];
    return (key) => {
      const at = rows.get(JSON.stringify(key));
      return at === undefined ? (key.includes(null) ? null : otherwise?.[column] ?? null) : cells[letters.charCodeAt(at) - 48];
    };
  }
}

const allOf = (tests) => (view) => {
  let least = TRUE;
  for (const test of tests) {
    const truth = test(view);
    if (truth < least) least = truth;
    if (least === FALSE) break;
  }
  return least;
};

const anyOf = (tests) => (view) => {
  let most = FALSE;
  for (const test of tests) {
    const truth = test(view);
    if (truth > most) most = truth;
    if (most === TRUE) break;
  }
  return most;
};

/** A comparison of one answer: true where its question is sure and the answer passes, false where it is not there. */
const passes = (question, check) => (view) => {
  if (!view.may[question]) return FALSE;
  if (!view.given[question]) return UNDETERMINED;
  return !check(view.answers[question]) ? FALSE : view.must[question] ? TRUE : UNDETERMINED;
};

const answered = (question) => (view) => {
  if (!view.may[question]) return NONE;
  if (!view.given[question]) return OPEN;
  return view.must[question] ? [view.answers[question]] : [view.answers[question], null];
};

function within(measure, bounds, today) {
  const [over, least, under, most] = bounds.map((bound) => (bound === "today" ? today : bound));
  return (value) => {
    if (isWord(value)) return false;
    const days = measure === "days_since" ? today - value : measure === "days_until" ? value - today : value;
    return (over === null || days > over) && (least === null || days >= least)
      && (under === null || days < under) && (most === null || days <= most);
  };
}

/** Whether an element is among what the references read: certainly, perhaps, or not. */
function equalsSome(element, outcomes) {
  let match = FALSE;
  for (const outcome of outcomes) {
    if (!outcome.length) match = Math.max(match, UNDETERMINED);
    else if ((outcome[0] || []).includes(element)) {
      if (outcome.length === 1) return TRUE;
      match = UNDETERMINED;
    }
  }
  return match;
}

/** Worked out for every possibility of its parts; open while a part is, unless another is none for certain. */
const combined = (reads, workOut) => (view) => {
  const outcomes = reads.map((read) => read(view));
  if (outcomes.some(isNone)) return NONE;
  if (outcomes.some((outcome) => !outcome.length)) return OPEN;
  return joined(product(outcomes).map((parts) => [workOut(parts)]));
};

/** As combined, of numbers and dates: none, or a word, in a part is none in all. */
const workedOut = (reads, workOut) =>
  combined(reads.map((read) => (view) => wordless(read(view))), (parts) => (parts.includes(null) ? null : workOut(parts)));

/** The least or greatest of the parts that are there; those that are none are skipped. */
const extreme = (reads, pick) => (view) => {
  const outcomes = reads.map((read) => wordless(read(view))).filter((outcome) => !isNone(outcome));
  if (!outcomes.length) return NONE;
  if (outcomes.some((outcome) => !outcome.length)) return OPEN;
  return joined(product(outcomes).map((parts) => {
    const there = parts.filter((part) => part !== null);
    return [there.length ? pick(there) : null];
  }));
};

/** The first case that is true; while an earlier one is undetermined, it and those after it are all outcomes. */
const choose = (cases) => (view) => {
  const outcomes = [];
  for (const [test, value] of cases) {
    const truth = test(view);
    if (truth === FALSE) continue;
    outcomes.push(value(view));
    if (truth === TRUE) return joined(outcomes);
  }
  return joined([...outcomes, NONE]);
};

/** A ladder of urgency: the highest rung that is true, and the highest that is not false; levels are ranks from 0. */
class Ladder {
  constructor({ rungs, otherwise, lift, named }, compiler, top) {
    this.rungs = rungs.map(([rank, when]) => [rank, compiler.test(when)]);
    this.lift = lift ? compiler.test(lift) : null;
    this.otherwise = otherwise;
    this.named = named;
    this.top = top;
  }

  between(view) {
    let [low, high] = [this.otherwise, -1];
    for (const [rank, test] of this.rungs) {
      const truth = test(view);
      if (truth === FALSE) continue;
      high = Math.max(high, rank);
      if (truth === TRUE) {
        low = rank;
        break;
      }
    }
    high = Math.max(high, low);
    const lifted = this.lift ? this.lift(view) : FALSE;
    if (lifted !== FALSE) high = Math.min(high + 1, this.top);
    if (lifted === TRUE) low = Math.min(low + 1, this.top);
    return [low, high];
  }
}

/** The rules of one flow (as rules_json.py writes them) on one date, a day since 1970. It holds no state of a person. */
export class Reading {
  constructor(rules, today) {
    const compiler = new Compiler(rules, today);
    const top = rules.levels.length - 1;
    this.rules = rules;
    this.today = today;
    this.compiler = compiler;
    this.count = rules.questions.length;
    this.index = new Map(rules.questions.map((question, at) => [question.id, at]));
    this.steps = rules.steps.map(([id, asks, ways]) => ({
      id, asks, ways: ways.map(([go, when]) => ({ go, test: when ? compiler.test(when) : null })),
    }));
    const ladders = rules.ladders.map((ladder) => new Ladder(ladder, compiler, top));
    this.advice = rules.recommendations
      .filter((one) => !(today < one.valid_from) && !(today > one.valid_until))
      .map((one) => ({
        ...one,
        test: compiler.test(one.when),
        ladder: ladders[one.ladder],
        both: [...new Set([...one.named, ...ladders[one.ladder].named])].sort((a, b) => a - b),
        ceiling: one.at_most ?? top,
        start: one.deadline ? compiler.value(one.deadline[0]) : null,
      }));
    this.grounds = rules.grounds.map(([id, when]) => [id, compiler.test(when)]);
  }

  /** @param {(Answer | null)[]} answers by question; null where there is none. */
  given(answers) {
    const given = bitsOf(this.count);
    for (let at = 0; at < given.length; at++) if (answers[at] !== null) given[at] = 1;
    return given;
  }

  /** The path of these answers from the start to a question without an answer, or an end. */
  walk(answers, given = this.given(answers)) {
    const passed = bitsOf(this.count);
    const view = { answers, given, may: passed, must: passed };
    const path = [];
    let at = this.rules.start;
    for (;;) {
      const { id, asks, ways } = this.steps[at];
      path.push(id);
      if (asks !== null) {
        if (!given[asks]) return { path, passed, open: asks };
        passed[asks] = 1;
      }
      const way = ways.find(({ test }) => test === null || test(view) === TRUE);
      if (!way) return { path, passed, open: null };
      at = way.go;
    }
  }

  /** The end of all open routes: the questions that some of them pass, and those that all pass. */
  end(answers, given) {
    const { count, steps } = this;
    const may = new Array(steps.length).fill(null), must = new Array(steps.length).fill(null);
    const endMay = bitsOf(count), endMust = bitsOf(count, 1);
    may[this.rules.start] = bitsOf(count);
    must[this.rules.start] = bitsOf(count);
    for (let at = 0; at < steps.length; at++) {
      if (may[at] === null) continue;
      const { asks, ways } = steps[at];
      if (asks !== null) may[at][asks] = must[at][asks] = 1;
      const view = { answers, given, may: may[at], must: must[at] };
      if (!ways.length) merge(endMay, endMust, view);
      for (const { go, test } of ways) {
        const truth = test === null ? TRUE : test(view);
        if (truth === FALSE) continue;
        if (may[go] === null) {
          may[go] = may[at].slice();
          must[go] = must[at].slice();
        } else merge(may[go], must[go], view);
        if (truth === TRUE) break;
      }
    }
    return { may: endMay, must: endMust };
  }

  /** What conditions see at the end of all open routes with these answers. */
  view(answers, given = this.given(answers)) {
    const stop = this.walk(answers, given);
    const place = stop.open === null ? { may: stop.passed, must: stop.passed } : this.end(answers, given);
    return { stop, view: { answers, given, may: place.may, must: place.must } };
  }

  /** The truth of a condition at the end of all open routes: for a line of advice, or a card. */
  holds(when, answers) {
    return this.compiler.test(when)(this.view(answers).view);
  }

  /** What the answers come to: the fields of a screening result, without those of a record. */
  triage(answers) {
    const given = this.given(answers);
    const { stop, view } = this.view(answers, given);
    const reasons = new Reasons(this, view);
    const levels = this.rules.levels;
    const listed = [];
    const climbed = new Map();
    for (const advice of this.advice) {
      const truth = advice.test(view);
      if (truth === FALSE) continue;
      if (!climbed.has(advice.ladder)) climbed.set(advice.ladder, advice.ladder.between(view));
      const between = climbed.get(advice.ladder);
      const low = Math.min(between[0], advice.ceiling), high = Math.min(between[1], advice.ceiling);
      const why = truth === TRUE ? reasons.why(advice, low) : [];
      listed.push({ advice, certain: truth === TRUE, low, high, why });
    }
    listed.sort((a, b) => Number(b.certain) - Number(a.certain) || b.low - a.low);
    const names = new Set(listed.map(({ advice }) => advice.id));
    return {
      urgency: listed.length && listed[0].certain ? levels[listed[0].low] : null,
      urgency_at_most: listed.length ? levels[Math.max(...listed.map(({ high }) => high))] : null,
      recommendations: listed.map(({ advice, certain, low, high, why }) => ({
        id: advice.id,
        state: certain ? "certain" : "possible",
        urgency: levels[low],
        urgency_at_most: levels[high],
        deadline: this.deadline(advice, view),
        because: why.map((at) => ({ question: this.rules.questions[at].id, answer: this.shown(at, answers[at]) })),
        sources: advice.sources,
      })),
      excluded: this.rules.recommendations.map(({ id }) => id).filter((id) => !names.has(id)),
      grounds: this.grounds.filter(([, test]) => test(view) === TRUE).map(([id]) => id),
      path: stop.path,
      next_question: stop.open === null ? null : this.rules.questions[stop.open].id,
      kept_aside: this.rules.questions.filter((_, at) => given[at] && !view.may[at]).map(({ id }) => id),
    };
  }

  /** By when, as ISO 8601; null where the start is not known for certain, or the limit is not verified. */
  deadline(advice, view) {
    if (advice.start === null) return null;
    const outcome = advice.start(view);
    if (outcome.length !== 1 || typeof outcome[0] !== "number") return null;
    const limit = advice.deadline[1];
    const day = limit === null ? outcome[0] : this.endOfLimit(limit, outcome[0]);
    return day === null ? null : isoOfDay(day);
  }

  /** The last day of a limit that starts on that day; null if the limit is not verified. */
  endOfLimit(limit, start) {
    return limit in this.rules.limits ? shifted(start, this.rules.limits[limit], this.rules.holidays) : null;
  }

  /** What a value can turn out to be at the end of all open routes: see Outcome. */
  valueOf(node, answers) {
    return this.compiler.value(node)(this.view(answers).view);
  }

  /** An answer as records have it. */
  shown(at, answer) {
    return this.rules.questions[at].kind === "date" && !isWord(answer) ? isoOfDay(answer) : answer;
  }
}

function merge(may, must, from) {
  for (let at = 0; at < may.length; at++) {
    may[at] |= from.may[at];
    must[at] &= from.must[at];
  }
}

/** Because: some of the given answers with which alone an advice is certain and at least as urgent, with none to spare.
 *
 * Found by dropping in the order of the questions, first the answers that the advice does not name, all at once if that
 * will do. Adding answers never takes back a certain, so one pass leaves none that could go. */
class Reasons {
  constructor(reading, { answers, given, may }) {
    this.reading = reading;
    this.answers = answers;
    this.all = given.slice();
    for (let at = 0; at < given.length; at++) this.all[at] &= may[at];
    this.places = new Map();
  }

  /** The questions with whose answers alone the advice is certain at that rank. */
  why(advice, rank) {
    const kept = bitsOf(this.all.length);
    for (const at of advice.both) kept[at] = this.all[at];
    if (!this.carries(advice, rank, kept)) {
      this.all.forEach((bit, at) => { kept[at] = bit; });
      this.drop(advice, rank, kept, [...kept.keys()].filter((at) => !advice.both.includes(at)));
    }
    this.drop(advice, rank, kept, advice.both);
    const found = [];
    for (let at = 0; at < kept.length; at++) if (kept[at]) found.push(at);
    return found;
  }

  drop(advice, rank, kept, candidates) {
    for (const at of candidates) {
      if (!kept[at]) continue;
      kept[at] = 0;
      if (!this.carries(advice, rank, kept)) kept[at] = 1;
    }
  }

  carries(advice, rank, given) {
    const { may, must, kept } = this.place(given);
    /** What something comes to, worked out once for all sets that are alike here and in what it names. */
    const seen = (what, workOut) => {
      let known = kept.get(what);
      if (!known) kept.set(what, (known = new Map()));
      const key = bits(what.named, given);
      let found = known.get(key);
      if (found === undefined) known.set(key, (found = workOut({ answers: this.answers, given, may, must })));
      return found;
    };
    const { ladder } = advice;
    return Math.min(seen(ladder, (view) => ladder.between(view)[0]), advice.ceiling) >= rank && seen(advice, advice.test) === TRUE;
  }

  /** The end of all open routes with these answers alone: the same for all that are alike in what a way names. */
  place(given) {
    const { routing } = this.reading.rules;
    const key = bits(routing, given);
    let place = this.places.get(key);
    if (!place) {
      const named = bitsOf(given.length);
      for (const at of routing) named[at] = given[at];
      this.places.set(key, (place = { ...this.reading.end(this.answers, named), kept: new Map() }));
    }
    return place;
  }
}

/** Which of these questions are given, as one number; as letters where a number has not bits enough. */
const bits = (named, given) =>
  named.length > 50 ? named.map((at) => given[at]).join("") : named.reduce((key, at) => key * 2 + given[at], 0);
