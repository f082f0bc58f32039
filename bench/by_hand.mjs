// The reading of `eviction` beside the same rules as a person would write them: both give the same triage, with every because.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , folder, file] = process.argv;
const { Reading, dayOfIso } = await import(new URL("reading.js", pathToFileURL(`${folder}/`)));
const { rules, today, people } = JSON.parse(readFileSync(file, "utf8"));
const reading = new Reading(rules, dayOfIso(today));

const LEVELS = ["planned", "soon", "urgent", "emergency"];
const SITUATION = { bailiff: 3, locked_out: 3, court_papers: 2, letter: 1, nothing: 0 };

/** What a finished record of `eviction` comes to. */
function byHand({ role, stage, household, reasons }) {
  const inNeed = household.some((one) => one === "child" || one === "ill" || one === "old");
  const inCourt = stage === "court_papers" || stage === "bailiff";
  const raised = inNeed && (stage === "letter" || stage === "court_papers");
  const situation = SITUATION[stage] + (raised ? 1 : 0);
  const answers = { role, stage, household, reasons };
  const listed = [], excluded = [];
  const advise = (id, holds, level, because) => {
    if (!holds) return excluded.push(id);
    return listed.push({
      id, state: "certain", urgency: LEVELS[level], urgency_at_most: LEVELS[level], deadline: null,
      because: because.map((question) => ({ question, answer: answers[question] })), sources: ["act_12"],
    });
  };
  const climbed = situation === 0 ? [] : raised ? ["stage", "household"] : ["stage"];
  advise("get_back_in", stage === "locked_out", 3, ["stage"]);
  advise("stop_eviction", inCourt, situation, raised ? ["stage", "household"] : ["stage"]);
  const most = Math.min(situation, 2);
  advise("pay_arrears", reasons.includes("arrears"), most,
    [...(most === 0 ? [] : situation > most || !raised || SITUATION[stage] >= most ? ["stage"] : ["stage", "household"]), "reasons"]);
  advise("advice", true, situation, climbed);
  listed.sort((a, b) => LEVELS.indexOf(b.urgency) - LEVELS.indexOf(a.urgency));
  const grounds = [];
  if (stage === "locked_out") grounds.push("put_out");
  if (["letter", "court_papers", "bailiff"].includes(stage) && reasons.every((one) => one === "none")) grounds.push("no_reason");
  return {
    urgency: listed[0].urgency, urgency_at_most: listed[0].urgency, recommendations: listed, excluded, grounds,
    path: ["role", "stage", ...(stage === "locked_out" ? ["tonight"] : []), "household", "reasons", "done"], next_question: null, kept_aside: [],
  };
}

const asked = rules.questions.map(({ id }) => id);
const finished = people.filter((one) => asked.every((id) => id in one));
const given = finished.map((one) => asked.map((id) => one[id]));
given.forEach((answers, at) => {
  const [ours, reference] = [reading.triage(answers), byHand(finished[at])].map((one) => JSON.stringify(one));
  if (ours !== reference) throw new Error(`what says something else is no reference:\n${ours}\n${reference}`);
});

/** Seconds a triage, of the calmest of many turns. */
function calmest(triage, all) {
  let least = Infinity, kept;
  for (let turn = 0; turn < 300; turn++) {
    const started = process.hrtime.bigint();
    for (const one of all) kept = triage(one);
    least = Math.min(least, Number(process.hrtime.bigint() - started) / 1e9 / all.length);
  }
  return kept && least;
}
console.log(JSON.stringify([calmest((one) => reading.triage(one), given), calmest(byHand, finished)]));
