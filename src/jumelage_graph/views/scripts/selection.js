// Which agreements meet the filters, and how each stands in the year chosen.

const years = yearsOfRecord();

function yearsOfRecord() {
  const starts = Object.values(agreements).map((a) => a.maybe_since || a.since).filter(Boolean).sort();
  const first = +(starts[0] ?? "1958").slice(0, 4);
  const last = Math.max(+(record.last_day || "2000").slice(0, 4), first);
  return { first, min: Math.min(first - 8, state.year ?? first), max: Math.max(last, state.year ?? last) };
}

// "certain", "possible", "undated", "before" or "over": in force on some day of the year; without a year, ever.
function standing(agreement, year = state.year) {
  if (!agreement.maybe_since && !agreement.since) return "undated";
  const starts = year === null ? "9999" : `${year}-12-31`;
  if (year !== null && agreement.until && agreement.until <= `${year}-01-01`) return "over";
  if (agreement.since && agreement.since <= starts) return "certain";
  return agreement.maybe_since && agreement.maybe_since <= starts ? "possible" : "before";
}

function alive(agreement, year = state.year) {
  return year === null || agreement.evidence >= `${year}-01-01`;
}

function attended(id) {
  return record.attendance[id] ?? [];
}

function meets(agreement) {
  return (
    (!state.kind || agreement.kind === state.kind) &&
    (!state.status || agreement.status === state.status) &&
    (!state.field || agreement.fields.includes(state.field)) &&
    (!state.goal || agreement.goals.includes(+state.goal)) &&
    (!state.edition || agreement.parties.some((id) => attended(id).includes(+state.edition))) &&
    (!state.region || agreement.parties.some((id) => governments[id].region === state.region))
  );
}

const FILTERS = ["kind", "status", "field", "goal", "edition", "region"];
const filtered = () => FILTERS.some((name) => state[name]);

// How each agreement that meets the filters stands; those not in force in the year are left out.
function chosen(year = state.year) {
  const found = new Map();
  for (const agreement of Object.values(agreements).filter(meets)) {
    const stands = standing(agreement, year);
    if (stands === "certain" || stands === "possible" || (stands === "undated" && year === null)) {
      found.set(agreement.id, stands);
    }
  }
  return found;
}

function undated() {
  return Object.values(agreements).filter((a) => meets(a) && standing(a) === "undated");
}

function summary(found) {
  const count = (wanted) => [...found.values()].filter((stands) => stands === wanted).length;
  const living = [...found.keys()].filter((id) => alive(agreements[id])).length;
  const text =
    state.year === null
      ? word("count_all", { count: number(found.size), undated: number(count("undated")) })
      : word("count_year", {
          year: state.year,
          certain: number(count("certain")),
          possible: number(count("possible")),
          evidence: number(living),
        });
  return filtered() ? `${text} (${word("filtered")})` : text;
}

function emptiness() {
  const early = state.year !== null && state.year < years.first;
  return [
    word("empty"),
    early ? word("empty_before", { first: years.first }) : word("empty_filters"),
  ].join(" ");
}
