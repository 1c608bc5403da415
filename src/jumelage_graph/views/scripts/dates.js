// EDTF dates: in the reader's form, and as a place on an axis.

/** @import { Lang } from "./types.js" */

export const LOCALES = { en: "en-GB", fr: "fr-FR", ja: "ja-JP" };

/**
 * An EDTF date in the reader's form: 12 October 1973, 1973年10月12日; "?" and "~" are kept as marks.
 * @param {string} edtf
 * @param {Lang} lang
 * @returns {string}
 */
export function dateText(edtf, lang) {
  if (edtf.includes("/")) {
    return edtf.split("/").map((end) => (end && end !== ".." ? dateText(end, lang) : "…")).join(" – ");
  }
  const marks = edtf.replace(/[^?~%]/g, "");
  const [year = "", month, day] = edtf.replace(/[?~%]/g, "").split("-");
  if (!/^\d{4}$/.test(year) || (month && !(+month >= 1 && +month <= 12))) return edtf;
  const at = new Date(Date.UTC(+year, +(month ?? 1) - 1, +(day ?? 1)));
  /** @type {Intl.DateTimeFormatOptions} */
  const form = { timeZone: "UTC", year: "numeric" };
  if (month) form.month = "long";
  if (day) form.day = "numeric";
  const text = new Intl.DateTimeFormat(LOCALES[lang], form).format(at);
  return marks ? `${text} (${marks})` : text;
}

/**
 * A day as a decimal year; of an interval its beginning.
 * @param {string} iso
 */
export function decimalYear(iso) {
  const [year = 0, month = 1, day = 1] = (iso.split("/")[0] ?? "").replace(/[?~%]/g, "").split("-").map(Number);
  return year + (month - 1) / 12 + (day - 1) / 365;
}
