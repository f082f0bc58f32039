// The words of a flow for one person: in their role, with their answers filled in, and nothing but words.

import { isoOfDay } from "./reading.js";

const MARK = /\*\*(.+?)\*\*|\[\[([^[\]|]+)(?:\|([^[\]|]+))?\]\]/g;
const PLACEHOLDER = /\{\{|\}\}|\{([a-z][a-z0-9_]*)\}/g;
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
const DAY_LONG = 86400000;

/** The text on one line, without what could turn the reading direction around. */
const clean = (text) => text.replace(UNSEEN, (letter) => (letter > "\u2029" ? "" : " "));

export class Words {
  /** @param {import("./interview.js").Interview} interview */
  constructor(interview) {
    this.interview = interview;
    this.bundle = interview.bundle;
    this.language = this.bundle.language;
    this.plurals = new Intl.PluralRules(this.language);
  }

  /** What the interview itself says: see phrases.py. `count` decides where a phrase has a form for each plural. */
  say(name, filled = {}) {
    let phrase = this.bundle.phrases[name];
    if (typeof phrase !== "string") phrase = phrase[this.plurals.select(filled.count)] ?? phrase.other;
    return phrase.replace(/\{(\w+)\}/g, (_, key) => [filled[key]].flat().join(", "));
  }

  /** The role that texts speak to, as it was answered. @returns {any} */
  get voice() {
    return this.bundle.voice ? this.interview.answerTo(this.bundle.voice) : null;
  }

  /** Runs of a text: its words, and whether they are strong or a term of the glossary. */
  pieces(text) {
    const written = this.inVoice(text);
    const runs = [];
    let at = 0;
    for (const found of written.matchAll(MARK)) {
      if (found.index > at) runs.push({ words: this.filled(written.slice(at, found.index)) });
      if (found[1]) runs.push({ words: this.filled(found[1]), strong: true });
      else runs.push({ words: clean(found[2]), term: found[3] ?? found[2] });
      at = found.index + found[0].length;
    }
    if (at < written.length) runs.push({ words: this.filled(written.slice(at)) });
    return runs;
  }

  /** The plain words of a text. */
  text(text) {
    return this.pieces(text).map(({ words }) => words).join("");
  }

  /** @param {any} text */
  inVoice(text = "") {
    return typeof text === "string" ? text : text[this.voice] ?? text.default ?? "";
  }

  filled(words) {
    return clean(words.replace(PLACEHOLDER, (brace, question) => {
      if (!question) return brace[0];
      const answer = this.interview.answerTo(question);
      return answer === null ? "…" : this.answer(question, answer);
    }));
  }

  /** The few words by which a question goes. */
  name(question) {
    return this.text(this.bundle.steps[question].short);
  }

  title(recommendation) {
    return this.text(this.bundle.recommendations[recommendation].title);
  }

  /** An answer in words, never as an id. */
  answer(question, answer = this.interview.answerTo(question)) {
    if (Array.isArray(answer)) return answer.map((value) => this.single(question, value)).join(", ") || this.say("none");
    return this.single(question, answer);
  }

  single(question, value) {
    const step = this.bundle.steps[question];
    const { kind } = this.interview.questions[this.interview.reading.index.get(question)];
    if (typeof value === "number") return kind === "date" ? this.date(value) : `${grouped(value)} ${step.unit ?? ""}`.trim();
    if (step.words?.[value]) return this.text(step.words[value]);
    const option = step.options?.[value];
    if (option) return this.text(option.short ?? option.label);
    return this.country(value);
  }

  country(code) {
    return this.bundle.countries[code]?.[0] ?? code;
  }

  /** A day as people write it, never with a month as a number. */
  date(day, { weekday = false } = {}) {
    const shown = (options, language = this.language) =>
      new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options }).format(day * DAY_LONG);
    if (this.language !== "en") {
      return shown({ day: "numeric", month: "short", year: "numeric", ...(weekday ? { weekday: "short" } : {}) });
    }
    const short = `${shown({ day: "numeric" })} ${shown({ month: "short" })} ${isoOfDay(day).slice(0, -6).replace(/^0+/, "")}`;
    return weekday ? `${shown({ weekday: "short" })} ${short}` : short;
  }

  languageName(language) {
    return new Intl.DisplayNames([this.language], { type: "language" }).of(language) ?? language;
  }

  /** The entry of a term, by its id or any of its forms. */
  term(name) {
    const wanted = name.toLowerCase();
    return Object.entries(this.bundle.glossary)
      .find(([id, { term, forms = [] }]) => [id, term, ...forms].some((form) => form.toLowerCase() === wanted))?.[1];
  }
}

const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, " ");
