// Leaving quickly. Without this file the link still works; with it the page goes blank at once, its place in the
// history is taken by the page we go to, and a page kept alive behind Back or in another window is not shown again.
const SHORT_WHILE = 600;
const goTo = document.body.dataset.exitTo;
const left = () => document.cookie.split("; ").some((one) => one.startsWith("away="));

function blank() {
  document.documentElement.classList.add("away");
  document.title = " ";
}

function leave() {
  blank();
  document.cookie = `away=1; path=/; max-age=${SHORT_WHILE}; samesite=lax`;
  // Ends the signing-in on our side; it goes on while the next page is already coming.
  fetch("/exit", { method: "POST", keepalive: true, redirect: "manual" }).catch(() => {});
  location.replace(goTo);
}

if (goTo) {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-exit]")) {
      event.preventDefault();
      leave();
    }
  });

  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    presses = [...presses, event.timeStamp].filter((moment) => event.timeStamp - moment < 3000);
    if (presses.length >= 3) leave();
  });

  addEventListener("pageshow", (event) => {
    if (!left()) return;
    blank();
    if (event.persisted) location.replace(location.href);
  });

  addEventListener("visibilitychange", () => {
    if (document.hidden || !left()) return;
    blank();
    location.replace(location.href);
  });
}
