import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: "module",
      globals: { ...globals.browser, vis: "readonly", webgl: "readonly" },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      complexity: ["error", 14],
      eqeqeq: "error",
      "max-depth": ["error", 3],
      "max-len": ["error", { code: 120, ignoreUrls: true }],
      "max-lines": ["error", 400],
      "max-lines-per-function": ["error", 60],
      "no-implicit-globals": "error",
      "no-shadow": "off",
      "no-unused-vars": ["error", { argsIgnorePattern: "^found$" }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  { files: ["tests/scripts/**", "**/editor/licences.js"], languageOptions: { globals: globals.node } },
];
