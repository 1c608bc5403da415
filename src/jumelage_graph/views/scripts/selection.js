// Which agreements meet the filters, and how each stands in a year.

/** @import { Agreement, Chosen, Filters, Standing, TheRecord } from "./types.js" */

/** @param {TheRecord} record @param {Filters} filters */
export const filtered = (record, filters) => record.filters.some(({ name }) => filters[name]);

/**
 * The value of a filter that is chosen; undefined where none is.
 * @param {TheRecord["filters"][number]} filter
 * @param {Filters} filters
 */
export const wanted = ({ name, values }, filters) => values.find((one) => one.value === String(filters[name] ?? ""));

/**
 * The first year of an agreement, and the years through which the slider goes; a year chosen widens them.
 * @param {TheRecord} record
 * @param {number | null} year
 */
export function yearsOf(record, year) {
  const starts = Object.values(record.agreements).map((a) => a.periods[0]?.first).filter(Boolean).sort();
  const first = +(starts[0] ?? "1958").slice(0, 4);
  const last = Math.max(+(record.last_day || "2000").slice(0, 4), first);
  return { first, min: Math.min(first - 8, year ?? first), max: Math.max(last, year ?? last) };
}

/** @type {Standing[]} The surest first. */
const STANDINGS = ["certain", "presumed", "possible"];

/** In force as far as the record tells. @param {Standing} stands */
export const firm = (stands) => stands === "certain" || stands === "presumed";

/**
 * The surest standing of the periods that touch the year; without a year, of all.
 * @param {Agreement} agreement
 * @param {number | null} year
 * @returns {Standing}
 */
export function standing(agreement, year) {
  if (!agreement.periods.length) return "undated";
  const [first, last] = year === null ? ["", "9999-12-31"] : daysOf(year);
  const touched = agreement.periods.filter((p) => p.first <= last && (!p.last || p.last >= first));
  return STANDINGS.find((name) => touched.some((p) => p.standing === name)) ?? "none";
}

/** @param {number} year @returns {[string, string]} its first and last day */
function daysOf(year) {
  const digits = String(year).padStart(4, "0");
  return [`${digits}-01-01`, `${digits}-12-31`];
}

/**
 * Whether a sign of life is known in the year or later.
 * @param {Agreement} agreement
 * @param {number | null} year
 */
export const alive = (agreement, year) => year === null || agreement.evidence >= daysOf(year)[0];

/**
 * @param {TheRecord} record
 * @param {Agreement} agreement
 * @param {Filters} filters
 */
export const meets = (record, agreement, filters) => record.filters.every((one) =>
  !filters[one.name] || wanted(one, filters)?.of.includes(agreement.id));

/**
 * How each agreement that meets the filters stands; those not in force in the year are left out.
 * @param {TheRecord} record
 * @param {Filters} filters
 * @param {number | null} year
 * @returns {Chosen}
 */
export function select(record, filters, year) {
  /** @type {Chosen} */
  const found = new Map();
  for (const agreement of Object.values(record.agreements)) {
    if (!meets(record, agreement, filters)) continue;
    const stands = standing(agreement, year);
    const left = stands === "none" || (stands === "undated" && year !== null);
    if (!left) found.set(agreement.id, stands);
  }
  return found;
}
