// The network's legend, and the network as SVG for saving and printing.

function swatch(hue, dashes, width = 3, opacity = 1) {
  return shape("svg", { viewBox: "0 0 44 12", width: 44, height: 12, "aria-hidden": "true" },
    shape("line", { x1: 1, x2: 43, y1: 6, y2: 6, stroke: hue, "stroke-width": width, "stroke-dasharray": dashes.join(" "), "stroke-opacity": opacity }));
}

function dot(hue, form) {
  const inner = form === "circle" ? shape("circle", { cx: 7, cy: 7, r: 6, fill: hue }) : shape("rect", { x: 1.5, y: 1.5, width: 11, height: 11, fill: hue });
  return shape("svg", { viewBox: "0 0 14 14", width: 14, height: 14, "aria-hidden": "true" }, inner);
}

const legendLine = (mark, text) => element("p", {}, mark, element("span", {}, text));

const everywhere = (kind) => Object.values(agreements).filter((a) => a.kind === kind).length;

function kindLegend() {
  const counts = {};
  for (const id of chosen().keys()) counts[agreements[id].kind] = (counts[agreements[id].kind] ?? 0) + 1;
  const kinds = [...new Set(Object.values(agreements).map((a) => a.kind))].sort((a, b) => everywhere(b) - everywhere(a));
  return kinds.map((kind) => legendLine(swatch(...kindStyle(kind)), `${conceptName("agreement-kinds", kind)} (${number(counts[kind] ?? 0)})`));
}

function standingLegend() {
  if (state.year === null) return [legendLine(swatch("#444", [1, 4], 1.2), `${word("undated_line")} (${number(undated().length)})`)];
  return [
    legendLine(swatch("#444", [], 3), word("certain")),
    legendLine(swatch("#444", [], 1.2), word("possible")),
    legendLine(swatch("#444", [], 3, 0.38), word("faint")),
    element("p", {}, `${word("undated")}: ${number(undated().length)}`),
  ];
}

function countryLegend() {
  const { FR, JP } = data.palette.countries;
  return [legendLine(dot(FR, "circle"), word("france")), legendLine(dot(JP, "square"), word("japan"))];
}

function placeLegend() {
  if (state.colour === "type") {
    return types().map((type) => legendLine(dot(data.palette.groups[types().indexOf(type)] ?? data.palette.ungrouped, "circle"), conceptName("government-types", type)));
  }
  if (state.colour === "community") return [legendLine(dot(data.palette.ungrouped, "circle"), word("community_small"))];
  return countryLegend();
}

function networkLegend() {
  if (ladder()) return [...placeLegend(), ...kindLegend(), ...standingLegend()];
  return [
    ...placeLegend(),
    element("p", {}, word("weight")),
    element("p", {}, word(`note_${state.view}`)),
    ...(state.view === "attendance_view" ? [legendLine(swatch("#117733", [], 4), word("met_partners")), legendLine(swatch("#8b93a1", [], 3, 0.45), word("met_others"))] : []),
  ];
}

function svgLine(edge) {
  const [from, to] = [places()[edge.from], places()[edge.to]];
  const { color, width, dashes } = edge;
  const bend = edge.smooth?.roundness ? edge.smooth.roundness * (edge.smooth.type === "curvedCW" ? 1 : -1) : 0;
  const middle = [(from[0] + to[0]) / 2 - (to[1] - from[1]) * bend, (from[1] + to[1]) / 2 + (to[0] - from[0]) * bend];
  return shape("path", {
    d: `M${from} Q${middle} ${to}`, fill: "none", stroke: color.color, "stroke-width": width,
    "stroke-opacity": color.opacity, "stroke-dasharray": dashes ? dashes.join(" ") : null,
  });
}

function svgNode(id) {
  const [x, y] = places()[id];
  const r = radius(id);
  const at = anchor(id, x, y, r);
  const size = isGoal(id) ? 10.5 : 12.5;
  const text = lines(nodeName(id), size);
  const mark = nodeShape(id) === "circle"
    ? shape("circle", { cx: x, cy: y, r, fill: colour(id), stroke: "#fff" })
    : shape("rect", { x: x - r * 0.9, y: y - r * 0.9, width: r * 1.8, height: r * 1.8, fill: colour(id), stroke: "#fff" });
  const top = at.y - (at.middle ? ((text.length - 1) * size) / 2 : 0);
  const anchors = { left: "start", right: "end", center: "middle" };
  const labels = text.map((part, row) =>
    shape("text", { x: at.x, y: top + row * size, "text-anchor": anchors[at.align], "dominant-baseline": "central", "font-size": text.length > 1 ? size - 1.5 : size, fill: "#24292f" }, part));
  return shape("g", {}, mark, ...labels);
}

function networkSvg() {
  const { left, right, top, bottom } = bounds();
  const drawn = edges.get({ filter: (edge) => !edge.hidden }).map(svgLine);
  const head = svgHeading(left + 12, top - 40);
  return shape("svg", { viewBox: `${left} ${top - 70} ${right - left} ${bottom - top + 100}`, "font-family": FONT },
    ...head, ...drawn, ...[...shownNodes].sort().map(svgNode), svgFoot(left + 12, bottom + 16));
}
