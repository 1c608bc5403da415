// The timeline: one row per agreement, its acts on it; above, the Rencontres and the mergers of governments.

/** @import { Chosen, TimelineBar, TimelineScene } from "./types.js" */

import { chosen } from "./answers.js";
import { showAgreement, showChange, showEdition } from "./cards.js";
import { byId, dress, rule, shape, text } from "./dom.js";
import { entry, inColumn, kindEntries, swatch, textWidth } from "./legend.js";
import { opens } from "./marks.js";
import { FILTERS, agreements, data, record, state } from "./page.js";
import { meets } from "./selection.js";
import { sheet, sheetPicture } from "./sheet.js";
import { start } from "./start.js";
import { agreementName, conceptName, dateName, editionName, kindStyle, pair, placeName, word } from "./words.js";

/** @typedef {(year: number) => number} Scale */

const ROW = 18;
const TOP = 92;
const EDITION = "#5b3f8f";
const CHANGE = "#6b4f2a";
const scene = /** @type {TimelineScene} */ (data.scene);
/** @type {Record<TimelineBar["look"], { style: Record<string, string | number>, word: string }>} */
const LOOKS = {
  alive: { style: { "stroke-width": 4, "stroke-opacity": 0.55 }, word: "bar_alive" },
  silent: { style: { "stroke-width": 1.2, "stroke-dasharray": "1 4" }, word: "bar_silent" },
  possible: { style: { "stroke-width": 1.5, "stroke-opacity": 0.55 }, word: "possible" },
};

/** @param {string} kind @param {string} hue */
function actMark(kind, hue) {
  const { corners = [], hollow = false, crossed = false } = scene.marks[kind] ?? {};
  const style = { fill: hollow ? "#fff" : hue, stroke: hue, "stroke-width": 1.3 };
  if (!corners.length) return shape("circle", { r: 5, ...style });
  if (!crossed) return shape("path", { d: `M${corners.join("L")}Z`, ...style });
  const [a, b, c, d] = corners;
  return shape("path", { d: `M${a}L${b}M${c}L${d}`, fill: "none", stroke: "#111", "stroke-width": 2 });
}

const rows = () => scene.rows.filter(({ agreement }) => {
  const a = agreements[agreement];
  return a && meets(record, a, state);
});

/**
 * The width of the names: of all they need, or less than half of a narrow window.
 * @param {TimelineScene["rows"]} all
 */
function namesWidth(all) {
  const names = all.map(({ agreement }) => textWidth(agreementName(agreement), 12));
  return 16 + Math.min(Math.ceil(Math.max(220, ...names)), byId("picture").clientWidth * 0.45);
}

/** @param {Chosen} found @param {number} width */
function drawTimeline(found, width) {
  const all = rows();
  const left = namesWidth(all);
  const { first, last } = scene;
  /** @type {Scale} */
  const x = (year) => left + ((year - first) / (last - first)) * (width - 18 - left);
  const height = TOP + all.length * ROW + 26;
  across = x;
  return { height, side: left, marks: [
    ...yearRules(x, height), ...scene.editions.map(([at, id]) => editionMark(x(at), id, height)),
    ...scene.changes.map(([at, number]) => changeMark(x(at), number)),
    ...all.map((row, i) => agreementRow(row, TOP + i * ROW + ROW / 2, x, found)),
    yearLine(x, height),
  ], labels: [
    text(10, 40, word("lane_editions"), { "font-weight": 700 }),
    text(10, 66, word("lane_changes"), { "font-weight": 700 }),
    ...all.map(({ agreement }, i) => inColumn(left - 10, TOP + i * ROW + ROW / 2, agreementName(agreement), left - 16,
      { "text-anchor": "end", opacity: faded(agreement, found), "data-row": agreement })),
  ] };
}

/** @type {Scale} the scale of the sheet as it is drawn */
let across = (year) => year;
let drawn = "";

/** @param {Scale} x @param {number} height */
function yearLine(x, height) {
  const at = x((state.year ?? 0) + 0.5);
  const visibility = state.year === null ? "hidden" : null;
  const style = { stroke: "#f2a900", "stroke-width": 2, class: "year", visibility };
  return rule(at, 28, at, height - 18, style);
}

/**
 * A step through the years moves one line and fades rows; all else stays as it is drawn.
 * @param {Chosen} found
 */
function update(found) {
  const key = [state.lang, paper.svg.parentElement?.clientWidth, ...FILTERS.map((name) => state[name])].join("|");
  if (key !== drawn) paper.redraw(found);
  drawn = key;
  for (const row of paper.svg.querySelectorAll("[data-agreement], [data-row]")) {
    row.setAttribute("opacity", String(faded(row.dataset.agreement ?? row.dataset.row, found)));
  }
  const at = across((state.year ?? 0) + 0.5);
  const line = paper.svg.querySelector("line.year");
  dress(line, { x1: at, x2: at, visibility: state.year === null ? "hidden" : "visible" });
}

/** @param {string} agreement @param {Chosen} found */
const faded = (agreement, found) => (state.year !== null && !found.has(agreement) ? 0.3 : 1);

/** @param {Scale} x @param {number} height */
function yearRules(x, height) {
  const marks = [];
  const style = { "text-anchor": "middle", fill: "#57606a" };
  for (let year = Math.ceil(scene.first / 10) * 10; year <= scene.last; year += 10) {
    marks.push(rule(x(year), 24, x(year), height - 18), text(x(year), 14, String(year), style),
      text(x(year), height - 8, String(year), style));
  }
  return marks;
}

/** @param {number} at @param {number} id @param {number} height */
function editionMark(at, id, height) {
  const [fill, ink] = record.editions[id]?.whole ? [EDITION, "#fff"] : ["#fff", EDITION];
  const mark = shape("g", {},
    rule(at, 48, at, height - 18, { stroke: EDITION, "stroke-opacity": 0.18 }),
    shape("circle", { cx: at, cy: 40, r: 8, fill, stroke: EDITION, "stroke-width": 1.5 }),
    text(at, 40.5, String(id), { "text-anchor": "middle", "font-size": 10, fill: ink }));
  return opens(mark, editionName(id), () => showEdition(id), [`edition/${id}`]);
}

/** @param {number} at @param {number} number */
function changeMark(at, number) {
  const change = record.changes[number];
  if (!change) return null;
  const what = `${dateName(change.edtf)}, ${conceptName("change-kinds", change.kind)}`;
  const mark = shape("path", { d: `M${at},58V74`, stroke: CHANGE, "stroke-width": 2.4, "stroke-opacity": 0.65 });
  const name = pair(what, change.results.map(placeName).join(", "));
  return opens(mark, name, () => showChange(change), [`change/${change.id}`]);
}

/** @param {TimelineScene["rows"][0]} row @param {number} y @param {Scale} x @param {Chosen} found */
function agreementRow({ agreement, bars, acts }, y, x, found) {
  const [hue] = kindStyle(agreements[agreement]?.kind ?? "");
  const lines = bars.map((bar) =>
    rule(x(bar.start), y, x(bar.end), y, { stroke: hue, "data-standing": bar.standing, ...LOOKS[bar.look].style }));
  const marks = acts.map(([at, kind, edtf]) => shape("g", { transform: `translate(${x(at)} ${y})` }, actMark(kind, hue),
    shape("title", {}, `${dateName(edtf)}, ${conceptName("act-kinds", kind)}`)));
  const ground = { x: 0, y: y - ROW / 2, width: x(scene.last), height: ROW, fill: "#fff", "fill-opacity": 0 };
  const row = shape("g", { opacity: faded(agreement, found), "data-agreement": agreement },
    shape("rect", ground), ...lines, ...marks);
  return opens(row, agreementName(agreement), () => showAgreement(agreement), [agreement]);
}

function timelineLegend() {
  const all = rows();
  const used = new Set(all.flatMap((row) => row.acts.map(([, kind]) => kind)));
  const looks = new Set(all.flatMap((row) => row.bars.map((bar) => bar.look)));
  const ring = /** @param {string} fill */ (fill) =>
    shape("circle", { r: 6, fill, stroke: EDITION, "stroke-width": 1.5 });
  const shown = /** @type {TimelineBar["look"][]} */ (Object.keys(LOOKS)).filter((look) => looks.has(look));
  return [
    ...kindEntries((kind) => swatch(kindStyle(kind)[0], [], 4, 0.75)),
    ...Object.keys(scene.marks).filter((kind) => used.has(kind))
      .map((kind) => entry(actMark(kind, "#444"), conceptName("act-kinds", kind))),
    ...shown.map((look) => {
      const line = swatch("#444", []);
      for (const [name, value] of Object.entries(LOOKS[look].style)) line.setAttribute(name, String(value));
      return entry(line, word(LOOKS[look].word));
    }),
    entry(ring(EDITION), word("edition_whole")), entry(ring("#fff"), word("edition_part")),
    entry(rule(0, -6, 0, 6, { stroke: CHANGE, "stroke-width": 2.4 }), word("lane_changes")),
  ];
}

const paper = sheet(760, drawTimeline);

/** @param {string} id */
function focus(id) {
  const row = rows().find(({ agreement }) => agreements[agreement]?.parties.includes(id));
  const mark = row && paper.svg.querySelector(`[data-agreement="${CSS.escape(row.agreement)}"]`);
  mark?.scrollIntoView({ block: "center", behavior: "smooth" });
}

start(sheetPicture(paper, {
  update, legend: timelineLegend, focus,
  places: () => [...new Set(rows().flatMap(({ agreement }) => agreements[agreement]?.parties ?? []))],
  empty: () => !rows().length || (state.year !== null && !chosen().size),
  shownAgreements: () => rows().map(({ agreement }) => agreement),
}));
