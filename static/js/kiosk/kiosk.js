// A shared tablet that nobody touches asks whether somebody is still there. Without this file the time runs from when
// the page came; with it every touch, key and scroll begins it anew, and what is half written is kept with the draft.
const { asksAfter, asksAt } = document.body.dataset;
const TOUCHES = ["input", "keydown", "pointerdown", "scroll"];
let waiting;

function ask() {
  const form = document.querySelector("form[data-kept-when-asked]");
  if (!form) {
    location.assign(asksAt);
    return;
  }
  const way = document.createElement("input");
  Object.assign(way, { type: "hidden", name: "do", value: "still_there" });
  form.append(way);
  form.submit();
}

function beginAnew() {
  clearTimeout(waiting);
  waiting = setTimeout(ask, asksAfter * 1000);
}

function takeOver() {
  // The page's own going on, which knows of no touch.
  window.stop();
  for (const touch of TOUCHES) addEventListener(touch, beginAnew, { capture: true, passive: true });
  beginAnew();
}

if (document.readyState === "complete") takeOver();
else addEventListener("load", takeOver);
