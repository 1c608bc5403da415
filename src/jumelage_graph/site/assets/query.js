// The page of queries: named ones as forms, one's own in an editor, answered here or by the server of this page.

import { SHOWN, drawn, files, texts } from "./answers.js";
import { Refused, bind } from "./binding.js";
import { charted, mapped, measured, placed } from "./drawing.js";
import { index } from "./search.js";
import { copying } from "./spreadsheet.js";

const page = /** @type {HTMLElement} */ (document.getElementById("asking"));
const form = /** @type {HTMLFormElement} */ (document.getElementById("question"));
const chooser = /** @type {HTMLSelectElement} */ (document.getElementById("named"));
const fields = /** @type {HTMLElement} */ (document.getElementById("fields"));
const area = /** @type {HTMLTextAreaElement} */ (document.getElementById("sparql"));
const status = /** @type {HTMLElement} */ (document.getElementById("state"));
const answered = /** @type {HTMLElement} */ (document.getElementById("answer"));
const taken = /** @type {HTMLElement} */ (document.getElementById("files"));
const running = /** @type {HTMLButtonElement} */ (document.getElementById("run"));
const stopping = /** @type {HTMLButtonElement} */ (document.getElementById("stop"));
const ways = /** @type {HTMLElement} */ (document.getElementById("ways"));
const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");
const lang = document.documentElement.lang;
const { root = "", home = "", endpoint = "" } = page.dataset;

/** @type {{ text: string, mark: (fault?: { line: number, column: number, message: string }) => void }} */
let editor = { get text() { return area.value; }, set text(text) { area.value = text; }, mark() {} };

/** @type {import("./binding.js").Catalogue} */
const catalogue = await fetch(`${root}queries.json`).then((answer) => answer.json());

/** A word of the page with its values. @param {string} key @param {Record<string, unknown>} [values] */
const said = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, String(value)), words[key] ?? key);

const chosen = () => catalogue.queries.find((query) => query.name === chooser.value);

/** What is typed for each parameter. */
function typed() {
  /** @type {NodeListOf<HTMLInputElement | HTMLSelectElement>} */
  const inputs = fields.querySelectorAll("input, select");
  return Object.fromEntries([...inputs].map((input) => [input.name, input.value]));
}

/** @param {Record<string, string>} [values] */
function lay(values = {}) {
  const query = chosen();
  const shown = query?.parameters.filter((each) => each.type !== "language") ?? [];
  fields.replaceChildren(...shown.map((each) => field(each, values[each.name] ?? "")));
}

/**
 * @param {import("./binding.js").Parameter} parameter
 * @param {string} value
 */
function field({ name, type, about, choices, required, default: usual }, value) {
  const label = document.createElement("label");
  const input = document.createElement(choices.length ? "select" : "input");
  if (input instanceof HTMLSelectElement) {
    for (const each of required ? choices : ["", ...choices]) input.add(new Option(each, each, each === usual));
  } else {
    input.type = type === "date" ? "date" : "text";
    input.placeholder = usual;
    input.autocomplete = "off";
  }
  Object.assign(input, { name, required });
  if (value) input.value = value;
  const needed = required ? ` (${words.required})` : "";
  const title = Object.assign(document.createElement("b"), { textContent: `${name}${needed}` });
  const told = Object.assign(document.createElement("span"), { textContent: about[lang] ?? "", className: "hint" });
  label.append(title, input, told);
  return label;
}

/** The SPARQL of the question that is filled in. */
async function written() {
  const query = chosen();
  if (!query) return editor.text;
  const { entries } = await index(root);
  return bind(catalogue, query, typed(), entries, lang);
}

/** The prefixes that are known, on one line before the query; what it declares itself goes before them. */
const prologue = Object.entries(catalogue.prefixes).map(([name, space]) => `PREFIX ${name}: <${space}>`).join(" ");

/** Shows the SPARQL of the question that is chosen; nothing where something must be filled in first. */
async function preview() {
  if (!chosen()) return;
  editor.text = await written().catch(() => "");
}

async function run() {
  fault();
  try {
    const sparql = await written();
    editor.text = sparql;
    ask(sparql);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    fault(said(error.key, error.values));
  }
}

/** @type {Worker | undefined} */
let worker;
/** @type {AbortController | undefined} */
let request;

/** @param {string} sparql */
function ask(sparql) {
  busy(true);
  if (endpoint && navigator.onLine) return askServer(sparql);
  askHere(sparql);
}

/** @param {string} sparql */
function askHere(sparql) {
  status.textContent = words[worker ? "running" : "loading"];
  engine().postMessage({ sparql: `${prologue}\n${sparql}` });
}

/** The engine of this page; it begins to load with the first call. */
function engine() {
  if (worker) return worker;
  const begun = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  begun.addEventListener("message", ({ data }) => {
    if (data.ready) status.textContent = words.running;
    else if (data.fault) failed(data.fault);
    else show(data.answer, data.time);
  });
  begun.addEventListener("error", () => { failed("Worker"); stop(); });
  worker = begun;
  begun.postMessage({});
  return begun;
}

/** Loads the engine before anything is asked where it is kept on the device already, so that it costs no transfer. */
async function prepare() {
  const kept = await globalThis.caches?.match(new URL("oxigraph.wasm", import.meta.url));
  if (kept) engine();
}

/** @param {string} sparql */
async function askServer(sparql) {
  status.textContent = words.running;
  request = new AbortController();
  const start = performance.now();
  const headers = { Accept: "application/sparql-results+json, text/turtle;q=0.9", "Accept-Language": lang };
  const body = new URLSearchParams({ query: `${prologue}\n${sparql}` });
  try {
    const answer = await fetch(endpoint, { method: "POST", body, headers, signal: request.signal });
    const text = await answer.text();
    if (!answer.ok) return failed(text);
    const graph = answer.headers.get("Content-Type")?.startsWith("text/turtle");
    show(graph ? { head: {}, graph: text } : JSON.parse(text), performance.now() - start);
    status.append(...noted(answer.headers.get("Jumelage-Notes") ?? "").map((note) => ` ${note}`));
  } catch {
    if (!request.signal.aborted) askHere(sparql);
  }
}

/** The notes of a header: Display Strings of RFC 9651. @param {string} header */
const noted = (header) => [...header.matchAll(/%"([^"]*)"/g)].map(([, text = ""]) => decodeURIComponent(text));

function stop() {
  worker?.terminate();
  worker = undefined;
  request?.abort();
  busy(false);
  status.textContent = said("stopped");
}

/** @param {boolean} now */
function busy(now) {
  running.hidden = now;
  stopping.hidden = !now;
  if (now) taken.replaceChildren();
  if (now) ways.hidden = true;
}

/**
 * @param {import("./answers.js").Answer} answer
 * @param {number} time
 */
function show(answer, time) {
  busy(false);
  const count = answer.results?.bindings.length ?? 0;
  const values = { count, time: Math.round(time), shown: SHOWN };
  status.textContent = answer.results ? said(count > SHOWN ? "first_rows" : count === 1 ? "row" : "rows", values) : "";
  offer(answer);
  taken.replaceChildren(...files(answer).map(([suffix = "", media = "", content = ""]) => {
    const href = URL.createObjectURL(new Blob([content], { type: media }));
    const download = `${chooser.value || "answer"}.${suffix}`;
    const textContent = `${words.take} ${suffix.toUpperCase()}`;
    return Object.assign(document.createElement("a"), { href, download, textContent });
  }));
}

/** @type {Promise<import("./drawing.js").Places> | undefined} */
let places;
/** @type {import("./answers.js").Answer} */
let latest = { head: {} };
/** @type {Map<string, () => Node[]>} */
let drawings = new Map();

/** Offers the ways in which an answer can be shown, and shows it in the one that was chosen last, if it is there. */
async function offer(/** @type {import("./answers.js").Answer} */ answer) {
  latest = answer;
  places ??= fetch(`${root}places.json`).then((read) => read.json());
  const known = await places;
  const numbers = measured(answer);
  drawings = new Map([["table", () => [drawn(answer, { yes: words.yes, no: words.no, page: address })]]]);
  const label = (/** @type {number} */ count) => said("places", { count });
  if (placed(answer, known).length) {
    drawings.set("map", () => [mapped(answer, known, `${root}assets/ground.svg`, label)]);
  }
  if (numbers.length) drawings.set("chart", () => chart(answer, numbers));
  for (const button of buttons) button.hidden = !drawings.has(button.dataset.way ?? "");
  ways.hidden = !answer.results?.bindings.length;
  look(way());
}

/** @type {HTMLElement[]} */
const buttons = [...ways.querySelectorAll("[data-way]")].filter((each) => each instanceof HTMLElement);
const way = () => new URLSearchParams(location.search).get("as") ?? "table";

/** @param {string} wanted */
function look(wanted) {
  const shown = drawings.has(wanted) ? wanted : "table";
  answered.replaceChildren(...(drawings.get(shown)?.() ?? []));
  for (const button of buttons) button.ariaPressed = String(button.dataset.way === shown);
}

/**
 * The chart, with a choice of the column where there are several.
 * @param {import("./answers.js").Answer} answer
 * @param {string[]} numbers
 */
function chart(answer, numbers) {
  const [first = ""] = numbers;
  const host = document.createElement("div");
  const choice = document.createElement("select");
  choice.ariaLabel = said("measured");
  choice.append(...numbers.map((name) => new Option(name)));
  choice.addEventListener("change", () => host.replaceChildren(charted(answer, choice.value)));
  host.append(charted(answer, first));
  return numbers.length > 1 ? [choice, host] : [host];
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    const asked = new URLSearchParams(location.search);
    asked.set("as", button.dataset.way ?? "table");
    history.replaceState(null, "", `${location.pathname}?${asked}`);
    look(way());
  });
}
copying(/** @type {HTMLElement} */ (document.getElementById("copy")), () => texts(latest));

/** Where an IRI leads: to the page of the thing where it has one. @param {string} iri */
function address(iri) {
  const [kind, space] = Object.entries(catalogue.kinds).find(([, begun]) => iri.startsWith(begun)) ?? [];
  const name = iri.slice(space?.length).split("/")[0];
  return kind && name ? `${home}${kind}/${name}.html` : iri;
}

/** @param {string} [message] */
function fault(message) {
  status.textContent = message ?? "";
  status.classList.toggle("fault", Boolean(message));
  editor.mark();
}

/** The engine's message, cut to what helps, with the line of the text as it stands. @param {string} told */
function failed(told) {
  busy(false);
  const plain = told.replace(/\s+/g, " ").replace(/expected one of.*?Prefix not found.*/, "Prefix not found");
  const reason = plain.slice(0, 240);
  const place = /(?:at |line )(\d+)(?::|, column )(\d+)/.exec(reason);
  if (!place) return fault(said("fault", { reason }));
  const [line, column] = [Number(place[1]) - 1, Number(place[2])];
  const bare = reason.replace(/^.*?\d+:\d+: /, "");
  fault(said("line", { line, column, reason: bare }));
  editor.mark({ line, column, message: bare });
}

function keep() {
  const asked = new URLSearchParams(chosen() ? { name: chooser.value, ...typed() } : { query: editor.text });
  for (const [name, value] of [...asked]) if (!value) asked.delete(name);
  if (way() !== "table") asked.set("as", way());
  history.replaceState(null, "", `${location.pathname}?${asked}`);
}

function restore() {
  const asked = new URLSearchParams(location.search);
  chooser.value = asked.get("name") ?? "";
  if (chooser.selectedIndex < 0) chooser.value = "";
  lay(Object.fromEntries(asked));
  if (asked.has("query")) editor.text = asked.get("query") ?? "";
}

for (const query of catalogue.queries) chooser.add(new Option(query.summary[lang] ?? query.name, query.name));
chooser.addEventListener("change", () => { lay(); keep(); preview(); });
form.addEventListener("submit", (event) => { event.preventDefault(); keep(); run(); });
stopping.addEventListener("click", stop);
document.getElementById("link")?.addEventListener("click", async ({ currentTarget }) => {
  keep();
  await navigator.clipboard.writeText(location.href);
  /** @type {HTMLElement} */ (currentTarget).textContent = words.copied;
});
form.hidden = false;
if (endpoint) /** @type {HTMLElement} */ (document.getElementById("where")).textContent = said("there");
restore();
if (!endpoint) prepare();

const vendor = "./editor.js";
import(vendor).then(({ create }) => {
  const host = /** @type {HTMLElement} */ (document.getElementById("editor"));
  const { text } = editor;
  editor = create(host, { label: words.text, run: () => form.requestSubmit() });
  editor.text = text;
  area.hidden = true;
  preview();
}, () => undefined);
