// The controls: they change the state and ask for a new picture.

let timer = null;

function change(changes) {
  Object.assign(state, changes);
  refresh();
}

function choices() {
  const all = Object.values(agreements);
  const used = (values, scheme) =>
    sorted([...new Set(values)].filter(Boolean).map((slug) => [slug, conceptName(scheme, slug)]), (pair) => pair[1]);
  return {
    view: (picture.views ?? []).map((key) => [key, word(key)]),
    colour: (picture.views ? ["country", "community", "type"] : ["country", "type"]).map((key) => [key, word(`by_${key}`)]),
    size: [["", word("size_none")], ...["degree", "betweenness", "attendance", "population"].map((key) => [key, word(key)])],
    kind: used(all.map((a) => a.kind), "agreement-kinds"),
    status: used(all.map((a) => a.status), "statuses"),
    field: used(all.flatMap((a) => a.fields), "fields"),
    goal: [...new Set(all.flatMap((a) => a.goals))].sort((a, b) => a - b).map((n) => [n, goalName(n)]),
    edition: Object.keys(record.editions).map((n) => [n, editionName(n)]),
    region: sorted(
      [...new Set(all.flatMap((a) => a.parties.map((id) => governments[id].region)))].filter(Boolean),
      sortName,
    ).map((id) => [id, placeName(id)]),
  };
}

const WITHOUT_ALL = new Set(["view", "colour", "size"]);

function fillChoosers() {
  for (const [name, options] of Object.entries(choices())) {
    const select = byId(name);
    if (!select) continue;
    const all = WITHOUT_ALL.has(name) ? [] : [["", word("all")]];
    select.replaceChildren(
      ...[...all, ...options].map(([value, text]) => element("option", { value }, String(text))),
    );
    select.value = state[name] ?? "";
  }
}

// A picture of the meetings alone has no use for the filters on agreements.
function hideChoosers() {
  byId("finder").hidden = !picture.places().length && Boolean(picture.step);
  if (!picture.filters) return;
  for (const name of FILTERS) byId(name).closest("label").hidden = !picture.filters.includes(name);
}

function translate() {
  document.documentElement.lang = state.lang;
  document.title = word(`title_${data.view}`);
  for (const made of document.querySelectorAll("[data-word]")) made.textContent = word(made.dataset.word);
  for (const made of document.querySelectorAll("[data-label]")) {
    made.setAttribute("aria-label", word(made.dataset.label));
    if (made.tagName === "BUTTON") made.title = word(made.dataset.label);
  }
  for (const made of document.querySelectorAll("[data-hint]")) made.placeholder = word(made.dataset.hint);
  for (const made of document.querySelectorAll("[data-lang]")) {
    made.setAttribute("aria-pressed", made.dataset.lang === state.lang);
  }
  byId("coverage").textContent = data.coverage[state.lang];
  byId("read-until").textContent = record.last_day ? word("read_until", { date: dateName(record.last_day) }) : "";
  fillChoosers();
}

function showTime() {
  const slider = byId("year");
  slider.value = state.year ?? years.max;
  const text = state.year === null ? word("all_years") : String(state.year);
  slider.setAttribute("aria-valuetext", text);
  byId("shown-year").textContent = state.year === null ? "" : text;
  byId("all-years").setAttribute("aria-pressed", state.year === null);
}

function showUndated() {
  const left = picture.filters ? [] : undated();
  const box = byId("undated");
  box.hidden = !left.length;
  box.querySelector("summary").textContent = `${word("undated")} (${number(left.length)})`;
  box.querySelector("ul").replaceChildren(...left.map((a) => element("li", {}, agreementButton(a.id))));
}

function refresh() {
  const found = chosen();
  picture.update(found);
  byId("summary").textContent = picture.summary?.(found) ?? summary(found);
  const empty = byId("empty");
  empty.hidden = !(picture.empty ? picture.empty(found) : !found.size);
  empty.textContent = picture.emptyText?.() ?? emptiness();
  showTime();
  showUndated();
  byId("legend").replaceChildren(...picture.legend());
}

function play() {
  if (timer) return pause();
  if (state.year === null || state.year >= years.max) change({ year: years.first - 1 });
  byId("play").textContent = "❚❚";
  byId("play").setAttribute("aria-pressed", true);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  timer = setInterval(() => {
    if (state.year >= years.max) return pause();
    change({ year: state.year + 1 });
  }, still ? 1500 : 450);
}

function pause() {
  clearInterval(timer);
  timer = null;
  byId("play").textContent = "▶";
  byId("play").setAttribute("aria-pressed", false);
}

function matches(text) {
  const wanted = fold(text);
  if (!wanted) return [];
  const places = picture.places().filter((id) => governments[id]?.key.includes(wanted));
  const begins = (id) => governments[id].key.split("|").some((key) => key.startsWith(wanted));
  return sorted(places, (id) => (begins(id) ? "0" : "1") + sortName(id)).slice(0, 8);
}

function showMatches() {
  const text = byId("search").value;
  const list = byId("found");
  const ids = matches(text);
  const items = ids.map((id) =>
    element("li", { role: "option" }, element("button", { type: "button", onclick: () => goTo(id) }, placeName(id))),
  );
  if (text && !ids.length) items.push(element("li", { class: "none" }, word("search_none")));
  list.replaceChildren(...items);
  list.hidden = !text;
  byId("search").setAttribute("aria-expanded", Boolean(text));
}

function goTo(id) {
  byId("search").value = "";
  showMatches();
  picture.focus(id);
  showPlace(id);
}

function connect() {
  hideChoosers();
  const slider = byId("year");
  Object.assign(slider, { min: years.min, max: years.max });
  slider.addEventListener("input", () => { pause(); change({ year: +slider.value }); });
  byId("play").addEventListener("click", play);
  byId("all-years").addEventListener("click", () => { pause(); change({ year: null }); });
  byId("reset").addEventListener("click", () => {
    change(Object.fromEntries(FILTERS.map((name) => [name, null])));
    fillChoosers();
  });
  for (const select of document.querySelectorAll("#choosers select")) {
    select.addEventListener("change", () => change({ [select.id]: select.value || null }));
  }
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.addEventListener("click", () => { state.lang = button.dataset.lang; translate(); refresh(); redrawCard(); });
  }
  byId("search").addEventListener("input", showMatches);
  byId("search").addEventListener("keydown", (event) => {
    const first = matches(byId("search").value)[0];
    if (event.key === "Enter" && first) goTo(first);
    if (event.key === "Escape") { byId("search").value = ""; showMatches(); }
    if (event.key === "ArrowDown") byId("found").querySelector("button")?.focus();
  });
  byId("zoom-in").addEventListener("click", () => picture.zoom(1.3));
  byId("zoom-out").addEventListener("click", () => picture.zoom(1 / 1.3));
  byId("fit").addEventListener("click", () => picture.fit());
  byId("picture").addEventListener("keydown", keyed);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeCard(); });
}

function keyed(event) {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const acts = {
    "+": () => picture.zoom(1.3), "-": () => picture.zoom(1 / 1.3), 0: () => picture.fit(), " ": play,
    Enter: () => current && showPlace(current),
  };
  if (steps[event.key]) picture.places().length || !picture.step ? step(steps[event.key]) : picture.step(steps[event.key]);
  else if (acts[event.key]) acts[event.key]();
  else return;
  event.preventDefault();
}

let current = null;

function step(by) {
  const places = picture.places();
  if (!places.length) return;
  const at = places.indexOf(current);
  current = places[at < 0 ? 0 : (at + by + places.length) % places.length];
  picture.focus(current);
  byId("picture").setAttribute("aria-label", placeName(current));
}
