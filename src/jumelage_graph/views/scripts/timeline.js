// The timeline: one row per agreement, its acts on it; above, the Rencontres and the mergers of governments.

/** @import { Agreement, Chosen, Edition, Period } from "./types.js" */

import { chosen, years } from "./answers.js";
import { showAgreement, showChange, showEdition } from "./cards.js";
import { decimalYear } from "./dates.js";
import { rule, shape, text } from "./dom.js";
import { cut, entry, kindEntries, swatch } from "./legend.js";
import { opens } from "./marks.js";
import { agreements, record, state } from "./page.js";
import { firm, meets } from "./selection.js";
import { sheet, sheetPicture } from "./sheet.js";
import { start } from "./start.js";
import { agreementName, conceptName, dateName, editionName, kindStyle, placeName, word } from "./words.js";

/** @typedef {(year: number) => number} Scale */

const ROW = 18;
const TOP = 92;
const EDITION = "#5b3f8f";
const CROSS = "M-4,-4L4,4M4,-4L-4,4";
/** @type {Record<string, string>} */
const ACTS = {
  proposal: "M0,-4L4,0L0,4L-4,0Z",
  "council-vote": "M-3.4,-3.4H3.4V3.4H-3.4Z",
  signature: "M0,-5A5,5 0 1 1 0,5A5,5 0 1 1 0,-5Z",
  ratification: "M0,-5L5,4H-5Z",
  renewal: "M0,5L5,-4H-5Z",
  "anniversary-declaration": "M0,-5.5L1.6,-1.6L5.5,0L1.6,1.6L0,5.5L-1.6,1.6L-5.5,0L-1.6,-1.6Z",
  suspension: CROSS,
  end: CROSS,
  transfer: "M-5,-2H1V-5L6,0L1,5V2H-5Z",
};
const HOLLOW = new Set(["proposal", "council-vote"]);

/** @param {string} kind @param {string} hue */
function actMark(kind, hue) {
  const d = ACTS[kind] ?? ACTS.signature;
  if (d === CROSS) return shape("path", { d, fill: "none", stroke: "#111", "stroke-width": 2 });
  return shape("path", { d, fill: HOLLOW.has(kind) ? "#fff" : hue, stroke: hue, "stroke-width": 1.3 });
}

/** @param {Agreement} a */
const startOf = (a) => a.periods[0]?.first || a.acts[0]?.earliest || "9999";
const rows = () => Object.values(agreements).filter((a) => meets(record, a, state))
  .sort((a, b) => (`${startOf(a)} ${a.id}` < `${startOf(b)} ${b.id}` ? -1 : 1));

/** @param {Chosen} found @param {number} width */
function drawTimeline(found, width) {
  const all = rows();
  const left = Math.min(270, width * 0.3);
  const [from, to] = [years.first - 2, years.max + 1];
  /** @type {Scale} */
  const x = (year) => left + ((year - from) / (to - from)) * (width - 18 - left);
  const height = TOP + all.length * ROW + 26;
  const year = state.year === null ? 0 : x(state.year + 0.5);
  return { height, marks: [
    ...yearRules(x, from, to, height), ...editionLane(x, height), ...mergerLane(x),
    ...all.map((a, row) => agreementRow(a, TOP + row * ROW + ROW / 2, x, left, found)),
    year ? rule(year, 28, year, height - 18, { stroke: "#f2a900", "stroke-width": 2 }) : null,
  ] };
}

/** @param {Scale} x @param {number} from @param {number} to @param {number} height */
function yearRules(x, from, to, height) {
  const marks = [];
  const style = { "text-anchor": "middle", fill: "#57606a" };
  for (let year = Math.ceil(from / 10) * 10; year <= to; year += 10) {
    marks.push(rule(x(year), 24, x(year), height - 18), text(x(year), 14, String(year), style),
      text(x(year), height - 8, String(year), style));
  }
  return marks;
}

/** @param {Scale} x @param {number} height */
function editionLane(x, height) {
  const label = text(10, 40, word("lane_editions"), { "font-weight": 700 });
  return [label, ...Object.values(record.editions).map((edition) => editionMark(edition, x, height))];
}

/** @param {Edition} edition @param {Scale} x @param {number} height */
function editionMark(edition, x, height) {
  const at = x(decimalYear(edition.start));
  const [fill, ink] = edition.whole ? [EDITION, "#fff"] : ["#fff", EDITION];
  const mark = shape("g", {},
    rule(at, 48, at, height - 18, { stroke: EDITION, "stroke-opacity": 0.18 }),
    shape("circle", { cx: at, cy: 40, r: 8, fill, stroke: EDITION, "stroke-width": 1.5 }),
    text(at, 40.5, String(edition.id), { "text-anchor": "middle", "font-size": 10, fill: ink }));
  return opens(mark, editionName(edition.id), () => showEdition(edition.id), [`edition/${edition.id}`]);
}

/** @param {Scale} x */
function mergerLane(x) {
  const label = text(10, 66, word("lane_changes"), { "font-weight": 700 });
  const known = record.changes.filter((one) => one.earliest && decimalYear(one.earliest) >= years.first - 2);
  return [label, ...known.map((change) => {
    const at = x(decimalYear(change.earliest));
    const name = `${dateName(change.edtf)}, ${conceptName("change-kinds", change.kind)}: `
      + change.results.map(placeName).join(", ");
    const mark = shape("path", { d: `M${at},58V74`, stroke: "#6b4f2a", "stroke-width": 2.4, "stroke-opacity": 0.65 });
    return opens(mark, name, () => showChange(change), [`change/${change.id}`]);
  })];
}

/** @param {Agreement} a @param {number} y @param {Scale} x @param {number} left @param {Chosen} found */
function agreementRow(a, y, x, left, found) {
  const [hue] = kindStyle(a.kind);
  const faded = state.year !== null && !found.has(a.id);
  const name = text(left - 10, y, cut(agreementName(a.id), left - 18), { "text-anchor": "end" });
  const acts = a.acts.filter((act) => act.earliest).map((act) =>
    shape("g", { transform: `translate(${x(decimalYear(act.earliest))} ${y})` }, actMark(act.kind, hue),
      shape("title", {}, `${dateName(act.edtf)}, ${conceptName("act-kinds", act.kind)}`)));
  const ground = { x: 0, y: y - ROW / 2, width: x(years.max + 1), height: ROW, fill: "#fff", "fill-opacity": 0 };
  const row = shape("g", { opacity: faded ? 0.25 : 1, "data-agreement": a.id },
    shape("rect", ground), name, ...a.periods.flatMap((period) => bars(a, period, y, x, hue)), ...acts);
  return opens(row, agreementName(a.id), () => showAgreement(a.id), [a.id]);
}

/**
 * The bar of one period: thick as far as a sign of life is known, dotted after it; thin where it is only possible.
 * @param {Agreement} a @param {Period} period @param {number} y @param {Scale} x @param {string} hue
 */
function bars(a, period, y, x, hue) {
  const edge = years.max + 0.9;
  const begin = period.first ? decimalYear(period.first) : years.min;
  const end = Math.min(edge, period.last ? decimalYear(period.last) + 1 / 365 : edge);
  const sure = firm(period.standing);
  const alive = sure ? Math.max(begin, Math.min(end, a.evidence ? decimalYear(a.evidence) : 0)) : end;
  const line = /** @param {number} from @param {number} to @param {object} look */ (from, to, look) =>
    to > from ? rule(x(from), y, x(to), y, { stroke: hue, "data-standing": period.standing, ...look }) : null;
  return [
    line(begin, alive, { "stroke-width": sure ? 4 : 1.5, "stroke-opacity": 0.55 }),
    line(alive, end, { "stroke-width": 1.2, "stroke-dasharray": "1 4" }),
  ];
}

function timelineLegend() {
  const used = new Set(rows().flatMap((a) => a.acts.map((act) => act.kind)));
  const ring = /** @param {string} fill */ (fill) =>
    shape("circle", { r: 6, fill, stroke: EDITION, "stroke-width": 1.5 });
  return [
    ...kindEntries(),
    ...Object.keys(ACTS).filter((kind) => used.has(kind))
      .map((kind) => entry(actMark(kind, "#444"), conceptName("act-kinds", kind))),
    entry(swatch("#444", [], 4, 0.55), word("bar_alive")), entry(swatch("#444", [1, 4], 1.2), word("bar_silent")),
    entry(swatch("#444", [], 1.5, 0.55), word("possible")),
    entry(ring(EDITION), word("edition_whole")), entry(ring("#fff"), word("edition_part")),
  ];
}

const paper = sheet(760, drawTimeline);

/** @param {string} id */
function focus(id) {
  const row = rows().find((a) => a.parties.includes(id));
  const mark = row && paper.svg.querySelector(`[data-agreement="${CSS.escape(row.id)}"]`);
  mark?.scrollIntoView({ block: "center", behavior: "smooth" });
}

start(sheetPicture(paper, {
  legend: timelineLegend, places: () => [...new Set(rows().flatMap((a) => a.parties))], focus,
  empty: () => !rows().length || (state.year !== null && !chosen().size),
  shownAgreements: () => rows().map((a) => a.id),
}));
