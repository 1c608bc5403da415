// What the page carries packed: its data, and the library that draws the network.

/** The words of the page are painted before anything is unpacked; a page that nobody sees does not wait. */
const worded = document.hidden ? null : new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

/** @param {string} text deflated, in Base64 @returns {Promise<string>} */
export async function unpacked(text) {
  await worded;
  const letters = atob(text.trim());
  const bytes = new Uint8Array(letters.length);  // filled by hand: Uint8Array.from takes a hundred times as long
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}

/** The libraries, unpacked while the data are. */
const libraries = [...document.querySelectorAll("script.library")].map((block) => unpacked(block.textContent ?? ""));

/** Runs the libraries; the page's policy knows them by their digests, and lets nothing else run. */
export async function runLibraries() {
  for (const text of libraries) {
    const script = document.createElement("script");
    script.textContent = await text;
    document.head.append(script);
  }
}
