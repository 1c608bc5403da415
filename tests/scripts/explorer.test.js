import assert from "node:assert/strict";
import { test } from "node:test";

import { csv, files } from "../../src/jumelage_graph/site/assets/answers.js";
import { Refused, bind, put, quoted } from "../../src/jumelage_graph/site/assets/binding.js";
import { unfolded } from "../../src/jumelage_graph/site/assets/unfolding.js";
import { composing, find, rank } from "../../src/jumelage_graph/site/assets/search.js";

const entry = (path, ...keys) => ({ path, names: [path], keys });
const ENTRIES = [
  entry("government/tokyo", "東京都", "tokyo", "とうきょうと"),
  entry("government/kyoto", "京都市", "kyoto", "きょうと"),
  entry("government/l-hay", "l hay les roses"),
  entry("government/oeuvres", "oeuvres"),
  entry("agreement/paris-kyoto", "パリ市 京都市", "paris kyoto"),
];
const found = (typed) => find(ENTRIES, typed).map((each) => each.path);

test("the exact name comes before its beginning, a word, and what lies within", () => {
  assert.deepEqual([rank(["nancy"], "nancy"), rank(["nancy"], "nan"), rank(["l hay"], "hay")], [0, 1, 2]);
  assert.deepEqual([rank(["東京都"], "京都"), rank(["paris kyoto"], "kyoto paris"), rank(["a"], "b")], [3, 4, Infinity]);
});

test("Kyoto is found before Tokyo, in which its name lies", () => {
  assert.deepEqual(found("京都"), ["government/kyoto", "agreement/paris-kyoto", "government/tokyo"]);
});

test("case, accents, ligatures, width and kana make no difference", () => {
  assert.deepEqual(found("Œuvres"), ["government/oeuvres"]);
  assert.deepEqual(found("L’Haÿ"), ["government/l-hay"]);
  assert.deepEqual(found("ｷｮｳﾄ")[0], "government/kyoto");
  assert.deepEqual(found("Kyōto")[0], "government/kyoto");
  assert.deepEqual(found("   "), []);
});

test("a key of an input method chooses nothing", () => {
  assert.ok(composing({ isComposing: true, keyCode: 13 }) && composing({ isComposing: false, keyCode: 229 }));
  assert.ok(!composing({ isComposing: false, keyCode: 13 }));
});

const CUT = ["SELECT * {", "VALUES ?g ", "{ UNDEF }", "  # parameter g", "g", " }"];
const KINDS = { government: "https://x/government/" };
const CATALOGUE = { prefixes: {}, fallbacks: { fr: ["fr", "en"] }, kinds: KINDS, queries: [] };
const parameter = { name: "g", type: "government", about: {}, scheme: "", default: "", choices: [], required: true };
const bound = (typed, more = {}) =>
  bind(CATALOGUE, { cut: CUT, parameters: [{ ...parameter, ...more }] }, { g: typed }, ENTRIES, "fr");

test("a value goes in as a term, whatever is typed", () => {
  assert.equal(put(CUT, {}), "SELECT * { }");
  assert.equal(bound("kyoto"), "SELECT * {VALUES ?g { <https://x/government/kyoto> }  # parameter g }");
  const text = 'SELECT * {VALUES ?g { "\\" } DROP ALL #" }  # parameter g }';
  assert.equal(bound('" } DROP ALL #', { type: "text" }), text);
  assert.equal(quoted('a"\n'), '"a\\"\\n"');
});

test("what names nothing, or several things, is refused with the word that says so", () => {
  const refused = (typed, more) => {
    try {
      bound(typed, more);
    } catch (error) {
      return error instanceof Refused ? error.key : "?";
    }
    return "";
  };
  assert.deepEqual(["", "xyz", "yo", "kyoto"].map((typed) => refused(typed)), ["lacking", "nothing", "several", ""]);
  assert.deepEqual([refused("1995-13", { type: "date" }), refused("19", { type: "year" })], ["nothing", "nothing"]);
});

test("a table for spreadsheets has a mark of its encoding, and quotes what needs it", () => {
  const answer = {
    head: { vars: ["a", "b"] },
    results: { bindings: [{ a: { type: "literal", value: 'é,"市"' } }] },
  };
  assert.equal(csv(answer), 'a,b\r\n"é,""市""",\r\n');
  assert.deepEqual(files(answer).map(([suffix]) => suffix), ["csv", "srj"]);
  assert.ok(files(answer)[0][2].startsWith("\ufeff"));
  assert.deepEqual(files({ head: {}, boolean: true }).map(([suffix]) => suffix), ["srj"]);
});

test("the dataset of the site is unfolded into N-Quads", () => {
  const terms = ["<g:1>", "<g:2>", "<p>", "<s:a>", "<s:b>", '"x"', '"y z"@fr'];
  const folded = [...terms, "", "0 2", "3 1", "5 1", "1 2", "3 0", "4 1"].join("\n");
  const first = '<s:a> <p> "x" <g:1> .\n<s:b> <p> "y z"@fr <g:1> .\n';
  assert.equal(unfolded(folded), `${first}<s:a> <p> <s:b> <g:2> .\n<s:a> <p> "x" <g:2> .\n`);
});
