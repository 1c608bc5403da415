// The choosers of what is shown: each a list whose words follow the language.

import { byId, element } from "./dom.js";
import { agreements, governments, picture, record, state } from "./page.js";
import { FILTERS } from "./selection.js";
import { conceptName, editionName, goalName, placeName, sortName, sorted, word } from "./words.js";

const WITHOUT_ALL = new Set(["view", "colour", "size", "order"]);
const SIZES = ["degree", "betweenness", "attendance", "population"];

/**
 * The values that occur, with their names, in the reader's order.
 * @param {string[]} values
 * @param {string} scheme
 */
function used(values, scheme) {
  const named = [...new Set(values)].filter(Boolean).map((slug) => [slug, conceptName(scheme, slug)]);
  return sorted(named, (pair) => pair[1] ?? "");
}

/** @returns {Record<string, (string | number)[][]>} value and name of each choice of each chooser */
function choices() {
  const all = Object.values(agreements);
  const goals = [...new Set(all.flatMap((a) => a.goals))].sort((a, b) => a - b);
  const regions = new Set(all.flatMap((a) => a.parties.map((id) => governments[id]?.region ?? "")));
  regions.delete("");
  const colours = picture.views ? ["country", "community", "type"] : ["country", "type"];
  return {
    order: (picture.orders ?? []).map((key) => [key, word(key)]),
    view: (picture.views ?? []).map((key) => [key, word(key)]),
    colour: colours.map((key) => [key, word(`by_${key}`)]),
    size: [["", word("size_none")], ...SIZES.map((key) => [key, word(key)])],
    kind: used(all.map((a) => a.kind), "agreement-kinds"),
    status: used(all.map((a) => a.status), "statuses"),
    field: used(all.flatMap((a) => a.fields), "fields"),
    goal: goals.map((n) => [n, goalName(n)]),
    edition: Object.keys(record.editions).map((n) => [n, editionName(n)]),
    region: sorted(regions, sortName).map((id) => [id, placeName(id)]),
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
