// The locales of the languages, and EDTF dates as a place on an axis; in the reader's form they come with the data.

export const LOCALES = { en: "en-GB", fr: "fr-FR", ja: "ja-JP" };

/**
 * A day as a decimal year; of an interval its beginning.
 * @param {string} iso
 */
export function decimalYear(iso) {
  const [year = 0, month = 1, day = 1] = (iso.split("/")[0] ?? "").replace(/[?~%]/g, "").split("-").map(Number);
  return year + (month - 1) / 12 + (day - 1) / 365;
}
