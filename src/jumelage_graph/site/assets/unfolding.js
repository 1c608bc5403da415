// The dataset as the site carries it (see asking.py), and as the engine reads it.

/** The statements as N-Quads. @param {string} folded */
export function unfolded(folded) {
  const [terms = "", runs = ""] = folded.split("\n\n");
  const names = terms.split("\n");
  const lines = runs.split("\n");
  const text = [];
  for (let n = 0; n < lines.length; n += 3) {
    const [graph = 0, predicate = 0] = numbers(lines[n]);
    const [subjects, objects] = [numbers(lines[n + 1]), numbers(lines[n + 2])];
    const [between, end] = [` ${names[predicate]} `, ` ${names[graph]} .\n`];
    let [subject, object] = [0, 0];
    for (const [row, step] of subjects.entries()) {
      subject += step;
      object += objects[row] ?? 0;
      text.push(names[subject], between, names[object], end);
    }
  }
  return text.join("");
}

/** @param {string | undefined} line */
const numbers = (line) => line?.split(" ").map(Number) ?? [];
