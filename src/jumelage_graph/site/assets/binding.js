// From a named query and what was typed for its parameters to SPARQL: values go in as terms, never as pasted text.

import { fold } from "../../views/scripts/fold.js";
import { find } from "./search.js";

/**
 * @typedef {{ name: string, type: string, about: Record<string, string>, scheme: string, default: string,
 *   choices: string[], required: boolean }} Parameter
 * @typedef {{ name: string, summary: Record<string, string>, tags: string[], parameters: Parameter[],
 *   cut: string[] }} Query
 * @typedef {{ prefixes: Record<string, string>, fallbacks: Record<string, string[]>, kinds: Record<string, string>,
 *   queries: Query[] }} Catalogue
 */

/** What was typed is not allowed; ``key`` names the word of the page that says so. */
export class Refused extends Error {
  /**
   * @param {string} key
   * @param {Record<string, string>} values
   */
  constructor(key, values) {
    super(key);
    this.key = key;
    this.values = values;
  }
}

const XSD = "http://www.w3.org/2001/XMLSchema#";
const FORMS = { date: /^\d{4}-\d{2}-\d{2}$/, year: /^[12]\d{3}$/, integer: /^\d{1,9}$/ };

/** A text as a token of SPARQL. @param {string} text */
export const quoted = (text) => JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");

/**
 * The SPARQL of a named query.
 * @param {Catalogue} catalogue
 * @param {Query} query
 * @param {Record<string, string>} typed
 * @param {import("./search.js").Entry[]} entries
 * @param {string} lang
 */
export function bind(catalogue, query, typed, entries, lang) {
  /** @type {Record<string, string>} */
  const tokens = {};
  for (const parameter of query.parameters) {
    if (parameter.type === "language") {
      const tags = catalogue.fallbacks[lang] ?? [];
      tags.forEach((tag, n) => { tokens[n ? `${parameter.name}-${n + 1}` : parameter.name] = quoted(tag); });
      continue;
    }
    const text = (typed[parameter.name] ?? "").trim() || parameter.default;
    if (text) tokens[parameter.name] = token(catalogue, parameter, text, entries);
    else if (parameter.required) throw new Refused("lacking", { name: parameter.name });
  }
  return put(query.cut, tokens);
}

/**
 * The pieces of a query with the tokens in their places; a line without a value is left blank.
 * @param {string[]} cut
 * @param {Record<string, string>} tokens
 */
export function put(cut, tokens) {
  let text = cut[0] ?? "";
  for (let n = 1; n < cut.length; n += 5) {
    const [before = "", place = "", after = "", name = "", rest = ""] = cut.slice(n, n + 5);
    const value = tokens[name];
    text += value === undefined ? "" : `${before}${place.startsWith("{") ? `{ ${value} }` : value}${after}`;
    text += rest;
  }
  return text;
}

/**
 * @param {Catalogue} catalogue
 * @param {Parameter} parameter
 * @param {string} text
 * @param {import("./search.js").Entry[]} entries
 */
function token(catalogue, parameter, text, entries) {
  const { type, choices } = parameter;
  if (choices.length && !choices.includes(text)) throw new Refused("nothing", { found: text });
  if (type === "text") return quoted(text);
  if (type === "key") return quoted(fold(text));
  const form = FORMS[/** @type {keyof typeof FORMS} */ (type)];
  if (!form) return `<${iri(catalogue, parameter, text, entries)}>`;
  if (!form.test(text)) throw new Refused("nothing", { found: text });
  return type === "date" ? `"${text}"^^<${XSD}date>` : `"${Number(text)}"^^<${XSD}integer>`;
}

/**
 * @param {Catalogue} catalogue
 * @param {Parameter} parameter
 * @param {string} text
 * @param {import("./search.js").Entry[]} entries
 */
function iri(catalogue, { type }, text, entries) {
  const fitting = type === "thing" ? entries : entries.filter((entry) => entry.path.startsWith(`${type}/`));
  const named = fitting.filter((entry) => entry.path === text || entry.path === `${type}/${text}`);
  const found = named.length ? named : find(fitting, text);
  const exact = found.filter((entry) => named.length || entry.keys.includes(fold(text)));
  const [best] = exact.length ? exact : found;
  if (!best) throw new Refused("nothing", { found: text });
  if (!exact.length && found.length > 1) {
    throw new Refused("several", { found: text, names: found.slice(0, 6).map((each) => each.path).join(", ") });
  }
  const [kind = "", name = ""] = best.path.split("/");
  return `${catalogue.kinds[kind]}${name}`;
}
