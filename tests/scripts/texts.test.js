import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { decimalYear } from "../../src/jumelage_graph/views/scripts/dates.js";
import { fold } from "../../src/jumelage_graph/views/scripts/fold.js";

test("a day is a place on the axis of years", () => {
  assert.equal(decimalYear("1973"), 1973);
  assert.equal(decimalYear("1973-07"), 1973.5);
  assert.equal(decimalYear("2012~/2014"), 2012);
  assert.ok(decimalYear("1973-12-31") < 1974);
});

test("spellings of one name have one key", () => {
  const read = (/** @type {string} */ path) => readFileSync(new URL(path, import.meta.url), "utf8");
  const rows = read("../../src/jumelage_graph/folding/kanji.csv").trim().split("\n").slice(1);
  const kanji = Object.fromEntries(rows.map((row) => row.split(",")));
  const cases = Object.entries(JSON.parse(read("../folding.json")));
  assert.ok(cases.length > 20);
  for (const [text, key] of cases) assert.equal(fold(text, kanji), key);
  assert.notEqual(fold("がっこう"), fold("かっこう"));
});
