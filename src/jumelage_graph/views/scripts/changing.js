// Changes what is shown: the state, then the picture and everything beside it that speaks of it.

/** @import { State } from "./types.js" */

import { chosen, emptiness, summary, undated, years } from "./answers.js";
import { agreementButton, redrawCard } from "./card.js";
import { showAgreement } from "./cards.js";
import { fillChoosers, followChoice } from "./choosers.js";
import { showTable } from "./table.js";
import { dateName, number, word } from "./words.js";
import { byId, element } from "./dom.js";
import { entryLine } from "./legend.js";
import { relight } from "./light.js";
import { data, picture, record, state } from "./page.js";

/** @type {((step: boolean) => void) | undefined} */
let changed;

/** @param {(step: boolean) => void} after is called when something else is shown */
export function whenChanged(after) {
  changed = after;
}

/**
 * @param {Partial<State>} changes
 * @param {boolean} [step] whether the browser's way back leads to what was shown before
 */
export function change(changes, step = false) {
  Object.assign(state, changes);
  refresh();
  changed?.(step);
}

export function refresh() {
  const found = chosen();
  picture.update(found);
  byId("summary").textContent = picture.summary?.(found) ?? summary(found);
  const empty = byId("empty");
  empty.hidden = !(picture.empty ? picture.empty(found) : !found.size);
  empty.textContent = picture.emptyText?.() ?? emptiness();
  showTime();
  showUndated();
  followChoice();
  byId("legend").replaceChildren(...picture.legend().map(entryLine));
  showTable();
  relight();
}

function showTime() {
  const slider = byId("year");
  slider.value = state.year ?? years.max;
  const text = state.year === null ? word("all_years") : String(state.year);
  slider.setAttribute("aria-valuetext", text);
  byId("shown-year").textContent = state.year === null ? "" : text;
  byId("all-years").setAttribute("aria-pressed", state.year === null);
}

function showUndated() {
  const left = picture.filters ? [] : undated();
  const box = byId("undated");
  box.hidden = !left.length;
  box.querySelector("summary").textContent = `${word("undated")} (${number(left.length)})`;
  box.querySelector("ul").replaceChildren(
    ...left.map((a) => element("li", {}, agreementButton(a.id, showAgreement))),
  );
}

/** All words of the page in the language chosen. */
export function translate() {
  document.documentElement.lang = state.lang;
  document.title = word(`title_${data.view}`);
  for (const made of all("[data-word]")) made.textContent = word(made.dataset.word);
  for (const made of all("[data-label]")) {
    made.setAttribute("aria-label", word(made.dataset.label));
    if (made.tagName === "BUTTON") made.title = word(made.dataset.label);
  }
  for (const made of all("[data-hint]")) made.placeholder = word(made.dataset.hint);
  for (const made of all("[data-lang]")) made.setAttribute("aria-pressed", made.dataset.lang === state.lang);
  byId("coverage").textContent = data.coverage[state.lang];
  byId("read-until").textContent = record.last_day ? word("read_until", { date: dateName(record.last_day) }) : "";
  fillChoosers();
}

/** @param {string} lang */
export function speak(lang) {
  state.lang = /** @type {import("./types.js").Lang} */ (lang);
  translate();
  redrawCard();
  change({}, true);
}

/** @param {string} selector @returns {any[]} */
export const all = (selector) => [...document.querySelectorAll(selector)];
