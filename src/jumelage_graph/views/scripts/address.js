// The address of the page keeps what is shown, so that it can be sent, kept and gone back to.

/** @import { State } from "./types.js" */

/**
 * What differs from the page as it was made, as the part of an address after "#"; `card` is what the open card shows.
 * @param {State} state
 * @param {State} first
 * @param {string} card
 */
export function written(state, first, card) {
  const changed = Object.keys(first).filter((name) => (state[name] ?? "") !== (first[name] ?? ""));
  const pairs = changed.map((name) => [name, String(state[name] ?? "")]);
  return new URLSearchParams([...pairs, ...(card ? [["card", card]] : [])]).toString();
}

/**
 * The state that an address names; what it leaves out, or what is no year, is as the page was made.
 * @param {string} hash
 * @param {State} first
 * @returns {{ state: State, card: string }}
 */
export function read(hash, first) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const state = { ...first };
  for (const name of Object.keys(first)) {
    const text = parts.get(name);
    if (text === null) continue;
    if (name !== "year") Object.assign(state, { [name]: text || null });
    else if (text === "" || /^\d{1,4}$/.test(text)) state.year = text === "" ? null : +text;
  }
  return { state, card: parts.get("card") ?? "" };
}
