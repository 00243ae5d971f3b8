/** Makes elements. Text only ever goes in as text, so nothing from a shop's data can become markup. */

/**
 * @param {string} tag
 * @param {Record<string, unknown>} properties attributes; `class`; `on…` functions become listeners; null and false are left out
 * @param {...(Node | string | null)} children
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** The element of the page with this id. */
export function byId(id) {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no #${id}`);
  return element;
}

/** Text that a screen reader says and nobody sees. */
export function hidden(text) {
  return el("span", { class: "visually-hidden" }, text);
}
