// Marks of the legend, colours and sizes of places: the same on every picture.

function swatch(hue, dashes, width = 3, opacity = 1) {
  return shape("svg", { viewBox: "0 0 44 12", width: 44, height: 12, "aria-hidden": "true" },
    shape("line", { x1: 1, x2: 43, y1: 6, y2: 6, stroke: hue, "stroke-width": width, "stroke-dasharray": dashes.join(" "), "stroke-opacity": opacity }));
}

function dot(hue, form) {
  const inner = form === "circle" ? shape("circle", { cx: 7, cy: 7, r: 6, fill: hue }) : shape("rect", { x: 1.5, y: 1.5, width: 11, height: 11, fill: hue });
  return shape("svg", { viewBox: "0 0 14 14", width: 14, height: 14, "aria-hidden": "true" }, inner);
}

const legendLine = (mark, text) => element("p", {}, mark, element("span", {}, text));

const everywhere = (kind) => Object.values(agreements).filter((a) => a.kind === kind).length;

function kindLegend() {
  const counts = {};
  for (const id of chosen().keys()) counts[agreements[id].kind] = (counts[agreements[id].kind] ?? 0) + 1;
  const kinds = [...new Set(Object.values(agreements).map((a) => a.kind))].sort((a, b) => everywhere(b) - everywhere(a));
  return kinds.map((kind) => legendLine(swatch(...kindStyle(kind)), `${conceptName("agreement-kinds", kind)} (${number(counts[kind] ?? 0)})`));
}

function standingLegend() {
  if (state.year === null) return [legendLine(swatch("#444", [1, 4], 1.2), `${word("undated_line")} (${number(undated().length)})`)];
  return [
    legendLine(swatch("#444", [], 3), word("certain")),
    legendLine(swatch("#444", [], 1.2), word("possible")),
    legendLine(swatch("#444", [], 3, 0.38), word("faint")),
    element("p", {}, `${word("undated")}: ${number(undated().length)}`),
  ];
}

function countryLegend() {
  const { FR, JP } = data.palette.countries;
  return [legendLine(dot(FR, "circle"), word("france")), legendLine(dot(JP, "square"), word("japan"))];
}

function placeLegend() {
  if (state.colour === "type") {
    return types().map((type) => legendLine(dot(data.palette.groups[types().indexOf(type)] ?? data.palette.ungrouped, "circle"), conceptName("government-types", type)));
  }
  if (state.colour === "community") return [legendLine(dot(data.palette.ungrouped, "circle"), word("community_small"))];
  return countryLegend();
}

// Types of government among the places of the picture, the most frequent first.
function types() {
  const counts = {};
  for (const id of partyIds) counts[governments[id].type] = (counts[governments[id].type] ?? 0) + 1;
  return Object.keys(counts).sort((a, b) => counts[b] - counts[a] || (a < b ? -1 : 1));
}

const partyIds = [...new Set(Object.values(agreements).flatMap((a) => a.parties))].sort();

function placeColour(id, groupsOfPlaces) {
  const { groups, ungrouped, countries } = data.palette;
  if (state.colour === "type") return groups[types().indexOf(governments[id].type)] ?? ungrouped;
  if (state.colour === "community" && groupsOfPlaces) {
    const own = groupsOfPlaces[id];
    const size = Object.values(groupsOfPlaces).filter((group) => group === own).length;
    return size > 2 ? groups[own % groups.length] : ungrouped;
  }
  return countries[governments[id].country];
}

// A radius whose area follows the measure chosen, px.
function placeRadius(id, base) {
  if (!state.size) return base;
  const most = Math.max(...Object.values(data.measures).map((m) => m[state.size] ?? 0), 1e-9);
  return base * (0.55 + 1.7 * Math.sqrt((data.measures[id]?.[state.size] ?? 0) / most));
}

// How an agreement is drawn in the year chosen: colour, width, opacity and dashes; null if it is not in force.
function agreementStyle(id, found) {
  const stands = found.get(id);
  if (!stands) return null;
  const a = agreements[id];
  const [hue, dashes] = kindStyle(a.kind);
  const strong = state.year === null ? 2.2 : 3;
  return {
    hue,
    width: stands === "certain" ? strong : 1.2,
    opacity: alive(a) ? 1 : 0.38,
    dashes: stands === "undated" ? [1, 4] : dashes,
  };
}
