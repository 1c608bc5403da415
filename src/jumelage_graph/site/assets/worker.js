// Answers SPARQL in the browser: Oxigraph, compiled to WebAssembly, on the whole dataset. To stop it, end the worker.

/** @type {Promise<any> | undefined} */
let opening;

async function open() {
  const vendor = "./oxigraph.js";
  const engine = await import(vendor);
  const [, data] = await Promise.all([
    engine.default({ module_or_path: new URL("oxigraph.wasm", import.meta.url) }),
    fetch(new URL("../data/dataset.nq.gz", import.meta.url)),
  ]);
  if (!data.ok || !data.body) throw new Error(`${data.status} ${data.url}`);
  const plain = data.body.pipeThrough(new DecompressionStream("gzip"));
  const store = new engine.Store();
  const text = await new Response(plain).text();
  store.load(text, { format: "application/n-quads", no_transaction: true, lenient: true });
  return store;
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
    postMessage({ ready: true });
    const start = performance.now();
    postMessage({ answer: answer(store, data.sparql), time: performance.now() - start });
  } catch (error) {
    postMessage({ fault: String(error instanceof Error ? error.message : error) });
  }
});
