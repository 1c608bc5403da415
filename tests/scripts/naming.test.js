import assert from "node:assert/strict";
import { test } from "node:test";

import { nameSpots } from "../../src/jumelage_graph/views/scripts/naming.js";

const plain = { radius: 4, outward: 1, first: false, weight: 1 };
const place = (text, x, y, more = {}) => ({ text, at: [x, y], ...plain, ...more });

test("a name stands outwards of its mark", () => {
  const [right, left] = nameSpots([place("Kobe", 100, 0), place("Nancy", 0, 0, { outward: -1 })], 10);
  assert.equal(right.anchor, "start");
  assert.ok(right.x > 100);
  assert.equal(left.anchor, "end");
  assert.ok(left.x < 0);
});

test("of two names in one spot the weightier one stays, unless the other is chosen", () => {
  const crowd = Array.from({ length: 40 }, (_, i) => place(`Place ${i}`, i % 7, i % 5, { weight: i }));
  const names = nameSpots(crowd, 10).map((spot) => spot.text);
  assert.ok(names.length < 10);
  assert.equal(names[0], "Place 39");
  crowd[3].first = true;
  assert.equal(nameSpots(crowd, 10)[0].text, "Place 3");
});
