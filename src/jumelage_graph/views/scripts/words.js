// Names, numbers and dates in the reader's language.

/** @import { KindStyle } from "./types.js" */

import { LOCALES } from "./dates.js";
import { agreements, data, governments, record, state } from "./page.js";

/**
 * A word of the page, its braces filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function word(key, values = {}) {
  const text = data.words[key]?.[state.lang] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * What something is called and what it is, with the colon of the language.
 * @param {string} name @param {string | number} value
 */
export const pair = (name, value) => word("pair", { name, value });

/** @param {string} scheme @param {string} slug */
export const conceptName = (scheme, slug) => record.concepts[scheme]?.[slug]?.[state.lang] ?? slug;

/** @param {number | string} goal */
export const goalName = (goal) => `${goal} ${record.goals[goal]?.[state.lang] ?? ""}`.trim();

/** @param {string} id */
export const placeName = (id) => governments[id]?.names[state.lang] ?? id;

/**
 * A name that another language lends keeps its true language for screen readers.
 * @param {string} id
 */
export const placeLanguage = (id) => governments[id]?.borrowed[state.lang] ?? state.lang;

/** @param {number | string} id */
export function editionName(id) {
  const edition = record.editions[id];
  return edition ? `${edition.id}. ${placeName(edition.host)} ${edition.start.slice(0, 4)}` : String(id);
}

/** @param {string} id */
export const agreementName = (id) => (agreements[id]?.parties ?? []).map(placeName).join(" – ");

/** @param {number} value */
export const number = (value, digits = 0) =>
  value.toLocaleString(LOCALES[state.lang], { maximumFractionDigits: digits });

/** @param {string} edtf */
export const dateName = (edtf) => (edtf ? data.dates[edtf]?.[state.lang] ?? edtf : word("no_date"));

/**
 * @template T
 * @param {Iterable<T>} items
 * @param {(item: T) => string} name
 */
export function sorted(items, name) {
  const collator = new Intl.Collator(LOCALES[state.lang], { numeric: true });
  return [...items].sort((a, b) => collator.compare(name(a), name(b)));
}

/**
 * Japanese lists go by kana.
 * @param {string} id
 */
export const sortName = (id) => (state.lang === "ja" && governments[id]?.kana) || placeName(id);

/** @param {string} kind @returns {KindStyle} */
export const kindStyle = (kind) => data.palette.kinds[kind] ?? data.palette.other;
