// The page's data, what the reader has chosen, and the picture that is shown.

/** @import { PageData, Picture, State } from "./types.js" */

import { byId } from "./dom.js";
import { unpacked } from "./unpacking.js";

/** @type {PageData} */
export const data = JSON.parse(await unpacked(byId("data").textContent));
export const record = data.record;
export const governments = record.governments;
export const agreements = record.agreements;

/** @type {State} */
export const state = /** @type {any} */ ({
  ...data.choice,
  size: data.choice.measure,
  colour: "country",
  view: "agreements",
  order: "by_size",
});

/** @type {Picture} */
export let picture;

/** @param {Picture} made */
export function show(made) {
  picture = made;
}

/** The ids of all parties of agreements, sorted. */
export const partyIds = [...new Set(Object.values(agreements).flatMap((a) => a.parties))].sort();
