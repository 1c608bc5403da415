// Saves the picture: every view gives itself as an SVG element; the PNG is painted from that, twice as sharp.

import { byId, dress, element, shape } from "./dom.js";
import { legendGroup, wrapped } from "./legend.js";
import { data, picture, record, state } from "./page.js";
import { dateName, word } from "./words.js";

export const FONT =
  'system-ui, "Noto Sans", "Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", "IPAexGothic", sans-serif';

export function svgText() {
  const svg = wholePicture();
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const { width, height } = svg.viewBox.baseVal;
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height));
  return new XMLSerializer().serializeToString(svg);
}

/** @param {string} ending */
export function fileName(ending) {
  return `jumelage-${data.view}${state.year === null ? "" : `-${state.year}`}-${state.lang}.${ending}`;
}

/** @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** @returns {Promise<Blob>} the picture as PNG */
export async function paint() {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText())}`;
  await image.decode();
  const canvas = element("canvas", { width: image.width * 2, height: image.height * 2 });
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

export function connectSaving() {
  const svg = () => new Blob([svgText()], { type: "image/svg+xml" });
  byId("save-svg").addEventListener("click", () => save(svg(), fileName("svg")));
  byId("save-png").addEventListener("click", async () => save(await paint(), fileName("png")));
}

/** @param {number} x @param {number} y @param {string} words @param {number} size @param {string} fill */
const textLine = (x, y, words, size, fill, weight = 400) =>
  shape("text", { x, y, "font-size": size, "font-weight": weight, fill }, words);

/** The picture under its heading, with its legend and its coverage below. */
export function wholePicture() {
  const inner = picture.svg();
  const box = inner.viewBox.baseVal;
  const scale = Math.max(640, Math.min(1600, box.width)) / box.width;
  const [width, height] = [box.width * scale, box.height * scale];
  const [title, ...about] = heading().map((words, row) => wrapped(words, width - 24, row ? 12 : 20));
  const head = [...(title ?? []).map((words) => [words, 20]), ...about.flat().map((words) => [words, 12])];
  const texts = [];
  let y = 8;
  for (const [words, size] of head) {
    y += Number(size) * 1.35;
    texts.push(textLine(12, y, String(words), Number(size), size === 20 ? "#111" : "#444", size === 20 ? 700 : 400));
  }
  dress(inner, { x: 0, y: y + 10, width, height });
  const { group, height: high } = legendGroup(picture.legend(), width - 24);
  group.setAttribute("transform", `translate(12 ${y + height + 30})`);
  y += height + high + 36;
  const until = record.last_day ? word("read_until", { date: dateName(record.last_day) }) : "";
  const foot = [data.coverage[state.lang], until, word("licence_short", { version: data.version })].join(" ");
  for (const words of wrapped(foot, width - 24, 10)) {
    texts.push(textLine(12, y, words, 10, "#555"));
    y += 14;
  }
  const svg = shape("svg", { viewBox: `0 0 ${width} ${y + 4}`, "font-family": FONT });
  svg.append(
    shape("title", {}, heading()[0]), shape("desc", {}, heading().slice(1).join(" ")),
    shape("rect", { width: "100%", height: "100%", fill: "#fff" }), inner, ...texts, group,
  );
  ownIds(svg);
  return svg;
}

/**
 * Ids that the page has not: what it hides in print (a pattern, a clip) would else be gone from its copy too.
 * @param {SVGElement} svg
 */
function ownIds(svg) {
  for (const made of svg.querySelectorAll("*")) {
    for (const { name, value } of [...made.attributes]) {
      if (name === "id") made.setAttribute(name, `saved-${value}`);
      else if (value.startsWith("url(#")) made.setAttribute(name, value.replace("url(#", "url(#saved-"));
    }
  }
}

/** Title, and what is shown of how much. */
const heading = () => [word(`title_${data.view}`), byId("summary").textContent];
