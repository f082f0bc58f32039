// What to do, and by when: one ordered list, the same facts in every row: what, by when, because. This is the page that prints.

import { button, folded, h, unseen } from "./dom.js";
import { reply } from "./fields.js";
import { aside, check, mark } from "./parts.js";
import { summarise } from "./summary.js";

/** @param {any} words @param {{brief: boolean, answered: string[], onback: () => void, onanswers: (yes: boolean) => void, onwords: (() => void) | null}} what
 * @returns {{elements: any[], heading: HTMLElement}} */
export function result(words, { brief, answered, onback, onanswers, onwords }) {
  const { bundle, interview } = words;
  const found = summarise(words);
  const certain = found.items.filter((item) => item.certain);
  const shown = brief ? certain.filter((item) => item.level === interview.top) : found.items;
  const heading = h("h1.voice", { tabindex: "-1" }, certain[0]?.title ?? words.say("summary"));
  return {
    heading,
    elements: [
      h("div.verdict", { part: "summary" }, found.triage.urgency && mark(words, found.triage.urgency), heading,
        h("p.muted.small", [found.date, `${bundle.id} ${bundle.version}`, words.say("general_information")].join(" · ")),
        bundle.reviewed && h("p.muted.small", bundle.reviewed),
        found.triage.next_question && h("p", words.say("still_to_ask"))),
      h("ol.acts", { role: "list", "aria-label": words.say("do_first") }, shown.map((item) => (item.certain ? act : perhaps)(words, item, found))),
      found.grounds.length > 0 && h("section", h("h2", words.say("grounds")), found.grounds.map((ground) => groundShown(words, ground))),
      found.notKnown.length > 0 && h("section", h("h2", words.say("not_known")),
        h("dl.facts", found.notKnown.map(({ name, ask }) => [h("dt", name), h("dd", ask)]))),
      aside(words, found.triage.kept_aside),
      h("div.answers", h("h2", words.say("thread")), check(words, answered)),
      found.sources.length > 0 && folded(".sources", words.say("sources"), h("ol.numbered", found.sources.map(({ title, checked, doubt }) =>
        h("li", title, h("span.muted.small", ` · ${[checked, doubt].filter(Boolean).join(" · ")}`))))),
      h("div.card.no-print", h("h2", words.say("keep_it")),
        reply({ type: "checkbox", onchange: ({ target }) => onanswers(target.checked) }, words.say("print_answers"), words.say("print_answers_help")),
        h("div.acts-row", button(words.say("print"), () => print()), onwords && button(words.say("words"), onwords),
          button(words.say("back_to_questions"), onback))),
    ],
  };
}

const refs = (numbers) => numbers.length > 0 && h("span.muted.small", ` [${numbers.join(", ")}]`);
const told = (words, text, ask) => (ask ? words.say("ask_whether", { text }) : text);

const perhaps = (words, { title, level, open }, _found) => h("li.act.perhaps", h("div", h("div.top", h("h2", title), mark(words, level, true)),
  open.length > 0 && h("p.muted.small", words.say("perhaps", { names: open }))));

function act(words, item, { sourcesFirst }) {
  const statement = ({ text, sources, ask }) => h("li", told(words, text, ask), refs(sources));
  const first = item.parts.find(({ name }) => name === "first");
  const sources = item.sources.length > 0 && h("p.muted.small", words.say("sources"), refs(item.sources));
  return h("li.act", h("div",
    h("div.top", h("h2", item.title), item.due ? h("p.due", item.due) : mark(words, item.level)),
    sourcesFirst && sources,
    first && h("ul.plain", { role: "list" }, statement(first.statements[0])),
    item.dueText && h("p", item.dueText),
    item.because && h("p.because", item.because),
    folded("", [words.say("steps"), unseen(`: ${item.title}`)],
      item.why && h("p", item.why),
      item.parts.map(({ name, statements }) => h("section", h("h3", words.bundle.phrases.parts[name]),
        h(name === "never" ? "ul.never" : "ul.plain", statements.map(statement)))),
      ["cost", "takes"].map((name) => item[name] && h("p", h("strong", `${words.say(name)}: `), item[name])),
      !sourcesFirst && sources)));
}

const groundShown = (words, ground) => folded(".ground", ground.title,
  h("p", told(words, ground.plain, ground.ask), refs(ground.sources)),
  ground.law && h("p.muted.small", ground.law),
  ground.tests.map((test) => h("section", h("h3", test.where),
    h("p", told(words, test.asks, test.ask), refs(test.sources)), test.law && h("p.muted.small", test.law))),
  ground.limits.map((limit) => h("p", limit)),
  ground.helps.length > 0 && h("p.muted.small", words.say("helps_with", { numbers: ground.helps })));
