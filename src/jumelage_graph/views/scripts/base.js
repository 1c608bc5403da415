// The page's data, its words, and the few ways to make an element. Texts of the record are only ever set as text.

const data = JSON.parse(document.getElementById("data").textContent);
const record = data.record;
const governments = record.governments;
const agreements = record.agreements;
const byId = (id) => document.getElementById(id);

const state = {
  ...data.choice,
  size: data.choice.measure,
  colour: "country",
  view: "agreements",
};

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  return dress(made, attributes, children);
}

function shape(tag, attributes = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function dress(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

function word(key, values = {}) {
  return data.words[key][state.lang].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function conceptName(scheme, slug) {
  return record.concepts[scheme]?.[slug]?.[state.lang] ?? slug;
}

function goalName(number) {
  return `${number} ${record.goals[number]?.[state.lang] ?? ""}`.trim();
}

const placeName = (id) => governments[id]?.names[state.lang] ?? id;

// A name that another language lends keeps its true language for screen readers.
function placeLanguage(id) {
  return governments[id]?.borrowed[state.lang] ?? state.lang;
}

function editionName(number) {
  const edition = record.editions[number];
  return `${number}. ${placeName(edition.host)} ${edition.start.slice(0, 4)}`;
}

function agreementName(id) {
  return agreements[id].parties.map(placeName).join(" – ");
}

// The search key of a text, as the dataset writes it: no case, accents, macrons or width, hiragana for katakana.
function fold(text) {
  const wide = text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss");
  const kana = wide.replace(/[\u30a1-\u30f6]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
  const parts = kana.replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFD");
  const kept = parts.replace(/\p{M}/gu, (c) => (c === "\u3099" || c === "\u309a" ? c : "")).normalize("NFC");
  return kept.replace(/[^\p{L}\p{N}ー]/gu, " ").trim().split(/ +/).join(" ");
}

const LOCALES = { en: "en-GB", fr: "fr-FR", ja: "ja-JP" };

const number = (value, digits = 0) =>
  value.toLocaleString(LOCALES[state.lang], { maximumFractionDigits: digits });

// An EDTF date in the reader's form: 12 October 1973, 1973年10月12日; "?" and "~" are kept as marks.
function dateName(edtf) {
  if (!edtf) return word("no_date");
  if (edtf.includes("/")) return edtf.split("/").map((end) => (end && end !== ".." ? dateName(end) : "…")).join(" – ");
  const marks = edtf.replace(/[^?~%]/g, "");
  const [year, month, day] = edtf.replace(/[?~%]/g, "").split("-");
  if (!/^\d{4}$/.test(year) || (month && !(month >= 1 && month <= 12))) return edtf;
  const at = new Date(Date.UTC(+year, (month ?? 1) - 1, day ?? 1));
  const form = { timeZone: "UTC", year: "numeric", month: month && "long", day: day && "numeric" };
  const text = new Intl.DateTimeFormat(LOCALES[state.lang], form).format(at);
  return marks ? `${text} (${marks})` : text;
}

function sorted(items, name) {
  const collator = new Intl.Collator(LOCALES[state.lang], { numeric: true });
  return [...items].sort((a, b) => collator.compare(name(a), name(b)));
}

// Japanese lists go by kana.
function sortName(id) {
  return (state.lang === "ja" && governments[id]?.kana) || placeName(id);
}

function kindStyle(kind) {
  return data.palette.kinds[kind] ?? data.palette.other;
}
