// Finds a place of the picture by any spelling of its name.

import { showPlace } from "./cards.js";
import { byId, element } from "./dom.js";
import { fold } from "./fold.js";
import { agreements, data, governments, picture } from "./page.js";
import { placeName, sortName, sorted, word } from "./words.js";

/** The keys of each party: its own, and those of the governments in whose place it stands in an agreement. */
const keys = partyKeys();

function partyKeys() {
  /** @type {Record<string, string[]>} */
  const found = {};
  for (const { parties, acts } of Object.values(agreements)) {
    const signers = acts.flatMap((act) => act.by).filter((id) => !parties.includes(id) && governments[id]);
    for (const id of parties) {
      const before = signers.filter((signer) => governments[signer].country === governments[id]?.country);
      (found[id] ??= []).push(...[id, ...before].flatMap((each) => governments[each]?.key.split("|") ?? []));
    }
  }
  return found;
}

/** @param {string} text @returns {string[]} */
export function matches(text) {
  const wanted = fold(text, data.kanji);
  if (!wanted) return [];
  const key = /** @param {string} id */ (id) => keys[id] ?? governments[id]?.key.split("|") ?? [];
  const begins = /** @param {string} id */ (id) => key(id).some((one) => one.startsWith(wanted));
  const places = picture.places().filter((id) => key(id).some((one) => one.includes(wanted)));
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
  showPlace(id);
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
