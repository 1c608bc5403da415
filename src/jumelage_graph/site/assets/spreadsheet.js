// Rows for a spreadsheet: tabs between cells, a line for each row; what would break a cell becomes a space.

/** @param {string} cell */
const plain = (cell) => cell.replace(/\s+/g, " ").trim();

/** @param {string[][]} rows */
export const tabbed = (rows) => rows.map((row) => row.map(plain).join("\t")).join("\r\n");

/**
 * A button that copies rows, and says so.
 * @param {HTMLElement} button
 * @param {() => string[][]} rows
 */
export function copying(button, rows) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(tabbed(rows()));
    button.textContent = button.dataset.done ?? "";
  });
}
