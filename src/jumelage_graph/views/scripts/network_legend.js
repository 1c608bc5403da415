// The network's legend, and the network as SVG for saving and printing.

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
