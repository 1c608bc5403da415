// A small record for the tests: one certain, one possible, one ended and one undated agreement.

const agreement = (id, more) => ({
  id, parties: ["nancy", "kanazawa"], kind: "twinning", status: "active", fields: ["culture"], goals: [], acts: [],
  projects: [], periods: [], evidence: "", ...more,
});

const period = (standing, first, last) => ({ standing, first, last });

export const record = {
  agreements: {
    certain: agreement("certain", {
      evidence: "1999-01-01",
      periods: [period("certain", "1973-10-12", "2009-01-01"), period("presumed", "2009-01-02", "2020-06-30"),
        period("possible", "2020-07-01", "")],
    }),
    possible: agreement("possible", {
      periods: [period("possible", "1980-01-01", "")], kind: "friendship", goals: [11],
    }),
    ended: agreement("ended", {
      periods: [period("certain", "1960-01-01", "1964-12-31"), period("certain", "1968-05-01", "1969-12-31")],
    }),
    undated: agreement("undated", { parties: ["tours"] }),
  },
  governments: {
    nancy: { region: "grand-est" }, kanazawa: { region: "ishikawa" }, tours: { region: "centre" },
  },
  attendance: { tours: [3] },
  last_day: "2020-06-30",
  filters: [
    { name: "kind", values: [
      { value: "twinning", names: {}, of: ["certain", "ended", "undated"] },
      { value: "friendship", names: {}, of: ["possible"] },
    ] },
    { name: "status", values: [{ value: "active", names: {}, of: ["certain", "possible", "ended", "undated"] }] },
    { name: "goal", values: [{ value: "11", names: {}, of: ["possible"] }] },
    { name: "edition", values: [{ value: "3", names: {}, of: ["undated"] }, { value: "4", names: {}, of: [] }] },
  ],
};

export const anything = { kind: null, status: null, goal: null, edition: null };
