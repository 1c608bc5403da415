// The answer of a query as a table, and as files to take away.

/**
 * @typedef {{ type: string, value: string, "xml:lang"?: string, datatype?: string }} Term
 * @typedef {{ bindings: Record<string, Term>[] }} Rows
 * @typedef {{ head: { vars?: string[] }, results?: Rows, boolean?: boolean, graph?: string }} Answer
 */

/** The rows that are drawn. */
export const SHOWN = 1000;

/**
 * @param {Answer} answer
 * @param {{ yes: string, no: string, page: (iri: string) => string }} spoken
 */
export function drawn(answer, spoken) {
  if (answer.graph !== undefined) return text("pre", answer.graph.slice(0, 200_000));
  if (answer.boolean !== undefined) return text("p", answer.boolean ? spoken.yes : spoken.no);
  const table = document.createElement("table");
  const variables = answer.head.vars ?? [];
  table.createTHead().insertRow().append(...variables.map(heading));
  const body = table.createTBody();
  for (const row of (answer.results?.bindings ?? []).slice(0, SHOWN)) {
    const made = body.insertRow();
    for (const name of variables) made.append(cell(row[name], spoken.page));
  }
  return table;
}

/** @param {string} name */
function heading(name) {
  const made = text("th", name);
  made.scope = "col";
  return made;
}

/**
 * @param {Term | undefined} term
 * @param {(iri: string) => string} page
 */
function cell(term, page) {
  const made = document.createElement("td");
  if (!term) return made;
  if (term.type === "uri" && /^https?:/.test(term.value)) {
    made.append(Object.assign(document.createElement("a"), { href: page(term.value), textContent: term.value }));
  } else {
    made.textContent = term.value;
    if (term["xml:lang"]) made.lang = term["xml:lang"];
  }
  return made;
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} content
 */
function text(tag, content) {
  return Object.assign(document.createElement(tag), { textContent: content });
}

/** The files of an answer: suffix, media type and content. @param {Answer} answer */
export function files(answer) {
  if (answer.graph !== undefined) return [["ttl", "text/turtle", answer.graph]];
  const json = ["srj", "application/sparql-results+json", JSON.stringify(answer)];
  return answer.results ? [["csv", "text/csv", `\ufeff${csv(answer)}`], json] : [json];
}

/** The headings and the rows of an answer as texts. @param {Answer} answer */
export function texts(answer) {
  const variables = answer.head.vars ?? [];
  return [variables, ...(answer.results?.bindings ?? []).map((row) => variables.map((name) => row[name]?.value ?? ""))];
}

/** @param {Answer} answer */
export const csv = (answer) => texts(answer).map((row) => `${row.map(escaped).join(",")}\r\n`).join("");

/** @param {string} value */
const escaped = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
