// Answers SPARQL in the browser: Oxigraph, compiled to WebAssembly, on the whole dataset. To stop it, end the worker.

import { unfolded } from "./unfolding.js";

/** @type {Promise<any> | undefined} */
let opening;

async function open() {
  const data = fetch(new URL("../data/dataset.txt", import.meta.url)).then(read);
  const vendor = "./oxigraph.js";
  const engine = await import(vendor);
  await engine.default({ module_or_path: new URL("oxigraph.wasm", import.meta.url) });
  const store = new engine.Store();
  store.load(await data, { format: "application/n-quads", no_transaction: true, lenient: true });
  return store;
}

/** @param {Response} answer */
async function read(answer) {
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  return unfolded(await answer.text());
}

/**
 * @param {any} store
 * @param {string} sparql
 */
function answer(store, sparql) {
  const asked = { use_default_graph_as_union: true };
  const json = JSON.parse(store.query(sparql, { ...asked, results_format: "json" }));
  return Array.isArray(json) ? { graph: store.query(sparql, { ...asked, results_format: "ttl" }) } : json;
}

addEventListener("message", async ({ data }) => {
  try {
    opening ??= open();
    const store = await opening;
    if (!data.sparql) return;
    postMessage({ ready: true });
    const start = performance.now();
    postMessage({ answer: answer(store, data.sparql), time: performance.now() - start });
  } catch (error) {
    if (data.sparql) postMessage({ fault: String(error instanceof Error ? error.message : error) });
  }
});
