// The goals: ribbons from each edition of the Rencontres to the Sustainable Development Goals spoken of there.

import { showEdition } from "./cards.js";
import { shape, text } from "./dom.js";
import { cut, entry } from "./legend.js";
import { opens } from "./marks.js";
import { data, record, state } from "./page.js";
import { sheet, sheetPicture } from "./sheet.js";
import { start } from "./start.js";
import { editionName, goalName, number, word } from "./words.js";

/** @typedef {{ edition: number, goal: number, count: number }} Item */
/** @typedef {{ top: number, size: number, used: number }} Place */

const TOP = 20;
const held = () => Object.values(record.editions).filter((edition) => {
  const begun = state.year === null || edition.start.slice(0, 4) <= String(state.year);
  return begun && (!state.edition || edition.id === +state.edition);
});

/** @returns {Item[]} */
const ribbons = () => held().flatMap((edition) => Object.entries(edition.goals)
  .filter(([goal]) => !state.goal || goal === String(state.goal))
  .map(([goal, count]) => ({ edition: edition.id, goal: +goal, count })));

/** @param {{ count: number }[]} items */
const sum = (items) => items.reduce((all, item) => all + item.count, 0);

/**
 * The ends of the ribbons on one side, one above the other.
 * @param {Item[]} items
 * @param {"edition" | "goal"} key
 * @param {number} height
 * @param {number} gap
 */
function column(items, key, height, gap) {
  const keys = [...new Set(items.map((item) => item[key]))].sort((a, b) => a - b);
  const unit = (height - gap * (keys.length - 1)) / (sum(items) || 1);
  /** @type {Map<number, Place>} */
  const places = new Map();
  let top = TOP;
  for (const one of keys) {
    const size = sum(items.filter((item) => item[key] === one)) * unit;
    places.set(one, { top, size, used: 0 });
    top += size + gap;
  }
  return { places, unit };
}

/** @param {unknown} found @param {number} width */
function drawGoals(found, width) {
  const items = ribbons();
  const height = Math.max(420, Math.min(760, width * 0.72));
  const [left, right] = [Math.min(190, width * 0.26), width - Math.min(300, width * 0.36)];
  const editions = column(items, "edition", height - 2 * TOP, 10);
  const goals = column(items, "goal", height - 2 * TOP, 6);
  return { height, marks: [
    ...items.map((item) => ribbon(item, editions, goals, left, right)),
    ...[...editions.places].map(([id, place]) => editionBox(id, place, left)),
    ...[...goals.places].map(([goal, place]) => goalBox(goal, place, right, width)),
  ] };
}

/**
 * @param {Item} item
 * @param {ReturnType<typeof column>} editions
 * @param {ReturnType<typeof column>} goals
 * @param {number} left @param {number} right
 */
function ribbon(item, editions, goals, left, right) {
  const a = /** @type {Place} */ (editions.places.get(item.edition));
  const b = /** @type {Place} */ (goals.places.get(item.goal));
  const [ya, yb] = [a.top + a.used, b.top + b.used];
  const [ha, hb] = [item.count * editions.unit, item.count * goals.unit];
  a.used += ha;
  b.used += hb;
  const middle = (left + right) / 2;
  const d = `M${left},${ya}C${middle},${ya} ${middle},${yb} ${right},${yb}V${yb + hb}`
    + `C${middle},${yb + hb} ${middle},${ya + ha} ${left},${ya + ha}Z`;
  const band = shape("path", { d, fill: data.palette.goals[item.goal], "fill-opacity": 0.55, class: "ribbon" });
  const name = `${editionName(item.edition)} – ${goalName(item.goal)}: ${item.count}`;
  const keys = [`${item.edition}-${item.goal}`, `edition/${item.edition}`, `goal/${item.goal}`];
  band.setAttribute("data-lights", keys[0]);
  return opens(band, name, () => showEdition(item.edition), keys);
}

/** @param {number} id @param {Place} place @param {number} left */
function editionBox(id, place, left) {
  const mark = shape("g", {},
    shape("rect", { x: left - 10, y: place.top, width: 10, height: Math.max(2, place.size), fill: "#5b3f8f" }),
    text(left - 16, place.top + place.size / 2, cut(editionName(id), left - 22), { "text-anchor": "end" }));
  return opens(mark, editionName(id), () => showEdition(id), [`edition/${id}`]);
}

/** @param {number} goal @param {Place} place @param {number} right @param {number} width */
function goalBox(goal, place, right, width) {
  const high = Math.max(2, place.size);
  return shape("g", {},
    shape("rect", { x: right, y: place.top, width: 10, height: high, fill: data.palette.goals[goal] }),
    text(right + 16, place.top + place.size / 2, cut(goalName(goal), width - right - 22, 13),
      { "font-weight": place.size > 16 ? 600 : 400 }));
}

function goalsLegend() {
  const silent = held().filter((edition) => !Object.keys(edition.goals).length).map((one) => editionName(one.id));
  const { editor = 0, stated = 0 } = record.bases;
  return [
    entry(null, word("ribbon")), entry(null, word("bases", { editor: number(editor), stated: number(stated) })),
    ...(silent.length ? [entry(null, word("silent_editions", { names: silent.join(", ") }))] : []),
  ];
}

start(sheetPicture(sheet(560, drawGoals), {
  filters: ["goal", "edition"], legend: goalsLegend, ribbons,
  empty: () => !ribbons().length, emptyText: () => word("empty_goals"),
  summary: () => word("count_goals", {
    count: number(sum(ribbons())), editions: number(new Set(ribbons().map((item) => item.edition)).size),
  }),
}));
