// Lines of JSON in, lines of JSON out: {rules, key} keeps a flow's rules; {key, today, answers} is read with them.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const folder = pathToFileURL(`${process.argv[2]}/`);
const { Reading, dayOfIso } = await import(new URL("reading.js", folder));
const { readAnswer, AnswerError } = await import(new URL("answers.js", folder));

const kept = new Map();
const readings = new Map();
const said = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

for await (const line of createInterface({ input: process.stdin })) {
  const { key, rules, countries, today, answers: raw } = JSON.parse(line);
  if (rules) {
    kept.set(key, { rules, countries });
    continue;
  }
  const { rules: own, countries: codes } = kept.get(key);
  const named = `${key} ${today}`;
  if (!readings.has(named)) readings.set(named, new Reading(own, dayOfIso(today)));
  const reading = readings.get(named);
  const refused = {};
  const answers = own.questions.map((question) => {
    if (!(question.id in raw)) return null;
    try {
      return readAnswer(question, raw[question.id], reading.today, codes);
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error;
      refused[question.id] = error.code;
      return null;
    }
  });
  said({ ...reading.triage(answers), refused });
}
