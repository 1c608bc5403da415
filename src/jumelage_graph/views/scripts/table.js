// The data behind the picture as a table: for the keyboard, for screen readers, and to take along.

/** @import { Chosen, Grid } from "./types.js" */

import { chosen } from "./answers.js";
import { byId, element } from "./dom.js";
import { agreements, picture } from "./page.js";
import { fileName, save } from "./saving.js";
import { agreementName, conceptName, dateName, number, sorted, word } from "./words.js";

/** @param {Chosen} found @returns {Grid} */
function agreementGrid(found) {
  const rows = [...found.keys()].flatMap((id) => {
    const a = agreements[id];
    if (!a) return [];
    const date = a.acts.find((act) => act.id === a.dating)?.edtf ?? "";
    return [{ a, date, name: agreementName(id) }];
  });
  return {
    head: ["agreement", "kind", "status", "date", "distance"].map((key) => word(`table_${key}`)),
    rows: sorted(rows, (row) => `${row.date || "9999"} ${row.name}`).map(({ a, date, name }) => [
      name, conceptName("agreement-kinds", a.kind), conceptName("statuses", a.status), dateName(date),
      a.kilometres ? `${number(a.kilometres)} km` : "",
    ]),
  };
}

const grid = () => picture.table?.(chosen()) ?? agreementGrid(chosen());

const PAGE = 200;
let page = 0;

/** @param {string[][]} rows the rows of the page that is shown; the buttons lead to the others */
function paged(rows) {
  const last = Math.max(0, Math.ceil(rows.length / PAGE) - 1);
  page = Math.min(page, last);
  const turn = /** @param {number} by @param {string} sign @param {string} key */ (by, sign, key) => {
    const onclick = () => {
      page += by;
      showTable();
    };
    const disabled = page + by < 0 || page + by > last;
    return element("button", { type: "button", "aria-label": word(key), disabled, onclick }, sign);
  };
  const at = `${number(page * PAGE + 1)}–${number(Math.min(rows.length, (page + 1) * PAGE))}`;
  const turns = [turn(-1, "‹", "table_before"), at, turn(1, "›", "table_after")];
  byId("table-pages").replaceChildren(...(last ? turns : []));
  return rows.slice(page * PAGE, (page + 1) * PAGE);
}

/** Fills the table where it is open; its heading then says how many rows there are. */
export function showTable() {
  const box = byId("table");
  const heading = box.querySelector("summary");
  heading.textContent = word("table");
  if (!box.open) return;
  const { head, rows } = grid();
  heading.textContent = `${word("table")} (${number(rows.length)})`;
  const cells = /** @param {string[]} row */ (row) => row.map((text, i) => {
    const kind = /^[\d.,\s\u202f]+( km)?$/.test(text) ? "number" : null;
    return element(i ? "td" : "th", { scope: i ? null : "row", class: kind }, text);
  });
  box.querySelector("thead").replaceChildren(
    element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text))),
  );
  box.querySelector("tbody").replaceChildren(...paged(rows).map((row) => element("tr", {}, ...cells(row))));
}

/** @param {string} text */
const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** @param {Grid} of the table as CSV (RFC 4180) */
export const csv = ({ head, rows }) => [head, ...rows].map((row) => `${row.map(quoted).join(",")}\r\n`).join("");

export function connectTable() {
  byId("table").addEventListener("toggle", showTable);
  byId("save-table").addEventListener("click", () => {
    save(new Blob(["\ufeff", csv(grid())], { type: "text/csv" }), fileName("csv"));
  });
}
