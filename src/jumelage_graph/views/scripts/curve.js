// The curve: agreements in force in each year, piled up by kind; above them the possible ones; a line for evidence of life.

const MARGIN = { left: 46, right: 20, top: 24, bottom: 34 };
const kinds = () => [...new Set(Object.values(agreements).map((a) => a.kind))].sort((a, b) => everywhere(b) - everywhere(a));

function counts() {
  const found = [];
  for (let year = years.first - 2; year <= years.max; year += 1) {
    const inForce = chosen(year);
    const certain = [...inForce].filter(([, stands]) => stands === "certain").map(([id]) => agreements[id]);
    found.push({
      year, all: inForce.size, certain: certain.length,
      alive: [...inForce.keys()].filter((id) => alive(agreements[id], year)).length,
      kinds: Object.fromEntries(kinds().map((kind) => [kind, certain.filter((a) => a.kind === kind).length])),
    });
  }
  return found;
}

function drawCurve(found, width) {
  const data = counts();
  const height = Math.max(380, Math.min(620, width * 0.55));
  const most = Math.max(5, Math.ceil(Math.max(...data.map((d) => d.all)) / 10) * 10);
  const x = (year) => MARGIN.left + ((year - data[0].year) / (data.length || 1)) * (width - MARGIN.left - MARGIN.right);
  const y = (count) => height - MARGIN.bottom - (count / most) * (height - MARGIN.top - MARGIN.bottom);
  const band = (low, high) => `M${data.flatMap((d) => [`${x(d.year)},${y(high(d))}`, `${x(d.year + 1)},${y(high(d))}`]).join("L")}L${[...data].reverse().flatMap((d) => [`${x(d.year + 1)},${y(low(d))}`, `${x(d.year)},${y(low(d))}`]).join("L")}Z`;
  const line = (value) => `M${data.flatMap((d) => [`${x(d.year)},${y(value(d))}`, `${x(d.year + 1)},${y(value(d))}`]).join("L")}`;
  return { height, marks: [
    hatch(), ...axes(x, y, data, most, width, height), ...bands(band),
    shape("path", { d: band((d) => d.certain, (d) => d.all), fill: "url(#hatch)" }),
    shape("path", { d: line((d) => d.alive), fill: "none", stroke: "#111", "stroke-width": 1.8, "stroke-dasharray": "5 3" }),
    ...cursor(data, x, y, height),
  ] };
}

function hatch() {
  return shape("defs", {}, shape("pattern", { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    shape("rect", { width: 5, height: 5, fill: "#eee" }), rule(0, 0, 0, 5, { stroke: "#555", "stroke-width": 2 })));
}

function bands(band) {
  const below = (d, kind) => kinds().slice(0, kinds().indexOf(kind)).reduce((sum, k) => sum + d.kinds[k], 0);
  return kinds().map((kind) => {
    const area = shape("path", { d: band((d) => below(d, kind), (d) => below(d, kind) + d.kinds[kind]), fill: kindStyle(kind)[0], "fill-opacity": 0.85, stroke: "#fff", "stroke-width": 0.8 });
    area.append(shape("title", {}, conceptName("agreement-kinds", kind)));
    return area;
  });
}

function axes(x, y, data, most, width, height) {
  const marks = [];
  for (let count = 0; count <= most; count += most > 40 ? 10 : 5) {
    marks.push(rule(MARGIN.left, y(count), width - MARGIN.right, y(count)), text(MARGIN.left - 8, y(count), number(count), { "text-anchor": "end" }));
  }
  for (let year = Math.ceil(data[0].year / 10) * 10; year <= years.max; year += 10) {
    marks.push(text(x(year), height - MARGIN.bottom + 16, String(year), { "text-anchor": "middle" }), rule(x(year), height - MARGIN.bottom, x(year), height - MARGIN.bottom + 6));
  }
  return marks;
}

function cursor(data, x, y, height) {
  const at = data.find((d) => d.year === state.year);
  if (!at) return [];
  const middle = x(at.year + 0.5);
  const side = middle > (x(data[0].year) + x(years.max)) / 2 ? "end" : "start";
  const shift = side === "end" ? -10 : 10;
  const halo = { "text-anchor": side, stroke: "#fff", "stroke-width": 4, "paint-order": "stroke" };
  return [rule(middle, MARGIN.top, middle, height - MARGIN.bottom, { stroke: "#f2a900", "stroke-width": 2 }),
    text(middle + shift, MARGIN.top + 6, `${at.year}: ${number(at.all)}`, { ...halo, "font-weight": 700, "font-size": 15 })];
}

function curveLegend() {
  const box = (fill) => shape("svg", { viewBox: "0 0 14 14", width: 14, height: 14, "aria-hidden": "true" }, shape("rect", { width: 14, height: 14, fill }));
  return [
    ...kinds().map((kind) => legendLine(box(kindStyle(kind)[0]), conceptName("agreement-kinds", kind))),
    legendLine(box("#aaa"), word("possible")), legendLine(swatch("#111", [5, 3], 1.8), word("curve_alive")),
    element("p", {}, `${word("undated")}: ${number(undated().length)}`),
  ];
}

const paper = sheet(340, drawCurve);
const picture = sheetPicture(paper, { legend: curveLegend, counts, empty: () => !Object.values(agreements).some(meets) || (state.year !== null && !chosen().size) });
