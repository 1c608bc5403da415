// Starts the page with its picture, and lets other scripts (and tests) read and change what is shown.

/** @import { Picture } from "./types.js" */

import { chosen } from "./answers.js";
import { closeCard } from "./card.js";
import { showAgreement, showPlace } from "./cards.js";
import { all, change, refresh, speak, translate } from "./changing.js";
import { fillChoosers, hideChoosers } from "./choosers.js";
import { byId } from "./dom.js";
import { fold } from "./fold.js";
import { agreements, data, picture, show, state } from "./page.js";
import { paint, connectSaving, svgText } from "./saving.js";
import { matches, connectSearch } from "./search.js";
import { FILTERS, standing } from "./selection.js";
import { connectTime, play, stepYears } from "./time.js";
import { placeName } from "./words.js";

/** @type {string | undefined} */
let current;

/** @param {number} by */
function step(by) {
  const places = picture.places();
  const at = current === undefined ? -1 : places.indexOf(current);
  current = places[at < 0 ? 0 : (at + by + places.length) % places.length];
  if (current === undefined) return;
  picture.focus(current);
  byId("picture").setAttribute("aria-label", placeName(current));
}

/** @param {KeyboardEvent} event */
function keyed(event) {
  /** @type {Record<string, number>} */
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  /** @type {Record<string, () => void>} */
  const acts = {
    "+": () => picture.zoom(1.3), "-": () => picture.zoom(1 / 1.3), 0: () => picture.fit(), " ": play,
    Enter: () => current && showPlace(current),
  };
  const by = steps[event.key];
  if (by) (picture.places().length || !picture.byYears ? step : stepYears)(by);
  else if (acts[event.key]) acts[event.key]?.();
  else return;
  event.preventDefault();
}

function connect() {
  hideChoosers();
  connectTime();
  connectSearch();
  connectSaving();
  byId("reset").addEventListener("click", () => {
    change(Object.fromEntries(FILTERS.map((name) => [name, null])));
    fillChoosers();
  });
  for (const select of all("#choosers select")) {
    select.addEventListener("change", () => change({ [select.id]: select.value || null }));
  }
  for (const button of all("[data-lang]")) button.addEventListener("click", () => speak(button.dataset.lang));
  byId("zoom-in").addEventListener("click", () => picture.zoom(1.3));
  byId("zoom-out").addEventListener("click", () => picture.zoom(1 / 1.3));
  byId("fit").addEventListener("click", () => picture.fit());
  byId("picture").addEventListener("keydown", keyed);
  document.addEventListener("keydown", (event) => event.key === "Escape" && closeCard());
}

/** @param {Picture} made */
export function start(made) {
  show(made);
  connect();
  translate();
  refresh();
  if (matchMedia("(max-width: 760px)").matches) byId("options").open = false;
  Object.assign(window, {
    jumelage: {
      data, state, change, chosen, fold, matches, showAgreement, showPlace, svgText, paint, picture,
      standing: /** @param {string} id @param {number | null} [year] */ (id, year = state.year) =>
        agreements[id] && standing(agreements[id], year),
    },
  });
}
