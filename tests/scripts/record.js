// A small record for the tests: one certain, one possible, one ended and one undated agreement.

const agreement = (id, more) => ({
  id, parties: ["nancy", "kanazawa"], kind: "twinning", status: "active", fields: ["culture"], goals: [], acts: [],
  projects: [], since: "", until: "", maybe_since: "", evidence: "", ...more,
});

export const record = {
  agreements: {
    certain: agreement("certain", { since: "1973-10-12", maybe_since: "1973-10-12", evidence: "1999-01-01" }),
    possible: agreement("possible", { maybe_since: "1980-01-01", kind: "friendship", goals: [11] }),
    ended: agreement("ended", { since: "1960-01-01", maybe_since: "1960-01-01", until: "1970-01-01" }),
    undated: agreement("undated", { parties: ["tours"] }),
  },
  governments: {
    nancy: { region: "grand-est" }, kanazawa: { region: "ishikawa" }, tours: { region: "centre" },
  },
  attendance: { tours: [3] },
  last_day: "2020-06-30",
};

export const anything = { kind: null, status: null, field: null, goal: null, edition: null, region: null };
