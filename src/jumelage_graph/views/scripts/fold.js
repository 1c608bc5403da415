// The search key of a text, as the dataset writes it: tests/folding.json holds a case of each rule.

/** @type {Record<string, string>} */
const SAINTS = { st: "saint", ste: "sainte" };
const KANJI = "\u3400-\u9fff\uf900-\ufaff";
const JAPANESE = `[々ぁ-ゖー${KANJI}]`;
const BESIDE = new RegExp(`(?<=${JAPANESE}) | (?=${JAPANESE})`, "gu");
const BETWEEN = new RegExp(`(?<=[${KANJI}])が(?=[${KANJI}])`, "gu");

/**
 * The text without case, accents, macrons or width, each letter and kanji in the form that stands for its variants.
 * @param {string} text
 * @param {Record<string, string>} kanji the new form of each old one
 */
export function fold(text, kanji = {}) {
  const wide = text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss");
  const kana = wide.replace(/[\u30a1-\u30f6]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
  const parts = kana.replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFD");
  const kept = parts.replace(/\p{M}/gu, (c) => (c === "\u3099" || c === "\u309a" ? c : "")).normalize("NFC");
  const words = kept.replace(/[^\p{L}\p{N}ー]/gu, " ").trim().split(/ +/);
  return japanese(words.map((each) => SAINTS[each] ?? each).join(" "), kanji);
}

/** @param {string} key @param {Record<string, string>} kanji */
function japanese(key, kanji) {
  const plain = key.replace(/ゔ([ぁぃぇぉ]?)/g, (_, small) => (small ? "ばびべぼ".charAt("ぁぃぇぉ".indexOf(small)) : "ぶ"));
  const large = plain.replaceAll("ゖ", "け").replaceAll("ゕ", "か");
  return [...large].map((c) => kanji[c] ?? c).join("").replace(BETWEEN, "け").replace(BESIDE, "");
}
