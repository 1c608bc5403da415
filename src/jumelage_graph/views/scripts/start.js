// Starts the page with its picture, and lets other scripts (and tests) read and change what is shown.

/** @import { Picture } from "./types.js" */

import { chosen } from "./answers.js";
import { closeCard, whenCardMoves } from "./card.js";
import { showAgreement, showPlace } from "./cards.js";
import { all, change, refresh, speak, translate, whenChanged } from "./changing.js";
import { fillChoosers, hideChoosers } from "./choosers.js";
import { byId } from "./dom.js";
import { connectAddress, keepAddress } from "./going.js";
import { fold } from "./fold.js";
import { connectKeys } from "./keys.js";
import { connectLight } from "./light.js";
import { FILTERS, agreements, data, picture, show, state } from "./page.js";
import { connectPrinting } from "./printing.js";
import { paint, connectSaving, svgText } from "./saving.js";
import { matches, connectSearch } from "./search.js";
import { standing } from "./selection.js";
import { connectTable } from "./table.js";
import { connectTime } from "./time.js";

function connect() {
  connectTime();
  connectSearch();
  connectSaving();
  connectPrinting();
  connectTable();
  connectLight();
  byId("reset").addEventListener("click", () => {
    change(Object.fromEntries(FILTERS.map((name) => [name, null])), true);
    fillChoosers();
  });
  for (const select of all("#choosers select")) {
    select.addEventListener("change", () => change({ [select.id]: select.value || null }, true));
  }
  for (const button of all("[data-lang]")) button.addEventListener("click", () => speak(button.dataset.lang));
  byId("zoom-in").addEventListener("click", () => picture.zoom(1.3));
  byId("zoom-out").addEventListener("click", () => picture.zoom(1 / 1.3));
  byId("fit").addEventListener("click", () => picture.fit());
  connectKeys();
  document.addEventListener("keydown", (event) => event.key === "Escape" && closeCard());
}

/** @param {Picture} made */
export function start(made) {
  show(made);
  connect();
  translate();
  refresh();
  hideChoosers();
  if (matchMedia("(max-width: 760px)").matches) for (const id of ["options", "key"]) byId(id).open = false;
  whenChanged(keepAddress);
  whenCardMoves(() => keepAddress(true));
  connectAddress();
  Object.assign(window, {
    jumelage: {
      data, state, change, chosen, matches, showAgreement, showPlace, svgText, paint, picture,
      fold: /** @param {string} text */ (text) => fold(text, data.kanji),
      standing: /** @param {string} id @param {number | null} [year] */ (id, year = state.year) =>
        agreements[id] && standing(agreements[id], year),
    },
  });
}
