// What every page does: search, copy texts, keep filters and place when the language changes, go on without a network.

import { start } from "./search.js";

if ("serviceWorker" in navigator && location.protocol.startsWith("http")) {
  const script = new URL("../sw.js", import.meta.url);
  navigator.serviceWorker.register(script, { updateViaCache: "none" }).catch(() => undefined);
}

const search = document.querySelector("form[role=search]");
if (search instanceof HTMLFormElement) start(search);

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("button[data-copy]"))) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}

/** @param {HTMLElement} button */
async function copy(button) {
  const held = document.getElementById(button.dataset.copy ?? "");
  const text = held instanceof HTMLTextAreaElement ? held.value : (held?.textContent ?? "");
  await navigator.clipboard.writeText(text);
  button.textContent = button.dataset.done ?? "";
}

for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".languages a"))) {
  link.addEventListener("click", () => {
    const to = new URL(link.href);
    to.search = location.search;
    to.hash = location.hash;
    link.href = to.href;
    remember(link.hreflang);
  });
}

/** @param {string} language */
function remember(language) {
  try {
    localStorage.setItem("jumelage:language", language);
  } catch {
    // The reader keeps nothing here: then each visit begins as the browser asks.
  }
}
