// The card of an agreement or of a government.

let shownCard = null;

function redrawCard() {
  shownCard?.();
}

function closeCard() {
  if (!shownCard) return;
  shownCard = null;
  byId("card").hidden = true;
  byId("picture").focus();
}

function openCard(draw, title, parts) {
  const card = byId("card");
  const moved = !shownCard;
  shownCard = draw;
  const close = element("button", { type: "button", class: "close", "aria-label": word("close"), onclick: closeCard }, "×");
  card.replaceChildren(close, title, ...parts.filter(Boolean));
  card.hidden = false;
  card.scrollTop = 0;
  if (moved) card.focus({ preventScroll: true });
}

function part(key, items) {
  if (!items.length) return null;
  return element("section", {}, element("h3", {}, word(key)), element("ul", {}, ...items.map((i) => element("li", {}, ...[i].flat()))));
}

function placeButton(id) {
  const country = governments[id]?.country ?? "";
  return element(
    "button",
    { type: "button", class: `place ${country}`, lang: placeLanguage(id), onclick: () => { picture.focus(id); showPlace(id); } },
    placeName(id),
  );
}

function agreementButton(id) {
  return element("button", { type: "button", class: "agreement", onclick: () => showAgreement(id) }, agreementName(id));
}

// Only web addresses become links; a source's words are text.
function sourceLink(id) {
  const source = record.sources[id];
  if (!source) return id;
  const about = [source.publisher, source.published && dateName(source.published)].filter(Boolean).join(", ");
  const title = /^https?:\/\//.test(source.url)
    ? element("a", { href: source.url, rel: "noopener noreferrer", target: "_blank" }, source.title)
    : source.title;
  return [title, about ? ` (${about})` : ""];
}

function showAgreement(id) {
  const a = agreements[id];
  const title = element("h2", {}, agreementName(id));
  const facts = [conceptName("agreement-kinds", a.kind), conceptName("statuses", a.status)];
  if (a.status_as_of) facts.push(word("as_of", { date: dateName(a.status_as_of) }));
  if (a.kilometres) facts.push(`${number(a.kilometres)} km`);
  const called = Object.entries(a.designation).map(([lang, text]) => element("span", { lang, class: "quote" }, text));
  openCard(() => showAgreement(id), title, [
    element("p", { class: "facts" }, facts.join(" · ")),
    called.length ? element("p", {}, `${word("own_words")}: `, ...called) : null,
    part("parties", a.parties.map(placeButton)),
    part("acts", a.acts.map((act) => actLine(a, act))),
    part("fields", a.fields.length ? [a.fields.map((f) => conceptName("fields", f)).join(", ")] : []),
    part("projects", a.projects.map(projectLine)),
    part("sources", a.sources.map(sourceLink)),
  ]);
  picture.mark?.(id);
}

function actLine(agreement, act) {
  const mark = act.id === agreement.dating ? element("em", {}, ` ${word("dates_it")}`) : null;
  const by = act.by.length ? element("small", {}, act.by.map(placeName).join(", ")) : null;
  const where = act.place ? `, ${act.place}` : "";
  return [element("b", {}, dateName(act.edtf)), ` ${conceptName("act-kinds", act.kind)}${where}`, mark, by].filter(Boolean);
}

function projectLine(project) {
  const when = [project.start, project.end].filter(Boolean).map(dateName).join(" – ");
  const goals = project.goals.map((n) =>
    element("abbr", { class: "goal", title: goalName(n), style: `--goal:${data.palette.goals[n]}` }, String(n)));
  return [project.names[state.lang], when ? ` (${when}) ` : " ", ...goals];
}

function showPlace(id) {
  const place = governments[id];
  if (!place) return;
  current = id;
  const facts = [conceptName("government-types", place.type)];
  if (place.region && place.region !== id) facts.push(placeName(place.region));
  if (place.population) facts.push(word("inhabitants", { count: number(place.population) }));
  if (place.dissolved) facts.push(word("dissolved", { date: dateName(place.dissolved) }));
  const others = ["ja", "fr", "en"].filter((lang) => lang !== state.lang && place.names[lang] !== placeName(id) && !place.borrowed[lang]);
  const own = Object.values(agreements).filter((a) => a.parties.includes(id));
  openCard(() => showPlace(id), element("h2", { lang: placeLanguage(id) }, placeName(id)), [
    element("p", { class: "facts" }, ...others.map((lang) => element("span", { lang, class: "quote" }, place.names[lang])), facts.join(" · ")),
    part("partners", own.map((a) => [agreementButton(a.id), element("small", {}, partnershipLine(a))])),
    part("editions", attended(id).map(editionName)),
  ]);
}

function partnershipLine(a) {
  const act = a.acts.find((one) => one.id === a.dating);
  return `${conceptName("agreement-kinds", a.kind)}, ${dateName(act?.edtf ?? "")}`;
}

// The card of a line that is no agreement: two governments and what they share.
function showLink(ids, key, items) {
  const title = element("h2", {}, ids.map(placeName).join(" – "));
  const between = Object.values(agreements).filter((a) => ids.every((id) => a.parties.includes(id)));
  openCard(() => showLink(ids, key, items), title, [
    part("parties", ids.filter((id) => governments[id]).map(placeButton)),
    part(key, items.map((item) => (key === "met" ? editionName(item) : placeName(item)))),
    part("partners", between.map((a) => agreementButton(a.id))),
  ]);
}

// The card of an edition: who is known to have come, and how many the sources state.
function showEdition(id) {
  const edition = record.editions[id];
  const came = sorted(Object.keys(record.attendance).filter((place) => attended(place).includes(id)), sortName);
  const of = (country) => came.filter((place) => governments[place].country === country).map(placeButton);
  const when = [edition.start, edition.end].filter(Boolean).map(dateName).join(" – ");
  const stated = (country) => edition.stated[country] == null ? "?" : number(edition.stated[country]);
  const listed = word(edition.whole ? "edition_whole" : "edition_part");
  const known = word("edition_known", { fr: number(edition.listed.FR ?? 0), fr_stated: stated("FR"), jp: number(edition.listed.JP ?? 0), jp_stated: stated("JP") });
  openCard(() => showEdition(id), element("h2", {}, edition.names[state.lang]), [
    element("p", { class: "facts" }, `${when} · ${placeName(edition.host)}`), element("p", {}, `${known} ${listed}.`),
    part("edition_goals", Object.entries(edition.goals).map(([goal, count]) => `${goalName(goal)} (${number(count)})`)),
    part("france", of("FR")), part("japan", of("JP")),
  ]);
}

function showChange(change) {
  openCard(() => showChange(change), element("h2", {}, change.results.map(placeName).join(", ")), [
    element("p", { class: "facts" }, `${dateName(change.edtf)} · ${conceptName("change-kinds", change.kind)}`),
    part("change_from", change.originals.map(placeButton)), part("change_to", change.results.map(placeButton)),
  ]);
}
