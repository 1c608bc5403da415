// The legend: what each mark of the picture means. One list of entries serves the page and the saved picture.

/** @import { Entry } from "./types.js" */

import { chosen, undated } from "./answers.js";
import { element, shape, text } from "./dom.js";
import { kinds, typeColour, types } from "./marks.js";
import { agreements, data, state } from "./page.js";
import { conceptName, kindStyle, number, pair, word } from "./words.js";

const WIDE = 44;
const HIGH = 14;
/** Height of the letters of a name in two lines, px. */
const SMALL = 9;

/**
 * A piece of line, as wide as a mark may be; marks are drawn around the origin.
 * @param {string} hue @param {number[]} dashes
 */
export const swatch = (hue, dashes, width = 3, opacity = 1) => shape("line", {
  x1: -WIDE / 2 + 1, x2: WIDE / 2 - 1, y1: 0, y2: 0, stroke: hue, "stroke-width": width,
  "stroke-dasharray": dashes.join(" ") || null, "stroke-opacity": opacity,
});

/** @param {string} hue @param {string} form */
export const dot = (hue, form) => form === "circle" ? shape("circle", { r: 6, fill: hue }) : box(hue, 11);

/** @param {string} fill */
export const box = (fill, side = 13, stroke = "none") =>
  shape("rect", { x: -side / 2, y: -side / 2, width: side, height: side, fill, stroke });

/** @param {SVGElement | null} mark @param {string} text @param {Partial<Entry>} [more] @returns {Entry} */
export const entry = (mark, text, more = {}) => ({ mark, text, ...more });

/** @param {Entry} of @returns {HTMLElement} */
export function entryLine({ mark, text, of }) {
  if (!mark) return element("p", {}, text);
  const wide = mark.tagName === "line" ? WIDE : HIGH;
  const picture = shape("svg", {
    viewBox: `${-wide / 2} ${-HIGH / 2} ${wide} ${HIGH}`, width: wide, height: HIGH, "aria-hidden": "true",
  }, mark);
  return element("p", { "data-of": of?.join(" "), tabindex: of ? 0 : null }, picture, element("span", {}, text));
}

/** @param {string} kind */
const kindSwatch = (kind) => swatch(...kindStyle(kind));

/** The kinds of agreement that are shown, with their numbers. */
export function kindEntries(mark = kindSwatch, ids = [...chosen().keys()]) {
  return kinds.flatMap((kind) => {
    const of = ids.filter((id) => agreements[id]?.kind === kind);
    const text = `${conceptName("agreement-kinds", kind)} (${number(of.length)})`;
    return of.length ? [entry(mark(kind), text, { of })] : [];
  });
}

export function standingEntries() {
  const left = undated().length;
  if (state.year === null) {
    return left ? [entry(swatch("#444", [1, 4], 1.2), `${word("undated_line")} (${number(left)})`)] : [];
  }
  return [
    entry(swatch("#444", []), word("firm")),
    entry(swatch("#444", [], 1.2), word("possible")),
    entry(swatch("#444", [], 3, 0.38), word("faint")),
    ...undatedEntry(),
  ];
}

export const undatedEntry = () => {
  const left = undated().length;
  return left ? [entry(null, pair(word("undated"), number(left)))] : [];
};

/** What the size of a place says, by the largest and a quarter of it. */
function sizeEntries() {
  const { size } = state;
  if (!size) return [];
  const most = Math.max(0, ...Object.values(data.measures ?? {}).map((measures) => measures[size] ?? 0));
  const round = /** @param {number} value */ (value) => number(value, value < 1 ? 3 : 0);
  return [entry(shape("circle", { r: 6.5, fill: "none", stroke: "#444", "stroke-width": 1.3 }),
    word("size_most", { measure: word(size), value: round(most) }))];
}

export function placeEntries() {
  return [...colourEntries(), ...sizeEntries()];
}

function colourEntries() {
  if (state.colour === "type") {
    return types.map((type) => entry(dot(typeColour(type), "circle"), conceptName("government-types", type)));
  }
  if (state.colour === "community") return [entry(dot(data.palette.ungrouped, "circle"), word("community_small"))];
  const { FR = "", JP = "" } = data.palette.countries;
  return [entry(dot(FR, "circle"), word("france")), entry(dot(JP, "square"), word("japan"))];
}

const ruler = document.createElement("canvas").getContext("2d");

/** @type {Map<string, number>} widths at 100 px: measuring is slow, and the same names come with every step */
const widths = new Map();

/** @param {string} words @param {number} size px @returns {number} px */
export function textWidth(words, size) {
  let width = widths.get(words);
  if (width === undefined) {
    if (!ruler) return words.length * size * 0.6;
    if (!widths.size) ruler.font = `100px ${getComputedStyle(document.body).fontFamily}`;
    width = ruler.measureText(words).width;
    widths.set(words, width);
  }
  return (width * size) / 100;
}

/**
 * The legend as SVG, in rows of a width: the saved picture carries it inside.
 * @param {Entry[]} entries
 * @param {number} width
 * @returns {{ group: SVGGElement, height: number }}
 */
export function legendGroup(entries, width) {
  const group = shape("g", { class: "legend" });
  let [x, y] = [0, 0];
  for (const { mark, text } of entries) {
    const lead = mark ? (mark.tagName === "line" ? WIDE : HIGH) + 6 : 0;
    for (const [row, line] of wrapped(text, width - lead, 11).entries()) {
      const wide = lead + textWidth(line, 11);
      if (row || (x && x + wide > width)) [x, y] = [0, y + 18];
      const middle = `translate(${x + (lead - 6) / 2} ${y})`;
      if (mark && !row) group.append(shape("g", { transform: middle }, mark.cloneNode(true)));
      const at = { x: x + lead, y, "font-size": 11, "dominant-baseline": "central", fill: "#24292f" };
      group.append(shape("text", at, line));
      x += wide + 18;
    }
  }
  return { group, height: entries.length ? y + 18 : 0 };
}

/**
 * A text in lines of a width, px; Japanese may break anywhere.
 * @param {string} words
 * @param {number} width
 * @param {number} size
 */
export function wrapped(words, width, size) {
  const pieces = words.match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+/gu) ?? [];
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const piece of pieces) {
    if (line && textWidth(line + piece, size) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  return line ? [...lines, line] : lines;
}

/**
 * A name in a column of a width (px): in two smaller lines where it is long, and cut where it fits in no two.
 * @param {number} x @param {number} y its middle
 * @param {string} words @param {number} width @param {import("./types.js").Attributes} [more]
 */
export function inColumn(x, y, words, width, more = {}) {
  if (textWidth(words, 12) <= width) return text(x, y, words, more);
  const [first = ""] = wrapped(words, width, SMALL);
  const second = words.slice(first.length).trim();
  const made = text(x, y, "", { ...more, "font-size": SMALL });
  const lines = second ? [cut(first, width, SMALL), cut(second, width, SMALL)] : [first];
  for (const [row, line] of lines.entries()) {
    made.append(shape("tspan", { x, y: y + (row - (lines.length - 1) / 2) * SMALL }, line));
  }
  return made;
}

/**
 * A name cut to a width (px), for labels in a column.
 * @param {string} words
 * @param {number} width
 */
export function cut(words, width, size = 12) {
  if (textWidth(words, size) <= width) return words;
  let end = words.length;
  while (end > 1 && textWidth(`${words.slice(0, end)}…`, size) > width) end -= 1;
  return `${words.slice(0, end).trim()}…`;
}

