// The curve: agreements in force in each year, piled up by kind; above them the possible ones; evidence of life.

/** @import { CurveScene } from "./types.js" */

import { chosen, years } from "./answers.js";
import { change } from "./changing.js";
import { rule, shape, text } from "./dom.js";
import { box, entry, inColumn, kindEntries, swatch, undatedEntry } from "./legend.js";
import { FILTERS, agreements, data, record, state } from "./page.js";
import { alive, firm, meets } from "./selection.js";
import { sheet, sheetPicture } from "./sheet.js";
import { start } from "./start.js";
import { conceptName, kindStyle, number, pair, word } from "./words.js";

/** @typedef {{ year: number, all: number, firm: number, alive: number, kinds: Record<string, number> }} Count */
/** @typedef {(value: number) => number} Scale */

const scene = /** @type {CurveScene} */ (data.scene);
const LIFE = { "stroke-dasharray": "5 3" };
const MARGIN = { left: 46, top: 24, bottom: 34 };
/** @type {{ key: string, counts: Count[] }} the counts of the filters chosen last: a step of the slider changes none */
let kept = { key: "", counts: [] };

/** @returns {Count[]} */
function counts() {
  const key = FILTERS.map((name) => state[name] ?? "").join("|");
  if (kept.key !== key || !kept.counts.length) {
    const found = [];
    for (let year = scene.first; year <= scene.last; year += 1) found.push(countOf(year));
    kept = { key, counts: found };
  }
  return kept.counts;
}

/** @param {number} year @returns {Count} */
function countOf(year) {
  const found = chosen(year);
  /** @type {Count} */
  const count = { year, all: found.size, firm: 0, alive: 0, kinds: Object.fromEntries(scene.kinds.map((k) => [k, 0])) };
  for (const [id, stands] of found) {
    const a = agreements[id];
    if (!a) continue;
    if (alive(a, year)) count.alive += 1;
    if (!firm(stands)) continue;
    count.firm += 1;
    count.kinds[a.kind] = (count.kinds[a.kind] ?? 0) + 1;
  }
  return count;
}

/**
 * So many agreements as the axis shows them: their number, or their share (%).
 * @param {Count} d @param {number} value
 */
const shown = (d, value) => (state.scale === "share" ? (100 * value) / (d.all || 1) : value);

/** @param {unknown} found @param {number} width */
function drawCurve(found, width) {
  const all = counts();
  const right = Math.min(210, width * 0.28);
  const height = Math.max(380, Math.min(620, width * 0.55));
  const most = Math.max(5, Math.ceil(Math.max(...all.map((d) => shown(d, d.all))) / 10) * 10);
  /** @type {Scale} */
  const x = (year) => MARGIN.left + ((year - scene.first) / (all.length || 1)) * (width - MARGIN.left - right);
  /** @type {Scale} */
  const y = (count) => height - MARGIN.bottom - (count / most) * (height - MARGIN.top - MARGIN.bottom);
  const steps = /** @param {Count[]} part @param {(d: Count) => number} value */ (part, value) =>
    part.flatMap((d) => [d.year, d.year + 1].map((year) => `${x(year)},${y(shown(d, value(d)))}`));
  /** @param {(d: Count) => number} low @param {(d: Count) => number} high */
  const band = (low, high) => `M${[...steps(all, high), ...steps(all, low).reverse()].join("L")}Z`;
  const living = steps(all.filter((d) => d.year <= scene.known), (d) => d.alive);
  followPointer(x, height);
  return { height, marks: [
    hatch(), ...axes(x, y, most, width - right, height), ...bands(band),
    shape("path", { d: band((d) => d.firm, (d) => d.all), fill: "url(#hatch)" }),
    shape("path", { d: `M${living.join("L")}`, fill: "none", stroke: "#111", "stroke-width": 1.8, ...LIFE }),
    ...directLabels(all, x(scene.last + 1) + 8, y, right - 12), ...cursor(all, x, height),
  ] };
}

function hatch() {
  const pattern = { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  return shape("defs", {}, shape("pattern", pattern,
    shape("rect", { width: 5, height: 5, fill: "#eee" }), rule(0, 0, 0, 5, { stroke: "#555", "stroke-width": 2 })));
}

const unit = () => (state.scale === "share" ? "\u00a0%" : "");

/** @param {Count} d @param {string} kind how many agreements of the kinds before it */
const below = (d, kind) =>
  scene.kinds.slice(0, scene.kinds.indexOf(kind)).reduce((sum, one) => sum + (d.kinds[one] ?? 0), 0);

/** @param {string} kind the agreements of a kind: what its band stands for */
const idsOf = (kind) => Object.values(agreements).filter((a) => a.kind === kind).map((a) => a.id).join(" ");

/** @param {(low: (d: Count) => number, high: (d: Count) => number) => string} band */
function bands(band) {
  return scene.kinds.map((kind) => {
    const d = band((year) => below(year, kind), (year) => below(year, kind) + (year.kinds[kind] ?? 0));
    const style = { fill: kindStyle(kind)[0], "fill-opacity": 0.85, stroke: "#fff", "stroke-width": 0.8 };
    const name = conceptName("agreement-kinds", kind);
    return shape("path", { d, ...style, "data-of": idsOf(kind) }, shape("title", {}, name));
  });
}

/**
 * The name of each band beside its end, where it is high enough.
 * @param {Count[]} all @param {number} x @param {Scale} y @param {number} wide
 */
function directLabels(all, x, y, wide) {
  const last = all.at(-1);
  if (!last) return [];
  return scene.kinds.flatMap((kind) => {
    const own = shown(last, last.kinds[kind] ?? 0);
    const high = y(0) - y(own);
    const name = `${conceptName("agreement-kinds", kind)} ${number(own)}${unit()}`;
    if (high < 11) return [];
    const style = { fill: kindStyle(kind)[0], "font-weight": 600 };
    const middle = y(shown(last, below(last, kind)) + own / 2);
    return [inColumn(x, middle, name, wide * 0.85, style)];  // bold letters are wider
  });
}

/** @param {Scale} x @param {Scale} y @param {number} most @param {number} right @param {number} height */
function axes(x, y, most, right, height) {
  const marks = [];
  const foot = height - MARGIN.bottom;
  for (let count = 0; count <= most; count += most > 40 ? 10 : 5) {
    marks.push(rule(MARGIN.left, y(count), right, y(count)),
      text(MARGIN.left - 8, y(count), number(count) + unit(), { "text-anchor": "end" }));
  }
  for (let year = Math.ceil(scene.first / 10) * 10; year <= scene.last; year += 10) {
    marks.push(rule(x(year), foot, x(year), foot + 6));
    marks.push(text(x(year), foot + 16, String(year), { "text-anchor": "middle" }));
  }
  return marks;
}

/** @param {Count[]} all @param {Scale} x @param {number} height */
function cursor(all, x, height) {
  const at = all.find((d) => d.year === state.year);
  if (!at) return [];
  const middle = x(at.year + 0.5);
  const late = at.year > (years.first + years.max) / 2;
  const style = {
    "text-anchor": late ? "end" : "start", stroke: "#fff", "stroke-width": 4, "paint-order": "stroke",
    "font-weight": 700, "font-size": 14,
  };
  return [
    rule(middle, MARGIN.top, middle, height - MARGIN.bottom, { stroke: "#f2a900", "stroke-width": 2 }),
    text(middle + (late ? -10 : 10), MARGIN.top + 6, valueText(at), style),
  ];
}

/** @param {Count} at */
function valueText(at) {
  const share = at.all ? ` (${number((100 * at.alive) / at.all)} %)` : "";
  const life = at.year <= scene.known ? ` · ${pair(word("table_alive"), number(at.alive) + share)}` : "";
  return `${pair(String(at.year), number(at.all))}${life}`;
}

/**
 * The values of the year under the pointer are shown; a click chooses it.
 * @param {Scale} x @param {number} height
 */
function followPointer(x, height) {
  const { svg } = paper;
  const [left, right] = [x(scene.first), x(scene.last + 1)];
  const yearAt = /** @param {PointerEvent} event */ (event) => {
    const box = svg.getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
    return Math.floor(scene.first + ((at - left) / (right - left)) * (scene.last + 1 - scene.first));
  };
  svg.onpointermove = (/** @type {PointerEvent} */ event) => showValue(yearAt(event), x, height);
  svg.onpointerleave = () => svg.querySelector(".value")?.remove();
  svg.onclick = (/** @type {PointerEvent} */ event) => {
    const year = yearAt(event);
    if (year >= scene.first && year <= scene.last) change({ year }, true);
  };
}

/** @param {number} year @param {Scale} x @param {number} height */
function showValue(year, x, height) {
  paper.svg.querySelector(".value")?.remove();
  const at = counts().find((d) => d.year === year);
  if (!at || year === state.year) return;
  const late = year > (scene.first + scene.last) / 2;
  const style = { "text-anchor": late ? "end" : "start", stroke: "#fff", "stroke-width": 4, "paint-order": "stroke" };
  const middle = x(year + 0.5);
  paper.svg.append(shape("g", { class: "value", "pointer-events": "none" },
    rule(middle, MARGIN.top, middle, height - MARGIN.bottom, { stroke: "#57606a", "stroke-dasharray": "2 3" }),
    text(middle + (late ? -8 : 8), MARGIN.top + 26, valueText(at), style)));
}

const everFirm = () => [...chosen(null)].flatMap(([id, how]) => (firm(how) ? [id] : []));

/** The kinds that have a band, those that are only possible where there are such, the line of life. */
const curveLegend = () => [
  ...(state.scale === "share" ? [entry(null, word("scale_share"))] : []),
  ...kindEntries((kind) => box(kindStyle(kind)[0]), everFirm()),
  ...(counts().some((d) => d.all > d.firm) ? [entry(box("url(#hatch)"), word("possible"))] : []),
  entry(swatch("#111", [5, 3], 1.8), word("curve_alive")), ...undatedEntry(),
];

const nothing = () => !Object.values(agreements).some((a) => meets(record, a, state));
const paper = sheet(340, drawCurve);
start(sheetPicture(paper, {
  legend: curveLegend, counts, scales: ["count", "share"],
  empty: () => nothing() || (state.year !== null && !chosen().size),
  table: () => ({
    head: [word("table_year"), ...scene.kinds.map((kind) => conceptName("agreement-kinds", kind)), word("possible"),
      word("table_in_force"), word("table_alive")],
    rows: counts().map((d) => [String(d.year), ...scene.kinds.map((kind) => number(d.kinds[kind] ?? 0)),
      number(d.all - d.firm), number(d.all), d.year <= scene.known ? number(d.alive) : "?"]),
  }),
}));
