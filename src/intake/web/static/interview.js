// One person's interview: the answers, where they are, and what a change would do. A session is its answers: all else follows.

import { FALSE, Reading, TRUE, bitsOf } from "./reading.js";
import { AnswerError, readAnswer } from "./answers.js";

/** A bundle as bundle.py writes it, with its texts in their places. @returns {import("./types").Bundle} */
export function unpacked({ texts, flow }) {
  let at = 0;
  const bundle = JSON.parse(JSON.stringify(flow), (_, value) => (value === "" ? texts[at++] : value));
  for (const question of bundle.rules.questions) {
    const { options, words } = bundle.steps[question.id];
    if (options) question.options = Object.keys(options);
    if (words) question.words = Object.keys(words);
  }
  return bundle;
}

export class Interview {
  /** @type {(import("./reading.js").Answer | null)[]} by question; null where there is none */
  answers = [];
  /** @type {Set<string>} messages that were read */
  seen = new Set();
  at = 0;
  /** @type {{answers?: string, triage?: any}} */
  known = {};

  /** @param {import("./types").Bundle} bundle @param {number} today the day of the triage, in days since 1970 */
  constructor(bundle, today) {
    this.bundle = bundle;
    this.today = today;
    this.reading = new Reading(bundle.rules, today);
    this.questions = bundle.rules.questions;
    this.countries = Object.keys(bundle.countries);
    this.top = Object.keys(bundle.levels)[0];
    this.restart();
  }

  /** Forgets every answer and stands at the start. */
  restart() {
    this.answers = this.questions.map(() => null);
    this.seen = new Set();
    this.known = {};
    this.stand(0);
  }

  /** The answer to a question, or null. */
  answerTo(question) {
    return this.answers[this.reading.index.get(question)] ?? null;
  }

  /** The open step: its id, and its question if it asks. */
  get step() {
    const { id, asks } = this.reading.steps[this.at];
    return { id, question: asks === null ? null : this.questions[asks], ...this.bundle.steps[id] };
  }

  get ended() {
    return this.reading.steps[this.at].ways.length === 0;
  }

  /** The steps from the start to where the person is. */
  get path() {
    const walked = this.reading.walk(this.answers).path;
    return walked.slice(0, walked.indexOf(this.step.id) + 1);
  }

  /** The questions answered on the way so far, without the open one. */
  get answered() {
    return this.path.filter((id) => id !== this.step.id && this.answerTo(id) !== null);
  }

  /** Reads an answer as its question takes it. @throws {AnswerError} */
  read(question, raw) {
    return readAnswer(this.questions[this.reading.index.get(question)], raw, this.today, this.countries);
  }

  /** Takes answers by question, as a record has them, in place of all so far. What no question takes is left out. */
  fill(record) {
    this.restart();
    for (const { id } of this.questions) {
      try {
        if (Object.hasOwn(record, id)) this.answers[this.reading.index.get(id)] = this.read(id, record[id]);
      } catch (error) {
        if (!(error instanceof AnswerError)) throw error;
      }
    }
    const { path } = this.reading.walk(this.answers);
    for (const id of path.slice(0, path.findLastIndex((step) => this.answerTo(step) !== null))) this.seen.add(id);
    this.stand(0);
  }

  /** Answers the open question and goes on. @throws {AnswerError} nothing has changed then */
  answer(raw) {
    const { id } = this.step;
    this.answers[this.reading.index.get(id)] = this.read(id, raw);
    this.forward(id);
  }

  /** Goes on from a message. */
  goOn() {
    const { id } = this.step;
    this.seen.add(id);
    this.forward(id);
  }

  /** Goes back one step, with all answers kept; whether there was one. */
  back() {
    const { path } = this;
    if (path.length < 2) return false;
    const before = path[path.length - 2];
    this.seen.delete(before);
    this.at = this.number(before);
    return true;
  }

  /** Changes an answer and goes on to the first step that waits. @throws {AnswerError} nothing has changed then */
  change(question, raw) {
    this.answers[this.reading.index.get(question)] = this.read(question, raw);
    this.stand(0);
  }

  /** What a change would do, without doing it: ids of questions and recommendations, and the urgency before and after. */
  consequences(question, raw) {
    const after = this.answers.slice();
    after[this.reading.index.get(question)] = this.read(question, raw);
    const [old, next] = [this.triage(), this.reading.triage(after)];
    const [oldMay, newMay] = [this.reachable(this.answers), this.reachable(after)];
    const certain = (triage) => triage.recommendations.filter(({ state }) => state === "certain").map(({ id }) => id);
    const [oldCertain, newCertain] = [certain(old), certain(next)];
    const given = (at) => this.answers[at] !== null;
    const ids = (keep) => this.questions.filter((_, at) => keep(at)).map(({ id }) => id);
    return {
      closes: ids((at) => given(at) && oldMay[at] && !newMay[at]),
      reopens: ids((at) => given(at) && newMay[at] && !oldMay[at]),
      asks: ids((at) => newMay[at] && !oldMay[at] && after[at] === null),
      fallsAway: oldCertain.filter((id) => !newCertain.includes(id)),
      advised: newCertain.filter((id) => !oldCertain.includes(id)),
      before: old.urgency,
      after: next.urgency,
    };
  }

  /** What the answers so far come to; worked out once for the same answers. */
  triage() {
    const answers = JSON.stringify(this.answers);
    if (answers !== this.known.answers) this.known = { answers, triage: this.reading.triage(this.answers) };
    return this.known.triage;
  }

  /** What is certain at the highest level, in the order in which it is advised. */
  emergencies(triage = this.triage()) {
    return triage.recommendations.filter(({ state, urgency }) => state === "certain" && urgency === this.top);
  }

  /** Whether a condition of a text, by its number, is certain for these answers. */
  holds(when) {
    return when == null || this.reading.holds(this.bundle.conditions[when], this.answers) === TRUE;
  }

  /** The number of the open question, and the fewest and most that are still to come after it. */
  progress() {
    const { answers, reading } = this;
    const counted = this.reachable(answers).filter((may, at) => may && answers[at] !== null).length;
    const number = this.answerTo(this.step.id) === null ? counted + 1 : this.answered.length + 1;
    const [fewest, most] = questionsLeft(reading, answers).map((left) => Math.max(0, counted + left - number));
    return { number, fewest, most };
  }

  reachable(answers) {
    return [...this.reading.view(answers).view.may];
  }

  number(id) {
    return this.reading.steps.findIndex((step) => step.id === id);
  }

  /** Stands at the first step of the path from there on at which the person has something to do. */
  stand(from) {
    const { path } = this.reading.walk(this.answers);
    const waiting = path.slice(from).find((id) => this.waits(id));
    this.at = this.number(waiting ?? path[path.length - 1]);
  }

  forward(id) {
    this.stand(this.reading.walk(this.answers).path.indexOf(id) + 1);
  }

  waits(id) {
    const { asks, ways } = this.reading.steps[this.number(id)];
    if (asks !== null) return this.answers[asks] === null;
    return ways.length === 0 || !this.seen.has(id);
  }
}

/** The fewest and the most questions that can still be asked, the open one included. One pass forward, one back. */
function questionsLeft(reading, answers) {
  const given = reading.given(answers);
  const { steps, count } = reading;
  const places = new Array(steps.length).fill(null);
  places[reading.rules.start] = { may: bitsOf(count), must: bitsOf(count) };
  const open = steps.map(() => []);
  steps.forEach(({ asks, ways }, at) => {
    const place = places[at];
    if (place === null) return;
    if (asks !== null) place.may[asks] = place.must[asks] = 1;
    for (const { go, test } of ways) {
      const truth = test === null ? TRUE : test({ answers, given, ...place });
      if (truth === FALSE) continue;
      open[at].push(go);
      const there = (places[go] ??= { may: bitsOf(count), must: place.must.slice() });
      place.may.forEach((bit, question) => { there.may[question] |= bit; });
      place.must.forEach((bit, question) => { there.must[question] &= bit; });
      if (truth === TRUE) break;
    }
  });
  const left = steps.map(() => [0, 0]);
  for (let at = steps.length - 1; at >= 0; at--) {
    const { asks } = steps[at];
    const own = asks !== null && !given[asks] ? 1 : 0;
    const ways = open[at].map((go) => left[go]);
    left[at] = ways.length ? [own + Math.min(...ways.map(([few]) => few)), own + Math.max(...ways.map(([, most]) => most))] : [own, own];
  }
  return left[reading.rules.start];
}
