// Colours, sizes and lines of places and agreements: the same on every picture.

/** @import { Chosen } from "./types.js" */

import { dress, shape } from "./dom.js";
import { agreements, data, governments, partyIds, state } from "./page.js";
import { alive, firm } from "./selection.js";
import { kindStyle } from "./words.js";

/**
 * What a pointer or a keyboard can open: a mark with a name that opens a card.
 * @template {SVGElement} T
 * @param {T} mark
 * @param {string} name
 * @param {() => void} open
 * @param {string[]} [of] the keys of what it stands for
 */
export function opens(mark, name, open, of = []) {
  mark.append(shape("title", {}, name));
  dress(mark, { role: "button", tabindex: -1, "aria-label": name, "data-of": of.join(" ") || null });
  mark.addEventListener("click", open);
  return mark;
}

/** The kinds of agreement of the record, the most frequent first. */
export const kinds = byNumber(Object.values(agreements).map((a) => a.kind));

/** Types of government among the parties, the most frequent first. */
export const types = byNumber(partyIds.map((id) => governments[id]?.type ?? ""));

/** @param {string[]} values @returns {string[]} each once, the most frequent first, then in the order of letters */
function byNumber(values) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const count = /** @param {string} value */ (value) => counts.get(value) ?? 0;
  return [...counts.keys()].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
}

/** @param {string} type */
export const typeColour = (type) => data.palette.groups[types.indexOf(type)] ?? data.palette.ungrouped;

/**
 * @param {string} id
 * @param {Record<string, number>} [communities]
 */
export function placeColour(id, communities) {
  const { groups, ungrouped, countries } = data.palette;
  if (state.colour === "type") return typeColour(governments[id]?.type ?? "");
  if (state.colour === "community" && communities) {
    const own = communities[id] ?? 1;
    const size = Object.values(communities).filter((group) => group === own).length;
    return size > 2 ? groups[(own - 1) % groups.length] : ungrouped;
  }
  return countries[governments[id]?.country ?? ""];
}

/**
 * A radius whose area follows the measure chosen, px.
 * @param {string} id
 * @param {number} base
 */
export function placeRadius(id, base) {
  const { size } = state;
  if (!size) return base;
  const measures = data.measures ?? {};
  const most = Math.max(...Object.values(measures).map((m) => m[size] ?? 0), 1e-9);
  return base * (0.55 + 1.7 * Math.sqrt((measures[id]?.[size] ?? 0) / most));
}

/**
 * How an agreement is drawn in the year chosen; null if it is not in force.
 * @param {string} id
 * @param {Chosen} found
 */
export function agreementStyle(id, found) {
  const stands = found.get(id);
  const a = agreements[id];
  if (!stands || !a) return null;
  const [hue, dashes] = kindStyle(a.kind);
  return {
    hue,
    width: !firm(stands) ? 1.2 : state.year === null ? 2.2 : 3,
    opacity: alive(a, state.year) ? 1 : 0.38,
    dashes: stands === "undated" ? [1, 4] : dashes,
  };
}
