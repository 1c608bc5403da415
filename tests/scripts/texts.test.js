import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { dateText, decimalYear } from "../../src/jumelage_graph/views/scripts/dates.js";
import { fold } from "../../src/jumelage_graph/views/scripts/fold.js";

test("a date is as exact as it is known", () => {
  assert.equal(dateText("1973-10-12", "en"), "12 October 1973");
  assert.equal(dateText("1973-10-12", "fr"), "12 octobre 1973");
  assert.equal(dateText("1973-10-12", "ja"), "1973年10月12日");
  assert.equal(dateText("1973-10", "fr"), "octobre 1973");
  assert.equal(dateText("1973", "en"), "1973");
});

test("marks of doubt and open ends are kept", () => {
  assert.equal(dateText("1973~", "en"), "1973 (~)");
  assert.equal(dateText("2012/2014", "en"), "2012 – 2014");
  assert.equal(dateText("2012/..", "ja"), "2012年 – …");
});

test("what is no date is shown as it is written", () => {
  assert.equal(dateText("19XX", "en"), "19XX");
  assert.equal(dateText("1973-23", "en"), "1973-23");
});

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
