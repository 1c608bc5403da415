// The keyboard: arrows step from mark to mark, Enter opens the card, digits and signs zoom, space plays the years.

import { showPlace } from "./cards.js";
import { byId } from "./dom.js";
import { picture } from "./page.js";
import { play, stepYears } from "./time.js";
import { placeName } from "./words.js";

/** @type {string | undefined} */
let current;

/** @returns {any[]} the marks of a picture in SVG, in the order in which they are drawn */
const marks = () => [...byId("picture").querySelectorAll("[role=button]")];

/**
 * @template T
 * @param {T[]} items
 * @param {T | undefined} from
 * @param {number} by
 */
function next(items, from, by) {
  const at = from === undefined ? -1 : items.indexOf(from);
  if (at < 0) return by > 0 ? items[0] : items.at(-1);
  return items[(at + by + items.length) % items.length];
}

/** @param {number} by */
function step(by) {
  if (marks().length) return stepMarks(by);
  if (picture.places().length) return stepPlaces(by);
  return stepYears(by);
}

/** @param {number} by */
function stepMarks(by) {
  const mark = next(marks(), document.activeElement, by);
  mark.focus({ preventScroll: true });
  mark.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** @param {number} by */
function stepPlaces(by) {
  current = next(picture.places(), current, by);
  if (current === undefined) return;
  picture.focus(current);
  byId("picture").setAttribute("aria-label", placeName(current));
}

/** @param {Element | null} mark */
function open(mark) {
  if (mark && marks().includes(mark)) mark.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  else if (current) (picture.open ?? showPlace)(current);
}

/** @param {KeyboardEvent} event */
function keyed(event) {
  /** @type {Record<string, number>} */
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  /** @type {Record<string, () => void>} */
  const acts = {
    "+": () => picture.zoom(1.3), "-": () => picture.zoom(1 / 1.3), 0: () => picture.fit(),
    ...(byId("play").hidden ? {} : { " ": play }),
    Enter: () => open(document.activeElement),
  };
  const by = steps[event.key];
  if (by) step(by);
  else if (acts[event.key]) acts[event.key]?.();
  else return;
  event.preventDefault();
}

export const connectKeys = () => byId("picture").addEventListener("keydown", keyed);
