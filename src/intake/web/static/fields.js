// Answers that are entered: a date in three fields, a number, a country to type; each beside the words that may stand instead.

import { dayOfIso, isoOfDay } from "./reading.js";
import { h, button, unseen } from "./dom.js";
import { said } from "./said.js";
import { Countries, plainDigits } from "./matching.js";

/** Something that the person has to mend before going on: what, and at which field. */
export class Problem extends Error {
  /** @param {string} words @param {HTMLElement} field */
  constructor(words, field) {
    super(words);
    this.field = field;
  }
}

/** One answer to press. */
export const reply = (attributes, label, help) =>
  h("label.reply", { part: "answer" }, h("input", attributes), h("span", label, help?.length ? h("small", help) : null));

/** The words that may be answered instead, such as *I don't know*: one at most. */
function instead(words, question, chosen, onpick) {
  const offered = Object.entries(words.bundle.steps[question.id].words ?? {});
  const inputs = new Map();
  const element = h("div.replies", offered.map(([value, label]) => {
    const one = reply({ type: "checkbox", id: `answer-${value}`, value, checked: [chosen].flat().includes(value) }, said(words, label));
    const input = one.firstChild;
    inputs.set(value, input);
    input.addEventListener("change", () => {
      for (const other of inputs.values()) if (other !== input) other.checked = false;
      if (input.checked) onpick();
    });
    return one;
  }));
  return {
    element,
    read: () => [...inputs].find(([, input]) => input.checked)?.[0] ?? null,
    clear: () => inputs.forEach((input) => { input.checked = false; }),
  };
}

/** A line to write in, under its label. */
const line = (id, label, value, oninput, more = {}) => {
  const input = h("input", { id, type: "text", inputmode: "numeric", autocomplete: "off", value, oninput, ...more });
  return { input, element: h("div.field", h("label", { for: id }, label), input) };
};

/** Day, month and year as numbers. */
export function dateFields(words, question, chosen) {
  const { today } = words.interview;
  const known = typeof chosen === "number" ? isoOfDay(chosen).split("-").reverse() : ["", "", ""];
  const parts = ["day", "month", "year"].map((name, at) =>
    line(name, words.say(name), known[at].replace(/^0+/, ""), () => other.clear(), { "aria-describedby": "example" }));
  const [day, month, year] = parts.map(({ input }) => input);
  const other = instead(words, question, chosen, () => { for (const { input } of parts) input.value = ""; });
  const example = isoOfDay(today).split("-").reverse().map(Number).join(" ");
  const element = h("div.ask", h("p.muted.small", { id: "example" }, words.say("date_help", { example })),
    h("div.date", parts.map((part) => part.element)), other.element);
  const number = (input, least, most) => {
    const value = plainDigits(input.value).trim();
    if (!/^\d+$/.test(value) || Number(value) < least || Number(value) > most) throw new Problem(words.say(`error_${input.id}`), input);
    return value;
  };
  const read = () => {
    const word = other.read();
    if (word) return word;
    const [d, m, y] = [number(day, 1, 31), number(month, 1, 12), number(year, 1000, 9999)];
    const iso = `${y}-${m.padStart(2, "0").slice(-2)}-${d.padStart(2, "0").slice(-2)}`;
    const found = dayOfIso(iso);
    if (found === null) throw new Problem(words.say("error_no_such_day"), day);
    const [, least, , most] = (question.range ?? []).map((bound) => (bound === "today" ? today : bound));
    if (most != null && found > most) throw new Problem(words.say("error_too_late", { day: words.date(most) }), day);
    if (least != null && found < least) throw new Problem(words.say("error_too_early", { day: words.date(least) }), day);
    return iso;
  };
  return { element, read };
}

export function numberField(words, question, chosen) {
  const { unit } = words.bundle.steps[question.id];
  const { input, element } = line("number", words.say("number") + (unit ? ` (${unit})` : ""), typeof chosen === "number" ? chosen : "", () => other.clear());
  const other = instead(words, question, chosen, () => { input.value = ""; });
  const read = () => {
    const word = other.read();
    if (word) return word;
    const typed = plainDigits(input.value).replace(/\s/g, "").replace("−", "-");
    if (!/^-?\d{1,18}$/.test(typed)) throw new Problem(words.say("error_not_a_number"), input);
    return Number(typed);
  };
  return { element: h("div.ask", element, other.element), read };
}

/** A field with suggestions; what it means is taken only by a press, enter, or a name that is sure. */
function combobox(words, onpick) {
  const countries = (words.countries ??= new Countries(words.bundle));
  const list = h("ul.options", { id: "countries", role: "listbox", "aria-label": words.say("countries"), hidden: true });
  const status = h("p.hidden", { role: "status" });
  const input = h("input", {
    id: "country", type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "countries", "aria-autocomplete": "list",
    "aria-labelledby": "question", "aria-describedby": "typing", autocomplete: "off", spellcheck: "false",
  });
  let shown = [];
  let at = -1;
  const point = (next) => {
    at = next;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", number === at));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[at].id);
  };
  const open = (yes) => {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", yes);
    point(yes ? 0 : -1);
  };
  const pick = ({ name, code }) => {
    input.value = name;
    open(false);
    onpick(code);
  };
  const offer = () => {
    onpick(null);
    shown = countries.find(input.value).found;
    list.replaceChildren(...shown.map((entry, number) => h("li", {
      role: "option", id: `option-${number}`, onmousedown: (event) => event.preventDefault(), onclick: () => pick(entry),
    }, h("strong", entry.name), " ", h("span.muted", entry.code), " ", entry.home.length ? h("span.local.muted", { dir: "auto" }, entry.home[0]) : null)));
    open(shown.length > 0);
    status.textContent = !input.value.trim() ? "" : shown.length ? words.say("matches", { count: shown.length, first: shown[0].name }) : words.say("no_match");
  };
  input.addEventListener("input", offer);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") point((at + 1) % shown.length);
    else if (event.key === "ArrowUp") point((at + shown.length - 1) % shown.length);
    else if (event.key === "Enter") pick(shown[at]);
    else if (event.key === "Escape") open(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    input,
    element: h("div", h("p.muted.small", { id: "typing" }, words.say("country_help")), input, list, status),
    /** The country that the words alone mean, if that is sure. */
    sure: () => {
      const { found, sure } = countries.find(input.value);
      return sure ? found[0].code : null;
    },
    set: (code) => { input.value = code ? words.country(code) : ""; },
  };
}

/** Tells the form that its answer has changed without a key. */
const changed = (element) => element.dispatchEvent(new Event("input", { bubbles: true }));

export function countryField(words, question, chosen) {
  let picked = question.words?.includes(chosen) ? null : chosen;
  const box = combobox(words, (code) => {
    picked = code;
    if (box.input.value) other.clear();
    if (code) changed(element);
  });
  box.set(picked);
  const other = instead(words, question, chosen, () => { picked = null; box.set(null); });
  const element = h("div.ask", box.element, other.element);
  const read = () => {
    const code = other.read() ?? picked ?? box.sure();
    if (!code) throw new Problem(words.say("error_country"), box.input);
    return code;
  };
  return { element, read };
}

export function countriesField(words, question, chosen) {
  const picked = new Set((chosen ?? []).filter((code) => !question.words?.includes(code)));
  const list = h("ul.replies", { role: "list", "aria-label": words.say("chosen") });
  const draw = () => {
    list.hidden = !picked.size;
    list.replaceChildren(...[...picked].map((code) => h("li.reply", h("span", words.country(code)),
      button([words.say("remove"), unseen(` ${words.country(code)}`)], () => { picked.delete(code); draw(); box.input.focus(); }, ".text"))));
    changed(element);
  };
  const box = combobox(words, (code) => {
    if (!code) return;
    picked.add(code);
    other.clear();
    box.set(null);
    draw();
  });
  const other = instead(words, question, chosen, () => { picked.clear(); box.set(null); draw(); });
  const element = h("div.ask", list, box.element, other.element);
  draw();
  const read = () => {
    const word = other.read();
    if (word) return [word];
    if (box.input.value.trim()) {
      const code = box.sure();
      if (!code) throw new Problem(words.say("error_country"), box.input);
      picked.add(code);
    }
    return [...picked];
  };
  return { element, read };
}
