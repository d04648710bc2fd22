// Only the questions on the way, by the same rules as surveys/routing.py.
const form = document.querySelector("form[data-keep]");

function onPath() {
  const blocks = [...form.querySelectorAll("[data-question]")];
  const picked = (block) => [...block.querySelectorAll("input:checked")].map((one) => one.value);
  const place = (name) => blocks.findIndex((block) => block.dataset.question === name);
  const way = new Set();
  for (let at = 0; at >= 0 && at < blocks.length && !way.has(at); ) {
    way.add(at);
    const given = picked(blocks[at]);
    const rules = JSON.parse(blocks[at].dataset.rules);
    const rule = rules.find(({ when }) => !when.length || when.some((code) => given.includes(code)));
    at = rule ? place(rule.go) : at + 1;
  }
  blocks.forEach((block, at) => { block.hidden = !way.has(at); });
}

if (form) {
  onPath();
  ["input", "filled"].forEach((name) => form.addEventListener(name, onPath));
}
