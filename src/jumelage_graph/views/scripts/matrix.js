// The matrix: régions down, prefectures across, the agreements between them in the cells.

/** @import { Chosen, MatrixScene } from "./types.js" */

import { chosen } from "./answers.js";
import { showAgreements } from "./cards.js";
import { byId, shape, text } from "./dom.js";
import { box, entry, inColumn, textWidth, undatedEntry } from "./legend.js";
import { opens } from "./marks.js";
import { agreements, data, state } from "./page.js";
import { sheet, sheetPicture } from "./sheet.js";
import { start } from "./start.js";
import { agreementName, number, pair, placeLanguage, placeName, word } from "./words.js";

const CELL = 13;
const TOTALS = 34;
const HEAD = 118;
const EMPTY = "#f4f5f7";
const scene = /** @type {MatrixScene} */ (data.scene);

/** @param {Chosen} found @returns {{ fr: string, jp: string, ids: string[] }[]} the cells that are not empty */
const cells = (found) => Object.entries(scene.cells).flatMap(([fr, row]) => Object.entries(row)
  .map(([jp, ids]) => ({ fr, jp, ids: ids.filter((id) => found.has(id)) })).filter(({ ids }) => ids.length));

/** @param {{ ids: string[] }[]} filled */
const largest = (filled) => Math.max(1, ...filled.map(({ ids }) => ids.length));

/** @param {number} count @param {number} most */
function tint(count, most) {
  const share = 0.25 + 0.75 * (count / most);
  const [low, high] = scene.tints;
  return `rgb(${low.map((from, i) => Math.round(from + ((high[i] ?? 0) - from) * share))})`;
}

/** The width of the names of the rows: of all they need, or of a part of a narrow window. */
function namesWidth() {
  const needed = Math.ceil(Math.max(0, ...scene.down.map((fr) => textWidth(placeName(fr), 12))));
  return 14 + Math.min(needed, byId("picture").clientWidth * 0.4);
}

/** @param {Chosen} found @param {number} width */
function drawMatrix(found, width) {
  const names = namesWidth();
  const filled = cells(found);
  const most = largest(filled);
  const { down, across } = scene;
  const size = Math.max(CELL, (width - names - TOTALS) / across.length);
  const tall = Math.max(CELL + 5, Math.min(30, size * 1.15));
  const x = /** @param {number} i */ (i) => names + i * size;
  const y = /** @param {number} i */ (i) => HEAD + i * tall;
  const total = /** @param {"fr" | "jp"} side @param {string} id */ (side, id) =>
    String(new Set(filled.filter((one) => one[side] === id).flatMap(({ ids }) => ids)).size || "");
  const bold = { "font-weight": 700 };
  const middle = { ...bold, "text-anchor": "middle" };
  const ground = { x: x(0), y: y(0), width: x(across.length) - names, height: y(down.length) - HEAD, fill: EMPTY };
  return { height: y(down.length) + 34, side: names, marks: [
    shape("rect", ground), gridLines(across.length, down.length, x, y),
    ...across.map((jp, i) => columnName(jp, x(i + 0.5), total("jp", jp))),
    ...filled.map((one) => cell(one, x(across.indexOf(one.jp)), y(down.indexOf(one.fr)), size, tall, most)),
    ...down.map((fr, i) => text(x(across.length) + 12, y(i + 0.5), total("fr", fr), bold)),
    ...across.map((jp, i) => text(x(i + 0.5), y(down.length) + 14, total("jp", jp), middle)),
  ], labels: down.map((fr, i) => inColumn(names - 8, y(i + 0.5), placeName(fr), names - 13,
    { "text-anchor": "end", fill: total("fr", fr) ? "#111" : "#6e7781", lang: placeLanguage(fr) })) };
}

/** @param {number} wide @param {number} high @param {(i: number) => number} x @param {(i: number) => number} y */
function gridLines(wide, high, x, y) {
  const down = Array.from({ length: wide + 1 }, (_, i) => `M${x(i)},${y(0)}V${y(high)}`);
  const across = Array.from({ length: high + 1 }, (_, i) => `M${x(0)},${y(i)}H${x(wide)}`);
  return shape("path", { d: [...down, ...across].join(""), stroke: "#fff", "stroke-width": 1, fill: "none" });
}

/**
 * The name of a prefecture over its column: aslant, or upright as Japanese is written.
 * @param {string} jp @param {number} x @param {string} count
 */
function columnName(jp, x, count) {
  const name = scene.heads[state.lang][jp] ?? "";
  const fill = count ? "#111" : "#6e7781";
  if (!/^[\u3000-\u9fff]+$/u.test(name)) {
    return text(0, 0, name, { transform: `translate(${x} ${HEAD - 8}) rotate(-60)`, fill });
  }
  const signs = [...name];
  const made = text(x, HEAD, "", { fill, "text-anchor": "middle" });
  made.append(...signs.map((sign, at) => shape("tspan", { x, y: HEAD - 12 - (signs.length - 1 - at) * 12.5 }, sign)));
  return made;
}

/**
 * @param {{ fr: string, jp: string, ids: string[] }} of
 * @param {number} x @param {number} y @param {number} width @param {number} height @param {number} most
 */
function cell({ fr, jp, ids }, x, y, width, height, most) {
  const fill = tint(ids.length, most);
  const ink = ids.length / most > 0.3 ? "#fff" : "#111";
  const mark = shape("g", { "data-cell": `${fr}|${jp}` },
    shape("rect", { x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: 2, fill }),
    text(x + width / 2, y + height / 2, String(ids.length),
      { "text-anchor": "middle", "font-weight": 700, fill: ink, "font-size": 11 }));
  const heading = () => `${placeName(fr)} × ${placeName(jp)}`;
  const inside = () => (scene.cells[fr]?.[jp] ?? []).filter((id) => chosen().has(id));
  return opens(mark, pair(heading(), ids.length), () => showAgreements(heading, inside), ids);
}

function matrixLegend() {
  const found = chosen();
  const filled = cells(found);
  const most = largest(filled);
  const outside = found.size - new Set(filled.flatMap(({ ids }) => ids)).size;
  const steps = filled.length ? [...new Set([1, Math.ceil(most / 2), most])] : [];
  return [
    ...steps.map((count) => entry(box(tint(count, most)), number(count))),
    entry(box(EMPTY, 12, "#d8dce1"), word("matrix_none")),
    entry(null, word("matrix_note")),
    ...(outside ? [entry(null, word("regionless", { count: number(outside) }))] : []), ...undatedEntry(),
  ];
}

start(sheetPicture(sheet(() => namesWidth() + TOTALS + scene.across.length * CELL, drawMatrix), {
  legend: matrixLegend,
  places: () => [...new Set([...chosen().keys()].flatMap((id) => agreements[id]?.parties ?? []))],
  shownAgreements: () => [...new Set(cells(chosen()).flatMap(({ ids }) => ids))],
  table: (found) => ({
    head: ["french", "japanese", "count", "agreements"].map((key) => word(`table_${key}`)),
    rows: cells(found).map(({ fr, jp, ids }) =>
      [placeName(fr), placeName(jp), number(ids.length), ids.map(agreementName).join("; ")]),
  }),
}));
