// A sheet for pictures that are drawn anew for each width: text keeps its size, a narrow window scrolls sideways.

function sheet(minimum, draw) {
  const box = byId("picture");
  const svg = shape("svg", { "font-family": "inherit" });
  box.append(svg);
  box.classList.add("sheet");
  let factor = 1;
  let last = null;

  function redraw(found = last) {
    last = found;
    const width = Math.max(minimum, box.clientWidth);
    const { height, marks } = draw(found, width);
    svg.replaceChildren(...marks.filter(Boolean));
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.style.width = `${width * factor}px`;
    svg.style.height = `${height * factor}px`;
  }

  let seen = 0;
  new ResizeObserver(() => {
    if (last && seen !== box.clientWidth) redraw();
    seen = box.clientWidth;
  }).observe(byId("stage"));
  return {
    svg, redraw,
    zoom(by) { factor = Math.max(0.4, Math.min(5, factor * by)); redraw(); },
    fit() { factor = 1; redraw(); },
  };
}

// The parts every sheet's picture has; arrows go through the years where there is no row of places.
function sheetPicture(paper, more) {
  return {
    update: (found) => paper.redraw(found), zoom: paper.zoom, fit: paper.fit, svg: () => svgCopy(paper.svg),
    places: () => [], focus() {}, step: (by) => change({ year: Math.max(years.min, Math.min(years.max, (state.year ?? years.max) + by)) }),
    ...more,
  };
}

const text = (x, y, words, more = {}) =>
  shape("text", { x, y, "font-size": 12, "dominant-baseline": "central", fill: "#24292f", ...more }, words);
const rule = (x1, y1, x2, y2, more = {}) => shape("line", { x1, y1, x2, y2, stroke: "#d8dce1", ...more });

// Cuts a name to a width (px), for labels in a column.
const measure = document.createElement("canvas").getContext("2d");
function cut(words, width, size = 12) {
  measure.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
  if (measure.measureText(words).width <= width) return words;
  let end = words.length;
  while (end > 1 && measure.measureText(`${words.slice(0, end)}…`).width > width) end -= 1;
  return `${words.slice(0, end).trim()}…`;
}

const decimalYear = (iso) => {
  const [year, month = 1, day = 1] = iso.split("/")[0].replace(/[?~%]/g, "").split("-").map(Number);
  return year + (month - 1) / 12 + (day - 1) / 365;
};
