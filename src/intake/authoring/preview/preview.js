// The author's page: the interview as visitors have it, and beside it the path, what it comes to, and what there is to mend.
// The answers stay in this page when the flow is saved, and are given again to the flow as it is then.

import "../intake/intake.js";
import { h } from "../intake/dom.js";

/** @returns {any} an element of the page, by its id */
const at = (id) => document.getElementById(id);

/** What the server said last. @type {any} */
let seen = { flow: null, findings: [], broken: false, checking: true };
/** The interview that is shown, with the flow that it asks. @type {any} */
let shown = null;
/** The scenario that the answers come from, as long as they are its own. */
let from = "";

/** Puts the flow as it is now on the stage, with these answers; the old interview stays until the new one is there. */
function stage(answers) {
  const { flow } = seen;
  const element = h("legal-intake", {
    flow: `bundles/${flow.hash}.json`, mode: "inline", date: at("date").value || null, "data-theme": at("theme").value || null, hidden: shown !== null,
  });
  element.addEventListener("intake-leave", (event) => {
    event.preventDefault(); // here the author stays
    at("status").textContent = "A visitor would be at another, neutral page now, and in a second tab too.";
    stage({});
  });
  element.addEventListener("intake-triage", () => {
    if (shown) shown.element.remove();
    shown = { element, flow };
    element.hidden = false;
    element.addEventListener("intake-triage", aside);
    element.addEventListener("intake-answer", () => { from = ""; scenarios(); });
    if (Object.keys(answers).length) element.fill(answers);
    else aside();
  }, { once: true });
  at("stage").append(element);
}

const given = () => (shown ? shown.element.answers() : {});

function aside() {
  const triage = shown.element.triage();
  const answers = given();
  path(triage, answers);
  comesTo(triage);
}

const written = (answer) => (Array.isArray(answer) ? `[${answer.join(", ")}]` : String(answer));

function path({ path: steps, kept_aside: apart }, answers) {
  const step = (id) => h("li", h("code", id), Object.hasOwn(answers, id) ? h("span.answer", written(answers[id])) : null);
  const open = steps.length - 1;
  at("path").replaceChildren(...steps.map((id, number) => {
    const line = step(id);
    if (number === open && !Object.hasOwn(answers, id)) line.append(h("em", "here"));
    return line;
  }), ...apart.map((id) => h("li.apart", h("code", id), h("span.answer", written(answers[id])), h("em", "kept aside"))));
}

function comesTo({ urgency, urgency_at_most: most, recommendations }) {
  const { levels, recommendations: titles } = shown.flow;
  const mark = (level, possible) => h(`span.mark.${possible ? "possible" : level}`, `${levels[level].sign} ${levels[level].label}`);
  const row = ({ id, state, urgency: low, urgency_at_most: high, deadline, because }) => h("li",
    h("div.row", mark(state === "certain" ? low : high, state !== "certain"), h("strong", titles[id] ?? id), h("code", id)),
    h("p.because", deadline ? h("span", `by ${deadline} `) : null,
      state === "certain" ? [h("span", because.length ? "because " : "whatever the answers"), because.map(({ question, answer }) => h("code", `${question} = ${written(answer)}`))]
        : "not decided yet"));
  const [certain, possible] = ["certain", "possible"].map((state) => recommendations.filter((one) => one.state === state));
  at("triage").replaceChildren(
    h("p", urgency ? ["So far ", mark(urgency)] : "Nothing is certain yet.", most && most !== urgency ? [" At most ", mark(most, true)] : null),
    h("ul", certain.map(row)),
    possible.length ? h("details", { open: openPossible }, h("summary", { onclick: () => { openPossible = !openPossible; } }, `${possible.length} more possible`), h("ul", possible.map(row))) : "");
}

let openPossible = false;

function findings() {
  const { findings: found, checking, broken } = seen;
  at("findings").hidden = !found.length;
  at("findings-list").replaceChildren(...found.map(({ code, place, message, hint, line }) => h(code.startsWith("E") ? "article.grave" : "article",
    h("p", h("b", code), " ", message), h("p.place", h("code", place)),
    line ? h("pre", line) : null, hint ? h("p.hint", hint) : null)));
  at("findings-title").textContent = `To mend: ${found.length}`;
  const count = found.length === 1 ? "1 finding" : `${found.length} findings`;
  const { flow } = seen;
  const now = broken
    ? flow ? "The flow cannot be used as it is saved now: this is the last one that could." : "This flow cannot be used yet. Mend what is listed, and save."
    : `${flow.id} ${flow.version}: ${flow.holds}. ${checking ? "Checking …" : found.length ? `${count} (without proofs).` : "Nothing to mend (without proofs)."}`;
  at("status").textContent = now;
  document.body.classList.toggle("broken", broken);
}

function scenarios() {
  const wanted = at("search").value.trim().toLowerCase();
  const listed = (seen.flow?.scenarios ?? []).filter(({ name }) => name.toLowerCase().includes(wanted));
  const begin = ({ name, date, answers }) => () => {
    from = name;
    at("date").value = date;
    stage(answers);
    scenarios();
  };
  at("scenarios").replaceChildren(...listed.map((one) => h("li",
    h("button", { type: "button", "aria-pressed": String(one.name === from), onclick: begin(one) }, one.name))));
}

async function look() {
  seen = await (await fetch("state.json")).json();
  const { flow } = seen;
  at("title").textContent = flow ? flow.title : "Preview";
  document.title = `${seen.broken ? "Broken: " : ""}${flow ? flow.title : "Preview"}`;
  at("stage").lang = flow?.language ?? "";
  if (flow || seen.broken) findings();
  scenarios();
  if (flow && flow.hash !== shown?.flow.hash) stage(given());
}

at("width").addEventListener("change", () => { at("stage").dataset.width = at("width").value; });
for (const id of ["theme", "date"]) at(id).addEventListener("change", () => stage(given()));
at("fresh").addEventListener("click", () => { from = ""; at("date").value = ""; stage({}); scenarios(); });
at("search").addEventListener("input", scenarios);

const news = new EventSource("events");
news.onmessage = look;
news.onerror = () => { at("status").textContent = "The preview has ended. Start `intake preview` again: this page comes back by itself."; };
