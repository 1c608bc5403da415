// A sheet for pictures that are drawn anew for each width: text keeps its size, a narrow window scrolls sideways.

/** @import { Chosen, Picture } from "./types.js" */

import { byId, shape } from "./dom.js";

/** @typedef {{ height: number, marks: (Element | null)[] }} Drawing */

/**
 * @param {number} minimum width, px
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

  function redraw(found = last) {
    last = found;
    const width = Math.max(minimum, box.clientWidth);
    const { height, marks } = draw(found, width);
    svg.replaceChildren(...marks.filter(Boolean));
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
  return { svg, redraw, zoom, fit };
}

/**
 * The picture of a sheet: its own parts, and those that every sheet has.
 * @param {ReturnType<typeof sheet>} paper
 * @param {Partial<Picture>} own
 * @returns {Picture}
 */
export const sheetPicture = (paper, own) => ({
  update: paper.redraw, zoom: paper.zoom, fit: paper.fit, svg: () => paper.svg.cloneNode(true),
  legend: () => [], places: () => [], focus() {}, ...own,
});
