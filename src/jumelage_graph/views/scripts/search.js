// Finds a place of the picture by any spelling of its name.

import { showPlace } from "./cards.js";
import { byId, element } from "./dom.js";
import { fold } from "./fold.js";
import { data, picture, record } from "./page.js";
import { placeName, sortName, sorted, word } from "./words.js";

/**
 * The keys of a government, and of those that it has come from by mergers and renamings.
 * @param {string} id @param {Set<string>} seen @returns {string[]}
 */
function gatheredKeys(id, seen = new Set()) {
  if (seen.has(id)) return [];
  seen.add(id);
  const before = record.changes.filter((change) => change.results.includes(id));
  const own = record.search_keys[id]?.split("|") ?? [];
  return [...own, ...before.flatMap((change) => change.originals).flatMap((each) => gatheredKeys(each, seen))];
}

/** @type {Map<string, string[]>} */
const searched = new Map();

/** @param {string} id */
function searchKeys(id) {
  if (!searched.has(id)) searched.set(id, gatheredKeys(id));
  return searched.get(id) ?? [];
}

/** @param {string} text @returns {string[]} */
export function matches(text) {
  const wanted = fold(text, data.kanji);
  if (!wanted) return [];
  const begins = /** @param {string} id */ (id) => searchKeys(id).some((one) => one.startsWith(wanted));
  const places = picture.places().filter((id) => searchKeys(id).some((one) => one.includes(wanted)));
  return sorted(places, (id) => (begins(id) ? "0" : "1") + sortName(id)).slice(0, 8);
}

function showMatches() {
  const text = byId("search").value;
  const list = byId("found");
  const items = matches(text).map((id) =>
    element("li", { role: "option" }, element("button", { type: "button", onclick: () => goTo(id) }, placeName(id))));
  if (text && !items.length) items.push(element("li", { class: "none" }, word("search_none")));
  list.replaceChildren(...items);
  list.hidden = !text;
  byId("search").setAttribute("aria-expanded", Boolean(text));
}

/** @param {string} id */
function goTo(id) {
  byId("search").value = "";
  showMatches();
  picture.focus(id);
  (picture.open ?? showPlace)(id);
}

/** @param {KeyboardEvent} event */
function typed(event) {
  const first = matches(byId("search").value)[0];
  if (event.key === "Enter" && first) goTo(first);
  if (event.key === "ArrowDown") byId("found").querySelector("button")?.focus();
  if (event.key !== "Escape") return;
  byId("search").value = "";
  showMatches();
}

export function connectSearch() {
  byId("search").addEventListener("input", showMatches);
  byId("search").addEventListener("keydown", typed);
}
