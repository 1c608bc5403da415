// The map: outlines, places and great circles come projected; here they are shown, filtered and named.

/** @import { Chosen, MapData } from "./types.js" */

import { showAgreement, showPlace } from "./cards.js";
import { byId, dress, shape } from "./dom.js";
import { entry, kindEntries, placeEntries, standingEntries } from "./legend.js";
import { agreementStyle, opens, placeColour, placeRadius } from "./marks.js";
import { nameSpots } from "./naming.js";
import { data, governments } from "./page.js";
import { stage } from "./stage.js";
import { start } from "./start.js";
import { agreementName, placeName, word } from "./words.js";

const chart = /** @type {MapData} */ (data.map);
let drawnOnce = false;

const coast = { "vector-effect": "non-scaling-stroke", "stroke-width": 0.7 };
const halo = { stroke: "#fff", "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" };
const layers = {
  ground: shape("g", {},
    shape("rect", { x: -900, y: -1200, width: 2400, height: 2400, fill: "#edf2f6" }),
    shape("path", { d: chart.outline.land, fill: "#dfe1dc" }),
    shape("path", { d: chart.outline.FR, fill: "#c9d6ea", stroke: "#7f97bd", ...coast }),
    shape("path", { d: chart.outline.JP, fill: "#f1d3cb", stroke: "#c98c7d", ...coast })),
  arcs: shape("g", { fill: "none" }),
  places: shape("g"),
  names: shape("g", { "pointer-events": "none", fill: "#24292f", ...halo }),
};

const paper = stage(byId("picture"), { x: -500, y: -400, width: 1000, height: 800 }, rescale);
paper.svg.append(...Object.values(layers));

/** @type {MapData["arcs"]} */
let shown = [];
/** @type {string | null} */
let focused = null;

/** @param {string} name */
function frame(name) {
  const [x = 0, y = 0, width = 1, height = 1] = chart.frames[name] ?? [];
  return { x, y, width, height };
}

/** @param {string} id @returns {[number, number]} */
const at = (id) => chart.places[id] ?? [0, 0];

function resize() {
  const box = byId("picture");
  const ratio = box.clientWidth < 600 ? 1.05 : 0.7;
  box.style.height = `${Math.round(box.clientWidth * ratio)}px`;
  paper.svg.style.height = box.style.height;
  paper.setHome(frame("both"));
}

/** @param {Chosen} found */
function update(found) {
  if (!drawnOnce) {
    drawnOnce = true;
    resize();
  }
  shown = chart.arcs.filter((arc) => found.has(arc.agreement));
  layers.arcs.replaceChildren(...shown.map((arc) => arcLine(arc, found)));
  drawPlaces();
  rescale(paper.scale());
}

/** @param {MapData["arcs"][0]} arc @param {Chosen} found */
function arcLine(arc, found) {
  const style = agreementStyle(arc.agreement, found);
  const line = shape("path", {
    d: arc.path, stroke: style?.hue, "stroke-width": (style?.width ?? 1) * 0.8,
    "stroke-opacity": (style?.opacity ?? 1) * 0.75, "stroke-dasharray": style?.dashes.join(" "),
    "vector-effect": "non-scaling-stroke", "data-agreement": arc.agreement,
  });
  return opens(line, agreementName(arc.agreement), () => showAgreement(arc.agreement), [arc.agreement]);
}

const placesShown = () => [...new Set(shown.flatMap((arc) => [arc.from, arc.to]))]
  .sort((a, b) => radiusOf(b) - radiusOf(a) || at(a)[0] - at(b)[0]);
/** @param {string} id */
const radiusOf = (id) => placeRadius(id, 4.2);

function drawPlaces() {
  layers.places.replaceChildren(...placesShown().map((id) => {
    const mark = shape(governments[id]?.country === "FR" ? "circle" : "rect", {
      fill: placeColour(id), stroke: id === focused ? "#111" : "#fff", "vector-effect": "non-scaling-stroke",
      "stroke-width": id === focused ? 3 : 1, "data-place": id,
    });
    const own = shown.filter((arc) => arc.from === id || arc.to === id).map((arc) => arc.agreement);
    return opens(mark, placeName(id), () => showPlace(id), own);
  }));
}

/**
 * Marks and names keep their size on the screen; a name that would cover another waits for a closer look.
 * @param {number} scale
 */
function rescale(scale) {
  const unit = 1 / (scale || 1);
  for (const mark of layers.places.children) {
    const [x, y] = at(mark.dataset.place);
    const r = radiusOf(mark.dataset.place) * unit;
    const box = { x: x - r * 0.9, y: y - r * 0.9, width: r * 1.8, height: r * 1.8 };
    dress(mark, mark.tagName === "circle" ? { cx: x, cy: y, r } : box);
  }
  const inside = placesShown().filter((id) => within(at(id))).map((id) => ({
    text: placeName(id), at: at(id), radius: radiusOf(id) * unit, outward: governments[id]?.country === "FR" ? -1 : 1,
    first: id === focused, weight: governments[id]?.population ?? 0,
  }));
  layers.names.replaceChildren(...nameSpots(inside, 11.5 * unit).map((spot) => shape("text", {
    x: spot.x, y: spot.y, "text-anchor": spot.anchor, "dominant-baseline": "central", "font-size": 11.5 * unit,
  }, spot.text)));
  layers.names.setAttribute("stroke-width", 3 * unit);
}

/** @param {[number, number]} point */
function within([x, y]) {
  const view = paper.view;
  return x > view.x && x < view.x + view.width && y > view.y && y < view.y + view.height;
}

function mapLegend() {
  const names = chart.unplaced.map(placeName).join(", ");
  return [
    ...placeEntries(), ...kindEntries(), ...standingEntries(), entry(null, word("arc")),
    ...(names ? [entry(null, word("unplaced", { names }))] : []),
  ];
}

/** @param {string} id */
function focus(id) {
  if (!chart.places[id]) return;
  focused = id;
  const [x, y] = at(id);
  const near = frame(governments[id]?.country === "FR" ? "france" : "japan");
  const { width, height } = near.width < paper.view.width ? near : paper.view;
  drawPlaces();
  paper.show({ x: x - width / 2, y: y - height / 2, width, height });
}

for (const button of document.querySelectorAll("[data-frame]")) {
  const { frame: name = "both" } = /** @type {HTMLElement} */ (button).dataset;
  button.addEventListener("click", () => paper.show(frame(name)));
}

let mapWidth = 0;
new ResizeObserver(() => {
  const width = byId("picture").clientWidth;
  if (mapWidth && width !== mapWidth) resize();
  mapWidth = width;
}).observe(byId("stage"));

start({
  update, legend: mapLegend, zoom: (factor) => paper.zoom(factor), fit: () => paper.fit(), focus,
  svg: () => paper.svg.cloneNode(true), places: () => placesShown().sort((a, b) => at(a)[0] - at(b)[0]),
  shownAgreements: () => [...new Set(shown.map((arc) => arc.agreement))],
});
