// The cards: of an agreement, a government, a line between two, an edition and a change of governments.

/** @import { Change } from "./types.js" */

import { attended } from "./answers.js";
import {
  actLine, agreementButton, between, openCard, part, partnershipLine, placeButton, projectLine, sourceLink,
} from "./card.js";
import { element } from "./dom.js";
import { agreements, governments, picture, record, state } from "./page.js";
import {
  agreementName, conceptName, dateName, editionName, goalName, number, pair, placeLanguage, placeName, sortName, sorted,
  word,
} from "./words.js";

/** @param {string} id */
const place = (id) => placeButton(id, showPlace);
/** @param {string} name @param {import("./types.js").Attributes} [attributes] */
const titled = (name, attributes = {}) => element("h2", attributes, name);
/** @param {string} id */
const agreement = (id) => agreementButton(id, showAgreement);

/** @param {string} id */
export function showAgreement(id) {
  const a = agreements[id];
  if (!a) return;
  const facts = [conceptName("agreement-kinds", a.kind), conceptName("statuses", a.status)];
  if (a.status_as_of) facts.push(word("as_of", { date: dateName(a.status_as_of) }));
  if (a.kilometres) facts.push(`${number(a.kilometres)} km`);
  const called = Object.entries(a.designation).map(([lang, text]) => element("span", { lang, class: "quote" }, text));
  const title = titled(agreementName(id));
  openCard({ draw: () => showAgreement(id), thing: `agreement/${id}`, of: [id], title, parts: [
    element("p", { class: "facts" }, facts.join(" · ")),
    called.length ? element("p", {}, pair(word("own_words"), ""), ...called) : null,
    part("parties", a.parties.map(place)),
    part("acts", a.acts.map((act) => actLine(a, act))),
    part("fields", a.fields.length ? [a.fields.map((f) => conceptName("fields", f)).join(", ")] : []),
    part("projects", a.projects.map(projectLine)),
    part("sources", a.sources.map(sourceLink)),
  ] });
  picture.mark?.(id);
}

/** @param {string} id */
export function showPlace(id) {
  const g = governments[id];
  if (!g) return;
  const facts = [conceptName("government-types", g.type)];
  if (g.region && g.region !== id) facts.push(placeName(g.region));
  if (g.population) facts.push(word("inhabitants", { count: number(g.population) }));
  if (g.dissolved) facts.push(word("dissolved", { date: dateName(g.dissolved) }));
  /** @type {import("./types.js").Lang[]} */
  const languages = ["ja", "fr", "en"];
  const others = languages.filter((lang) => g.names[lang] !== placeName(id) && !g.borrowed[lang]);
  const names = others.map((lang) => element("span", { lang, class: "quote" }, g.names[lang]));
  const own = Object.values(agreements).filter((a) => a.parties.includes(id));
  const of = own.map((a) => a.id);
  const title = titled(placeName(id), { lang: placeLanguage(id) });
  openCard({ draw: () => showPlace(id), thing: `government/${id}`, of: [id, ...of], title, parts: [
    element("p", { class: "facts" }, ...names, facts.join(" · ")),
    part("partners", own.map((a) => [agreement(a.id), element("small", {}, partnershipLine(a))])),
    part("editions", attended(id).map(editionName)),
  ] });
}

/**
 * The card of a line that is no agreement: two governments and what they share.
 * @param {string[]} ids
 * @param {string} key
 * @param {(string | number)[]} items
 */
export function showLink(ids, key, items) {
  const shared = items.map((item) => (key === "met" ? editionName(item) : placeName(String(item))));
  const title = titled(ids.map(placeName).join(" – "));
  openCard({ draw: () => showLink(ids, key, items), thing: "", of: ids, title, parts: [
    part("parties", ids.filter((id) => governments[id]).map(place)),
    part(key, shared),
    part("partners", between(ids).map((a) => agreement(a.id))),
  ] });
}

/**
 * Several agreements under one heading.
 * @param {() => string} name
 * @param {() => string[]} ids
 */
export function showAgreements(name, ids) {
  const parts = [part("partners", ids().map(agreement))];
  openCard({ draw: () => showAgreements(name, ids), thing: "", of: ids(), title: titled(name()), parts });
}

/**
 * The card of an edition: who is known to have come, and how many the sources state.
 * @param {number | string} id
 */
export function showEdition(id) {
  const edition = record.editions[id];
  if (!edition) return;
  const came = sorted(Object.keys(record.attendance).filter((one) => attended(one).includes(edition.id)), sortName);
  const of = /** @param {string} country */ (country) => came.filter((one) => governments[one]?.country === country);
  const when = [edition.start, edition.end].filter(Boolean).map(dateName).join(" – ");
  const goals = Object.entries(edition.goals).map(([goal, count]) => `${goalName(goal)} (${number(count)})`);
  const title = titled(edition.names[state.lang]);
  openCard({ draw: () => showEdition(id), thing: `edition/${id}`, of: [`edition/${id}`], title, parts: [
    element("p", { class: "facts" }, `${when} · ${placeName(edition.host)}`),
    element("p", {}, knownOf(edition)),
    part("edition_goals", goals), part("france", of("FR").map(place)), part("japan", of("JP").map(place)),
  ] });
}

/** @param {import("./types.js").Edition} edition */
function knownOf(edition) {
  const stated = /** @param {string} country */ (country) => {
    const count = edition.stated[country];
    return count === null || count === undefined ? "?" : number(count);
  };
  const counts = word("edition_known", {
    fr: number(edition.listed.FR ?? 0), fr_stated: stated("FR"),
    jp: number(edition.listed.JP ?? 0), jp_stated: stated("JP"),
  });
  return `${counts} ${word(edition.whole ? "edition_whole" : "edition_part")}.`;
}

/** @param {Change} change */
export function showChange(change) {
  const title = titled(change.results.map(placeName).join(", "));
  openCard({ draw: () => showChange(change), thing: "", of: [`change/${change.id}`], title, parts: [
    element("p", { class: "facts" }, `${dateName(change.edtf)} · ${conceptName("change-kinds", change.kind)}`),
    part("change_from", change.originals.map(place)), part("change_to", change.results.map(place)),
  ] });
}
