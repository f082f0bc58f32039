// The parts of the page around the open question: the bar, the thread, what is so far, the emergency card, the check.

import { button, folded, h, telephone, unseen } from "./dom.js";
import { because, linesThatHold } from "./summary.js";

const MOST_FIRST_LINES = 3;
const SHOWN_TURNS = 2;
const LOOKS = ["emergency", "urgent", "soon", "planned"];

/** Sign and word of a level; an advice that is only possible borrows the calm, dashed mark. */
export function mark(words, level, possible = false) {
  const { levels } = words.bundle;
  const look = possible ? "planned" : LOOKS[Math.min(LOOKS.length - 1, Object.keys(levels).indexOf(level))];
  return h(`span.mark.${look}`, h("span", { "aria-hidden": "true" }, possible ? "○" : levels[level].sign), " ",
    h("span", possible ? words.say("possible") : words.text(levels[level].label)));
}

/** Leave first, always in view; then the words that always work, from one menu. @param {Record<string, (event?: Event) => void>} act */
export function bar(words, exit, act) {
  const entries = ["back", "change_one", "why", "words", "restart", "language"].map((name) =>
    h("li", button(words.say(name), () => { menu.open = false; act[name](); }, ".text", { id: `menu-${name}` })));
  const menu = folded(".menu", words.say("menu"), h("ul", { role: "list" }, entries));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.firstChild.focus();
    event.stopPropagation();
  });
  return [h("a.btn.leave", { href: exit, part: "leave", onclick: act.leave, rel: "noreferrer" }, h("span", { "aria-hidden": "true" }, "×"), ` ${words.say("leave")}`), menu];
}

const changeButton = (words, id, onchange) => button([words.say("change"), unseen(` “${words.name(id)}”`)], () => onchange(id), ".text");

/** What was asked and said, one after another: the last two turns open, the earlier ones folded. */
export function thread(words, ids, onchange, { start = 1, shown = SHOWN_TURNS, named = "earlier" } = {}) {
  const list = (some, from) => some.length > 0 && h("ol.thread", { role: "list", start: from, "aria-label": words.say("thread") }, some.map((id) =>
    h("li.turn", h("span.asked", words.text(words.bundle.steps[id].ask)),
      h("span.said", h("span", words.say("you_answered")), ` ${words.answer(id)}`), changeButton(words, id, onchange))));
  const count = Math.max(0, ids.length - shown);
  return [
    count > 0 && folded("", words.say(named, { count }), list(ids.slice(0, count), start)),
    list(ids.slice(count), start + count),
  ];
}

/** The urgency so far with the first certain step, and how many more there may be; it opens in place. */
export function live(words, { recommendations, urgency }) {
  const certain = recommendations.filter(({ state }) => state === "certain");
  const count = recommendations.length - certain.length;
  const more = count ? words.say("more_possible", { count }) : "";
  const listed = (...parts) => parts.filter(Boolean).join(" · ");
  if (!certain.length) return h("p.muted.small", listed(words.say("nothing_certain"), more));
  const told = listed(words.title(certain[0].id), more);
  return folded(".live", [mark(words, urgency), h("span", told)],
    h("ul", { role: "list" }, recommendations.map((advice) =>
      h("li", mark(words, advice.urgency, advice.state !== "certain"), ` ${words.title(advice.id)}`))));
}

/** The emergency card: at most three lines before the first action, then why, and how to go on or stop.
 *
 * @param {any} words @param {any[]} advice
 * @param {{telephones: {number: string, hours?: string}[], fresh: boolean, go: () => void, stop: () => void, show: () => void}} what
 *   fresh: it has just become certain, and is announced
 */
export function emergencyCard(words, advice, { telephones, fresh, go, stop, show }) {
  const { bundle, interview } = words;
  const [first, ...others] = advice;
  const { sign, label } = bundle.levels[interview.top];
  const lines = linesThatHold(words, bundle.recommendations[first.id].first).slice(0, MOST_FIRST_LINES);
  const steps = lines.length ? lines.map(([text]) => words.text(text)) : [words.title(first.id)];
  const call = telephones.length
    ? telephones.map(({ number, hours }) => h("p", words.say("call"), " ", telephone(number), hours ? ` ${hours}` : null))
    : h("p", words.say("call_anyone"));
  const titles = others.map(({ id }) => words.title(id)).join(" · ");
  return h(fresh ? "section.now" : "section.now.stays", { "aria-labelledby": "emergency", role: fresh ? "alert" : null, part: "card" },
    h("h2.head", { id: "emergency" }, h("span", { "aria-hidden": "true" }, sign), h("span", words.text(label),
      unseen(`: ${words.title(first.id)}. ${words.say("things", { count: steps.length })}`))),
    h("div.body",
      h("ol.steps", { role: "list" }, steps.map((step) => h("li", h("span", step)))),
      call,
      fresh && titles ? h("p.small", words.say("also", { titles })) : null,
      fresh && h("p.because", because(words, first)),
      h("div.acts-row",
        fresh && button(words.say("go_on"), go),
        bundle.cards.length > 0 && button(words.say("show_large"), show),
        button(words.say("stop_here"), stop, ".text"))));
}

/** What a change would do, said before it counts. */
export function consequences(words, found, answer) {
  const counted = (phrase, ids, of) => ids.length > 0 && words.say(phrase, { count: ids.length, names: ids.map((id) => of(id)) });
  const [name, title] = [(id) => words.name(id), (id) => `“${words.title(id)}”`];
  const lines = [
    counted("closes", found.closes, name),
    counted("reopens", found.reopens, name),
    counted("asks", found.asks, name),
    counted("falls_away", found.fallsAway, title),
    counted("new_advice", found.advised, title),
    found.before !== found.after
      && words.say("urgency_now", { label: found.after ? words.text(words.bundle.levels[found.after].label) : words.say("nothing_certain") }),
  ].filter(Boolean);
  return [h("p", h("strong", words.say("if_you_change", { answer }))), ...(lines.length ? lines : [words.say("nothing_else")]).map((line) => h("p", line))];
}

/** Each answer, with its Change where it can be changed here. */
export const check = (words, ids, /** @type {((id: string) => void) | null} */ onchange = null) =>
  h("dl.check", ids.map((id) => h("div", h("dt", words.name(id)), h("dd", words.answer(id)), onchange && h("dd.change", changeButton(words, id, onchange)))));

/** What is kept aside. */
export const aside = (words, ids) =>
  ids.length > 0 && h("div.aside", h("p", h("strong", words.say("kept_aside"))), ids.map((id) => h("p", `${words.name(id)}: ${words.answer(id)}`)));

/** Words to say or to show, as a dialog over all: the language of the place first and largest, one card a screen. */
export function wordsCard(words, cards) {
  const { bundle, interview } = words;
  const place = interview.answerTo("current_country");
  const spoken = (bundle.countries[place]?.[2] ?? "").split(" ");
  const sentences = (text) => text.split(/(?<=[.!?؟。])\s*/).filter(Boolean).map((sentence) => h("span", `${sentence} `));
  let at = 0;
  const shown = h("div.say", { role: "status" });
  const next = button("", () => draw(at + 1), ".text");
  const draw = (to) => {
    at = to % cards.length;
    const { text, languages = {}, checked } = cards[at];
    const language = spoken.find((one) => one !== bundle.language && languages[one]);
    const own = words.text(text);
    shown.replaceChildren(
      h("p.loud", { lang: language ?? bundle.language, dir: "auto" }, sentences(language ? languages[language] : own)),
      language ? h("p.own", own) : "",
      h("p.muted.small", !language ? words.languageName(bundle.language) : [
        words.say("for_officer", { language: words.languageName(language) }), words.say("for_you", { language: words.languageName(bundle.language) }),
        checked ? "" : words.say("unchecked"),
      ].join(" ")));
    next.textContent = words.say("next_words", { at: at + 1, of: cards.length });
  };
  draw(0);
  const dialog = h("dialog.words", { "aria-label": words.say("words"), onclose: () => dialog.remove() },
    h("div.acts-row", button([h("span", { "aria-hidden": "true" }, "×"), ` ${words.say("close")}`], () => dialog.close()), cards.length > 1 && next), shown);
  return dialog;
}
