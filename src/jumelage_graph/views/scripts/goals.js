// The goals: ribbons from each edition of the Rencontres to the Sustainable Development Goals spoken of there.

const held = () => Object.values(record.editions).filter((edition) =>
  (state.year === null || edition.start.slice(0, 4) <= String(state.year)) && (!state.edition || edition.id === +state.edition));

function ribbons() {
  return held().flatMap((edition) => Object.entries(edition.goals)
    .filter(([goal]) => !state.goal || goal === String(state.goal))
    .map(([goal, count]) => ({ edition: edition.id, goal: +goal, count })));
}

function column(items, key, height, gap) {
  const total = items.reduce((sum, item) => sum + item.count, 0);
  const keys = [...new Set(items.map((item) => item[key]))].sort((a, b) => a - b);
  const unit = (height - gap * (keys.length - 1)) / (total || 1);
  const places = new Map();
  let top = 0;
  for (const one of keys) {
    const size = items.filter((item) => item[key] === one).reduce((sum, item) => sum + item.count, 0) * unit;
    places.set(one, { top, size, used: 0 });
    top += size + gap;
  }
  return { places, unit };
}

function drawGoals(found, width) {
  const items = ribbons();
  const height = Math.max(420, Math.min(760, width * 0.72));
  const inner = height - 40;
  const [left, right] = [Math.min(190, width * 0.26), width - Math.min(300, width * 0.36)];
  const editions = column(items, "edition", inner, 10);
  const goals = column(items, "goal", inner, 6);
  const bands = items.map((item) => ribbon(item, editions, goals, left, right));
  return { height, marks: [
    ...bands,
    ...[...editions.places].map(([id, place]) => editionBox(id, place, left)),
    ...[...goals.places].map(([goal, place]) => goalBox(goal, place, right, width)),
  ] };
}

function ribbon(item, editions, goals, left, right) {
  const [a, b] = [editions.places.get(item.edition), goals.places.get(item.goal)];
  const [ya, yb] = [20 + a.top + a.used, 20 + b.top + b.used];
  const [ha, hb] = [item.count * editions.unit, item.count * goals.unit];
  a.used += ha;
  b.used += hb;
  const middle = (left + right) / 2;
  const d = `M${left},${ya}C${middle},${ya} ${middle},${yb} ${right},${yb}V${yb + hb}C${middle},${yb + hb} ${middle},${ya + ha} ${left},${ya + ha}Z`;
  const band = shape("path", { d, fill: data.palette.goals[item.goal], "fill-opacity": 0.55, class: "ribbon" });
  return opens(band, `${editionName(item.edition)} – ${goalName(item.goal)}: ${item.count}`, () => showEdition(item.edition));
}

function editionBox(id, place, left) {
  const mark = shape("g", {}, shape("rect", { x: left - 10, y: 20 + place.top, width: 10, height: Math.max(2, place.size), fill: "#5b3f8f" }),
    text(left - 16, 20 + place.top + place.size / 2, cut(editionName(id), left - 22), { "text-anchor": "end" }));
  return opens(mark, editionName(id), () => showEdition(id));
}

function goalBox(goal, place, right, width) {
  const y = 20 + place.top + place.size / 2;
  return shape("g", {}, shape("rect", { x: right, y: 20 + place.top, width: 10, height: Math.max(2, place.size), fill: data.palette.goals[goal] }),
    text(right + 16, y, cut(goalName(goal), width - right - 22, 13), { "font-weight": place.size > 16 ? 600 : 400 }));
}

function goalsLegend() {
  const silent = held().filter((edition) => !Object.keys(edition.goals).length).map((edition) => editionName(edition.id));
  const { editor = 0, stated = 0 } = record.bases;
  return [
    element("p", {}, word("ribbon")), element("p", {}, word("bases", { editor: number(editor), stated: number(stated) })),
    silent.length ? element("p", {}, word("silent_editions", { names: silent.join(", ") })) : null,
  ].filter(Boolean);
}

const paper = sheet(560, drawGoals);
const picture = sheetPicture(paper, {
  filters: ["goal", "edition"], legend: goalsLegend, ribbons, empty: () => !ribbons().length, emptyText: () => word("empty_goals"),
  summary: () => word("count_goals", { count: number(ribbons().reduce((sum, item) => sum + item.count, 0)), editions: number(new Set(ribbons().map((r) => r.edition)).size) }),
});
