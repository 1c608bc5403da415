// The answer of a query as a map, where it names governments, and as a chart, where it has numbers.

/**
 * @import { Answer, Term } from "./answers.js"
 * @typedef {{ size: [number, number], places: Record<string, [number, number]> }} Places
 */

const NUMBER = /#(integer|decimal|double|float|int|long|nonNegativeInteger)$/;
const MOST = 200;

/** @param {Answer} answer @param {string} name */
const column = (answer, name) => (answer.results?.bindings ?? []).map((row) => row[name]);

/** The columns of numbers. @param {Answer} answer */
export function measured(answer) {
  const numeric = (/** @type {Term | undefined} */ term) => !term || NUMBER.test(term.datatype ?? "");
  return (answer.head.vars ?? []).filter((name, n) => {
    const cells = column(answer, name);
    return n > 0 && cells.some(Boolean) && cells.every(numeric);
  });
}

/** The id of a government that a cell names. @param {Term | undefined} term @param {Places} known */
function named(term, known) {
  const id = term?.value.split("/id/government/").at(-1) ?? "";
  return id in known.places ? id : "";
}

/** The columns in which most cells name a government. @param {Answer} answer @param {Places} known */
export function placed(answer, known) {
  return (answer.head.vars ?? []).filter((name) => {
    const cells = column(answer, name).filter(Boolean);
    return cells.length > 0 && cells.filter((term) => named(term, known)).length * 2 > cells.length;
  });
}

/**
 * @param {string} tag
 * @param {Record<string, unknown>} attributes
 * @param {Node[]} children
 */
function shape(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/**
 * The places of an answer on the map; where a row names two, a line joins them.
 * @param {Answer} answer
 * @param {Places} known
 * @param {string} ground the address of the map without marks
 * @param {(count: number) => string} label
 */
export function mapped(answer, known, ground, label) {
  const names = placed(answer, known);
  const found = answer.results?.bindings ?? [];
  const rows = found.map((row) => names.map((name) => named(row[name], known)).filter(Boolean));
  const shown = [...new Set(rows.flat())];
  const at = (/** @type {string} */ id) => known.places[id] ?? [0, 0];
  const joined = rows.filter((row) => row.length > 1);
  const lines = joined.map(([a = "", b = ""]) => shape("path", { d: `M${at(a)}L${at(b)}` }));
  const marks = shown.map((id) => {
    const title = shape("title", {});
    title.textContent = id;
    return shape("circle", { cx: at(id)[0], cy: at(id)[1], r: 6 }, title);
  });
  const [width, height] = known.size;
  const figure = document.createElement("figure");
  figure.className = "located";
  const image = Object.assign(new Image(width, height), { src: ground, alt: "" });
  const drawing = { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label(shown.length) };
  figure.append(image, shape("svg", drawing, ...lines, ...marks));
  const caption = Object.assign(document.createElement("figcaption"), { textContent: label(shown.length) });
  figure.append(caption);
  return figure;
}

/** @param {string} tag @param {Record<string, string>} properties */
const made = (tag, properties) => Object.assign(document.createElement(tag), properties);

/**
 * One column of numbers as bars, each beside what stands in the first column and beside its value.
 * @param {Answer} answer
 * @param {string} measure
 */
export function charted(answer, measure) {
  const [first = "", second = first] = answer.head.vars ?? [];
  const called = /label|name/.test(second) && second !== measure ? second : first;
  const rows = (answer.results?.bindings ?? []).slice(0, MOST);
  const values = rows.map((row) => Number(row[measure]?.value ?? NaN));
  const most = Math.max(...values.filter(Number.isFinite).map(Math.abs), Number.MIN_VALUE);
  const table = document.createElement("table");
  table.className = "chart";
  const head = table.createTHead().insertRow();
  for (const text of [called, measure, ""]) {
    head.append(text ? made("th", { scope: "col", textContent: text }) : made("td", {}));
  }
  const body = table.createTBody();
  rows.forEach((row, n) => {
    const line = body.insertRow();
    const heading = made("th", { scope: "row", textContent: row[called]?.value ?? "" });
    const value = made("td", { className: "n", textContent: row[measure]?.value ?? "" });
    const bar = made("div", { className: "bar" });
    bar.style.width = `${(100 * Math.abs(values[n] || 0)) / most}%`;
    const cell = document.createElement("td");
    cell.append(bar);
    line.append(heading, value, cell);
  });
  return table;
}
