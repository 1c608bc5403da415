// The curve: agreements in force in each year, piled up by kind; above them the possible ones; evidence of life.

import { chosen, years } from "./answers.js";
import { rule, shape, text } from "./dom.js";
import { box, entry, kindEntries, swatch, undatedEntry } from "./legend.js";
import { kinds } from "./marks.js";
import { agreements, record, state } from "./page.js";
import { alive, firm, meets } from "./selection.js";
import { sheet, sheetPicture } from "./sheet.js";
import { start } from "./start.js";
import { conceptName, kindStyle, number, word } from "./words.js";

/** @typedef {{ year: number, all: number, certain: number, alive: number, kinds: Record<string, number> }} Count */
/** @typedef {(value: number) => number} Scale */

const MARGIN = { left: 46, right: 20, top: 24, bottom: 34 };

/** @returns {Count[]} */
function counts() {
  const found = [];
  for (let year = years.first - 2; year <= years.max; year += 1) found.push(countOf(year));
  return found;
}

/** @param {number} year @returns {Count} */
function countOf(year) {
  const inForce = chosen(year);
  /** @type {Count} */
  const count = { year, all: inForce.size, certain: 0, alive: 0, kinds: Object.fromEntries(kinds.map((k) => [k, 0])) };
  for (const [id, stands] of inForce) {
    const a = agreements[id];
    if (!a) continue;
    if (alive(a, year)) count.alive += 1;
    if (!firm(stands)) continue;
    count.certain += 1;
    count.kinds[a.kind] = (count.kinds[a.kind] ?? 0) + 1;
  }
  return count;
}

/** @param {unknown} found @param {number} width */
function drawCurve(found, width) {
  const data = counts();
  const first = data[0]?.year ?? years.first;
  const height = Math.max(380, Math.min(620, width * 0.55));
  const most = Math.max(5, Math.ceil(Math.max(...data.map((d) => d.all)) / 10) * 10);
  /** @type {Scale} */
  const x = (year) => MARGIN.left + ((year - first) / (data.length || 1)) * (width - MARGIN.left - MARGIN.right);
  /** @type {Scale} */
  const y = (count) => height - MARGIN.bottom - (count / most) * (height - MARGIN.top - MARGIN.bottom);
  const steps = /** @param {(d: Count) => number} value */ (value) =>
    data.flatMap((d) => [`${x(d.year)},${y(value(d))}`, `${x(d.year + 1)},${y(value(d))}`]);
  /** @param {(d: Count) => number} low @param {(d: Count) => number} high */
  const band = (low, high) => `M${[...steps(high), ...steps(low).reverse()].join("L")}Z`;
  return { height, marks: [
    hatch(), ...axes(x, y, first, most, width, height), ...bands(band),
    shape("path", { d: band((d) => d.certain, (d) => d.all), fill: "url(#hatch)" }),
    shape("path", {
      d: `M${steps((d) => d.alive).join("L")}`, fill: "none", stroke: "#111", "stroke-width": 1.8,
      "stroke-dasharray": "5 3",
    }),
    ...cursor(data, x, height),
  ] };
}

function hatch() {
  const pattern = { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  return shape("defs", {}, shape("pattern", pattern,
    shape("rect", { width: 5, height: 5, fill: "#eee" }), rule(0, 0, 0, 5, { stroke: "#555", "stroke-width": 2 })));
}

/** @param {(low: (d: Count) => number, high: (d: Count) => number) => string} band */
function bands(band) {
  const below = /** @param {Count} d @param {string} kind */ (d, kind) =>
    kinds.slice(0, kinds.indexOf(kind)).reduce((sum, k) => sum + (d.kinds[k] ?? 0), 0);
  return kinds.map((kind) => {
    const d = band((year) => below(year, kind), (year) => below(year, kind) + (year.kinds[kind] ?? 0));
    const style = { fill: kindStyle(kind)[0], "fill-opacity": 0.85, stroke: "#fff", "stroke-width": 0.8 };
    return shape("path", { d, ...style }, shape("title", {}, conceptName("agreement-kinds", kind)));
  });
}

/**
 * @param {Scale} x @param {Scale} y
 * @param {number} first @param {number} most @param {number} width @param {number} height
 */
function axes(x, y, first, most, width, height) {
  const marks = [];
  const foot = height - MARGIN.bottom;
  for (let count = 0; count <= most; count += most > 40 ? 10 : 5) {
    marks.push(rule(MARGIN.left, y(count), width - MARGIN.right, y(count)),
      text(MARGIN.left - 8, y(count), number(count), { "text-anchor": "end" }));
  }
  for (let year = Math.ceil(first / 10) * 10; year <= years.max; year += 10) {
    marks.push(rule(x(year), foot, x(year), foot + 6));
    marks.push(text(x(year), foot + 16, String(year), { "text-anchor": "middle" }));
  }
  return marks;
}

/** @param {Count[]} data @param {Scale} x @param {number} height */
function cursor(data, x, height) {
  const at = data.find((d) => d.year === state.year);
  if (!at) return [];
  const middle = x(at.year + 0.5);
  const late = at.year > (years.first + years.max) / 2;
  const style = {
    "text-anchor": late ? "end" : "start", stroke: "#fff", "stroke-width": 4, "paint-order": "stroke",
    "font-weight": 700, "font-size": 15,
  };
  return [
    rule(middle, MARGIN.top, middle, height - MARGIN.bottom, { stroke: "#f2a900", "stroke-width": 2 }),
    text(middle + (late ? -10 : 10), MARGIN.top + 6, `${at.year}: ${number(at.all)}`, style),
  ];
}

const curveLegend = () => [
  ...kindEntries((kind) => box(kindStyle(kind)[0])),
  entry(box("#aaa"), word("possible")), entry(swatch("#111", [5, 3], 1.8), word("curve_alive")), ...undatedEntry(),
];

const nothing = () => !Object.values(agreements).some((a) => meets(record, a, state));
start(sheetPicture(sheet(340, drawCurve), {
  legend: curveLegend, counts, empty: () => nothing() || (state.year !== null && !chosen().size),
}));
