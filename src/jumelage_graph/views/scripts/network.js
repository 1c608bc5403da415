// The network: vis-network draws, the places come from Python, our own renderer draws nodes with labels at their side.

const source = JSON.parse(byId("network").textContent);
const networks = data.networks;
const FONT = 'system-ui, "Noto Sans", "Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", "IPAexGothic", sans-serif';
const COLUMN = 330;
const LABEL = 112;
const canvasFont = (size, weight = 400) => `${weight} ${size}px ${FONT}`;
const pen = document.createElement("canvas").getContext("2d");

const nodes = new vis.DataSet();
const edges = new vis.DataSet();
let shownNodes = new Set();
let fitted = { scale: 1 };
let built = "";

const isGoal = (id) => id.startsWith("goal/");
const nodeName = (id) => (isGoal(id) ? goalName(id.slice(5)) : placeName(id));
const ladder = () => state.view === "agreements";
const columns = () => Math.max(1, Math.min(4, Math.floor(byId("picture").clientWidth / 300)));
const places = () => (ladder() ? networks.agreements.places[columns()] : networks[state.view].places);

function lines(text, size) {
  pen.font = canvasFont(size);
  if (pen.measureText(text).width <= LABEL) return [text];
  const breaks = [...text.matchAll(/[\s・-]/g)].map((found) => found.index + 1);
  if (!breaks.length) breaks.push(Math.ceil(text.length / 2));
  const middle = breaks.reduce((a, b) => (Math.abs(b - text.length / 2) < Math.abs(a - text.length / 2) ? b : a));
  return [text.slice(0, middle).trim(), text.slice(middle).trim()];
}

const radius = (id) => (isGoal(id) ? 13 : placeRadius(id, 5.5));
const colour = (id) => (isGoal(id) ? data.palette.goals[id.slice(5)] : placeColour(id, networks[state.view].communities));

function nodeShape(id) {
  if (isGoal(id)) return "square";
  return governments[id].country === "FR" ? "circle" : "square";
}

// Where the label stands: outwards where the two countries face each other, below elsewhere.
function anchor(id, x, y, r) {
  if (isGoal(id) || state.view.startsWith("projection")) return { x, y: y + r + 9, align: "center", middle: false };
  const left = governments[id].country === "FR";
  return { x: left ? x - r - 6 : x + r + 6, y, align: left ? "right" : "left", middle: true };
}

function render({ ctx, id, x, y, state: { selected, hover } }) {
  const seen = shownNodes.has(id);
  const r = seen ? radius(id) : 2;
  return {
    drawNode() {
      ctx.save();
      ctx.beginPath();
      if (nodeShape(id) === "circle") ctx.arc(x, y, r, 0, 2 * Math.PI);
      else ctx.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
      ctx.fillStyle = seen ? colour(id) : "#d5d7db";
      ctx.fill();
      ctx.lineWidth = selected ? 3 : 1.2;
      ctx.strokeStyle = selected ? "#111" : "#fff";
      if (seen) ctx.stroke();
      if (isGoal(id)) write(ctx, [id.slice(5)], { x, y, align: "center", middle: true }, 12, "#fff", 700);
      ctx.restore();
    },
    drawExternalLabel() {
      if (!seen) return;
      const size = isGoal(id) ? 10.5 : 12.5;
      const text = lines(nodeName(id).replace(isGoal(id) ? /^\d+ / : "", ""), size);
      const fitting = text.length > 1 ? size - 1.5 : size;
      write(ctx, text, anchor(id, x, y, r), fitting, selected || hover ? "#000" : "#24292f", selected || hover ? 700 : 400);
    },
    nodeDimensions: { width: 2 * r + 6, height: 2 * r + 6 },
  };
}

function write(ctx, text, at, size, fill, weight = 400) {
  ctx.save();
  ctx.font = canvasFont(size, weight);
  ctx.textAlign = at.align;
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  const top = at.y - (at.middle ? ((text.length - 1) * size * 1.05) / 2 : 0);
  text.forEach((line, row) => {
    const y = top + row * size * 1.05;
    if (fill !== "#fff") {
      ctx.strokeStyle = "rgba(255,255,255,.85)";
      ctx.lineWidth = 3;
      ctx.strokeText(line, at.x, y);
    }
    ctx.fillStyle = fill;
    ctx.fillText(line, at.x, y);
  });
  ctx.restore();
}

const vision = new vis.Network(byId("picture"), { nodes, edges }, {
  ...source.options,
  interaction: { ...source.options.interaction, zoomView: false },
  nodes: { shape: "custom", ctxRenderer: render },
  edges: { ...source.options.edges, arrows: { to: { enabled: false } } },
});

function build() {
  const key = `${state.view}/${ladder() ? columns() : ""}`;
  if (key === built) return;
  built = key;
  edges.clear();
  nodes.clear();
  nodes.add(Object.entries(places()).map(([id, [x, y]]) => ({ id, x, y })));
  edges.add(ladder() ? source.edges : networks[state.view].edges.map(([from, to, via]) => ({ id: `${from}|${to}`, from, to, via })));
  fit();
}

function agreementLine(edge, found) {
  const style = agreementStyle(edge.agreement, found);
  if (!style) return { id: edge.id, hidden: true };
  return line(edge.id, style.hue, style.width, style.opacity, style.dashes, false);
}

function line(id, hue, width, opacity, dashes, hidden) {
  const color = { color: hue, highlight: hue, hover: hue, opacity, inherit: false };
  return { id, hidden, width, color, dashes: dashes.length ? dashes : false };
}

// What the two ends of a line that is no agreement have in common, in the year and with the filters chosen.
function common(edge, found) {
  if (state.region && ![edge.from, edge.to].some((id) => governments[id]?.region === state.region)) return [];
  if (state.view === "goals_view") return state.goal && edge.to !== `goal/${state.goal}` ? [] : edge.via;
  if (state.view === "attendance_view") {
    const held = edge.via.filter((n) => state.year === null || record.editions[n].start.slice(0, 4) <= String(state.year));
    return state.edition ? held.filter((n) => n === +state.edition) : held.length > 1 ? held : [];
  }
  const linked = (a, b) => [...found.keys()].some((id) => [a, b].every((party) => agreements[id].parties.includes(party)));
  return edge.via.filter((partner) => linked(edge.from, partner) && linked(edge.to, partner));
}

const partnered = (edge) =>
  Object.values(agreements).some((a) => a.parties.includes(edge.from) && a.parties.includes(edge.to));

function commonLine(edge, found) {
  const count = common(edge, found).length && (state.view === "goals_view" ? edge.via[0] : common(edge, found).length);
  const hue = state.view === "goals_view" ? data.palette.goals[edge.to.slice(5)] : partnered(edge) ? "#117733" : "#8b93a1";
  const strong = state.view === "attendance_view" && partnered(edge);
  const faint = state.view === "attendance_view" ? 0.22 : 0.5;
  return line(edge.id, hue, Math.min(7, 0.6 + count * 0.8), strong ? 1 : faint, [], !count);
}

function update(found) {
  build();
  const drawn = edges.get().map((edge) => (ladder() ? agreementLine(edge, found) : commonLine(edge, found)));
  edges.update(drawn);
  shownNodes = new Set(visible().flatMap((edge) => [edge.from, edge.to]));
  vision.redraw();
}

const visible = () => edges.get({ filter: (edge) => !edge.hidden });

function bounds() {
  const points = Object.values(places());
  if (!points.length) return { left: 0, right: 640, top: 0, bottom: 360 };
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  const side = ladder() ? COLUMN / 2 - 36 : 125;
  return {
    left: Math.min(...xs) - side, right: Math.max(...xs) + side,
    top: Math.min(...ys) - 22, bottom: Math.max(...ys) + (ladder() ? 22 : 36),
  };
}

function fit() {
  const box = byId("picture");
  const { left, right, top, bottom } = bounds();
  const scale = Math.min(1.2, box.clientWidth / (right - left));
  box.style.height = `${Math.ceil((bottom - top) * scale)}px`;
  fitted = { scale, position: { x: (left + right) / 2, y: (top + bottom) / 2 } };
  vision.setSize("100%", box.style.height);
  vision.moveTo({ ...fitted, animation: false });
  moved();
}

function moved() {
  const zoomed = vision.getScale() > fitted.scale * 1.02;
  byId("picture").classList.toggle("zoomed", zoomed);
  const coarse = matchMedia("(pointer: coarse)").matches;
  vision.setOptions({ interaction: { ...source.options.interaction, zoomView: false, dragView: zoomed || !coarse } });
}

function zoom(factor, position = vision.getViewPosition()) {
  vision.moveTo({ scale: Math.max(0.1, Math.min(6, vision.getScale() * factor)), position });
  moved();
}

// The node whose circle or label is at a point of the picture.
function nodeAt(point) {
  return [...shownNodes].find((id) => {
    const [x, y] = places()[id];
    const r = radius(id);
    const at = anchor(id, x, y, r);
    const dx = point.x - x;
    if (at.align === "center") return Math.abs(dx) < 50 && point.y > y - r && point.y < y + r + 18;
    const reach = at.align === "right" ? -dx : dx;
    return reach > -r && reach < LABEL + r + 6 && Math.abs(point.y - y) < 12;
  });
}

vision.on("click", ({ nodes: [node], edges: [edge], pointer }) => {
  const place = shownNodes.has(node) ? node : edge ? null : nodeAt(pointer.canvas);
  if (place) {
    vision.selectNodes([place]);
    if (governments[place]) showPlace(place);
  } else if (edge) openLine(edges.get(edge));
});

function openLine(edge) {
  if (edge.agreement) return showAgreement(edge.agreement);
  const key = state.view === "attendance_view" ? "met" : "shared";
  showLink([edge.from, edge.to], key, state.view === "goals_view" ? [] : common(edge, chosen()));
}

byId("picture").addEventListener("wheel", (event) => {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  const box = byId("picture").getBoundingClientRect();
  const at = vision.DOMtoCanvas({ x: event.clientX - box.left, y: event.clientY - box.top });
  const factor = event.deltaY < 0 ? 1.15 : 1 / 1.15;
  const from = vision.getViewPosition();
  const share = 1 - 1 / factor;
  zoom(factor, { x: from.x + (at.x - from.x) * share, y: from.y + (at.y - from.y) * share });
}, { passive: false });

let width = 0;
new ResizeObserver(() => {
  if (width && width !== byId("picture").clientWidth) { built = ""; update(chosen()); }
  width = byId("picture").clientWidth;
}).observe(byId("stage"));

function focus(id) {
  if (!places()[id]) return;
  vision.selectNodes([id]);
  const [x, y] = places()[id];
  const box = byId("picture").getBoundingClientRect();
  const at = vision.canvasToDOM({ x, y });
  const [top, left] = [box.top + at.y, box.left + at.x];
  if (top < 60 || top > innerHeight - 120) scrollBy({ top: top - innerHeight / 2, behavior: "smooth" });
  if (left < box.left || left > box.right || at.y < 0 || at.y > box.height) vision.moveTo({ position: { x, y } });
}

function order() {
  const at = places();
  return [...shownNodes].sort((a, b) =>
    ladder() ? Math.round(at[a][0] / COLUMN) - Math.round(at[b][0] / COLUMN) || at[a][1] - at[b][1] || at[a][0] - at[b][0]
             : at[a][1] - at[b][1] || at[a][0] - at[b][0]);
}

const picture = {
  views: Object.keys(networks).sort((a, b) => (b === "agreements") - (a === "agreements")),
  nodes, edges, update, zoom, fit, focus, legend: networkLegend, svg: networkSvg,
  places: order,
  summary: (found) => ladder() ? null : word(`count_${state.view}`, { count: number(visible().length) }),
  empty: () => !shownNodes.size,
  mark: (id) => ladder() && vision.setSelection({ nodes: [], edges: edges.getIds({ filter: (e) => e.agreement === id }) }),
};
