// The nodes of a network from a file: their names, groups, colours and links, and all of it as SVG.

/** @import { ForeignNetwork } from "./types.js" */

import { shape } from "./dom.js";
import { fold } from "./fold.js";
import { box, dot, entry, textWidth } from "./legend.js";
import { data, governments, record, state } from "./page.js";
import { wanted } from "./selection.js";
import { number, placeName, word } from "./words.js";

export const foreign = /** @type {ForeignNetwork} */ (data.foreign);
/** The ids of the nodes, the most linked first. */
export const nodes = foreign.x.map((_, at) => String(at));
const LISTED = 40;
const SHEET = 1400;
const LABELS = 160;

/** A node as the parts of the page know a place. */
class Named {
  /** @param {number} at */
  constructor(at) {
    const { en, fr = en, ja = en } = foreign.names;
    this.names = { en: en[at] ?? "", fr: fr[at] ?? "", ja: ja[at] ?? "" };
    this.borrowed = {};
  }

  searchKey() {
    return [...new Set(Object.values(this.names))].map((name) => fold(name, data.kanji)).join("|");
  }
}

for (const id of nodes) {
  const named = new Named(+id);
  governments[id] = /** @type {any} */ (named);
  Object.defineProperty(record.search_keys, id, { get: () => named.searchKey() }); // folded when first searched
}

/** @param {string} text @param {string[]} of */
const value = (text, of, name = text) => ({ value: text, of, names: { en: name, fr: name, ja: name } });

for (const column of foreign.columns) {
  /** @type {string[][]} */
  const members = column.values.map(() => []);
  for (const id of nodes) members[column.of[+id] ?? -1]?.push(id);
  const large = members.slice(0, LISTED).filter((of) => of.length > 2 || column.values.length < LISTED);
  const values = large.map((of, at) => value(column.values[at] ?? "", of, `${column.values[at]} (${of.length})`));
  record.filters.find(({ name }) => name === column.name)?.values.push(...values);
}
const atLeast = foreign.least.map((least) => value(String(least), nodes.filter((id) => count(id) >= least)));
record.filters.find(({ name }) => name === "links")?.values.push(...atLeast);

/** @param {string} id @returns {number} the number of its links */
export function count(id) {
  return foreign.links[+id] ?? 0;
}

/** The nodes that meet the filters. */
export function shownNodes() {
  const sets = record.filters.map((one) => wanted(one, state)).flatMap((one) => (one ? [new Set(one.of)] : []));
  return new Set(nodes.filter((id) => sets.every((set) => set.has(id))));
}

/** @param {Set<string>} shown the places of the links between nodes that are shown */
export const linksOf = (shown) => [...foreign.from.keys()].filter((link) =>
  shown.has(String(foreign.from[link])) && shown.has(String(foreign.to[link])));

/** @type {Map<string, string[]>} */
const neighbours = new Map();
for (const [at, from] of foreign.from.entries()) {
  for (const [a, b] of [[from, foreign.to[at]], [foreign.to[at], from]].map((ends) => ends.map(String))) {
    const near = neighbours.get(a ?? "");
    if (near) near.push(b ?? "");
    else neighbours.set(a ?? "", [b ?? ""]);
  }
}

/** @param {string} id the nodes to which it is linked */
export const linksAt = (id) => [...new Set(neighbours.get(id))];

const columnAt = () => Math.max(0, foreign.columns.findIndex((column) => column.name === state.colour));

/** @param {string} id */
export function colourOf(id) {
  const group = foreign.columns[columnAt()]?.of[+id] ?? -1;
  return data.palette.groups[group] ?? data.palette.ungrouped;
}

const most = Math.max(1, ...foreign.links.slice(0, 1));
/** @param {string} id px */
export const radiusOf = (id) => {
  const least = Math.max(0.8, Math.min(4, 160 / Math.sqrt(nodes.length)));
  return state.size ? least * (0.8 + 3 * Math.sqrt(count(id) / most)) : least * 1.3;
};

export function groupEntries() {
  const at = columnAt();
  const column = foreign.columns[at];
  const sizes = (column?.values ?? []).map(() => 0);
  for (const group of column?.of ?? []) if (group >= 0) sizes[group] = (sizes[group] ?? 0) + 1;
  const named = data.palette.groups.slice(0, sizes.length).map((hue, group) => {
    const text = word("foreign_group", { name: column?.values[group] ?? "", count: number(sizes[group] ?? 0) });
    return entry(dot(hue, "circle"), text, { of: [`group/${at}/${group}`] });
  });
  const others = sizes.length > named.length ? [entry(box(data.palette.ungrouped, 11), word("foreign_other"))] : [];
  const size = state.size ? [entry(null, word("size_most", { measure: word("degree"), value: number(most) }))] : [];
  return [entry(null, word(column?.name ?? "")), ...named, ...others, ...size, entry(null, word("foreign_places"))];
}

/**
 * The nodes that are shown, with their links and the names that find room; nodes of one look are one path.
 * @param {Set<string>} shown
 */
export function svgOf(shown) {
  const [left, right] = [Math.min(...foreign.x), Math.max(...foreign.x)];
  const [top, bottom] = [Math.min(...foreign.y), Math.max(...foreign.y)];
  const scale = SHEET / Math.max(1, right - left, bottom - top);
  const at = /** @param {string | number} id */ (id) => [foreign.x, foreign.y].map((axis, n) =>
    Math.round(((axis[+id] ?? 0) - (n ? top : left)) * scale * 10) / 10);
  const links = linksOf(shown).map((link) => `M${at(foreign.from[link] ?? 0)}L${at(foreign.to[link] ?? 0)}`);
  /** @type {Map<string, string[]>} */
  const looks = new Map();
  for (const id of [...shown].reverse()) {
    const look = `${colourOf(id)} ${Math.round(radiusOf(id) * 2) / 2}`;
    if (!looks.has(look)) looks.set(look, []);
    looks.get(look)?.push(id);
  }
  const dots = [...looks].map(([look, ids]) => {
    const [stroke = "", radius = 1] = look.split(" ");
    const d = ids.map((id) => `M${at(id)}h.01`).join("");
    return shape("path", { d, stroke, "stroke-width": 2 * +radius, "stroke-linecap": "round", fill: "none" });
  });
  const opacity = links.length > 5000 ? 0.15 : 0.4;
  return shape("svg", { viewBox: `-60 -20 ${(right - left) * scale + 180} ${(bottom - top) * scale + 40}` },
    shape("path", { d: links.join(""), stroke: "#8b93a1", "stroke-width": 0.7, "stroke-opacity": opacity }),
    ...dots, ...labels(shown, at, (right - left) * scale + 112));
}

/** @param {Set<string>} shown @param {(id: string) => number[]} at @param {number} edge where names must end */
function labels(shown, at, edge) {
  const taken = new Set();
  const made = [];
  for (const id of nodes) {
    if (!shown.has(id) || made.length >= LABELS) continue;
    const [x = 0, y = 0] = at(id);
    const wide = textWidth(placeName(id), 11);
    if (x + radiusOf(id) + wide > edge) continue;
    const cells = Array.from({ length: Math.ceil(wide / 40) + 1 }, (_, n) =>
      [-1, 0, 1].map((row) => `${Math.floor(x / 40) + n},${Math.floor(y / 8) + row}`)).flat();
    if (cells.some((cell) => taken.has(cell))) continue;
    for (const cell of cells) taken.add(cell);
    const place = { x: x + radiusOf(id) + 2, y, "font-size": 11, "dominant-baseline": "central", fill: "#24292f" };
    made.push(shape("text", place, placeName(id)));
  }
  return made;
}
