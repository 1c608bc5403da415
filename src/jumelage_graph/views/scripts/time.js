// The slider through the years, and playing them.

import { years } from "./answers.js";
import { change } from "./changing.js";
import { byId } from "./dom.js";
import { state } from "./page.js";

/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;

export function play() {
  if (timer) return pause();
  if (state.year === null || state.year >= years.max) change({ year: years.first - 1 });
  showPlaying(true);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  timer = setInterval(() => {
    if ((state.year ?? years.max) >= years.max) return pause();
    change({ year: (state.year ?? years.first) + 1 });
  }, still ? 1500 : 450);
}

export function pause() {
  clearInterval(timer);
  timer = undefined;
  showPlaying(false);
}

/** @param {boolean} playing */
function showPlaying(playing) {
  byId("play").textContent = playing ? "❚❚" : "▶";
  byId("play").setAttribute("aria-pressed", playing);
}

/** @param {number} by years */
export function stepYears(by) {
  change({ year: Math.max(years.min, Math.min(years.max, (state.year ?? years.max) + by)) });
}

export function connectTime() {
  const slider = byId("year");
  Object.assign(slider, { min: years.min, max: years.max });
  slider.addEventListener("input", () => {
    pause();
    change({ year: +slider.value });
  });
  byId("play").addEventListener("click", play);
  byId("all-years").addEventListener("click", () => {
    pause();
    change({ year: null });
  });
}
