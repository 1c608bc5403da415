// Prints the licences of what is bundled: the packages of npm that the editor and the engine are made of.

import { readFileSync, readdirSync } from "node:fs";

const BUNDLED = [
  "@codemirror/commands", "@codemirror/language", "@codemirror/legacy-modes", "@codemirror/lint", "@codemirror/state",
  "@codemirror/view", "@lezer/common", "@lezer/highlight", "@marijn/find-cluster-break", "crelt", "oxigraph",
  "style-mod", "w3c-keyname",
];

for (const name of BUNDLED) {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  console.log(`${name} ${version} (${license})\n`);
  if (file) console.log(`${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`);
}
