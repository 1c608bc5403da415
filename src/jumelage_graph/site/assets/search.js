// Search in every spelling, as one types: the index is read when the box is first used.

import { fold } from "../../views/scripts/fold.js";

/**
 * @typedef {{ path: string, names: string[], keys: string[] }} Entry
 * @typedef {{ languages: string[], entries: [string, string[], ...string[]][] }} Index
 */

const MOST = 12;

/**
 * How well a folded text is met: 0 the whole key, 1 its beginning, 2 the beginning of a word, 3 within, 4 each word of
 * the text somewhere; none: Infinity.
 * @param {string[]} keys
 * @param {string} text
 */
export function rank(keys, text) {
  const ranks = keys.map((key) => {
    const at = key.indexOf(text);
    if (at === 0) return key.length === text.length ? 0 : 1;
    return at > 0 ? (key.includes(` ${text}`) ? 2 : 3) : Infinity;
  });
  const best = Math.min(...ranks);
  if (best < Infinity || !text.includes(" ")) return best;
  return text.split(" ").every((word) => keys.some((key) => key.includes(word))) ? 4 : Infinity;
}

/**
 * The entries that a typed text finds, the best first.
 * @param {Entry[]} entries
 * @param {string} typed
 */
export function find(entries, typed) {
  const text = fold(typed);
  if (!text) return [];
  const ranked = entries.map((entry) => ({ entry, rank: rank(entry.keys, text) })).filter((hit) => hit.rank < Infinity);
  return ranked.sort((a, b) => a.rank - b.rank).map((hit) => hit.entry);
}

/** @type {Promise<{ entries: Entry[], place: number }> | undefined} */
let reading;

/** The index of the site, read once. @param {string} root */
export function index(root) {
  reading ??= fetch(`${root}search.json`)
    .then((answer) => answer.json())
    .then((/** @type {Index} */ read) => ({
      entries: read.entries.map(([path, names, ...keys]) => ({ path, names, keys })),
      place: read.languages.indexOf(document.documentElement.lang),
    }));
  return reading;
}

/** Whether a key belongs to an input method that is composing. @param {KeyboardEvent} event */
export function composing(event) {
  return event.isComposing || event.keyCode === 229;
}

/** What a name shows in the language of the page. @param {Entry} entry @param {number} place */
export const called = (entry, place) => entry.names[place] ?? entry.names[0] ?? "";

/** The box with the list below it. @param {HTMLFormElement} form */
export function start(form) {
  const box = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const list = /** @type {HTMLElement} */ (form.querySelector("[role=listbox]"));
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const { root = "", home = "", none = "", found = "" } = form.dataset;
  const choice = new Choice(box, list);

  async function show() {
    const { entries, place } = await index(root);
    const hits = find(entries, box.value);
    list.replaceChildren(...hits.slice(0, MOST).map((hit, n) => option(hit, n, home, place)));
    status.textContent = box.value.trim() ? (hits.length ? found.replace("{count}", String(hits.length)) : none) : "";
    choice.open(hits.length > 0);
  }

  function go() {
    const { to } = choice.chosen?.dataset ?? {};
    if (to) location.assign(to);
    else if (box.value.trim()) location.assign(`${home}search.html?q=${encodeURIComponent(box.value)}`);
  }

  box.addEventListener("focus", () => index(root), { once: true });
  box.addEventListener("input", show);
  box.addEventListener("keydown", (event) => {
    if (composing(event)) return;
    if (event.key === "Enter") go();
    else if (event.key === "Escape") choice.leave();
    else if (!choice.step(event.key)) return;
    event.preventDefault();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("focusout", (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) choice.open(false);
  });
  form.hidden = false;
}

/** Which option of the list is active: the pattern of a combobox, whose focus stays in its box. */
class Choice {
  /**
   * @param {HTMLInputElement} box
   * @param {HTMLElement} list
   */
  constructor(box, list) {
    this.box = box;
    this.list = list;
    this.active = -1;
  }

  get options() {
    return /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll("[role=option]")]);
  }

  get chosen() {
    return this.options[this.active];
  }

  /** @param {boolean} shown */
  open(shown) {
    this.list.hidden = !shown;
    this.box.ariaExpanded = String(shown);
    this.choose(-1);
  }

  leave() {
    if (this.list.hidden) this.box.value = "";
    this.open(false);
  }

  /** Whether a key has moved the choice. @param {string} key */
  step(key) {
    const count = this.options.length;
    if (this.list.hidden || !count || !["ArrowDown", "ArrowUp"].includes(key)) return false;
    const places = count + 1;  // one of them is the box itself
    const to = this.active + 1 + (key === "ArrowDown" ? 1 : places - 1);
    this.choose((to % places) - 1);
    return true;
  }

  /** @param {number} number */
  choose(number) {
    this.active = number;
    this.options.forEach((each, n) => each.setAttribute("aria-selected", String(n === number)));
    if (this.chosen) this.box.setAttribute("aria-activedescendant", this.chosen.id);
    else this.box.removeAttribute("aria-activedescendant");
    this.chosen?.scrollIntoView({ block: "nearest" });
  }
}

/**
 * @param {Entry} hit
 * @param {number} number
 * @param {string} home
 * @param {number} place
 */
function option(hit, number, home, place) {
  const made = document.createElement("li");
  const name = called(hit, place);
  made.role = "option";
  made.id = `hit-${number}`;
  made.dataset.to = `${home}${hit.path}.html`;
  const others = [...new Set(hit.names)].filter((each) => each !== name).join(" · ");
  made.append(name, Object.assign(document.createElement("small"), { textContent: ` ${others}` }));
  made.addEventListener("mousedown", (event) => event.preventDefault());
  made.addEventListener("click", () => location.assign(made.dataset.to ?? ""));
  return made;
}
