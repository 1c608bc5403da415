// The first page leads to the language that the reader chose last, or to the one that the browser asks for.

/** @type {NodeListOf<HTMLAnchorElement>} */
const headings = document.querySelectorAll("h1 a");
const links = new Map([...headings].map((link) => [link.hreflang, link.href]));

/** @returns {string | null} */
function chosen() {
  try {
    return localStorage.getItem("jumelage:language");
  } catch {
    return null;
  }
}

const wished = [chosen() ?? "", ...navigator.languages].map((tag) => tag.slice(0, 2));
const found = wished.find((tag) => links.has(tag));
if (found) location.replace(links.get(found) ?? "");
