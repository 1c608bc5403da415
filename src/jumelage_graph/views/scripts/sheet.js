// A sheet for pictures that are drawn anew for each width: text keeps its size, a narrow window scrolls sideways.

/** @import { Chosen, Picture } from "./types.js" */

import { byId, shape } from "./dom.js";

/**
 * @typedef {object} Drawing
 * @property {number} height
 * @property {(Element | null)[]} marks
 * @property {Element[]} [labels] what stays at the left where a narrow window scrolls
 * @property {number} [side] the width of the labels
 */

/**
 * @param {number | (() => number)} minimum width, px
 * @param {(found: Chosen, width: number) => Drawing} draw
 */
export function sheet(minimum, draw) {
  const box = byId("picture");
  const svg = shape("svg", { "font-family": "inherit" });
  box.append(svg);
  box.classList.add("sheet");
  let factor = 1;
  /** @type {Chosen} */
  let last = new Map();

  /** @type {SVGGElement | null} */
  let held = null;
  const hold = () => held?.setAttribute("transform", `translate(${box.scrollLeft / factor} 0)`);
  box.addEventListener("scroll", hold);

  function redraw(found = last) {
    last = found;
    const width = Math.max(typeof minimum === "number" ? minimum : minimum(), box.clientWidth);
    const { height, marks, labels = [], side = 0 } = draw(found, width);
    const ground = shape("rect", { width: side, height, fill: "#fff", "fill-opacity": 0.9, class: "held" });
    held = labels.length ? shape("g", { "pointer-events": "none" }, ground, ...labels) : null;
    svg.replaceChildren(...[...marks, held].filter(Boolean));
    hold();
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.style.width = `${width * factor}px`;
    svg.style.height = `${height * factor}px`;
  }

  /** @param {number} by */
  function zoom(by) {
    factor = Math.max(0.4, Math.min(5, factor * by));
    redraw();
  }

  function fit() {
    factor = 1;
    redraw();
  }

  let seen = 0;
  new ResizeObserver(() => {
    if (seen && seen !== box.clientWidth) redraw();
    seen = box.clientWidth;
  }).observe(byId("stage"));
  function copy() {
    held?.removeAttribute("transform");
    const made = svg.cloneNode(true);
    hold();
    return made;
  }
  return { svg, redraw, zoom, fit, copy };
}

/**
 * The picture of a sheet: its own parts, and those that every sheet has.
 * @param {ReturnType<typeof sheet>} paper
 * @param {Partial<Picture>} own
 * @returns {Picture}
 */
export const sheetPicture = (paper, own) => ({
  update: paper.redraw, zoom: paper.zoom, fit: paper.fit, svg: paper.copy,
  legend: () => [], places: () => [], focus() {}, ...own,
});
