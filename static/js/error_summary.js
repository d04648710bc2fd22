// What has to be put right takes focus, in browsers that do not do so by the autofocus attribute.
const summary = document.querySelector("[data-focus]");
if (summary && document.activeElement !== summary) summary.focus();
