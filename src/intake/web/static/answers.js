// What a person may say to a question, read strictly: nothing is ever guessed. The codes are those of a record's errors.

import { dayOfIso } from "./reading.js";

/** An answer that the question does not take. */
export class AnswerError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

const MAX_DIGITS = 18;
const isText = (raw) => typeof raw === "string";

/** The answer as the reading takes it: a date as days since 1970, several values in the question's order, each once.
 *
 * @param question as rules_json.py writes it
 * @param countries the codes that a country may have
 * @throws {AnswerError}
 */
export function readAnswer(question, raw, today, countries) {
  const { kind, words = [], exclusive = [], options = countries } = question;
  const known = (value) => {
    if (!isText(value)) throw new AnswerError("wrong_type");
    if (!words.includes(value) && !options.includes(value)) throw new AnswerError("unknown_value");
    return value;
  };
  if (kind === "choice" || kind === "country") return known(raw);
  if (kind === "choices" || kind === "countries") {
    const given = words.includes(raw) ? [raw] : raw;
    if (!Array.isArray(given)) throw new AnswerError("wrong_type");
    const chosen = [...new Set(given.map(known))];
    if (chosen.length > 1 && chosen.some((value) => exclusive.includes(value) || words.includes(value))) {
      throw new AnswerError("not_alone");
    }
    return kind === "choices" && chosen.length > 1 ? options.filter((value) => chosen.includes(value)) : chosen;
  }
  if (words.includes(raw)) return raw;
  const value = kind === "date" ? day(raw) : number(raw);
  const [, least, , most] = (question.range || []).map((bound) => (bound === "today" ? today : bound));
  if ((least != null && value < least) || (most != null && value > most)) throw new AnswerError("out_of_range");
  return value;
}

function day(raw) {
  const read = isText(raw) ? dayOfIso(raw) : null;
  if (read === null) throw new AnswerError("not_a_date");
  return read;
}

function number(raw) {
  if (!Number.isInteger(raw)) throw new AnswerError("not_a_number");
  if (Math.abs(raw) >= 10 ** MAX_DIGITS) throw new AnswerError("out_of_range");
  return raw;
}
