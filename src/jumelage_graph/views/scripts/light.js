// Linked highlighting: what belongs together stays bright, all else dims; on the picture, from the legend and a card.

import { byId } from "./dom.js";
import { picture } from "./page.js";

/** @type {string[] | null} what a card or the search has chosen; it shines while nothing else is pointed at */
let pinned = null;

/**
 * Marks carry in `data-of` the keys of what they stand for (ids of agreements, mostly), spaces between.
 * @param {string[] | null} keys null, or keys of nothing that is shown, lights everything
 */
function light(keys) {
  const lit = new Set(keys);
  const marks = [...byId("picture").querySelectorAll("[data-of]")];
  const shining = new Set(marks.filter((mark) => keysOf(mark).some((key) => lit.has(key))));
  for (const mark of marks) mark.classList.toggle("dim", shining.size > 0 && !shining.has(mark));
  picture.light?.(keys ? lit : null);
}

/** @param {any} mark @returns {string[]} */
const keysOf = (mark) => (mark.dataset.of ? mark.dataset.of.split(" ") : []);

/** @param {any} mark @returns {string[]} what shines when it is pointed at: itself, where it does not say more */
const lightsOf = (mark) => (mark.dataset.lights ? mark.dataset.lights.split(" ") : keysOf(mark));

/** @param {string[] | null} keys */
export function pin(keys) {
  pinned = keys?.length ? keys : null;
  light(pinned);
}

/** The light as it was, on marks that have been drawn anew. */
export const relight = () => light(pinned);

/** @param {string[] | null} keys what is pointed at; null: nothing any more */
export const point = (keys) => light(keys ?? pinned);

export function connectLight() {
  for (const id of ["picture", "legend"]) {
    const box = byId(id);
    for (const kind of ["pointerover", "focusin"]) {
      box.addEventListener(kind, (/** @type {Event} */ event) => {
        const mark = /** @type {Element} */ (event.target).closest("[data-of]");
        point(mark ? lightsOf(mark) : null);
      });
    }
    for (const kind of ["pointerleave", "focusout"]) box.addEventListener(kind, () => point(null));
  }
}
