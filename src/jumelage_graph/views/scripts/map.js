// The map: panels, places, links and the places of names come from Python; here they are shown, filtered and lit.

/** @import { Chosen, MapData, MapLink, MapPanel, MapSheet } from "./types.js" */

import { chosen } from "./answers.js";
import { showAgreement, showPlace } from "./cards.js";
import { all } from "./changing.js";
import { byId, dress, shape } from "./dom.js";
import { entry, kindEntries, placeEntries, standingEntries } from "./legend.js";
import { agreementStyle, opens, placeColour, placeRadius } from "./marks.js";
import { data, governments } from "./page.js";
import { stage } from "./stage.js";
import { start } from "./start.js";
import { agreementName, placeName, word } from "./words.js";

const chart = /** @type {MapData} */ (data.scene);
const LETTERS = 11;
const RADIUS = 4.5;
const halo = { stroke: "#fff", "stroke-width": 2.5, "paint-order": "stroke", "stroke-linejoin": "round" };
const layers = {
  ground: shape("g"), links: shape("g", { fill: "none" }), places: shape("g"),
  names: shape("g", { "pointer-events": "none", fill: "#24292f", ...halo }),
};

const narrow = () => byId("picture").clientWidth < 600;
const homeName = () => (narrow() ? "above" : "beside");
let sheetName = "";
/** @type {MapLink[]} */
let shown = [];
/** @type {Set<string> | null} the agreements that shine */
let shining = null;

const sheet = () => /** @type {MapSheet} */ (chart.sheets[sheetName]);
/** @param {string} id @returns {[number, number]} */
const at = (id) => sheet().places[id] ?? [0, 0];
const whole = () => ({ x: 0, y: 0, width: sheet().size[0], height: sheet().size[1] });

const paper = stage(byId("picture"), { x: 0, y: 0, width: 1000, height: 590 }, () => sheetName && rescale());
paper.svg.append(...Object.values(layers));

/** @param {string} name */
function turn(name) {
  sheetName = name;
  const box = byId("picture");
  const { width, height } = whole();
  box.style.height = `${Math.round((box.clientWidth * height) / width)}px`;
  paper.svg.style.height = box.style.height;
  layers.ground.replaceChildren(...sheet().panels.map(panelShape));
  paper.setHome(whole());
}

/** @param {MapPanel} panel @param {number} number */
function panelShape({ box: [x, y, width, height], coast, move: [scale, right, down], region }, number) {
  const clip = `panel-${number}`;
  const frame = { x, y, width, height };
  const land = shape("path", {
    d: chart.coasts[coast], fill: chart.ground[coast], transform: `translate(${right} ${down}) scale(${scale})`,
  });
  const type = { x: x + 5, y: y + 13, "font-size": 9.5, fill: "#57606a" };
  return shape("g", {},
    shape("clipPath", { id: clip }, shape("rect", frame)), shape("rect", { ...frame, fill: "#f2f6f9" }),
    shape("g", { "clip-path": `url(#${clip})` }, land),
    region ? shape("text", type, placeName(region)) : null);
}

/** @param {Chosen} found */
function update(found) {
  if (!sheetName) turn(homeName());
  shown = sheet().links.filter((link) => found.has(link.agreement));
  gather();
  layers.ground.replaceChildren(...sheet().panels.map(panelShape));
  layers.links.replaceChildren(...shown.map((link) => linkLine(link, found)));
  drawPlaces();
  rescale();
}

/** @param {MapLink} link @param {Chosen} found */
function linkLine({ agreement, path }, found) {
  const style = agreementStyle(agreement, found);
  const line = shape("path", {
    d: path, stroke: style?.hue, "stroke-width": (style?.width ?? 1) * 0.75,
    "stroke-opacity": (style?.opacity ?? 1) * 0.6, "stroke-dasharray": style?.dashes.join(" "),
    "vector-effect": "non-scaling-stroke", "data-agreement": agreement,
  });
  return opens(line, agreementName(agreement), () => showAgreement(agreement), [agreement]);
}

/** @type {Map<string, Set<string>>} the agreements shown of each place */
let own = new Map();

function gather() {
  own = new Map();
  for (const { agreement, fr, jp } of shown) {
    for (const id of [fr, jp]) own.set(id, (own.get(id) ?? new Set()).add(agreement));
  }
}

/** @param {string} id */
const radiusOf = (id) => placeRadius(id, RADIUS);
const placesShown = () => [...own.keys()]
  .sort((a, b) => radiusOf(b) - radiusOf(a) || at(a)[0] - at(b)[0]);

function drawPlaces() {
  const ids = placesShown();
  const style = { stroke: "#fff", "vector-effect": "non-scaling-stroke", "stroke-width": 1 };
  layers.places.replaceChildren(...ids.map((id) => {
    const mark = shape(governments[id]?.country === "FR" ? "circle" : "rect",
      { fill: placeColour(id), "data-place": id, ...style });
    return opens(mark, placeName(id), () => showPlace(id), [...(own.get(id) ?? [])]);
  }));
  layers.names.replaceChildren(...ids.map((id) => shape("text", { "dominant-baseline": "central", "data-name": id },
    placeName(id))));
}

/** How much nearer than at first the map is seen. */
const nearness = () => sheet().size[0] / paper.view.width;

/** Marks and names keep their size on the screen; a name without room waits for a closer look. */
function rescale() {
  const near = nearness();
  for (const mark of layers.places.children) {
    const [x, y] = at(mark.dataset.place);
    const r = radiusOf(mark.dataset.place) / near;
    const box = { x: x - r * 0.9, y: y - r * 0.9, width: r * 1.8, height: r * 1.8 };
    dress(mark, mark.tagName === "circle" ? { cx: x, cy: y, r } : box);
  }
  for (const name of layers.names.children) setName(name, name.dataset.name, near);
  layers.names.setAttribute("stroke-width", 2.5 / near);
}

/** @param {any} name @param {string} id @param {number} near */
function setName(name, id, near) {
  const [side, from] = sheet().names[document.documentElement.lang]?.[id] ?? ["e", 1];
  const [dx = 0, dy = 0, align = "start"] = chart.sides[side] ?? [];
  const [x, y] = at(id);
  dress(name, { x: x + dx / near, y: y + dy / near, "text-anchor": align, "font-size": LETTERS / near });
  showName(name, from <= near * 1.01);
}

/** @param {any} name @param {boolean} roomy whether it has room; while something shines, its own names are shown */
function showName(name, roomy) {
  const lit = shining && [...(own.get(name.dataset.name) ?? [])].some((agreement) => shining?.has(agreement));
  name.style.display = (shining ? lit : roomy) ? "" : "none";
  name.dataset.roomy = roomy ? "yes" : "";
}

function mapLegend() {
  const names = chart.unplaced.map(placeName).join(", ");
  return [
    ...placeEntries(), ...kindEntries(), ...standingEntries(),
    entry(null, word(sheetName === "world" ? "arc" : "coast")),
    ...(names ? [entry(null, word("unplaced", { names }))] : []),
  ];
}

/** @param {string} id */
function focus(id) {
  if (!sheet().places[id]) return;
  const mark = layers.places.querySelector(`[data-place="${CSS.escape(id)}"]`);
  mark?.scrollIntoView({ block: "nearest", behavior: "smooth" });
}

/** @param {string} name */
function frame(name) {
  const next = name === "world" ? "world" : homeName();
  if (next !== sheetName) {
    turn(next);
    update(chosen());
  }
  const country = { france: "FR", japan: "JP" }[name];
  const box = sheet().panels.find((panel) => panel.coast === country && !panel.region)?.box;
  paper.show(box ? { x: box[0], y: box[1], width: box[2], height: box[3] } : whole());
}

for (const button of all("[data-frame]")) button.addEventListener("click", () => frame(button.dataset.frame));

let mapWidth = 0;
new ResizeObserver(() => {
  const width = byId("picture").clientWidth;
  if (mapWidth && width !== mapWidth) {
    turn(sheetName === "world" ? "world" : homeName());
    update(chosen());
  }
  mapWidth = width;
}).observe(byId("stage"));

/** The whole sheet, whatever part of it is seen. */
function svg() {
  const before = { ...paper.view };
  paper.show(whole());
  const copy = paper.svg.cloneNode(true);
  for (const name of copy.querySelectorAll("[data-name]")) if (name.style.display === "none") name.remove();
  paper.show(before);
  return copy;
}

start({
  update, legend: mapLegend, zoom: paper.zoom, fit: paper.fit, focus, svg,
  light(keys) {
    shining = keys && shown.some((link) => keys.has(link.agreement)) ? keys : null;
    for (const name of layers.names.children) showName(name, name.dataset.roomy === "yes");
  },
  places: () => placesShown().sort((a, b) => at(a)[0] - at(b)[0]),
  shownAgreements: () => [...new Set(shown.map((link) => link.agreement))],
});
