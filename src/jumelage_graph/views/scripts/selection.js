// Which agreements meet the filters, and how each stands in a year.

/** @import { Agreement, Chosen, Filters, Standing, TheRecord } from "./types.js" */

/** @type {(keyof Filters)[]} */
export const FILTERS = ["kind", "status", "field", "goal", "edition", "region"];

/** @param {Filters} filters */
export const filtered = (filters) => FILTERS.some((name) => filters[name]);

/**
 * The first year of an agreement, and the years through which the slider goes; a year chosen widens them.
 * @param {TheRecord} record
 * @param {number | null} year
 */
export function yearsOf(record, year) {
  const starts = Object.values(record.agreements).map((a) => a.maybe_since || a.since).filter(Boolean).sort();
  const first = +(starts[0] ?? "1958").slice(0, 4);
  const last = Math.max(+(record.last_day || "2000").slice(0, 4), first);
  return { first, min: Math.min(first - 8, year ?? first), max: Math.max(last, year ?? last) };
}

/**
 * "certain", "possible", "undated", "before" or "over": in force on some day of the year; without a year, ever.
 * @param {Agreement} agreement
 * @param {number | null} year
 * @returns {Standing}
 */
export function standing(agreement, year) {
  if (!agreement.maybe_since && !agreement.since) return "undated";
  const starts = year === null ? "9999" : `${year}-12-31`;
  if (year !== null && agreement.until && agreement.until <= `${year}-01-01`) return "over";
  if (agreement.since && agreement.since <= starts) return "certain";
  return agreement.maybe_since && agreement.maybe_since <= starts ? "possible" : "before";
}

/**
 * Whether a sign of life is known in the year or later.
 * @param {Agreement} agreement
 * @param {number | null} year
 */
export const alive = (agreement, year) => year === null || agreement.evidence >= `${year}-01-01`;

/**
 * @param {TheRecord} record
 * @param {Agreement} agreement
 * @param {Filters} filters
 */
export function meets(record, agreement, filters) {
  const { kind, status, field, goal, edition, region } = filters;
  const came = /** @param {string} id */ (id) => (record.attendance[id] ?? []).includes(+(edition ?? 0));
  return (
    (!kind || agreement.kind === kind) &&
    (!status || agreement.status === status) &&
    (!field || agreement.fields.includes(field)) &&
    (!goal || agreement.goals.includes(+goal)) &&
    (!edition || agreement.parties.some(came)) &&
    (!region || agreement.parties.some((id) => record.governments[id]?.region === region))
  );
}

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
    const shown = stands === "certain" || stands === "possible" || (stands === "undated" && year === null);
    if (shown) found.set(agreement.id, stands);
  }
  return found;
}
