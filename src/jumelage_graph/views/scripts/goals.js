// The goals: ribbons from each edition of the Rencontres to the Sustainable Development Goals spoken of there.

/** @import { GoalsRibbon, GoalsScene } from "./types.js" */

import { filterLine, years } from "./answers.js";
import { showEdition } from "./cards.js";
import { change } from "./changing.js";
import { shape } from "./dom.js";
import { entry, inColumn } from "./legend.js";
import { opens } from "./marks.js";
import { data, record, state } from "./page.js";
import { sheet, sheetPicture } from "./sheet.js";
import { start } from "./start.js";
import { editionName, goalName, number, pair, word } from "./words.js";

const TOP = 20;
const EDITION = "#5b3f8f";
const scene = /** @type {GoalsScene} */ (data.scene);

/** @param {number} id */
const held = (id) => state.year === null || (record.editions[id]?.start ?? "").slice(0, 4) <= String(state.year);
const ribbons = () => scene.ribbons.filter(({ edition, goal }) =>
  held(edition) && (!state.edition || edition === +state.edition) && (!state.goal || goal === +state.goal));

/** @param {unknown} found @param {number} width */
function drawGoals(found, width) {
  const items = ribbons();
  const height = Math.max(680, Math.min(760, width * 0.72));
  const [left, right] = [Math.min(230, Math.max(118, width * 0.26)), width - Math.min(440, width * 0.47)];
  const y = /** @param {number} share */ (share) => TOP + share * (height - 2 * TOP);
  const box = /** @param {[number, number]} end */ ([top, size]) => ({ y: y(top), height: Math.max(2, y(size) - TOP) });
  return { height, marks: [
    ...items.map((item) => ribbon(item, y, left, right)),
    ...Object.entries(scene.editions).map(([id, end]) =>
      editionBox(+id, box(end), left, items.some((item) => item.edition === +id))),
    ...Object.entries(scene.goals).map(([goal, end]) =>
      goalBox(+goal, box(end), right, width, items.some((item) => item.goal === +goal))),
  ] };
}

/** @param {GoalsRibbon} item @param {(share: number) => number} y @param {number} left @param {number} right */
function ribbon({ edition, goal, count, start: [a, high], end: [c, low] }, y, left, right) {
  const middle = (left + right) / 2;
  const d = `M${left},${y(a)}C${middle},${y(a)} ${middle},${y(c)} ${right},${y(c)}V${y(c + low)}`
    + `C${middle},${y(c + low)} ${middle},${y(a + high)} ${left},${y(a + high)}Z`;
  const band = shape("path", {
    d, fill: data.palette.goals[goal], "fill-opacity": 0.55, class: "ribbon", "data-lights": `${edition}-${goal}`,
  });
  const name = pair(`${editionName(edition)} – ${goalName(goal)}`, count);
  return opens(band, name, () => showEdition(edition), [`${edition}-${goal}`, `edition/${edition}`, `goal/${goal}`]);
}

/** @typedef {{ y: number, height: number }} Box */

/** @param {"edition" | "goal"} side @param {number} id the keys of what meets at an end */
const keysAt = (side, id) => [`${side}/${id}`,
  ...scene.ribbons.filter((item) => item[side] === id).map((item) => `${item.edition}-${item.goal}`)];

/** @param {number} id @param {Box} box @param {number} left @param {boolean} used */
function editionBox(id, box, left, used) {
  const mark = shape("g", { opacity: used ? 1 : 0.35, "data-lights": `edition/${id}` },
    shape("rect", { x: left - 10, width: 10, fill: EDITION, ...box }),
    inColumn(left - 16, box.y + box.height / 2, editionName(id), left - 22, { "text-anchor": "end" }));
  return opens(mark, editionName(id), () => showEdition(id), keysAt("edition", id));
}

/** @param {number} goal @param {Box} box @param {number} right @param {number} width @param {boolean} used */
function goalBox(goal, box, right, width, used) {
  const mark = shape("g", { opacity: used ? 1 : 0.35, "data-lights": `goal/${goal}` },
    shape("rect", { x: right, width: 10, fill: data.palette.goals[goal], ...box }),
    inColumn(right + 16, box.y + box.height / 2, goalName(goal), width - right - 20));
  const choose = () => change({ goal: String(state.goal ?? "") === String(goal) ? null : goal }, true);
  return opens(mark, goalName(goal), choose, keysAt("goal", goal));
}

function goalsLegend() {
  const begun = Object.values(record.editions).filter((edition) => held(edition.id));
  const silent = begun.filter((edition) => !Object.keys(edition.goals).length).map((one) => editionName(one.id));
  return [
    entry(null, word("ribbon")),
    ...(silent.length ? [entry(null, word("silent_editions", { names: silent.join(", ") }))] : []),
  ];
}

function goalsSummary() {
  const items = ribbons();
  const count = items.reduce((sum, item) => sum + item.count, 0);
  const editions = new Set(items.map((item) => item.edition)).size;
  const { editor = 0, stated = 0 } = record.bases;
  const until = state.year === null ? "" : word("goals_until", { year: state.year });
  const said = count ? word("count_goals", { count: number(count), editions: number(editions) }) : word("empty_goals");
  const bases = word("bases", { editor: number(editor), stated: number(stated) });
  return [until, filterLine(["goal", "edition"]), said, bases].filter(Boolean).join(" – ");
}

const starts = Object.values(record.editions).map((edition) => +edition.start.slice(0, 4)).filter(Boolean).sort();
Object.assign(years, { first: starts[0] ?? years.first, min: (starts[0] ?? years.min) - 1 });

start(sheetPicture(sheet(340, drawGoals), {
  filters: ["goal", "edition"], legend: goalsLegend, ribbons, summary: goalsSummary,
  empty: () => !ribbons().length, emptyText: () => word("empty_goals"),
  table: () => ({
    head: ["edition", "goal", "count"].map((key) => word(`table_${key}`)),
    rows: ribbons().map((item) => [editionName(item.edition), goalName(item.goal), number(item.count)]),
  }),
}));
