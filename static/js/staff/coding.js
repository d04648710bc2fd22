// The coding desk by keyboard: 1–9 and 0 choose, letters say the feeling, Enter confirms, U undoes.
// Everything here is also a box, a radio button or a button on the page.
const codingForm = document.querySelector("form[data-coding]");
const undoForm = document.querySelector("form[data-undo]");

const typing = (target) =>
  target.matches("textarea, select, input[type=search], input[type=text], input[type=date]");

const press = (key) => {
  const choice = codingForm && codingForm.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!choice) return false;
  choice.click();
  choice.focus();
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

const narrow = () => {
  const wanted = searchField.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  for (const choice of codingForm.querySelectorAll("[data-words]")) {
    const words = choice.dataset.words.toLocaleLowerCase();
    choice.hidden = !wanted.every((word) => words.includes(word));
  }
  for (const theme of codingForm.querySelectorAll(".coding-theme")) {
    theme.hidden = !theme.querySelector("[data-words]:not([hidden])");
  }
};

const chooseFirstFound = () => {
  const found = codingForm.querySelector("[data-words]:not([hidden]) input");
  if (found && searchField.value.trim()) {
    found.checked = true;
    found.focus();
  }
};

if (searchField) {
  search.hidden = false;
  searchField.addEventListener("input", narrow);
  searchField.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    chooseFirstFound();
  });
}

const onKey = (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
  const onControl = event.target.matches("a, button, summary");
  let done = false;
  if (event.key === "Enter" && codingForm && !onControl) {
    codingForm.requestSubmit();
    done = true;
  } else if (event.key.toLowerCase() === "u" && undoForm) {
    undoForm.requestSubmit();
    done = true;
  } else if (event.key === "/") {
    done = openSearch();
  } else if (event.key.length === 1) {
    done = press(event.key.toLowerCase());
  }
  if (done) event.preventDefault();
};

if (codingForm || undoForm) document.addEventListener("keydown", onKey);
