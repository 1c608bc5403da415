// Nodes and their labels in the network: where they stand and how they are drawn, on the canvas and as SVG.

import { shape } from "./dom.js";
import { placeColour, placeRadius } from "./marks.js";
import { data, governments, state } from "./page.js";
import { FONT } from "./saving.js";
import { goalName, placeName } from "./words.js";

/** @typedef {{ x: number, y: number, align: "left" | "right" | "center", middle: boolean }} Anchor */
/** @typedef {{ size: number, fill: string, weight?: number }} Type */

export const COLUMN = 330;
export const LABEL = 112;
const ROW = 1.05;
export const networks = data.networks ?? {};
const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

/** @param {string} id */
export const isGoal = (id) => id.startsWith("goal/");
/** @param {string} id */
const goalOf = (id) => id.slice("goal/".length);
/** @param {string} id */
export const nodeName = (id) => (isGoal(id) ? goalName(goalOf(id)) : placeName(id));
/** @param {string} id */
export const radius = (id) => (isGoal(id) ? 13 : placeRadius(id, 5.5));
/** @param {string} id */
export const goalColour = (id) => data.palette.goals[goalOf(id)] ?? "";
/** @param {string} id */
const colour = (id) => (isGoal(id) ? goalColour(id) : placeColour(id, networks[state.view]?.communities));
/** @param {string} id */
const round = (id) => governments[id]?.country === "FR";
/** @param {string} id */
const letters = (id) => (isGoal(id) ? 10.5 : 12.5);

/** @param {number} size */
const canvasFont = (size, weight = 400) => `${weight} ${size}px ${FONT}`;

/**
 * A name in one line or, where it is too long, in as many equal ones as it needs.
 * @param {string} text
 * @param {number} size
 * @returns {string[]}
 */
function lines(text, size) {
  pen.font = canvasFont(size);
  if (pen.measureText(text).width <= LABEL) return [text];
  const breaks = [...text.matchAll(/[\s・-]/g)].map((found) => found.index + 1);
  if (!breaks.length) breaks.push(Math.ceil(text.length / 2));
  return cutAt(text, breaks, 2).every(fits) || breaks.length < 2 ? cutAt(text, breaks, 2) : cutAt(text, breaks, 3);
}

/** @param {string} text whether it is as narrow as a label may be */
const fits = (text) => pen.measureText(text).width <= LABEL;

/** @param {string} text @param {number[]} breaks @param {number} parts @returns {string[]} */
function cutAt(text, breaks, parts) {
  const ends = Array.from({ length: parts - 1 }, (_, n) => {
    const wanted = (text.length * (n + 1)) / parts;
    return breaks.reduce((a, b) => (Math.abs(b - wanted) < Math.abs(a - wanted) ? b : a));
  });
  return [0, ...ends].map((from, n) => text.slice(from, ends[n]).trim()).filter(Boolean);
}

/**
 * Where the label stands: outwards where the two countries face each other, below elsewhere.
 * @param {string} id @param {number} x @param {number} y @param {number} r
 * @returns {Anchor}
 */
export function anchor(id, x, y, r) {
  if (isGoal(id) || state.view.startsWith("projection")) return { x, y: y + r + 9, align: "center", middle: false };
  return { x: round(id) ? x - r - 6 : x + r + 6, y, align: round(id) ? "right" : "left", middle: true };
}

/**
 * vis-network's way to draw a node.
 * @param {(id: string) => boolean} seen
 * @param {(id: string) => boolean} dimmed
 * @returns {(node: any) => object}
 */
export const renderer = (seen, dimmed) => ({ ctx, id, x, y, state: { selected, hover } }) => {
  const shown = seen(id);
  const r = shown ? radius(id) : 2;
  return {
    drawNode() {
      ctx.save();
      ctx.globalAlpha = dimmed(id) ? 0.15 : 1;
      ctx.beginPath();
      if (round(id)) ctx.arc(x, y, r, 0, 2 * Math.PI);
      else ctx.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
      ctx.fillStyle = shown ? colour(id) : "#d5d7db";
      ctx.fill();
      ctx.lineWidth = selected ? 3 : 1.2;
      ctx.strokeStyle = selected ? "#111" : "#fff";
      if (shown) ctx.stroke();
      const middle = /** @type {Anchor} */ ({ x, y, align: "center", middle: true });
      if (isGoal(id)) write(ctx, [goalOf(id)], middle, { size: 12, fill: "#fff", weight: 700 });
      ctx.restore();
    },
    drawExternalLabel() {
      if (!shown) return;
      const text = lines(nodeName(id).replace(isGoal(id) ? /^\d+ / : "", ""), letters(id));
      const size = letters(id) - 1.5 * (text.length - 1);
      const type = selected || hover ? { fill: "#000", weight: 700 } : { fill: "#24292f" };
      ctx.globalAlpha = dimmed(id) ? 0.2 : 1;
      write(ctx, text, anchor(id, x, y, r), { size, ...type });
      ctx.globalAlpha = 1;
    },
    nodeDimensions: { width: 2 * r + 6, height: 2 * r + 6 },
  };
};

/** @param {CanvasRenderingContext2D} ctx @param {string[]} text @param {Anchor} at @param {Type} type */
function write(ctx, text, at, { size, fill, weight = 400 }) {
  ctx.save();
  ctx.font = canvasFont(size, weight);
  ctx.textAlign = at.align;
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  const top = at.y - (at.middle ? ((text.length - 1) * size * ROW) / 2 : 0);
  for (const [row, line] of text.entries()) {
    const y = top + row * size * ROW;
    if (fill !== "#fff") {
      ctx.strokeStyle = "rgba(255,255,255,.85)";
      ctx.lineWidth = 3;
      ctx.strokeText(line, at.x, y);
    }
    ctx.fillStyle = fill;
    ctx.fillText(line, at.x, y);
  }
  ctx.restore();
}

/** @param {string} id @param {[number, number]} place @returns {SVGGElement} */
export function svgNode(id, [x, y]) {
  const r = radius(id);
  const at = anchor(id, x, y, r);
  const text = lines(nodeName(id), letters(id));
  const size = letters(id) - 1.5 * (text.length - 1);
  const step = size * ROW;
  const top = at.y - (at.middle ? ((text.length - 1) * step) / 2 : 0);
  const style = { fill: colour(id), stroke: "#fff" };
  const mark = round(id)
    ? shape("circle", { cx: x, cy: y, r, ...style })
    : shape("rect", { x: x - r * 0.9, y: y - r * 0.9, width: r * 1.8, height: r * 1.8, ...style });
  const type = {
    "text-anchor": { left: "start", right: "end", center: "middle" }[at.align], "dominant-baseline": "central",
    "font-size": size, fill: "#24292f",
  };
  const label = text.map((line, row) => shape("text", { x: at.x, y: top + row * step, ...type }, line));
  return shape("g", {}, mark, ...label);
}

/** @param {any} edge @param {[number, number]} from @param {[number, number]} to @returns {SVGPathElement} */
export function svgLine({ color, width, dashes, smooth }, from, to) {
  const bend = smooth?.roundness ? smooth.roundness * (smooth.type === "curvedCW" ? 1 : -1) : 0;
  const middle = [
    (from[0] + to[0]) / 2 - (to[1] - from[1]) * bend, (from[1] + to[1]) / 2 + (to[0] - from[0]) * bend,
  ];
  return shape("path", {
    d: `M${from} Q${middle} ${to}`, fill: "none", stroke: color.color, "stroke-width": width,
    "stroke-opacity": color.opacity, "stroke-dasharray": dashes ? dashes.join(" ") : null,
  });
}
