// <legal-intake>: the interview on any page, on the visitor's own device. It sends nothing and keeps nothing.
//
//   <script type="module" src="intake/intake.js"></script>
//   <legal-intake flow="flows/interpol.json"></legal-intake>
//
// Attributes, events, methods, custom properties and parts: docs/embedding-web.md.

import { Interview, unpacked } from "./interview.js";
import { Words } from "./words.js";
import { AnswerError } from "./answers.js";
import { dayOfIso } from "./reading.js";
import { button, h } from "./dom.js";
import { askForm } from "./ask.js";
import { Problem } from "./fields.js";
import { explained, said } from "./said.js";
import { aside, bar, check, consequences, emergencyCard, live, thread, wordsCard } from "./parts.js";
import { result } from "./result.js";

const FORM = 1;
const EXIT = "https://www.wikipedia.org/";
const LEAVE_PRESSES = 3;
const LEAVE_WITHIN = 1500;
const FROM_RIGHT = ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Rohg"];
// Said before the bundle with its phrases is there.
const LOADING = "The questions are being loaded …";
const FAILED = "The questions could not be loaded. Check the connection and load this page again.";

/** The day where the visitor is. */
function localDay() {
  const now = new Date();
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86400000;
}

/** What a page brings along by itself (one file that works from anywhere), or what its address holds. */
async function loaded(address, base) {
  const carried = document.querySelector(`script[type="application/json"][data-address="${CSS.escape(address)}"]`);
  if (carried) return carried.textContent ?? "";
  const answer = await fetch(new URL(address, base), { credentials: "omit" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.text();
}

/** @type {Promise<CSSStyleSheet> | null} */
let sheet = null;

/** The styles, once for all elements of a page: constructed, so that a strict policy of the host page allows them. */
async function styles() {
  const texts = await Promise.all(["tokens.css", "intake.css"].map((name) => loaded(name, import.meta.url)));
  return new CSSStyleSheet().replace(texts.join("\n"));
}

/** How this page was reached: `reload`, `back_forward` or `navigate`. */
const reached = () => /** @type {PerformanceNavigationTiming} */ (performance.getEntriesByType("navigation")[0])?.type;

export class LegalIntake extends HTMLElement {
  #root = this.attachShadow({ mode: "open" });
  /** @type {HTMLElement} */ #box = h("div.intake", { part: "intake" });
  /** @type {any} */ #bar;
  /** @type {HTMLElement} */ #column;
  /** @type {HTMLElement} */ #status = h("p.status", { role: "status" });
  /** @type {Interview} */ #interview;
  /** @type {Words} */ #words;
  #view = "terms";
  /** @type {string | null} the question that is being changed */ #changing = null;
  #brief = false;
  /** @type {string[]} emergencies that were announced */ #announced = [];
  #open = false;
  /** @type {number[]} when Shift was pressed */ #presses = [];

  async connectedCallback() {
    this.#root.replaceChildren(this.#box);
    addEventListener("pagehide", this.#wipe);
    addEventListener("pageshow", this.#returned);
    addEventListener("keyup", this.#pressed);
    addEventListener("beforeprint", this.#unfold);
    this.#box.replaceChildren(h("p.column", { role: "status" }, LOADING));
    try {
      const flow = this.getAttribute("flow") ?? "";
      const [bundle, styled] = await Promise.all([loaded(flow, document.baseURI), (sheet ??= styles())]);
      this.#root.adoptedStyleSheets = [styled];
      const read = JSON.parse(bundle);
      if (read.form !== FORM) throw new Error(`${flow}: form ${read.form}`);
      this.#begin(unpacked(read));
    } catch (error) {
      sheet = null;
      this.#box.replaceChildren(h("p.column", { role: "alert" }, FAILED));
      throw error;
    }
  }

  disconnectedCallback() {
    removeEventListener("pagehide", this.#wipe);
    removeEventListener("pageshow", this.#returned);
    removeEventListener("keyup", this.#pressed);
    removeEventListener("beforeprint", this.#unfold);
    this.#wipe();
  }

  /** The triage of the answers so far; null until the questions are there. */
  triage() {
    return this.#interview?.triage() ?? null;
  }

  /** The answers so far, as a record has them. */
  answers() {
    if (!this.#interview) return {};
    const { questions, answers, reading } = this.#interview;
    return Object.fromEntries(questions.flatMap(({ id }, at) => (answers[at] === null ? [] : [[id, reading.shown(at, answers[at])]])));
  }

  /** Takes answers by question, as a record has them, and goes to what is still open. */
  fill(record) {
    this.#forget();
    this.#interview?.fill(record);
    this.#onward();
  }

  /** Forgets all answers and stands at the beginning. */
  restart() {
    this.#forget();
    this.#show("question", this.#words.say("forgotten"));
  }

  /** @returns {any} */
  #found(selector) {
    return this.#root.querySelector(selector);
  }

  get #mode() {
    return this.getAttribute("mode") ?? "page";
  }

  get #exit() {
    return this.getAttribute("exit") || EXIT;
  }

  /** @param {import("./types").Bundle} bundle */
  #begin(bundle) {
    this.#interview = new Interview(bundle, dayOfIso(this.getAttribute("date") ?? "") ?? localDay());
    this.#words = new Words(this.#interview);
    this.#box.lang = bundle.language;
    this.#box.dir = FROM_RIGHT.includes(new Intl.Locale(bundle.language).maximize().script ?? "") ? "rtl" : "ltr";
    const page = this.#mode === "page";
    this.#bar = h(page ? "header.bar" : "div.bar", bar(this.#words, this.#exit, {
      leave: this.#leave,
      back: () => this.#back(),
      change_one: () => this.#show("check"),
      why: () => this.#why(),
      words: () => this.#say(),
      restart: () => this.#show("restart"),
      language: () => this.#show(this.#view, this.#words.say("one_language", { language: this.#words.languageName(bundle.language) })),
    }));
    this.#column = h(page ? "main.column" : "div.column");
    if (this.#mode === "inline") this.#named(this.#box);
    this.#show("terms", ["reload", "back_forward"].includes(reached() ?? "") ? this.#words.say("reloaded") : "", false);
  }

  #named(region) {
    region.setAttribute("role", "region");
    region.setAttribute("aria-label", this.#label);
    return region;
  }

  get #label() {
    return this.getAttribute("label") || (this.#mode === "launcher" ? this.#words.say("get_help") : this.#words.text(this.#words.bundle.title));
  }

  // Moving on

  /** Shows a view, says a note, moves the focus to the heading, and tells the page. */
  #show(view, note = "", focus = true) {
    this.#view = view;
    if (view !== "question") this.#changing = null;
    const fresh = this.#draw();
    this.#status.textContent = note;
    const heading = this.#found("h1");
    if (focus && heading) {
      heading.focus({ preventScroll: fresh });
      if (fresh) this.#found(".now")?.scrollIntoView();
    }
    this.#tell("intake-triage", { triage: this.triage() });
  }

  #tell(name, detail) {
    return this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, cancelable: true, detail }));
  }

  /** To the open question, or to the check at the end. */
  #onward(note = "") {
    this.#show(this.#interview?.ended ? "check" : "question", note);
  }

  #answer(form, question) {
    this.#attempt(() => {
      this.#interview.answer(form.read());
      this.#tell("intake-answer", { question: question.id, next: this.#interview.step.id });
      this.#onward();
    });
  }

  #change(form, question) {
    this.#attempt(() => {
      this.#interview.change(question.id, form.read());
      this.#tell("intake-answer", { question: question.id, next: this.#interview.step.id });
      this.#changing = null;
      this.#onward(this.#words.say("changed", { name: this.#words.name(question.id) }));
    });
  }

  #back() {
    if (!this.#changing && this.#view === "question") this.#interview.back();
    else if (this.#view === "check" && this.#interview.ended) this.#interview.back();
    this.#changing = null;
    this.#show("question");
  }

  #why() {
    const why = this.#found("details.reason");
    if (!why) return;
    why.open = true;
    why.firstElementChild.focus();
  }

  /** Does it, or says what to mend and where. */
  #attempt(does) {
    try {
      does();
    } catch (error) {
      if (error instanceof Problem) this.#mend(error.message, error.field);
      else if (error instanceof AnswerError) {
        const phrase = `error_${error.code}`;
        this.#mend(this.#words.say(phrase in this.#words.bundle.phrases ? phrase : "error_choose"), this.#found("form input"));
      } else throw error;
    }
  }

  /** A summary on top with the focus, the same words at the field; what was typed stays. */
  #mend(message, field) {
    const words = this.#words;
    for (const old of this.#root.querySelectorAll(".problem, .error")) old.remove();
    for (const old of this.#root.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid");
    const told = words.say("error", { words: message });
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", `error ${field.getAttribute("aria-describedby")?.replace(/^error /, "") ?? ""}`.trim());
    (field.closest(".date, .replies, .field") ?? field).before(h("p.error", { id: "error" }, told));
    const summary = h("div.problem", { role: "group", "aria-labelledby": "problem", tabindex: "-1" }, h("h2", { id: "problem" }, words.say("problem")),
      h("ul", { role: "list" }, h("li", h("a", { href: `#${field.id}`, onclick: (event) => { event.preventDefault(); field.focus(); } }, told))));
    this.#found("form").before(summary);
    this.#titled(words.say("error", { words: this.#found("h1").textContent }));
    summary.focus();
  }

  // Leaving

  #forget() {
    this.#interview?.restart();
    this.#changing = null;
    this.#brief = false;
    this.#announced = [];
  }

  #wipe = () => {
    this.#forget();
    this.#box.replaceChildren();
  };

  #returned = (event) => {
    if (event.persisted && this.#interview) this.#show("terms", this.#words.say("reloaded"), false);
  };

  #leave = (event) => {
    event?.preventDefault();
    this.#wipe();
    if (!this.#tell("intake-leave", { exit: this.#exit })) return;
    open(this.#exit, "_blank", "noopener,noreferrer");
    location.replace(this.#exit);
  };

  #pressed = (event) => {
    const near = this.#presses.filter((time) => event.timeStamp - time < LEAVE_WITHIN);
    this.#presses = event.key === "Shift" ? [...near, event.timeStamp] : [];
    if (this.#presses.length >= LEAVE_PRESSES) this.#leave();
  };

  /** What is folded on the summary is printed too, and folded again. */
  #unfold = () => {
    const closed = [...this.#root.querySelectorAll(".at-summary details:not([open])")];
    for (const one of closed) one.setAttribute("open", "");
    addEventListener("afterprint", () => closed.forEach((one) => one.removeAttribute("open")), { once: true });
  };

  // Drawing

  /** Draws the view; whether it shows an emergency for the first time. */
  #draw() {
    if (this.#mode === "launcher" && !this.#open) return this.#drawLauncher();
    const { heading, elements, fresh = false } = { terms: this.#terms, question: this.#question, check: this.#check, summary: this.#summary, restart: this.#restart }[this.#view].call(this);
    const offered = {
      back: this.#view === "check" || (this.#view === "question" && (this.#changing !== null || this.#interview.path.length > 1)),
      change_one: this.#view !== "check" && this.#interview.answered.length > 0,
      why: this.#view === "question" && elements.some((one) => one.querySelector?.(".reason")),
      words: this.#cards.length > 0,
    };
    for (const [name, yes] of Object.entries(offered)) this.#bar.querySelector(`#menu-${name}`).parentElement.hidden = !yes;
    this.#column.className = `column at-${this.#view}`;
    this.#column.replaceChildren(...[this.#status, ...elements.flat(2), h("p.sent", this.#words.say("nothing_sent"))].filter(Boolean));
    this.#box.classList.remove("with-answers");
    const shell = [this.#bar, this.#column];
    if (this.#mode === "launcher") this.#drawPanel(shell);
    else if (!this.#column.isConnected) this.#box.replaceChildren(...shell);
    this.#titled(heading.textContent);
    return fresh;
  }

  #titled(words) {
    if (this.#mode === "page") document.title = words;
  }

  #terms() {
    const { bundle } = this.#words;
    const words = this.#words;
    const heading = h("h1", { tabindex: "-1" }, words.text(bundle.title));
    return { heading, elements: [
      h("p", h("strong", words.say("first"))),
      h("div.ask", heading, bundle.about && h("p", said(words, bundle.about)),
        bundle.terms.length > 0 && h("ul.card.terms", { role: "list" }, bundle.terms.map((term) => h("li", said(words, term)))),
        h("p.muted.small", words.say("leave_help")),
        h("div.acts-row", button(words.say("go_on"), () => this.#show("question"), ".go"))),
    ] };
  }

  #question() {
    const words = this.#words;
    const interview = this.#interview;
    if (interview.ended && !this.#changing) return this.#check();
    const { step, path } = interview;
    const question = this.#changing ? interview.questions[interview.reading.index.get(this.#changing)] : step.question;
    const ids = this.#changing ? this.#answered : interview.answered;
    const at = question && ids.includes(question.id) ? ids.indexOf(question.id) : ids.length;
    const change = (id) => { this.#changing = id; this.#show("question"); };
    const form = question ? this.#form(question) : this.#message(step);
    const { card, fresh } = this.#card();
    const before = this.#changing || path.length > 1;
    return { heading: form.heading, fresh, elements: [
      h("div.where", h("span", before && button(words.say("to_back"), () => this.#back(), ".text")),
        h("span", this.#changing ? words.say("changing", { name: words.name(this.#changing) }) : this.#progress())),
      card ?? live(words, interview.triage()),
      thread(words, ids.slice(0, at), change),
      form.element,
      thread(words, ids.slice(at + 1), change, { start: at + 2, shown: 0, named: "later" }),
    ] };
  }

  #progress() {
    const { number, fewest, most } = this.#interview.progress();
    if (!most) return this.#words.say("question_last", { number });
    return this.#words.say(fewest === most ? "question_left" : "question_between", { number, fewest, most, count: most });
  }

  #form(question) {
    const words = this.#words;
    const changed = this.#changing !== null;
    const foretold = changed ? h("div.aside", { role: "status", hidden: true }) : null;
    const keep = () => { this.#changing = null; this.#onward(); };
    const form = askForm(words, question, this.#interview.answerTo(question.id), {
      foretold,
      command: (name) => this.#bar.querySelector(name === "leave" ? ".leave" : `#menu-${name}`).click(),
      onsubmit: (event) => {
        event.preventDefault();
        if (changed) this.#change(form, question);
        else this.#answer(form, question);
      },
      buttons: changed
        ? [h("button.btn.go", { type: "submit" }, words.say("change_mine")), button(words.say("keep_mine", { answer: words.answer(question.id) }), keep)]
        : h("button.btn.go", { type: "submit", part: "continue" }, words.say("continue")),
    });
    if (changed) form.react(() => this.#foretell(form, question, foretold));
    return form;
  }

  /** What would close, open or fall away with the answer that stands in the form now. */
  #foretell(form, question, told) {
    const interview = this.#interview;
    told.hidden = true;
    try {
      const raw = form.read();
      const read = interview.read(question.id, raw);
      if (JSON.stringify(read) === JSON.stringify(interview.answerTo(question.id))) return;
      told.replaceChildren(...consequences(this.#words, interview.consequences(question.id, raw), this.#words.answer(question.id, read)));
      told.hidden = false;
    } catch (error) {
      if (!(error instanceof Problem || error instanceof AnswerError)) throw error;
    }
  }

  #message(step) {
    const heading = h("h1", { tabindex: "-1" }, said(this.#words, step.say));
    const go = () => { this.#interview.goOn(); this.#onward(); };
    return { heading, element: h("div.ask", heading, explained(this.#words, step.say), h("div.acts-row", button(this.#words.say("go_on"), go, ".go"))) };
  }

  /** The card of what is certain and cannot wait, and whether some of it is new: that is announced once. */
  #card() {
    const urgent = this.#interview.emergencies().filter(({ id }) => this.#interview.bundle.recommendations[id].first);
    const ids = urgent.map(({ id }) => id);
    const fresh = ids.some((id) => !this.#announced.includes(id));
    this.#announced = ids;
    const card = ids.length ? emergencyCard(this.#words, urgent, {
      telephones: this.#telephones,
      fresh,
      go: () => this.#found("h1")?.focus(),
      stop: () => { this.#brief = true; this.#show("summary"); },
      show: () => this.#say(),
    }) : null;
    return { card, fresh };
  }

  /** @returns {{number: string, hours?: string}[]} */
  get #telephones() {
    const given = this.getAttribute("telephone") ?? "";
    return given.startsWith("[") ? JSON.parse(given) : given ? [{ number: given }] : [];
  }

  /** The answered questions of the whole path. */
  get #answered() {
    const { reading, answers } = this.#interview;
    return reading.walk(answers).path.filter((id) => this.#interview.answerTo(id) !== null);
  }

  #check() {
    const words = this.#words;
    const interview = this.#interview;
    const heading = h("h1", { tabindex: "-1" }, words.say("check"));
    const { card, fresh } = this.#card();
    const go = interview.ended
      ? button(words.say("show_what_to_do"), () => { this.#brief = false; this.#show("summary"); }, ".go")
      : button(words.say("go_on"), () => this.#show("question"), ".go");
    this.#view = "check";
    return { heading, fresh, elements: [
      h("div.where", button(words.say("to_back"), () => this.#back(), ".text"), interview.ended && h("span", words.say("last_step"))),
      card,
      h("div.ask", heading, check(words, this.#answered, (id) => { this.#changing = id; this.#show("question"); }),
        aside(words, interview.triage().kept_aside), h("div.acts-row", go)),
    ] };
  }

  #summary() {
    return result(this.#words, {
      brief: this.#brief,
      answered: this.#answered,
      onback: () => { this.#brief = false; this.#onward(); },
      onwords: this.#cards.length ? () => this.#say() : null,
      onanswers: (yes) => this.#box.classList.toggle("with-answers", yes),
    });
  }

  get #cards() {
    return this.#interview.bundle.cards.filter(({ when }) => this.#interview.holds(when));
  }

  /** The words to say, over all else; where they close, the focus is where it was. */
  #say() {
    if (!this.#cards.length) return;
    const dialog = wordsCard(this.#words, this.#cards);
    this.#box.append(dialog);
    dialog.showModal();
  }

  #restart() {
    const words = this.#words;
    const heading = h("h1", { tabindex: "-1" }, words.say("restart_ask"));
    return { heading, elements: [h("div.ask", heading, h("div.acts-row",
      button(words.say("restart_no"), () => this.#onward(), ".go"), button(words.say("restart_yes"), () => this.restart())))] };
  }

  // Launcher: a plain button with words; it opens only when pressed

  #drawLauncher() {
    const open = () => {
      this.#open = true;
      this.#show(this.#view);
    };
    this.#box.replaceChildren(h("div.launch", button(this.#label, open, ".go", { "aria-expanded": "false", part: "launcher" })));
    return false;
  }

  #drawPanel(shell) {
    if (this.#column.isConnected) return;
    const close = () => {
      this.#open = false;
      this.#drawLauncher();
      this.#found("button")?.focus();
    };
    const panel = this.#named(h("div.panel", { id: "panel" }, shell));
    panel.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.target.closest?.("dialog")) close(); });
    this.#box.replaceChildren(panel, h("div.launch",
      button(this.#words.say("close_panel"), close, ".go", { "aria-expanded": "true", "aria-controls": "panel" })));
  }
}

customElements.define("legal-intake", LegalIntake);
