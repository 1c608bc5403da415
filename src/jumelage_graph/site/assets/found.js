// The page of what a search found: all of it, for the text in the address.

import { called, find, index } from "./search.js";

const list = /** @type {HTMLElement} */ (document.getElementById("hits"));
const status = /** @type {HTMLElement} */ (document.getElementById("status"));
const typed = new URLSearchParams(location.search).get("q") ?? "";

const { entries, place } = await index(list.dataset.root ?? "");
const hits = find(entries, typed);
const { found = "", none = "" } = list.dataset;
status.textContent = `${typed} · ${hits.length ? found.replace("{count}", String(hits.length)) : none}`;
list.replaceChildren(
  ...hits.slice(0, 500).map((hit) => {
    const item = document.createElement("li");
    const link = { href: `${hit.path}.html`, textContent: called(hit, place) };
    item.append(Object.assign(document.createElement("a"), link));
    return item;
  }),
);
