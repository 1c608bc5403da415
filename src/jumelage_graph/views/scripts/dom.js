// The few ways to make an element. Texts of the record are only ever set as text, never as markup.

/** @import { Attributes, Child } from "./types.js" */

/** @param {string} id @returns {any} */
export const byId = (id) => document.getElementById(id);

/**
 * @param {string} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {any}
 */
export function element(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/**
 * @param {string} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {any}
 */
export function shape(tag, attributes = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/**
 * @param {Element} made
 * @param {Attributes} attributes
 * @param {Child[]} [children]
 */
export function dress(made, attributes, children = []) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  for (const child of children) if (child) made.append(child);
  return made;
}

/**
 * @param {number} x @param {number} y
 * @param {string} words
 * @param {Attributes} [more]
 */
export const text = (x, y, words, more = {}) =>
  shape("text", { x, y, "font-size": 12, "dominant-baseline": "central", fill: "#24292f", ...more }, words);

/**
 * @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2
 * @param {Attributes} [more]
 */
export const rule = (x1, y1, x2, y2, more = {}) => shape("line", { x1, y1, x2, y2, stroke: "#d8dce1", ...more });
