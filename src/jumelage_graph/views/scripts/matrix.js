// The matrix: régions down, prefectures across, the agreements between them in the cells.

/** @import { Chosen } from "./types.js" */

import { chosen } from "./answers.js";
import { showAgreements } from "./cards.js";
import { shape, text } from "./dom.js";
import { box, cut, entry, undatedEntry } from "./legend.js";
import { opens } from "./marks.js";
import { agreements, governments } from "./page.js";
import { sheet, sheetPicture } from "./sheet.js";
import { start } from "./start.js";
import { number, placeName, sortName, sorted, word } from "./words.js";

const CELL = 15.5;
const LABELS = 180;
const HEAD = 118;
const EMPTY = "#f4f5f7";

/** @param {string} country */
const regionsOf = (country) =>
  [...new Set(Object.values(governments).filter((g) => g.country === country && g.region).map((g) => g.region))];
/** @param {string} id */
const code = (id) => governments[id]?.code ?? "";
const prefectures = regionsOf("JP").sort((a, b) => (code(a) < code(b) ? -1 : 1));
const regions = () => sorted(regionsOf("FR"), sortName);

/** @param {Chosen} found @returns {Map<string, string[]>} agreements by "région|prefecture" */
function cells(found) {
  const inside = new Map();
  for (const id of found.keys()) {
    const parties = agreements[id]?.parties.map((party) => governments[party]) ?? [];
    const of = /** @param {string} country */ (country) =>
      new Set(parties.filter((g) => g?.country === country && g.region).map((g) => g?.region));
    for (const fr of of("FR")) {
      for (const jp of of("JP")) inside.set(`${fr}|${jp}`, [...(inside.get(`${fr}|${jp}`) ?? []), id]);
    }
  }
  return inside;
}

/** @param {Map<string, string[]>} inside */
const largest = (inside) => Math.max(1, ...[...inside.values()].map((ids) => ids.length));

/** @param {number} count @param {number} most */
function tint(count, most) {
  const share = 0.25 + 0.75 * (count / most);
  const ends = [[224, 16], [236, 64], [244, 122]];
  return `rgb(${ends.map(([low = 0, high = 0]) => Math.round(low + (high - low) * share))})`;
}

/** @param {Chosen} found @param {number} width */
function drawMatrix(found, width) {
  const inside = cells(found);
  const most = largest(inside);
  const down = regions();
  const size = Math.max(CELL, (width - LABELS - 44) / prefectures.length);
  const tall = Math.max(CELL + 5, Math.min(30, size * 1.15));
  const at = /** @param {string} fr @param {string} jp */ (fr, jp) => inside.get(`${fr}|${jp}`) ?? [];
  const total = /** @param {string[][]} ids */ (ids) => String(new Set(ids.flat()).size || "");
  const row = /** @param {string} fr */ (fr) => total(prefectures.map((jp) => at(fr, jp)));
  const column = /** @param {string} jp */ (jp) => total(down.map((fr) => at(fr, jp)));
  const right = LABELS + prefectures.length * size;
  const bold = { "font-weight": 700 };
  return { height: HEAD + down.length * tall + 34, marks: [
    ...prefectures.map((jp, i) => columnName(jp, LABELS + (i + 0.5) * size, column(jp))),
    ...down.map((fr, i) => text(LABELS - 8, HEAD + (i + 0.5) * tall, cut(placeName(fr), LABELS - 14),
      { "text-anchor": "end", fill: row(fr) ? "#111" : "#6e7781" })),
    ...down.flatMap((fr, y) => prefectures.map((jp, x) =>
      cell(fr, jp, { x: LABELS + x * size, y: HEAD + y * tall, width: size, height: tall }, at(fr, jp), most))),
    ...down.map((fr, i) => text(right + 12, HEAD + (i + 0.5) * tall, row(fr), bold)),
    ...prefectures.map((jp, i) => text(LABELS + (i + 0.5) * size, HEAD + down.length * tall + 14, column(jp),
      { "text-anchor": "middle", ...bold })),
  ] };
}

/** @param {string} jp @param {number} x @param {string} count */
function columnName(jp, x, count) {
  const short = placeName(jp).replace(/ Prefecture$| Metropolis$|^Préfecture (de |d’|du |des )/, "");
  return text(0, 0, cut(short, 108),
    { transform: `translate(${x} ${HEAD - 8}) rotate(-60)`, fill: count ? "#111" : "#6e7781" });
}

/**
 * @param {string} fr @param {string} jp
 * @param {{ x: number, y: number, width: number, height: number }} at
 * @param {string[]} ids
 * @param {number} most
 */
function cell(fr, jp, { x, y, width, height }, ids, most) {
  const fill = ids.length ? tint(ids.length, most) : EMPTY;
  const square = shape("rect", { x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: 2, fill });
  if (!ids.length) return square;
  const ink = ids.length / most > 0.3 ? "#fff" : "#111";
  const count = text(x + width / 2, y + height / 2, String(ids.length),
    { "text-anchor": "middle", "font-weight": 700, fill: ink, "font-size": 11 });
  const mark = shape("g", { "data-cell": `${fr}|${jp}` }, square, count);
  const heading = () => `${placeName(fr)} × ${placeName(jp)}`;
  const inside = () => cells(chosen()).get(`${fr}|${jp}`) ?? [];
  return opens(mark, `${heading()}: ${ids.length}`, () => showAgreements(heading, inside), ids);
}

function matrixLegend() {
  const inside = cells(chosen());
  const most = largest(inside);
  const outside = chosen().size - new Set([...inside.values()].flat()).size;
  const steps = [...new Set([1, Math.ceil(most / 2), most])];
  return [
    ...steps.map((count) => entry(box(tint(count, most)), number(count))), entry(box(EMPTY), word("matrix_none")),
    entry(null, word("matrix_note")),
    ...(outside ? [entry(null, word("regionless", { count: number(outside) }))] : []), ...undatedEntry(),
  ];
}

start(sheetPicture(sheet(LABELS + 44 + 47 * CELL, drawMatrix), {
  legend: matrixLegend,
  places: () => [...new Set([...chosen().keys()].flatMap((id) => agreements[id]?.parties ?? []))],
  shownAgreements: () => [...new Set([...cells(chosen()).values()].flat())],
}));
