// Texts of a flow as elements: strong words, and terms of art that explain themselves in place.

import { folded, h } from "./dom.js";

/** The runs of a text. */
export const said = (words, text) => words.pieces(text).map(({ words: run, strong, term }) =>
  strong ? h("strong", run) : term ? h("span.term", run) : run);

/** What each term of art in these texts means, closed until it is opened. */
export function explained(words, ...texts) {
  const names = new Set(texts.flatMap((text) => words.pieces(text)).map(({ term }) => term));
  return [...new Set([...names].map((name) => name && words.term(name)))].map((entry) =>
    entry && folded(".why", entry.term, h("p", words.text(entry.plain))));
}

/** The sources behind a text, one a line. */
export function cited(words, sources, ids) {
  sources.cite(ids);
  return sources.listed().map(({ title, checked, doubt }) => h("p.muted.small", [title, checked, doubt].filter(Boolean).join(" · ")));
}
