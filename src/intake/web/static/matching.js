// What typed words mean among choices, countries and dates. Nothing is ever guessed: *sure* is what one choice alone is called.

const LETTERS = {
  "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a",
  "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه",
  "ؤ": "و", "ـ": "", "’": "", "'": "", "ʻ": "", "`": "", ".": "",
};
const NEAREST = 3;
const MANY = 12;

const replaced = (text) => [...text].map((letter) => LETTERS[letter] ?? letter).join("");

/** How words are compared: without case, accents, points and apostrophes; letters that a keyboard may lack as near ones. */
export const fold = (text) =>
  replaced(replaced(text.toLowerCase()).normalize("NFKD").replace(/\p{M}/gu, "")).replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** Whether one letter changed, added, dropped or swapped with its neighbour makes the words the same. */
function oneSlip(left, right) {
  if (Math.abs(left.length - right.length) > 1) return false;
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  if (left.length === right.length) {
    const swapped = left[at] === right[at + 1] && left[at + 1] === right[at];
    return left.slice(at + 1) === right.slice(at + 1) || (swapped && left.slice(at + 2) === right.slice(at + 2));
  }
  const [longer, shorter] = left.length > right.length ? [left, right] : [right, left];
  return longer.slice(at + 1) === shorter.slice(at);
}

/** Whether the words begin words of the name, in its order. */
function beginWords(words, name) {
  const left = name.split(" ");
  return words.every((word) => {
    const at = left.findIndex((part) => part.startsWith(word));
    left.splice(0, at + 1);
    return at >= 0;
  });
}

/** What the words mean among the choices: `{found, sure}`. A number is the place in the list.
 *
 * @param {{value: string, names: string[]}[]} choices with folded names
 */
export function match(typed, choices) {
  const wanted = fold(typed);
  const hits = (test) => choices.filter(({ names }) => names.some(test));
  if (!wanted) return { found: [], sure: false };
  if (/^\d+$/.test(wanted)) {
    const chosen = choices[Number(wanted) - 1];
    return { found: chosen ? [chosen] : [], sure: Boolean(chosen) };
  }
  /** @type {[(name: string) => boolean, number][]} a test, and how many letters it needs to be sure */
  const tiers = [
    [(name) => name === wanted, 1],
    [(name) => name.startsWith(wanted), 2],
    [(name) => beginWords(wanted.split(" "), name), 3],
  ];
  for (const [test, letters] of tiers) {
    const found = hits(test);
    if (found.length) return { found, sure: found.length === 1 && wanted.length >= letters };
  }
  return { found: near(wanted, choices).slice(0, NEAREST), sure: false };
}

/** The choices that the words may mean: one slip away, or the words hold one of their names; the likeliest first. */
function near(wanted, choices) {
  const scored = choices.map((choice) => {
    const slip = choice.names.some((name) => name.length > 3 && oneSlip(wanted, name));
    const held = Math.max(0, ...choice.names.filter((name) => name.length > 2 && ` ${wanted} `.includes(` ${name} `)).map((name) => name.length));
    return { choice, rank: slip ? 0 : 1, held };
  });
  return scored.filter(({ rank, held }) => rank === 0 || held)
    .sort((a, b) => a.rank - b.rank || b.held - a.held).map(({ choice }) => choice);
}

/** Languages in which every country can be typed, beside its own: bundle.py leaves out the names that these give. */
const NAMED_IN = ["ar", "de", "es", "fr", "pt", "ru", "tr", "zh"];

/** What the browser calls regions in a language; nothing where it does not know the language. */
function regionNames(language) {
  const known = Intl.DisplayNames.supportedLocalesOf([language]).length > 0;
  const names = known ? new Intl.DisplayNames([language], { type: "region", fallback: "none" }) : null;
  return (code) => names?.of(code) ?? "";
}

/** The countries of a bundle with their names, folded once; `codes` before names in every search. */
export class Countries {
  constructor(bundle) {
    const languages = new Map();
    const named = (language, code) => {
      if (!languages.has(language)) languages.set(language, regionNames(language));
      return languages.get(language)(code);
    };
    const split = (text, by) => (text ?? "").split(by).filter(Boolean);
    this.entries = Object.entries(bundle.countries).map(([code, [name, codes, spoken, others]]) => {
      const home = split(spoken, " ").map((language) => named(language, code)).filter((own) => own && own !== name);
      const names = [name, ...home, ...split(others, ";"), ...NAMED_IN.map((language) => named(language, code))];
      return { code, name, home, codes: [code, ...split(codes, " ")].map(fold), names: [...new Set(names.map(fold))].filter(Boolean) };
    }).sort((a, b) => (a.names[0] < b.names[0] ? -1 : 1));
  }

  /** `{found, sure}`: the best first; sure if the first alone is meant. */
  find(typed) {
    const wanted = fold(typed);
    if (!wanted) return { found: [], sure: false };
    const words = wanted.split(" ");
    const tiers = [
      ({ codes }) => codes.includes(wanted),
      ({ names }) => names.includes(wanted),
      ({ names }) => names.some((name) => name.startsWith(wanted)),
      ({ names }) => names.some((name) => beginWords(words, name)),
    ];
    const found = [];
    let best = 0;
    for (const tier of tiers) {
      const hits = this.entries.filter((entry) => !found.includes(entry) && tier(entry));
      hits.sort((a, b) => Number(b.names[0].startsWith(wanted)) - Number(a.names[0].startsWith(wanted)));
      found.push(...hits);
      best ||= hits.length;
    }
    if (found.length) return { found: found.slice(0, MANY), sure: best === 1 && (found[0].names[0] === wanted || !this.shared(wanted, found[0])) };
    const slips = wanted.length > 3 ? this.entries.filter(({ names }) => names.some((name) => name.length > 3 && oneSlip(wanted, name))) : [];
    return { found: slips.slice(0, NEAREST), sure: slips.length === 1 };
  }

  /** Whether the words are also part of the usual name of another country. */
  shared(wanted, first) {
    return !first.codes.includes(wanted) && this.entries.some((entry) => entry !== first && ` ${entry.names[0]} `.includes(` ${wanted} `));
  }
}

/** Digits of every script as 0 to 9. */
export const plainDigits = (text) => text.replace(/\p{Nd}/gu, (digit) => {
  let zero = digit.codePointAt(0);
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && digit.codePointAt(0) - zero < 9) zero--;
  return String(digit.codePointAt(0) - zero);
});
