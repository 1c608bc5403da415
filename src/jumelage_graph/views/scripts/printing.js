// Printing: one view on one page, vector, with heading and legend; the page around it stays away.

import { byId } from "./dom.js";
import { wholePicture } from "./saving.js";

function spread() {
  const svg = wholePicture();
  const { width, height } = svg.viewBox.baseVal;
  byId("print-page").textContent = `@page { size: A4 ${width > height ? "landscape" : "portrait"}; margin: 10mm }`;
  byId("paper").replaceChildren(svg);
}

export function connectPrinting() {
  window.addEventListener("beforeprint", spread);
  window.addEventListener("afterprint", () => byId("paper").replaceChildren());
  byId("print").addEventListener("click", () => window.print());
}
