// The page's data, what the reader has chosen, and the picture that is shown.

/** @import { PageData, Picture, State } from "./types.js" */

import { byId } from "./dom.js";
import { unpacked } from "./unpacking.js";

/** @type {PageData} */
export const data = JSON.parse(await unpacked(byId("data").textContent));
export const record = data.record;
export const governments = record.governments;
export const agreements = record.agreements;

/** The names of the filters. */
export const FILTERS = record.filters.map((one) => one.name);

/** @type {any} the language and the year lead an address */
const lead = { lang: "", year: null };

/** @type {State} */
export const state = Object.assign(lead, {
  colour: "country",
  view: "agreements",
  order: "by_size",
  scale: "count",
}, data.choice, { size: data.choice.measure });

/** @type {Picture} */
export let picture;

/** @param {Picture} made */
export function show(made) {
  picture = made;
}

/** The ids of all parties of agreements, sorted. */
export const partyIds = [...new Set(Object.values(agreements).flatMap((a) => a.parties))].sort();
