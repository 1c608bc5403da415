// The map: outlines, places and great circles come projected; here they are shown, filtered and named.

const chart = data.map;
let drawnOnce = false;

const coast = { "vector-effect": "non-scaling-stroke", "stroke-width": 0.7 };
const layers = {
  ground: shape("g", {},
    shape("rect", { x: -900, y: -1200, width: 2400, height: 2400, fill: "#edf2f6" }),
    shape("path", { d: chart.outline.land, fill: "#dfe1dc" }),
    shape("path", { d: chart.outline.FR, fill: "#c9d6ea", stroke: "#7f97bd", ...coast }),
    shape("path", { d: chart.outline.JP, fill: "#f1d3cb", stroke: "#c98c7d", ...coast })),
  arcs: shape("g", { fill: "none" }),
  places: shape("g"),
  names: shape("g", { "pointer-events": "none", fill: "#24292f", stroke: "#fff", "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" }),
};

const paper = stage(byId("picture"), { x: -500, y: -400, width: 1000, height: 800 }, rescale);
paper.svg.append(...Object.values(layers));

let shown = [];
let focused = null;

function frame(name) {
  const [x, y, width, height] = chart.frames[name];
  return { x, y, width, height };
}

function resize() {
  const box = byId("picture");
  const wide = frame("both");
  const ratio = box.clientWidth < 600 ? 1.05 : 0.7;
  box.style.height = `${Math.round(box.clientWidth * ratio)}px`;
  paper.svg.style.height = box.style.height;
  paper.setHome(wide);
}

function update(found) {
  if (!drawnOnce) { drawnOnce = true; resize(); }
  shown = chart.arcs.filter((arc) => found.has(arc.agreement));
  layers.arcs.replaceChildren(...shown.map((arc) => arcLine(arc, agreementStyle(arc.agreement, found))));
  drawPlaces();
  rescale(paper.scale());
}

function arcLine(arc, { hue, width, opacity, dashes }) {
  const line = shape("path", {
    d: arc.path, stroke: hue, "stroke-width": width * 0.8, "stroke-opacity": opacity * 0.75,
    "stroke-dasharray": dashes.join(" "), "vector-effect": "non-scaling-stroke", "data-agreement": arc.agreement,
  });
  return opens(line, agreementName(arc.agreement), () => showAgreement(arc.agreement));
}

const placesShown = () =>
  [...new Set(shown.flatMap((arc) => [arc.from, arc.to]))].sort((a, b) => radiusOf(b) - radiusOf(a) || chart.places[a][0] - chart.places[b][0]);
const radiusOf = (id) => placeRadius(id, 4.2);

function drawPlaces() {
  layers.places.replaceChildren(...placesShown().map((id) => {
    const mark = governments[id].country === "FR" ? shape("circle", {}) : shape("rect", {});
    dress(mark, { fill: placeColour(id), stroke: id === focused ? "#111" : "#fff", "vector-effect": "non-scaling-stroke", "stroke-width": id === focused ? 3 : 1, "data-place": id }, []);
    return opens(mark, placeName(id), () => showPlace(id));
  }));
}

// Marks and names keep their size on the screen; a name that would cover another waits for a closer look.
function rescale(scale) {
  const unit = 1 / (scale || 1);
  for (const mark of layers.places.children) {
    const [x, y] = chart.places[mark.dataset.place];
    const r = radiusOf(mark.dataset.place) * unit;
    const at = mark.tagName === "circle" ? { cx: x, cy: y, r } : { x: x - r * 0.9, y: y - r * 0.9, width: r * 1.8, height: r * 1.8 };
    dress(mark, at, []);
  }
  layers.names.replaceChildren(...namePlaces(unit));
  layers.names.setAttribute("stroke-width", 3 * unit);
}

function namePlaces(unit) {
  const taken = [];
  const free = (box) => taken.every((t) => box.x > t.x + t.w || box.x + box.w < t.x || box.y > t.y + t.h || box.y + box.h < t.y);
  const { x: left, y: top, width, height } = paper.view;
  const near = ([x, y]) => x > left && x < left + width && y > top && y < top + height;
  const ids = placesShown().filter((id) => near(chart.places[id]));
  ids.sort((a, b) => (b === focused) - (a === focused) || weight(b) - weight(a));
  for (const id of ids) {
    const [x, y] = chart.places[id];
    const r = radiusOf(id) * unit;
    taken.push({ x: x - r, y: y - r, w: 2 * r, h: 2 * r });
  }
  return ids.map((id) => nameOf(id, unit, taken, free)).filter(Boolean);
}

const weight = (id) => Object.values(agreements).filter((a) => a.parties.includes(id)).length * 1e8 + (governments[id].population ?? 0);

function nameOf(id, unit, taken, free) {
  const size = 11.5 * unit;
  const text = placeName(id);
  const wide = [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e7f ? 1 : 0.56), 0) * size;
  const [x, y] = chart.places[id];
  const r = radiusOf(id) * unit + 3 * unit;
  const spots = [
    { x: x + r, y: y - size / 2, anchor: "start", at: x + r }, { x: x - r - wide, y: y - size / 2, anchor: "end", at: x - r },
    { x: x - wide / 2, y: y + r, anchor: "middle", at: x }, { x: x - wide / 2, y: y - r - size, anchor: "middle", at: x },
  ];
  if (governments[id].country === "FR") [spots[0], spots[1]] = [spots[1], spots[0]];
  const spot = spots.find((one) => free({ x: one.x, y: one.y, w: wide, h: size }));
  if (!spot) return null;
  taken.push({ x: spot.x, y: spot.y, w: wide, h: size });
  return shape("text", { x: spot.at, y: spot.y + size / 2, "text-anchor": spot.anchor, "dominant-baseline": "central", "font-size": size }, text);
}

function mapLegend() {
  const names = chart.unplaced.map(placeName).join(", ");
  return [
    ...placeLegend(), ...kindLegend(), ...standingLegend(),
    element("p", {}, word("arc")), names ? element("p", {}, word("unplaced", { names })) : null,
  ].filter(Boolean);
}

for (const button of document.querySelectorAll("[data-frame]")) {
  button.addEventListener("click", () => paper.show(frame(button.dataset.frame)));
}

let mapWidth = 0;
new ResizeObserver(() => {
  const width = byId("picture").clientWidth;
  if (mapWidth && width !== mapWidth) resize();
  mapWidth = width;
}).observe(byId("stage"));

const picture = {
  update, legend: mapLegend, zoom: (factor) => paper.zoom(factor), fit: () => paper.fit(),
  svg: () => svgCopy(paper.svg),
  places: () => placesShown().sort((a, b) => chart.places[a][0] - chart.places[b][0]),
  shownAgreements: () => [...new Set(shown.map((arc) => arc.agreement))],
  focus(id) {
    if (!chart.places[id]) return;
    focused = id;
    const [x, y] = chart.places[id];
    const { width, height } = frame(governments[id].country === "FR" ? "france" : "japan");
    const view = width < paper.view.width ? { width, height } : paper.view;
    paper.show({ x: x - view.width / 2, y: y - view.height / 2, width: view.width, height: view.height });
    drawPlaces();
    rescale(paper.scale());
  },
};
