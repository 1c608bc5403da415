// The card beside the picture: opening and closing it, and its parts.

/** @import { Child } from "./types.js" */

import { byId, element } from "./dom.js";
import { agreements, data, governments, picture, record, state } from "./page.js";
import { agreementName, conceptName, dateName, goalName, placeLanguage, placeName, word } from "./words.js";

/** @type {(() => void) | null} */
let shownCard = null;

export function redrawCard() {
  shownCard?.();
}

export function closeCard() {
  if (!shownCard) return;
  shownCard = null;
  byId("card").hidden = true;
  byId("picture").focus();
}

/**
 * @param {() => void} draw makes the card anew, in another language
 * @param {Element} title
 * @param {Child[]} parts
 */
export function openCard(draw, title, parts) {
  const card = byId("card");
  const moved = !shownCard;
  shownCard = draw;
  const close = element("button", {
    type: "button", class: "close", "aria-label": word("close"), onclick: closeCard,
  }, "×");
  card.replaceChildren(close, title, ...parts.filter(Boolean));
  card.hidden = false;
  card.scrollTop = 0;
  if (moved) card.focus({ preventScroll: true });
}

/**
 * @param {string} key
 * @param {(Child | Child[])[]} items
 */
export function part(key, items) {
  if (!items.length) return null;
  const lines = items.map((item) => element("li", {}, ...[item].flat()));
  return element("section", {}, element("h3", {}, word(key)), element("ul", {}, ...lines));
}

/**
 * @param {string} id
 * @param {(id: string) => void} open
 */
export function placeButton(id, open) {
  const country = governments[id]?.country ?? "";
  const go = () => {
    picture.focus(id);
    open(id);
  };
  const attributes = { type: "button", class: `place ${country}`, lang: placeLanguage(id), onclick: go };
  return element("button", attributes, placeName(id));
}

/**
 * @param {string} id
 * @param {(id: string) => void} open
 */
export const agreementButton = (id, open) =>
  element("button", { type: "button", class: "agreement", onclick: () => open(id) }, agreementName(id));

/**
 * Only web addresses become links; a source's words are text.
 * @param {string} id
 * @returns {Child[]}
 */
export function sourceLink(id) {
  const source = record.sources[id];
  if (!source) return [id];
  const about = [source.publisher, source.published && dateName(source.published)].filter(Boolean).join(", ");
  const title = /^https?:\/\//.test(source.url)
    ? element("a", { href: source.url, rel: "noopener noreferrer", target: "_blank" }, source.title)
    : source.title;
  return [title, about ? ` (${about})` : ""];
}

/**
 * @param {import("./types.js").Agreement} agreement
 * @param {import("./types.js").Act} act
 */
export function actLine(agreement, act) {
  const mark = act.id === agreement.dating ? element("em", {}, ` ${word("dates_it")}`) : null;
  const by = act.by.length ? element("small", {}, act.by.map(placeName).join(", ")) : null;
  const where = act.place ? `, ${act.place}` : "";
  return [element("b", {}, dateName(act.edtf)), ` ${conceptName("act-kinds", act.kind)}${where}`, mark, by];
}

/** @param {import("./types.js").Project} project */
export function projectLine(project) {
  const when = [project.start, project.end].filter(Boolean).map(dateName).join(" – ");
  const goals = project.goals.map((n) => {
    const style = `--goal:${data.palette.goals[n]}`;
    return element("abbr", { class: "goal", title: goalName(n), style }, String(n));
  });
  return [project.names[state.lang], when ? ` (${when}) ` : " ", ...goals];
}

/** @param {import("./types.js").Agreement} a */
export function partnershipLine(a) {
  const act = a.acts.find((one) => one.id === a.dating);
  return `${conceptName("agreement-kinds", a.kind)}, ${dateName(act?.edtf ?? "")}`;
}

/** @param {string[]} ids the agreements to which all of these are parties */
export const between = (ids) => Object.values(agreements).filter((a) => ids.every((id) => a.parties.includes(id)));
