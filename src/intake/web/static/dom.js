// Elements made of data. Texts become text nodes, always: no word of a flow or an answer can turn into markup.

/** @typedef {Node | string | null | undefined | false} Child */
/** @typedef {Record<string, any>} Attributes `null` and `false` are left out; a function is a listener (`onclick`) */

/** An element by its tag and classes (`p.muted.small`), with attributes, if any, and children, nested as they come.
 *
 * @param {string} name
 * @param {...any} rest {Attributes | Child | Child[]}
 * @returns {any} the element: what it can do depends on its tag
 */
export function h(name, ...rest) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  const attributes = /** @type {Attributes} */ (rest[0]?.constructor === Object ? rest.shift() : {});
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (key === "checked" || key === "value") element[key] = value;
    else if (value !== null && value !== false && value !== undefined) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(.../** @type {string[]} */ (rest.flat(3).filter(Boolean)));
  return element;
}

/** A button that is no form's: its words, what it does, and how it looks (`.go`, `.text`). */
export const button = (words, onclick, look = "", attributes = {}) =>
  h(`button.btn${look}`, { type: "button", onclick, ...attributes }, words);

/** What is closed until it is opened. */
export const folded = (name, title, ...inside) => h(`details${name}`, h("summary", title), ...inside);

/** Words for those who hear the page alone. */
export const unseen = (words) => h("span.hidden", words);

/** A telephone number as a link, that is read out digit by digit and keeps its direction. */
export const telephone = (number) => h("a.btn.call", { href: `tel:${number.replace(/[^+\d]/g, "")}` }, h("bdi", { dir: "ltr" }, number));
