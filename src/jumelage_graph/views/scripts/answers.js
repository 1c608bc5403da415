// What the picture shows of the record, counted and said in one sentence.

/** @import { Chosen, Standing } from "./types.js" */

import { agreements, record, state } from "./page.js";
import { alive, filtered, meets, select, standing, wanted, yearsOf } from "./selection.js";
import { number, pair, word } from "./words.js";

export const years = yearsOf(record, state.year);

/** @param {number | null} [year] */
export const chosen = (year = state.year) => select(record, state, year);

export const undated = () =>
  Object.values(agreements).filter((a) => meets(record, a, state) && standing(a, state.year) === "undated");

/** @param {string} id */
export const attended = (id) => record.attendance[id] ?? [];

/** @param {Chosen} found */
export function summary(found) {
  return [filterLine(), counted(found)].filter(Boolean).join(" – ");
}

/** The filters chosen, by their names: "Kind: friendship". @param {string[]} [which] all, where left out */
export function filterLine(which) {
  return record.filters.filter(({ name }) => !which || which.includes(name)).flatMap((one) => {
    const value = wanted(one, state);
    return value ? [pair(word(one.name), value.names[state.lang])] : [];
  }).join(" · ");
}

/** @param {Chosen} found */
function counted(found) {
  const stands = [...found.values()];
  const count = /** @param {Standing} wanted */ (wanted) => number(stands.filter((s) => s === wanted).length);
  const living = Object.values(agreements).filter((a) => found.has(a.id) && alive(a, state.year)).length;
  const size = { count: number(found.size), all: number(Object.keys(agreements).length) };
  return state.year === null
    ? word(filtered(record, state) ? "count_some" : "count_all", { ...size, undated: count("undated") })
    : word("count_year", {
      year: state.year, evidence: number(living),
      certain: count("certain"), presumed: count("presumed"), possible: count("possible"),
    });
}

export function emptiness() {
  const early = state.year !== null && state.year < years.first;
  return [word("empty"), early ? word("empty_before", { first: years.first }) : word("empty_filters")].join(" ");
}
