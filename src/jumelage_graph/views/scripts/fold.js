// The search key of a text, as the dataset writes it.

/**
 * The text without case, accents, macrons or width, hiragana for katakana.
 * @param {string} text
 */
export function fold(text) {
  const wide = text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss");
  const kana = wide.replace(/[\u30a1-\u30f6]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
  const parts = kana.replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFD");
  const kept = parts.replace(/\p{M}/gu, (c) => (c === "\u3099" || c === "\u309a" ? c : "")).normalize("NFC");
  return kept.replace(/[^\p{L}\p{N}ー]/gu, " ").trim().split(/ +/).join(" ");
}
