// The matrix: régions down, prefectures across, the agreements between them in the cells.

const CELL = 15.5;
const LABELS = 180;
const HEAD = 118;

const regionsOf = (country) => [...new Set(Object.values(governments).filter((g) => g.country === country && g.region).map((g) => g.region))];
const prefectures = regionsOf("JP").sort((a, b) => (governments[a].code < governments[b].code ? -1 : 1));
const regions = () => sorted(regionsOf("FR"), sortName);
let chosenCell = null;

function cells(found) {
  const inside = new Map();
  for (const id of found.keys()) {
    const of = (country) => [...new Set(agreements[id].parties.filter((p) => governments[p].country === country).map((p) => governments[p].region))].filter(Boolean);
    for (const fr of of("FR")) for (const jp of of("JP")) inside.set(`${fr}|${jp}`, [...(inside.get(`${fr}|${jp}`) ?? []), id]);
  }
  return inside;
}

const tint = (count, most) => `rgb(${[224, 236, 244].map((low, i) => Math.round(low + ([16, 64, 122][i] - low) * (0.25 + 0.75 * (count / most)))).join(",")})`;

function drawMatrix(found, width) {
  const inside = cells(found);
  const most = Math.max(1, ...[...inside.values()].map((ids) => ids.length));
  const down = regions();
  const size = Math.max(CELL, (width - LABELS - 44) / prefectures.length);
  const tall = Math.max(CELL + 5, Math.min(30, size * 1.15));
  const total = (ids) => new Set(ids.flat()).size || "";
  const row = (fr) => total(prefectures.map((jp) => inside.get(`${fr}|${jp}`) ?? []));
  const column = (jp) => total(down.map((fr) => inside.get(`${fr}|${jp}`) ?? []));
  const right = LABELS + prefectures.length * size;
  return { height: HEAD + down.length * tall + 34, marks: [
    ...prefectures.map((jp, i) => columnName(jp, LABELS + (i + 0.5) * size, column(jp))),
    ...down.map((fr, i) => text(LABELS - 8, HEAD + (i + 0.5) * tall, cut(placeName(fr), LABELS - 14), { "text-anchor": "end", fill: row(fr) ? "#111" : "#8a919a" })),
    ...down.flatMap((fr, y) => prefectures.map((jp, x) => cell(fr, jp, LABELS + x * size, HEAD + y * tall, size, tall, inside.get(`${fr}|${jp}`) ?? [], most))),
    ...down.map((fr, i) => text(right + 12, HEAD + (i + 0.5) * tall, String(row(fr)), { "font-weight": 700 })),
    ...prefectures.map((jp, i) => text(LABELS + (i + 0.5) * size, HEAD + down.length * tall + 14, String(column(jp)), { "text-anchor": "middle", "font-weight": 700 })),
  ] };
}

function columnName(jp, x, count) {
  const short = placeName(jp).replace(/ Prefecture$| Metropolis$|^Préfecture (de |d’|du |des )/, "");
  return text(0, 0, cut(short, 108), { transform: `translate(${x} ${HEAD - 8}) rotate(-60)`, fill: count ? "#111" : "#8a919a" });
}

function cell(fr, jp, x, y, wide, tall, ids, most) {
  const box = shape("rect", { x: x + 0.5, y: y + 0.5, width: wide - 1, height: tall - 1, rx: 2, fill: ids.length ? tint(ids.length, most) : "#f4f5f7" });
  if (!ids.length) return box;
  const dark = ids.length / most > 0.3;
  const mark = shape("g", { "data-cell": `${fr}|${jp}` }, box,
    text(x + wide / 2, y + tall / 2, String(ids.length), { "text-anchor": "middle", "font-weight": 700, fill: dark ? "#fff" : "#111", "font-size": 11 }));
  return opens(mark, `${placeName(fr)} × ${placeName(jp)}: ${ids.length}`, () => { chosenCell = [fr, jp]; showCell(fr, jp); });
}

function showCell(fr, jp) {
  const ids = cells(chosen()).get(`${fr}|${jp}`) ?? [];
  openCard(() => showCell(fr, jp), element("h2", {}, `${placeName(fr)} × ${placeName(jp)}`), [part("partners", ids.map(agreementButton))]);
}

function matrixLegend() {
  const inside = cells(chosen());
  const most = Math.max(1, ...[...inside.values()].map((ids) => ids.length));
  const box = (fill) => shape("svg", { viewBox: "0 0 14 14", width: 14, height: 14, "aria-hidden": "true" }, shape("rect", { width: 14, height: 14, fill }));
  const steps = [...new Set([1, Math.ceil(most / 2), most])].map((count) => legendLine(box(tint(count, most)), number(count)));
  const outside = chosen().size - new Set([...inside.values()].flat()).size;
  const left = outside ? element("p", {}, word("regionless", { count: number(outside) })) : "";
  return [element("p", {}, word("matrix_note")), left, ...steps, legendLine(box("#f4f5f7"), word("matrix_none")),
    element("p", {}, `${word("undated")}: ${number(undated().length)}`)];
}

const paper = sheet(LABELS + 44 + 47 * CELL, drawMatrix);
const picture = sheetPicture(paper, {
  legend: matrixLegend,
  places: () => [...new Set([...chosen().keys()].flatMap((id) => agreements[id].parties))],
  shownAgreements: () => [...new Set([...cells(chosen()).values()].flat())],
});
