// Starts the page, and lets other scripts (and tests) read and change what is shown.

window.jumelage = { data, state, change, chosen, standing, fold, matches, showAgreement, showPlace, svgText, paint, picture };
connect();
translate();
refresh();
if (matchMedia("(max-width: 760px)").matches) byId("options").open = false;
