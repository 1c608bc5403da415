// A list: choose by facets, sort by a column, copy what is shown; what is chosen stands in the address.

import { copying } from "./spreadsheet.js";

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("facets"));
const table = /** @type {HTMLTableElement} */ (document.getElementById("rows"));
const rows = [...(table.tBodies[0]?.rows ?? [])];
const boxes = /** @type {HTMLInputElement[]} */ ([...(form?.querySelectorAll("input") ?? [])]);
const names = [...new Set(boxes.map((box) => box.name))];
const count = /** @type {HTMLElement} */ (document.getElementById("count"));
const whole = count.textContent;
const values = new Map(rows.map((row) => [row, held(row)]));
const headings = table.tHead?.rows[0]?.cells ?? [];
const order = new Intl.Collator(document.documentElement.lang, { numeric: true });

/** The values of a row, by facet. @param {HTMLTableRowElement} row */
function held(row) {
  const slugs = (/** @type {string} */ name) => (row.getAttribute(`data-${name.toLowerCase()}`) ?? "").split(" ");
  return new Map(names.map((name) => [name, new Set(slugs(name))]));
}

/** What is chosen of each facet. */
function chosen() {
  const of = (/** @type {string} */ name) => boxes.filter((box) => box.name === name && box.checked);
  return new Map(names.map((name) => [name, of(name).map((box) => box.value)]));
}

/**
 * Whether a row has one of what is chosen of each facet; one facet may be left out.
 * @param {HTMLTableRowElement} row
 * @param {Map<string, string[]>} wanted
 * @param {string} [but]
 */
function meets(row, wanted, but) {
  return names.every((name) => {
    const some = wanted.get(name) ?? [];
    return name === but || !some.length || some.some((value) => values.get(row)?.get(name)?.has(value));
  });
}

function show() {
  const wanted = chosen();
  const left = rows.filter((row) => meets(row, wanted));
  for (const row of rows) row.hidden = true;
  for (const row of left) row.hidden = false;
  const any = boxes.some((box) => box.checked);
  const said = (count.dataset.shown ?? "").replace("{shown}", `${left.length}`).replace("{all}", `${rows.length}`);
  count.textContent = any ? said : whole;
  const none = document.getElementById("none");
  if (none) none.hidden = left.length > 0;
  for (const name of names) recount(name, rows.filter((row) => meets(row, wanted, name)));
}

/**
 * The counts of a facet do not heed its own choices.
 * @param {string} name
 * @param {HTMLTableRowElement[]} left
 */
function recount(name, left) {
  for (const box of boxes.filter((one) => one.name === name)) {
    const found = left.filter((row) => values.get(row)?.get(name)?.has(box.value)).length;
    const shown = box.parentElement?.querySelector(".count");
    if (shown) shown.textContent = String(found);
    box.disabled = !found && !box.checked;
  }
}

function keep() {
  const asked = new URLSearchParams();
  for (const box of boxes.filter((one) => one.checked)) asked.append(box.name, box.value);
  const sorted = [...headings].find((heading) => heading.ariaSort);
  if (sorted) asked.set("sort", `${sorted.ariaSort === "descending" ? "-" : ""}${[...headings].indexOf(sorted)}`);
  history.pushState(null, "", `${location.pathname}${asked.size ? "?" : ""}${asked}`);
}

function restore() {
  const asked = new URLSearchParams(location.search);
  for (const box of boxes) {
    box.checked = asked.getAll(box.name).includes(box.value);
    if (box.checked) box.closest("details")?.setAttribute("open", "");
  }
  const column = asked.get("sort");
  if (column && headings[Math.abs(Number(column))]) sort(Math.abs(Number(column)), column.startsWith("-"));
  show();
}

/**
 * @param {number} column
 * @param {boolean} downwards
 */
function sort(column, downwards) {
  for (const heading of headings) heading.removeAttribute("aria-sort");
  headings[column]?.setAttribute("aria-sort", downwards ? "descending" : "ascending");
  const keyed = rows.map((row) => ({ row, by: key(row.cells[column]) }));
  const way = downwards ? -1 : 1;
  keyed.sort(({ by: a }, { by: b }) => (a && b ? order.compare(a, b) * way : Number(!a) - Number(!b)));
  table.tBodies[0]?.append(...keyed.map(({ row }) => row));
}

/** The headings and the rows that are shown, as they stand, as texts. */
function copied() {
  const shown = [...(table.tBodies[0]?.rows ?? [])].filter((row) => !row.hidden);
  return [[...headings].map((heading) => heading.textContent ?? ""), ...shown.map((row) => [...row.cells].map(text))];
}

/** What a cell says, several values with semicolons between them. @param {HTMLTableCellElement} cell */
function text(cell) {
  const items = [...cell.querySelectorAll("li")];
  return items.length ? items.map((item) => item.textContent).join("; ") : (cell.textContent ?? "");
}

/** What a cell is sorted by; those without anything stand last. @param {HTMLTableCellElement | undefined} cell */
function key(cell) {
  return cell?.dataset.value ?? cell?.textContent?.trim() ?? "";
}

for (const heading of headings) {
  const button = document.createElement("button");
  button.type = "button";
  button.title = heading.dataset.sort ?? "";
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener("click", () => {
    sort([...headings].indexOf(heading), heading.ariaSort === "ascending");
    keep();
  });
}
form?.addEventListener("change", () => { show(); keep(); });
form?.addEventListener("reset", () => setTimeout(() => { show(); keep(); }));
addEventListener("popstate", restore);
if (form) form.hidden = false;
const copy = document.getElementById("copy");
if (copy) copying(copy, copied);
restore();
