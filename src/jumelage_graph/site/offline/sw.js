// Keeps the explorer for when there is no network: its core at once, every page and file as it is visited.
// With a network, what the host sends is shown. A new publication is another version: it takes the place of all that
// was kept of the old one, so that pages of two versions never stand side by side.

const VERSION = "{{version}}";
const CORE = ["{{core}}"];
const NAME = `jumelage:${new URL(".", location.href).pathname}:`;
const LANGUAGES = "{{languages}}";
const KEPT = new RegExp(
  `^(?:(?:${LANGUAGES})/.*[.]html|(?:assets|data|pictures|reference)/.+|(?:index[.]html|[a-z]+[.]json)?)$`);

const worker = /** @type {any} */ (globalThis);
const root = new URL(".", location.href);
const cache = () => caches.open(NAME + VERSION);

/** Whether a request is for a page or a file of this site. @param {Request} request */
function ours(request) {
  const { href, pathname } = new URL(request.url);
  return request.method === "GET" && href.startsWith(root.href) && KEPT.test(pathname.slice(root.pathname.length));
}

/** What the host sends, which is kept; without a network, what was kept. @param {Request} request */
async function answer(request) {
  const kept = await cache();
  try {
    const sent = await fetch(request);
    if (sent.ok && sent.type === "basic" && !sent.redirected) await kept.put(plain(request.url), sent.clone());
    return sent;
  } catch (error) {
    const found = await kept.match(plain(request.url));
    if (found) return found;
    const said = request.mode === "navigate" && (await lost(kept, request));
    if (said) return said;
    throw error;
  }
}

/** An address without what is asked of the page behind it. @param {string} address */
const plain = (address) => address.replace(/[?#].*$/, "").replace(/\/$/, "/index.html");

/**
 * The page that says that another was not kept, in the language of that other.
 * @param {Cache} kept
 * @param {Request} request
 */
function lost(kept, request) {
  const [lang = ""] = new URL(request.url).pathname.slice(root.pathname.length).split("/");
  const spoken = LANGUAGES.split("|").includes(lang) ? lang : LANGUAGES.slice(0, 2);
  return kept.match(new URL(`${spoken}/offline.html`, root).href);
}

async function forget() {
  const names = (await caches.keys()).filter((name) => name.startsWith(NAME) && name !== NAME + VERSION);
  await Promise.all(names.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function begin() {
  const kept = await cache();
  const fresh = CORE.map((path) => new Request(new URL(path, root), { cache: "reload" }));
  await kept.addAll(fresh);
  await worker.skipWaiting();
}

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(begin()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(forget()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  if (ours(event.request)) event.respondWith(answer(event.request));
});
