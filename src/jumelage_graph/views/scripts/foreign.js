// Any network from a file: sigma.js paints it by WebGL; groups and places come from Python.

import { closeCard, openCard, part, placeButton } from "./card.js";
import { byId, element } from "./dom.js";
import { filterLine } from "./answers.js";
import {
  colourOf, count, foreign, groupEntries, linksAt, linksOf, nodes, radiusOf, shownNodes, svgOf,
} from "./foreign_nodes.js";
import { point } from "./light.js";
import { picture } from "./page.js";
import { FONT } from "./saving.js";
import { start } from "./start.js";
import { runLibraries } from "./unpacking.js";
import { number, pair, placeName, sorted, word } from "./words.js";

const MANY = 5000;
const FAINT = "#e4e6e9";
const NEIGHBOURS = 100;
const crowded = foreign.from.length > MANY;
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

for (const id of ["play", "year", "shown-year", "all-years"]) byId(id).hidden = true;
await runLibraries();

/** @type {Set<string>} */
let shown = new Set(nodes);
/** @type {Set<string> | null} the nodes that shine */
let lit = null;
/** @type {string | null} the node that a search or a key has come to */
let reached = null;

const graph = new webgl.Graph({ type: foreign.directed ? "directed" : "undirected" });
for (const id of [...nodes].reverse()) graph.addNode(id, { x: foreign.x[+id], y: -(foreign.y[+id] ?? 0) });
for (const [link, from] of foreign.from.entries()) graph.addEdge(String(from), String(foreign.to[link]), { link });

/** @param {string} id */
const bright = (id) => !lit || lit.has(id);

/** @param {string} id @param {any} place */
function node(id, place) {
  const label = bright(id) ? placeName(id) : null;
  return { ...place, label, hidden: !shown.has(id), size: radiusOf(id), color: bright(id) ? colourOf(id) : FAINT,
    zIndex: bright(id) ? 1 : 0, highlighted: id === reached };
}

/** @param {string} key @param {{ link: number }} at */
function link(key, { link: at }) {
  const [from, to] = [String(foreign.from[at]), String(foreign.to[at])];
  const shines = !lit || (lit.has(from) && lit.has(to));
  const hue = colourOf(from) === colourOf(to) ? colourOf(from) : "#6e7681";
  const weight = foreign.weights[at] ?? 1;
  return {
    hidden: !shown.has(from) || !shown.has(to) || !shines, color: paler(hue, lit ? 0.2 : crowded ? 0.72 : 0.5),
    size: Math.min(8, 0.8 + Math.log2(1 + Math.max(0, weight)) * 0.8),
  };
}

/**
 * A solid colour: where lines cross they stay as pale.
 * @param {string} hue
 * @param {number} white its share
 */
const paler = (hue, white) => `rgb(${[1, 3, 5].map((at) =>
  Math.round(parseInt(hue.slice(at, at + 2), 16) * (1 - white) + 255 * white)).join(",")})`;

function painter() {
  if (!document.createElement("canvas").getContext("webgl2")) return null;
  const box = element("div", { class: "webgl" });
  byId("picture").append(box);
  const made = new webgl.Sigma(graph, box, {
    nodeReducer: node, edgeReducer: link, zIndex: true, hideEdgesOnMove: crowded, labelFont: FONT, labelSize: 12,
    labelRenderedSizeThreshold: crowded ? 3 : 2, stagePadding: crowded ? 30 : 70,
    labelDensity: crowded ? 0.6 : 1, minCameraRatio: 0.004, maxCameraRatio: 2,
    defaultEdgeType: crowded ? "fast" : foreign.directed ? "arrow" : "line",
    zoomToSizeRatioFunction: (/** @type {number} */ ratio) => ratio ** 0.6,
    defaultNodeType: crowded ? "point" : "circle",
    nodeProgramClasses: { point: webgl.NodePointProgram, circle: webgl.NodeCircleProgram },
    edgeProgramClasses: {
      fast: webgl.EdgeLineProgram, line: webgl.EdgeRectangleProgram, arrow: webgl.EdgeArrowProgram,
    },
  });
  made.on("clickNode", (/** @type {any} */ event) => showNode(event.node));
  made.on("clickStage", closeCard);
  if (!crowded) {
    made.on("enterNode", (/** @type {any} */ event) => point([event.node, ...linksAt(event.node)]));
    made.on("leaveNode", () => point(null));
  }
  return made;
}

const painted = painter();
byId("picture").addEventListener("wheel", (/** @type {WheelEvent} */ event) => {
  if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
}, { capture: true });

function update() {
  shown = shownNodes();
  painted?.refresh();
}

/** @param {Set<string> | null} keys nodes, or groups of nodes */
function lightNodes(keys) {
  if (!keys) reached = null;
  const before = lit;
  const found = new Set(nodes.filter((id) => keys?.has(id) || groupsOf(id).some((key) => keys?.has(key))));
  lit = found.size ? found : null;
  if (before || lit) painted?.refresh({ skipIndexation: true });
}

/** @param {string} id */
const groupsOf = (id) => foreign.columns.map((column, at) => `group/${at}/${column.of[+id]}`);

/** @param {string} id */
function focus(id) {
  reached = id;
  painted?.refresh({ skipIndexation: true });
  const seen = painted?.getNodeDisplayData(id);
  const camera = painted?.getCamera();
  if (seen) camera.animate({ x: seen.x, y: seen.y, ratio: Math.min(camera.ratio, 0.3) }, { duration: still ? 1 : 250 });
}

/** @param {string} id */
function showNode(id) {
  if (!nodes[+id]) return;
  const near = sorted(linksAt(id), placeName);
  const left = near.length - NEIGHBOURS;
  const groups = foreign.columns.flatMap((column) => {
    const value = column.values[column.of[+id] ?? -1];
    return value ? [pair(word(column.name), value)] : [];
  });
  openCard({ draw: () => showNode(id), thing: `node/${id}`, of: [id, ...near],
    title: element("h2", {}, placeName(id)), parts: [
      element("p", { class: "facts" }, [pair(word("degree"), number(count(id))), ...groups].join(" · ")),
      part("foreign_neighbours", near.slice(0, NEIGHBOURS).map((each) => placeButton(each, showNode))),
      left > 0 ? element("p", {}, word("foreign_more", { count: number(left) })) : null,
    ] });
}

function foreignSummary() {
  const links = linksOf(shown).length;
  const [some, all] = [number(shown.size), number(nodes.length)];
  const said = { count: some, nodes: some, all, links: number(links) };
  return [filterLine(), word(shown.size < nodes.length ? "foreign_some" : "foreign_count", said)]
    .filter(Boolean).join(" – ");
}

start({
  update, focus, light: lightNodes, summary: foreignSummary, open: showNode,
  zoom: (factor) => painted?.getCamera().setState({ ratio: painted.getCamera().ratio / factor }),
  fit: () => painted?.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }),
  svg: () => svgOf(shown),
  legend: groupEntries,
  places: () => nodes.filter((id) => shown.has(id)),
  empty: () => !shown.size || !painted,
  emptyText: () => word(painted ? "foreign_empty" : "foreign_no_webgl"),
  colours: foreign.columns.map((column) => column.name),
  sizes: ["degree"],
  painted,
  table: () => ({
    head: [word("foreign_node"), word("degree"), ...foreign.columns.map((column) => word(column.name))],
    rows: picture.places().map((id) => [placeName(id), number(count(id)),
      ...foreign.columns.map((column) => column.values[column.of[+id] ?? -1] ?? "")]),
  }),
});
