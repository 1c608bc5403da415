// The network: vis-network draws, the places come from Python, our own renderer draws nodes with labels at their side.

/** @import { Chosen } from "./types.js" */

import { chosen } from "./answers.js";
import { showAgreement, showLink, showPlace } from "./cards.js";
import { byId, shape } from "./dom.js";
import { entry, kindEntries, placeEntries, standingEntries, swatch } from "./legend.js";
import { agreementStyle } from "./marks.js";
import {
  COLUMN, LABEL, anchor, goalColour, networks, radius, renderer, svgLine, svgNode,
} from "./network_marks.js";
import { agreements, governments, record, state } from "./page.js";
import { start } from "./start.js";
import { runLibraries } from "./unpacking.js";
import { number, word } from "./words.js";

const MET = "#117733";
const OTHER = "#8b93a1";
const source = JSON.parse(byId("network").textContent);
await runLibraries();

const nodes = new vis.DataSet();
const edges = new vis.DataSet();
/** @type {Set<string>} */
let shownNodes = new Set();
/** @type {any} */
let fitted = { scale: 1 };
let built = "";
/** @type {Set<string> | null} the agreements, or the governments of a line, that shine */
let shining = null;

const ladder = () => state.view === "agreements";
const columns = () => Math.max(1, Math.min(4, Math.floor(byId("picture").clientWidth / 300)));
/** @returns {Record<string, [number, number]>} */
function places() {
  const all = networks[state.view]?.places ?? {};
  return (ladder() ? all[state.order]?.[columns()] : all) ?? {};
}
/** @param {string} id @returns {[number, number]} */
const at = (id) => places()[id] ?? [0, 0];

const vision = new vis.Network(byId("picture"), { nodes, edges }, {
  ...source.options,
  interaction: { ...source.options.interaction, zoomView: false },
  nodes: { shape: "custom", ctxRenderer: renderer((id) => shownNodes.has(id), dimmed) },
  edges: { ...source.options.edges, arrows: { to: { enabled: false } } },
});

function build() {
  const key = `${state.view}/${ladder() ? `${columns()}/${state.order}` : ""}`;
  if (key === built) return;
  built = key;
  edges.clear();
  nodes.clear();
  nodes.add(Object.entries(places()).map(([id, [x, y]]) => ({ id, x, y })));
  const others = (networks[state.view]?.edges ?? []).map(([from, to, via]) => ({ id: `${from}|${to}`, from, to, via }));
  edges.add(ladder() ? source.edges : others);
  fit();
}

/** @param {any} edge */
const shines = (edge) => !shining || shining.has(edge.agreement) || [edge.from, edge.to].some((id) => shining?.has(id));

/** @param {string} id whether a node is linked by nothing that shines */
function dimmed(id) {
  return shining !== null && !visible().some((edge) => (edge.from === id || edge.to === id) && shines(edge));
}

/** @param {Set<string> | null} keys */
function lightLines(keys) {
  const before = shining;
  shining = null;
  const any = keys && visible().some((edge) => keys.has(edge.agreement) || keys.has(edge.from) || keys.has(edge.to));
  shining = any ? keys : null;
  if (!before && !shining) return;
  edges.update(visible().map((edge) => ({
    id: edge.id, color: { ...edge.color, opacity: shines(edge) ? edge.opacity : edge.opacity * 0.12 },
  })));
  vision.redraw();
}

/** @param {any} edge @param {Chosen} found */
function agreementLine(edge, found) {
  const style = agreementStyle(edge.agreement, found);
  return style ? edgeLine(edge.id, style.hue, style.width, style.opacity, style.dashes) : { id: edge.id, hidden: true };
}

/** @param {string} id @param {string} hue @param {number} width @param {number} opacity @param {number[]} dashes */
function edgeLine(id, hue, width, opacity, dashes, hidden = false) {
  const color = { color: hue, highlight: hue, hover: hue, opacity, inherit: false };
  return { id, hidden, width, opacity, color, dashes: dashes.length ? dashes : false };
}

/**
 * What the two ends of a line that is no agreement have in common, in the year and with the filters chosen.
 * @param {any} edge
 * @param {Chosen} found
 * @returns {any[]}
 */
function common(edge, found) {
  if (state.region && ![edge.from, edge.to].some((id) => governments[id]?.region === state.region)) return [];
  if (state.view === "goals_view") return state.goal && edge.to !== `goal/${state.goal}` ? [] : edge.via;
  if (state.view === "attendance_view") return metAt(edge.via);
  const parties = [...found.keys()].map((id) => agreements[id]?.parties ?? []);
  const linked = /** @param {string} a @param {string} b */ (a, b) =>
    parties.some((both) => both.includes(a) && both.includes(b));
  return edge.via.filter((/** @type {string} */ one) => linked(edge.from, one) && linked(edge.to, one));
}

/** @param {number[]} editions */
function metAt(editions) {
  const begun = /** @param {number} n */ (n) => (record.editions[n]?.start ?? "").slice(0, 4) <= String(state.year);
  const held = editions.filter((n) => state.year === null || begun(n));
  if (state.edition) return held.filter((n) => n === Number(state.edition));
  return held.length > 1 ? held : [];
}

/** @param {any} edge */
const partnered = (edge) =>
  Object.values(agreements).some((a) => a.parties.includes(edge.from) && a.parties.includes(edge.to));

/** @param {any} edge @param {Chosen} found */
function commonLine(edge, found) {
  const goals = state.view === "goals_view";
  const shared = common(edge, found);
  const count = goals && shared.length ? edge.via[0] : shared.length;
  const hue = goals ? goalColour(edge.to) : partnered(edge) ? MET : OTHER;
  const meeting = state.view === "attendance_view";
  const opacity = !meeting ? 0.5 : partnered(edge) ? 1 : 0.22;
  return edgeLine(edge.id, hue, Math.min(7, 0.6 + count * 0.8), opacity, [], !count);
}

/** @param {Chosen} found */
function update(found) {
  build();
  edges.update(edges.get().map((/** @type {any} */ edge) => (ladder() ? agreementLine : commonLine)(edge, found)));
  shownNodes = new Set(visible().flatMap((edge) => [edge.from, edge.to]));
  vision.redraw();
}

/** @returns {any[]} */
const visible = () => edges.get({ filter: (/** @type {any} */ edge) => !edge.hidden });

function bounds() {
  const points = Object.values(places());
  if (!points.length) return { left: 0, right: 640, top: 0, bottom: 360 };
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  const side = ladder() ? COLUMN / 2 - 36 : 125;
  return {
    left: Math.min(...xs) - side, right: Math.max(...xs) + side,
    top: Math.min(...ys) - 22, bottom: Math.max(...ys) + (ladder() ? 22 : 36),
  };
}

function fit() {
  const box = byId("picture");
  const { left, right, top, bottom } = bounds();
  const scale = Math.min(1.2, box.clientWidth / (right - left));
  box.style.height = `${Math.ceil((bottom - top) * scale)}px`;
  fitted = { scale, position: { x: (left + right) / 2, y: (top + bottom) / 2 } };
  vision.setSize("100%", box.style.height);
  vision.moveTo({ ...fitted, animation: false });
  moved();
}

function moved() {
  const zoomed = vision.getScale() > fitted.scale * 1.02;
  byId("picture").classList.toggle("zoomed", zoomed);
  const coarse = matchMedia("(pointer: coarse)").matches;
  const interaction = { ...source.options.interaction, zoomView: false, dragView: zoomed || !coarse };
  vision.setOptions({ interaction });
}

/** @param {number} factor */
function zoom(factor, position = vision.getViewPosition()) {
  vision.moveTo({ scale: Math.max(0.1, Math.min(6, vision.getScale() * factor)), position });
  moved();
}

/**
 * The node whose circle or label is at a point of the picture.
 * @param {{ x: number, y: number }} point
 */
function nodeAt(point) {
  return [...shownNodes].find((id) => {
    const [x, y] = at(id);
    const r = radius(id);
    const { align } = anchor(id, x, y, r);
    const dx = point.x - x;
    if (align === "center") return Math.abs(dx) < 50 && point.y > y - r && point.y < y + r + 18;
    const reach = align === "right" ? -dx : dx;
    return reach > -r && reach < LABEL + r + 6 && Math.abs(point.y - y) < 12;
  });
}

vision.on("click", (/** @type {any} */ { nodes: [node], edges: [edge], pointer }) => {
  const place = shownNodes.has(node) ? node : edge ? null : nodeAt(pointer.canvas);
  if (place) {
    vision.selectNodes([place]);
    if (governments[place]) showPlace(place);
  } else if (edge) openLine(edges.get(edge));
});

/** @param {any} edge */
function openLine(edge) {
  if (edge.agreement) return showAgreement(edge.agreement);
  const key = state.view === "attendance_view" ? "met" : "shared";
  showLink([edge.from, edge.to], key, state.view === "goals_view" ? [] : common(edge, chosen()));
}

byId("picture").addEventListener("wheel", (/** @type {WheelEvent} */ event) => {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  const box = byId("picture").getBoundingClientRect();
  const point = vision.DOMtoCanvas({ x: event.clientX - box.left, y: event.clientY - box.top });
  const factor = event.deltaY < 0 ? 1.15 : 1 / 1.15;
  const from = vision.getViewPosition();
  const share = 1 - 1 / factor;
  zoom(factor, { x: from.x + (point.x - from.x) * share, y: from.y + (point.y - from.y) * share });
}, { passive: false });

let width = 0;
new ResizeObserver(() => {
  if (width && width !== byId("picture").clientWidth) {
    built = "";
    update(chosen());
  }
  width = byId("picture").clientWidth;
}).observe(byId("stage"));

/** @param {string} id */
function focus(id) {
  if (!places()[id]) return;
  vision.selectNodes([id]);
  const [x, y] = at(id);
  const box = byId("picture").getBoundingClientRect();
  const seen = vision.canvasToDOM({ x, y });
  const [top, left] = [box.top + seen.y, box.left + seen.x];
  if (top < 60 || top > innerHeight - 120) scrollBy({ top: top - innerHeight / 2, behavior: "smooth" });
  const outside = left < box.left || left > box.right || seen.y < 0 || seen.y > box.height;
  if (outside) vision.moveTo({ position: { x, y } });
}

function order() {
  const column = /** @param {string} id */ (id) => (ladder() ? Math.round(at(id)[0] / COLUMN) : 0);
  return [...shownNodes].sort((a, b) => column(a) - column(b) || at(a)[1] - at(b)[1] || at(a)[0] - at(b)[0]);
}

function legend() {
  if (ladder()) return [...placeEntries(), ...kindEntries(), ...standingEntries()];
  const met = state.view === "attendance_view"
    ? [entry(swatch(MET, [], 4), word("met_partners")), entry(swatch(OTHER, [], 3, 0.45), word("met_others"))] : [];
  return [...placeEntries(), ...met, entry(null, word("weight")), entry(null, word(`note_${state.view}`))];
}

function svg() {
  const { left, right, top, bottom } = bounds();
  return shape("svg", { viewBox: `${left} ${top} ${right - left} ${bottom - top}` },
    ...visible().map((edge) => svgLine(edge, at(edge.from), at(edge.to))),
    ...[...shownNodes].sort().map((id) => svgNode(id, at(id))));
}

start({
  orders: Object.keys(networks.agreements?.places ?? {}),
  views: Object.keys(networks).sort((a, b) => Number(b === "agreements") - Number(a === "agreements")),
  nodes, edges, update, zoom, fit, focus, legend, svg, light: lightLines, places: order,
  summary: () => ladder() ? null : word(`count_${state.view}`, { count: number(visible().length) }),
  empty: () => !shownNodes.size,
  mark(id) {
    const of = (/** @type {any} */ edge) => edge.agreement === id;
    if (ladder()) vision.setSelection({ nodes: [], edges: edges.getIds({ filter: of }) });
  },
});
