// Prints the licences of packages of npm that are bundled: "node licences.js NAME …".

import { readFileSync, readdirSync } from "node:fs";

for (const name of process.argv.slice(2)) {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  console.log(`${name} ${version} (${license})\n`);
  if (file) console.log(`${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`);
}
