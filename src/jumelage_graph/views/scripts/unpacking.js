// What the page carries packed: its data, and the library that draws the network.

/** @param {string} text deflated, in Base64 @returns {Promise<string>} */
export async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}

/** Runs the libraries; the page's policy knows them by their digests, and lets nothing else run. */
export async function runLibraries() {
  for (const block of document.querySelectorAll("script.library")) {
    const script = document.createElement("script");
    script.textContent = await unpacked(block.textContent ?? "");
    document.head.append(script);
  }
}
