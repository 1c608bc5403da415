// The card beside the picture: opening and closing it, and its parts.

/** @import { Child } from "./types.js" */

import { byId, element } from "./dom.js";
import { pin } from "./light.js";
import { agreements, data, governments, picture, record, state } from "./page.js";
import { agreementName, conceptName, dateName, goalName, placeLanguage, placeName, word } from "./words.js";

/**
 * @typedef {object} Card
 * @property {() => void} draw makes it anew, in another language
 * @property {string} thing what it is about, such as "government/nancy"
 * @property {string[]} of the keys of what shines on the picture while it is open
 * @property {Element} title
 * @property {Child[]} parts
 */

/** @type {Card | null} */
let shownCard = null;
/** @type {(() => void) | undefined} */
let cardMoved;

export const redrawCard = () => shownCard?.draw();
export const openThing = () => shownCard?.thing ?? "";

/** @param {() => void} after is called when another card, or none, is open */
export function whenCardMoves(after) {
  cardMoved = after;
}

export function closeCard() {
  if (!shownCard) return;
  shownCard = null;
  byId("card").hidden = true;
  pin(null);
  byId("picture").focus({ preventScroll: true });
  cardMoved?.();
}

/** The way to the page of a thing, where the picture stands in an explorer. @param {string} thing */
function explorerLink(thing) {
  const up = document.querySelector('link[rel="contents"]')?.getAttribute("href");
  if (!up || !thing || thing.startsWith("node/")) return [];
  return [element("p", {}, element("a", { href: `${up}${state.lang}/${thing}.html` }, word("explorer_page")))];
}

/** @param {Card} made */
export function openCard(made) {
  const card = byId("card");
  const again = shownCard?.thing === made.thing;
  const first = !shownCard;
  shownCard = made;
  const close = element("button", {
    type: "button", class: "close", "aria-label": word("close"), onclick: closeCard,
  }, "×");
  const parts = made.parts.filter((part) => part instanceof Node);
  card.replaceChildren(close, made.title, ...parts, ...explorerLink(made.thing));
  card.hidden = false;
  pin(made.of);
  if (again) return;
  card.scrollTop = 0;
  if (first) card.focus({ preventScroll: true });
  cardMoved?.();
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
