// The timeline: one row per agreement, its acts on it; above, the Rencontres and the mergers of governments.

const ROW = 18;
const TOP = 92;
const ACTS = {
  proposal: "M0,-4L4,0L0,4L-4,0Z", "council-vote": "M-3.4,-3.4H3.4V3.4H-3.4Z", signature: "M0,-5A5,5 0 1 1 0,5A5,5 0 1 1 0,-5Z",
  ratification: "M0,-5L5,4H-5Z", renewal: "M0,5L5,-4H-5Z", "anniversary-declaration": "M0,-5.5L1.6,-1.6L5.5,0L1.6,1.6L0,5.5L-1.6,1.6L-5.5,0L-1.6,-1.6Z",
  suspension: "M-4,-4L4,4M4,-4L-4,4", end: "M-4,-4L4,4M4,-4L-4,4", transfer: "M-5,-2H1V-5L6,0L1,5V2H-5Z",
};
const HOLLOW = new Set(["proposal", "council-vote"]);

function actMark(kind, hue) {
  const line = kind === "suspension" || kind === "end";
  const fill = line ? "none" : HOLLOW.has(kind) ? "#fff" : hue;
  return shape("path", { d: ACTS[kind] ?? ACTS.signature, fill, stroke: line ? "#111" : hue, "stroke-width": line ? 2 : 1.3 });
}

const startOf = (a) => a.maybe_since || a.since || a.acts[0]?.earliest || "9999";
const rows = () => Object.values(agreements).filter(meets)
  .sort((a, b) => (startOf(a) < startOf(b) ? -1 : startOf(a) > startOf(b) ? 1 : a.id < b.id ? -1 : 1));

function drawTimeline(found, width) {
  const all = rows();
  const left = Math.min(270, width * 0.3);
  const right = width - 18;
  const span = [years.first - 2, years.max + 1];
  const x = (year) => left + ((year - span[0]) / (span[1] - span[0])) * (right - left);
  const height = TOP + all.length * ROW + 26;
  return { height, marks: [
    ...yearRules(x, span, height), ...editionLane(x, height), ...mergerLane(x),
    ...all.map((a, row) => agreementRow(a, TOP + row * ROW + ROW / 2, x, left, found)),
    state.year === null ? null : rule(x(state.year + 0.5), 28, x(state.year + 0.5), height - 18, { stroke: "#f2a900", "stroke-width": 2 }),
  ] };
}

function yearRules(x, span, height) {
  const marks = [];
  for (let year = Math.ceil(span[0] / 10) * 10; year <= span[1]; year += 10) {
    marks.push(rule(x(year), 24, x(year), height - 18), text(x(year), 14, String(year), { "text-anchor": "middle", fill: "#57606a" }),
      text(x(year), height - 8, String(year), { "text-anchor": "middle", fill: "#57606a" }));
  }
  return marks;
}

function editionLane(x, height) {
  const label = text(10, 40, word("lane_editions"), { "font-weight": 700 });
  const marks = Object.values(record.editions).map((edition) => {
    const at = x(decimalYear(edition.start));
    const open = edition.whole ? "#5b3f8f" : "#fff";
    return opens(shape("g", { role: "button" },
      rule(at, 48, at, height - 18, { stroke: "#5b3f8f", "stroke-opacity": 0.18 }),
      shape("circle", { cx: at, cy: 40, r: 8, fill: open, stroke: "#5b3f8f", "stroke-width": 1.5 }),
      text(at, 40.5, String(edition.id), { "text-anchor": "middle", "font-size": 10, fill: edition.whole ? "#fff" : "#5b3f8f" })),
    editionName(edition.id), () => showEdition(edition.id));
  });
  return [label, ...marks];
}

function mergerLane(x) {
  const label = text(10, 66, word("lane_changes"), { "font-weight": 700 });
  const marks = record.changes.filter((change) => change.earliest && decimalYear(change.earliest) >= years.first - 2).map((change) => {
    const at = x(decimalYear(change.earliest));
    return opens(shape("path", { d: `M${at},58V74`, stroke: "#6b4f2a", "stroke-width": 2.4, "stroke-opacity": 0.65 }),
      `${dateName(change.edtf)}, ${conceptName("change-kinds", change.kind)}: ${change.results.map(placeName).join(", ")}`, () => showChange(change));
  });
  return [label, ...marks];
}

function agreementRow(a, y, x, left, found) {
  const [hue] = kindStyle(a.kind);
  const faded = state.year !== null && !found.has(a.id);
  const name = text(left - 10, y, cut(agreementName(a.id), left - 18), { "text-anchor": "end" });
  const end = Math.min(a.until ? decimalYear(a.until) : years.max + 0.9, years.max + 0.9);
  const bars = [];
  if (a.maybe_since || a.since) {
    const alive = Math.max(decimalYear(startOf(a)), Math.min(end, a.evidence ? decimalYear(a.evidence) : 0));
    bars.push(rule(x(decimalYear(startOf(a))), y, x(alive), y, { stroke: hue, "stroke-width": a.since ? 4 : 1.5, "stroke-opacity": 0.55 }));
    if (end > alive) bars.push(rule(x(alive), y, x(end), y, { stroke: hue, "stroke-width": 1.2, "stroke-dasharray": "1 4" }));
  }
  const acts = a.acts.filter((act) => act.earliest).map((act) =>
    shape("g", { transform: `translate(${x(decimalYear(act.earliest))} ${y})` }, actMark(act.kind, hue),
      shape("title", {}, `${dateName(act.edtf)}, ${conceptName("act-kinds", act.kind)}`)));
  const row = shape("g", { opacity: faded ? 0.25 : 1, "data-agreement": a.id },
    shape("rect", { x: 0, y: y - ROW / 2, width: x(years.max + 1), height: ROW, fill: "#fff", "fill-opacity": 0 }), name, ...bars, ...acts);
  return opens(row, agreementName(a.id), () => showAgreement(a.id));
}

const icon = (mark) => shape("svg", { viewBox: "-7 -7 14 14", width: 14, height: 14, "aria-hidden": "true" }, mark);

function timelineLegend() {
  const used = new Set(Object.values(agreements).flatMap((a) => a.acts.map((act) => act.kind)));
  const ring = (fill) => shape("circle", { r: 6, fill, stroke: "#5b3f8f", "stroke-width": 1.5 });
  return [
    ...kindLegend().map((line) => line),
    ...Object.keys(ACTS).filter((kind) => used.has(kind)).map((kind) => legendLine(icon(actMark(kind, "#444")), conceptName("act-kinds", kind))),
    legendLine(swatch("#444", [], 4, 0.55), word("bar_alive")), legendLine(swatch("#444", [1, 4], 1.2), word("bar_silent")),
    legendLine(icon(ring("#5b3f8f")), word("edition_whole")), legendLine(icon(ring("#fff")), word("edition_part")),
  ];
}

const paper = sheet(760, drawTimeline);
const picture = sheetPicture(paper, {
  legend: timelineLegend, places: () => [...new Set(rows().flatMap((a) => a.parties))],
  focus(id) {
    const row = rows().find((a) => a.parties.includes(id));
    if (row) paper.svg.querySelector(`[data-agreement="${CSS.escape(row.id)}"]`)?.scrollIntoView({ block: "center", behavior: "smooth" });
  },
  empty: () => !rows().length || (state.year !== null && !chosen().size),
  shownAgreements: () => rows().map((a) => a.id),
});
