// Writes the address after every change, and shows again what an address names.

import { written, read } from "./address.js";
import { closeCard, openThing } from "./card.js";
import { showAgreement, showEdition, showPlace } from "./cards.js";
import { change, translate } from "./changing.js";
import { byId } from "./dom.js";
import { data, picture, state } from "./page.js";

const first = { ...state };
/** Only a page with an address of its own has one to keep: not one inside a notebook. */
const addressed = /^(file|https?):$/.test(location.protocol);

/** @param {boolean} [step] whether the browser's way back leads to what was shown before */
export function keepAddress(step = false) {
  if (!addressed) return;
  const hash = written(state, first, openThing());
  if (hash === location.hash.slice(1)) return;
  const target = hash ? `#${hash}` : location.pathname + location.search;
  history[step ? "pushState" : "replaceState"](null, "", target);
}

/** Languages and choices that this page does not know are left as they are. */
function known(/** @type {typeof state} */ wanted) {
  return { ...wanted, lang: data.words.legend?.[wanted.lang] ? wanted.lang : first.lang };
}

function follow() {
  const { state: wanted, card } = read(location.hash, first);
  Object.assign(state, known(wanted));
  translate();
  change({});
  showThing(card);
}

/** @param {string} thing such as "government/nancy" */
function showThing(thing) {
  const [kind, id = ""] = thing.split("/");
  if (kind === "government") showPlace(id);
  else if (kind === "agreement") showAgreement(id);
  else if (kind === "edition") showEdition(id);
  else if (kind === "node") picture.open?.(id);
  else closeCard();
}

/** The other pages open with the language, the year and the filters of this one. */
function takeAlong() {
  const hash = written({ ...state, view: first.view, order: first.order }, first, "");
  for (const link of document.querySelectorAll("#pages a")) /** @type {HTMLAnchorElement} */ (link).hash = hash;
}

export function connectAddress() {
  byId("pages")?.addEventListener("pointerdown", takeAlong);
  byId("pages")?.addEventListener("focusin", takeAlong);
  if (!addressed) return;
  window.addEventListener("popstate", follow);
  window.addEventListener("hashchange", follow);
  if (location.hash.length > 1) follow();
}
