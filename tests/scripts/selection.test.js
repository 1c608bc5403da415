import assert from "node:assert/strict";
import { test } from "node:test";

import { alive, filtered, select, standing, yearsOf } from "../../src/jumelage_graph/views/scripts/selection.js";
import { anything, record } from "./record.js";

const ids = (filters, year) => Object.fromEntries(select(record, { ...anything, ...filters }, year));

test("in a year stands what was in force on some day of it", () => {
  assert.deepEqual(ids({}, 1964), { ended: "certain" });
  assert.deepEqual(ids({}, 1966), {});
  assert.deepEqual(ids({}, 1968), { ended: "certain" });
  assert.deepEqual(ids({}, 1970), {});
  assert.deepEqual(ids({}, 1973), { certain: "certain" });
  assert.deepEqual(ids({}, 1990), { certain: "certain", possible: "possible" });
  assert.deepEqual(ids({}, 2010), { certain: "presumed", possible: "possible" });
  assert.deepEqual(ids({}, 2021), { certain: "possible", possible: "possible" });
});

test("without a year everything that was ever in force stands, and the undated", () => {
  assert.deepEqual(ids({}, null), { certain: "certain", possible: "possible", ended: "certain", undated: "undated" });
});

test("each filter narrows the selection", () => {
  assert.deepEqual(Object.keys(ids({ kind: "friendship" }, null)), ["possible"]);
  assert.deepEqual(Object.keys(ids({ goal: "11" }, null)), ["possible"]);
  assert.deepEqual(Object.keys(ids({ edition: 3 }, null)), ["undated"]);
  assert.deepEqual(Object.keys(ids({ kind: "twinning", edition: "3" }, null)), ["undated"]);
  assert.deepEqual(ids({ edition: 4 }, null), {});
  assert.deepEqual(ids({ status: "ended" }, null), {});
});

test("a filter that is set is seen", () => {
  assert.equal(filtered(record, anything), false);
  assert.equal(filtered(record, { ...anything, goal: 11 }), true);
});

test("an agreement before its beginning, after its end and without a date", () => {
  assert.equal(standing(record.agreements.certain, 1972), "none");
  assert.equal(standing(record.agreements.ended, 1990), "none");
  assert.equal(standing(record.agreements.undated, 1990), "undated");
});

test("evidence of life reaches to its year", () => {
  assert.equal(alive(record.agreements.certain, 1999), true);
  assert.equal(alive(record.agreements.certain, 2000), false);
  assert.equal(alive(record.agreements.undated, null), true);
});

test("the slider goes from before the first agreement to the last day read, and to the year chosen", () => {
  assert.deepEqual(yearsOf(record, null), { first: 1960, min: 1952, max: 2020 });
  assert.deepEqual(yearsOf(record, 1900), { first: 1960, min: 1900, max: 2020 });
  assert.deepEqual(yearsOf({ agreements: {}, last_day: "" }, null), { first: 1958, min: 1950, max: 2000 });
});
