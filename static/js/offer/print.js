// The button that prints is only there where a script can press it; a browser's own menu prints too.
const printing = document.querySelector("[data-print]");
if (printing) {
  printing.hidden = false;
  printing.querySelector("button").addEventListener("click", () => print());
}
