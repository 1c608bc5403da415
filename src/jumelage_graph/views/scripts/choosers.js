// The choosers of what is shown: each a list whose words follow the language.

/** @import { TheRecord } from "./types.js" */

import { byId, element } from "./dom.js";
import { FILTERS, governments, picture, record, state } from "./page.js";
import { sortName, sorted, word } from "./words.js";

const WITHOUT_ALL = new Set(["view", "colour", "size", "order", "scale"]);
const SIZES = ["degree", "betweenness", "attendance", "population"];

/**
 * The values of a filter that some agreement has, with their names: numbers in their order, names in the reader's.
 * @param {TheRecord["filters"][number]} filter
 */
function used({ values }) {
  const named = values.filter((one) => one.of.length || picture.filters)
    .map((one) => [one.value, one.names[state.lang]]);
  const numbers = values.every((one) => Number(one.value));
  return numbers ? named : sorted(named, ([id = "", name = ""]) => (governments[id] ? sortName(id) : name));
}

/** @returns {Record<string, (string | number)[][]>} value and name of each choice of each chooser */
function choices() {
  const groups = picture.views ? ["country", "community", "type"] : ["country", "type"];
  const colours = picture.colours ?? groups.map((key) => `by_${key}`);
  return {
    order: (picture.orders ?? []).map((key) => [key, word(key)]),
    scale: (picture.scales ?? []).map((key) => [key, word(`scale_${key}`)]),
    view: (picture.views ?? []).map((key) => [key, word(key)]),
    colour: colours.map((key) => [key.replace(/^by_/, ""), word(key)]),
    size: [["", word("size_none")], ...(picture.sizes ?? SIZES).map((key) => [key, word(key)])],
    ...Object.fromEntries(record.filters.map((one) => [one.name, used(one)])),
  };
}

export function fillChoosers() {
  for (const [name, options] of Object.entries(choices())) {
    const select = byId(name);
    if (!select) continue;
    const all = WITHOUT_ALL.has(name) ? [] : [["", word("all")]];
    select.replaceChildren(...[...all, ...options].map(([value, text]) => element("option", { value }, String(text))));
    select.value = state[/** @type {keyof typeof state} */ (name)] ?? "";
  }
}

/** The lists say what is chosen, whichever way it was chosen. */
export function followChoice() {
  for (const select of document.querySelectorAll("#choosers select")) {
    const list = /** @type {HTMLSelectElement} */ (select);
    list.value = String(state[/** @type {keyof typeof state} */ (list.id)] ?? "");
  }
}

/** A picture of the meetings alone has no use for the filters on agreements. */
export function hideChoosers() {
  byId("finder").hidden = !picture.places().length;
  if (!picture.filters) return;
  for (const name of FILTERS) byId(name).closest("label").hidden = !picture.filters.includes(name);
}
