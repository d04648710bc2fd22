// The coding desk by keyboard. Everything here is also a box, a radio button or a button on the page.
//
// A number ticks its sub-theme, or takes the tick back. 0 is "nothing in the codebook": it takes back
// every sub-theme, and a sub-theme takes back 0, because the two cannot stand together. Letters say the
// feeling, which "nothing" has none of. Enter saves what is ticked, and nothing else; what that is stands
// beside the button in words. Once it is sent no key changes anything, until the next comment is there.
const codingForm = document.querySelector("form[data-coding]");
const later = document.querySelector("[data-later] a");
const undoForm = document.querySelector("form[data-undo]");
const A_SENDING = 5000;
let sentAt = -Infinity;
const isBeingSent = () => performance.now() - sentAt < A_SENDING;

const typing = (target) =>
  target.matches("textarea, select, input[type=search], input[type=text], input[type=date]");

const all = (what) => [...codingForm.querySelectorAll(what)];
const nameOf = (box) => {
  const label = box.labels[0];
  return (label.querySelector("strong") || label.lastElementChild).textContent.trim();
};

const feelingOf = (box) => {
  const own = codingForm.elements[`feeling_${box.value}`];
  if (own && own.value) return own.selectedOptions[0].textContent.trim();
  const whole = codingForm.querySelector("input[name=valence]:checked");
  return whole && !("alone" in box.dataset) ? nameOf(whole) : "";
};

const sayWhatIsSaved = () => {
  const ticked = all("input[name=codes]:checked");
  const words = ticked.map((box) => [nameOf(box), feelingOf(box)].filter(Boolean).join(" – "));
  const will = codingForm.querySelector("[data-will]");
  will.hidden = false;
  will.querySelector("[data-will-nothing]").hidden = ticked.length > 0;
  will.querySelector("[data-will-something]").hidden = ticked.length === 0;
  will.querySelector("[data-will-list]").textContent = words.join("; ");
};

const keepApart = (changed) => {
  if (changed.name === "codes" && changed.checked) {
    for (const box of all("input[name=codes]:checked")) {
      if (box !== changed && ("alone" in changed.dataset || "alone" in box.dataset)) box.checked = false;
    }
  }
  const nothing = codingForm.querySelector("[data-alone]").checked;
  for (const radio of all("input[name=valence]")) {
    radio.disabled = nothing;
    if (nothing) radio.checked = false;
  }
  sayWhatIsSaved();
};

const tick = (choice) => {
  const folded = choice.closest("details");
  if (folded) folded.open = true;
  choice.click();
  choice.focus();
};

const press = (key) => {
  const choice = codingForm && codingForm.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!choice || choice.disabled) return false;
  tick(choice);
  return true;
};

const search = codingForm && codingForm.querySelector("[data-search]");
const searchField = search && search.querySelector("input");

const openSearch = () => {
  if (!searchField) return false;
  searchField.closest("details").open = true;
  searchField.focus();
  return true;
};

// What is ticked stays in sight, whatever is searched for.
const narrow = () => {
  const wanted = searchField.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  for (const choice of all("[data-words]")) {
    const words = choice.dataset.words.toLocaleLowerCase();
    choice.hidden = !choice.querySelector(":checked") && !wanted.every((word) => words.includes(word));
  }
  for (const theme of all(".coding-theme")) {
    theme.hidden = !theme.querySelector("[data-words]:not([hidden])");
  }
};

// The whole name before its beginning, that before the beginning of a word in it, and that before the rest.
const farFrom = (wanted, box) => {
  const name = nameOf(box).toLocaleLowerCase();
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  return name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted)) ? 2 : 3;
};

const chooseFirstFound = () => {
  const wanted = searchField.value.trim().toLocaleLowerCase();
  if (!wanted) return;
  const found = all("[data-words]:not([hidden]) input:not(:checked)");
  found.sort((one, other) => farFrom(wanted, one) - farFrom(wanted, other));
  if (found.length) tick(found[0]);
};

if (codingForm) {
  codingForm.addEventListener("change", (event) => keepApart(event.target));
  keepApart(codingForm.querySelector("[data-alone]"));
}

if (searchField) {
  search.hidden = false;
  searchField.addEventListener("input", narrow);
  searchField.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    chooseFirstFound();
  });
}

const act = (key, target) => {
  if (key === "Enter") {
    if (!codingForm || target.matches("a, button, summary")) return false;
    codingForm.requestSubmit();
    return true;
  }
  if (key.toLowerCase() === "u" && undoForm) {
    undoForm.requestSubmit();
    return true;
  }
  if (key.toLowerCase() === "l" && later) {
    later.click();
    return true;
  }
  return key === "/" ? openSearch() : press(key.toLowerCase());
};

const onKey = (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
  if (event.key !== "Enter" && (event.key.length > 1 || event.key === " ")) return;
  // A key held down is one press; a key after Enter is meant for a page that is not there yet.
  if (isBeingSent() || event.repeat || act(event.key, event.target)) event.preventDefault();
};

if (codingForm || undoForm) {
  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", (event) => {
    if (event.target !== codingForm && event.target !== undoForm) return;
    if (isBeingSent()) event.preventDefault();
    else sentAt = performance.now();
  });
  // A page that the browser kept whole and shows again can be sent again.
  window.addEventListener("pageshow", () => { sentAt = -Infinity; });
}
