// The open question as a form: replies to press, fields to fill, and words of one's own.

import { Problem, countriesField, countryField, dateFields, numberField, reply } from "./fields.js";
import { button, folded, h } from "./dom.js";
import { said, explained, cited } from "./said.js";
import { fold, match, plainDigits } from "./matching.js";
import { Sources } from "./summary.js";

const MOST_MEANT = 3;
const FIELDS = { choice: replies, choices: replies, country: countryField, countries: countriesField, date: dateFields, number: numberField };

/** The question with its help, its answers and its reason.
 *
 * @param words the person's words
 * @param question as rules_json.py writes it
 * @param chosen the answer that it has, or null
 * @param {{foretold?: Node | null, buttons: any, onsubmit: (event: Event) => void, command: (name: string) => void}} what
 * @returns {{element: HTMLFormElement, heading: HTMLElement, read: () => any, react: (listener: () => void) => void}}
 *   `read` returns a raw answer, or throws a Problem that names its field; `react` listens to what is entered
 */
export function askForm(words, question, chosen, { foretold = null, buttons, onsubmit, command }) {
  const step = words.bundle.steps[question.id];
  const heading = h("h1", { tabindex: "-1", part: "question", id: "question" }, said(words, step.ask));
  const hints = [
    said(words, step.help),
    question.kind === "choices" && ` ${words.say("choose_all")}`,
    /s$/.test(question.kind) && !question.exclusive && ` ${words.say("leave_empty")}`,
  ].flat().filter(Boolean);
  const fields = FIELDS[question.kind](words, question, chosen, command);
  const element = h("form.ask", { novalidate: true, onsubmit },
    h("fieldset.ask", { "aria-describedby": hints.length ? "hint" : null },
      h("legend", heading), hints.length ? h("p.muted", { id: "hint" }, hints) : null, foretold, fields.element),
    h("div.whys", fields.typed,
      step.why && folded(".why.reason", words.say("why"), h("p", said(words, step.why)), cited(words, new Sources(words), step.sources)),
      explained(words, step.ask, step.help, step.why, ...Object.values(step.options ?? {}).flatMap(({ label, help }) => [label, help]))),
    h("div.acts-row", buttons));
  return { element, heading, read: fields.read, react: (listener) => element.addEventListener("input", listener) };
}

/** One or several answers to press; a word such as *I don't know* is one of them. */
function replies(words, question, chosen, command) {
  const step = words.bundle.steps[question.id];
  const several = question.kind === "choices";
  const offered = [
    ...Object.entries(step.options ?? {}).map(([value, option]) => ({ value, ...option })),
    ...Object.entries(step.words ?? {}).map(([value, label]) => ({ value, label })),
  ];
  const inputs = new Map();
  const one = ({ value, label, help }) => {
    const element = reply({
      type: several ? "checkbox" : "radio", name: "answer", value, id: `answer-${value}`, checked: [chosen].flat().includes(value),
    }, said(words, label), said(words, help));
    inputs.set(value, element.firstChild);
    return element;
  };
  const groups = step.groups ?? [];
  const grouped = groups.flatMap(({ values }) => values);
  const element = h("div.replies",
    groups.map(({ title, values }, at) => h("div.replies", { role: "group", "aria-labelledby": `group-${at}` },
      h("p.group", { id: `group-${at}` }, words.text(title)), values.map((value) => one(offered.find((option) => option.value === value))))),
    offered.filter(({ value }) => !grouped.includes(value)).map(one));
  const alone = [...(question.exclusive ?? []), ...Object.keys(step.words ?? {})];
  /** An answer that stands alone takes the others away, and is taken away by them. */
  const settle = (value) => {
    if (!several || !inputs.get(value).checked) return;
    for (const [other, input] of inputs) if (other !== value && (alone.includes(value) || alone.includes(other))) input.checked = false;
  };
  element.addEventListener("change", ({ target }) => settle(target.value));
  const read = () => {
    const marked = [...inputs].filter(([, input]) => input.checked).map(([value]) => value);
    if (several) return marked;
    if (!marked.length) throw new Problem(words.say("error_choose"), inputs.values().next().value);
    return marked[0];
  };
  const press = (value) => {
    inputs.get(value).checked = true;
    settle(value);
    inputs.get(value).dispatchEvent(new Event("input", { bubbles: true }));
  };
  const choices = offered.map(({ value, label, short, aliases = [] }) => ({
    value, label: words.text(label), names: [value, words.text(label), words.text(short), ...aliases].map(fold).filter(Boolean),
  }));
  return { element, read, typed: ownWords(words, choices, press, command) };
}

/** A second way to answer: words, which are shown as understood before they count; or one of the words that always work. */
function ownWords(words, choices, press, command) {
  const status = h("p", { role: "status" });
  const nearest = h("div.acts-row");
  const take = ({ value, label }) => {
    press(value);
    nearest.replaceChildren();
    status.textContent = words.say("understood", { answer: label });
  };
  const typed = ({ target }) => {
    const named = words.bundle.phrases.commands[fold(target.value)];
    const { found, sure } = match(plainDigits(target.value), choices);
    nearest.replaceChildren();
    status.textContent = "";
    if (named) nearest.append(button(words.say("do", { name: words.say(named) }), () => command(named)));
    else if (sure) take(found[0]);
    else if (found.length) {
      status.textContent = words.say("meant");
      nearest.append(...found.slice(0, MOST_MEANT).map((choice) => button(choice.label, () => take(choice))));
    } else if (target.value.trim()) status.textContent = words.say("not_understood");
  };
  return folded(".why", words.say("own_words"), h("div.field",
    h("label", { for: "typed" }, words.say("own_words_label")),
    h("input", { id: "typed", type: "text", autocomplete: "off", spellcheck: "false", oninput: typed }), status, nearest));
}
