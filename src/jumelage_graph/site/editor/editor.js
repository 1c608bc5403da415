// The SPARQL editor: CodeMirror 6, bundled by "make node". Tab leaves it; Ctrl-Enter (Cmd-Enter) runs the query.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--keyword)", fontWeight: "600" },
  { tag: [tags.string, tags.literal, tags.number], color: "var(--text)" },
  { tag: tags.comment, color: "var(--soft)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--variable)" },
  { tag: tags.atom, color: "var(--text)" },
]);

const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", border: "1px solid var(--soft)", borderRadius: "6px" },
  "&.cm-focused": { outline: "3px solid var(--focus)" },
  ".cm-content": { caretColor: "var(--ink)", fontSize: ".92rem", minHeight: "12rem" },
  ".cm-scroller": { maxHeight: "24rem", overflow: "auto" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--soft)", border: "0" },
});

/**
 * An editor in a shadow tree of its own, so that its styles are kept by the page's policy.
 * @param {HTMLElement} host
 * @param {{ label: string, run: () => void }} options
 */
export function create(host, { label, run }) {
  const root = host.attachShadow({ mode: "open" });
  const bound = { key: "Mod-Enter", run: () => (run(), true) };
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      extensions: [
        lineNumbers(), history(), drawSelection(), bracketMatching(), EditorView.lineWrapping, look,
        syntaxHighlighting(colours), StreamLanguage.define(sparql),
        keymap.of([bound, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
      ],
    }),
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    set text(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    /** Mark a place, or no more. @param {{ line: number, column: number, message: string } | undefined} fault */
    mark(fault) {
      const known = fault && fault.line >= 1 && fault.line <= view.state.doc.lines;
      const line = known ? view.state.doc.line(fault.line) : undefined;
      const from = line ? Math.min(line.from + Math.max(0, fault.column - 1), line.to) : 0;
      const found = line ? [{ from, to: Math.max(from, line.to), severity: "error", message: fault.message }] : [];
      view.dispatch(setDiagnostics(view.state, found));
    },
  };
}
