// What can I get, without the internet. The page, what it is drawn with, the rules and the words of one
// language are kept on the phone if somebody asks for it, as anybody would get them: nothing about the
// person who asked. Answers are read from the form and written under it, and never kept.
const KEPT = "offer";
const WORDS = "/offer/offline.json";
const SHORT_WHILE = 4000;
const form = document.querySelector("form[data-offline]");
const place = document.getElementById("results");
const box = document.querySelector("[data-keep]");
const SAID = { yes: true, no: false };
const DIGITS = ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"];
let pack = null;

// As anybody would get it: without what this browser is known by.
const plain = { credentials: "omit", cache: "no-store" };

async function whole(address) {
  const answer = await fetch(address, plain);
  // All of it is here before anything is kept, so that a line that breaks leaves what was kept before.
  await answer.clone().blob();
  if (!answer.ok) throw new Error("not there");
  return answer;
}

async function keep() {
  await navigator.serviceWorker.register(form.dataset.worker, { scope: form.dataset.scope });
  const drawnWith = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href || one.src);
  // The words last: where they are, everything is.
  const names = [...drawnWith, new URL(form.dataset.page, location).pathname, WORDS];
  const found = await Promise.all([...drawnWith, form.dataset.page, form.dataset.offline].map(whole));
  const cache = await caches.open(KEPT);
  for (const [at, name] of names.entries()) await cache.put(name, found[at]);
  const wanted = new Set(names.map((name) => new URL(name, location).href));
  for (const old of await cache.keys()) if (!wanted.has(old.url)) await cache.delete(old);
  await readPack();
}

async function letGo() {
  await caches.delete(KEPT);
  const worker = await navigator.serviceWorker.getRegistration(form.dataset.scope);
  await worker?.unregister();
  pack = null;
}

async function readPack() {
  // has() first: open() would make an empty one.
  const found = (await caches.has(KEPT)) && (await (await caches.open(KEPT)).match(WORDS));
  pack = found ? await found.json() : null;
}

function show(failed = false) {
  for (const one of box.querySelectorAll("[data-when-kept]")) one.hidden = !pack;
  for (const one of box.querySelectorAll("[data-when-not-kept]")) one.hidden = Boolean(pack);
  box.querySelector("[data-when-failed]").hidden = !failed;
  box.hidden = false;
}

async function reachable() {
  if (!navigator.onLine) return false;
  try {
    return (await fetch("/healthz", { ...plain, signal: AbortSignal.timeout(SHORT_WHILE) })).ok;
  } catch {
    return false;
  }
}

function years(typed) {
  const latin = [...typed.trim()].map((sign) => {
    const digits = DIGITS.find((some) => some.includes(sign));
    return digits ? digits.indexOf(sign) : sign;
  }).join("");
  return /^\d{1,3}$/.test(latin) && Number(latin) <= 120 ? Number(latin) : null;
}

function facts() {
  const given = new FormData(form);
  const said = (name) => (["", "not_said", null].includes(given.get(name)) ? null : given.get(name));
  const yesOrNo = (name) => SAID[given.get(name)] ?? null;
  const ticked = given.getAll("needs");
  const asked = [...form.querySelectorAll("[name=needs]")].map((one) => one.value).filter((one) => one !== "none_of_these");
  return {
    age: years(given.get("age")),
    council: said("council"),
    care: said("care"),
    thirteen_weeks: yesOrNo("thirteen_weeks"),
    at_16_or_17: yesOrNo("at_16_or_17"),
    special_guardian: yesOrNo("special_guardian"),
    separated: yesOrNo("separated"),
    asylum: said("asylum") ?? "not_said",
    needs: ticked.length ? Object.fromEntries(asked.map((one) => [one, ticked.includes(one)])) : {},
  };
}

function judged(answers) {
  const found = new Map(pack.groups.map(({ code }) => [code, []]));
  for (const rule of pack.tables.lines) {
    const result = { rule, ...eligibility.judge(pack.tables, rule, answers) };
    const waits = result.verdict === "ask" && result.reasons.includes("announced");
    if (found.has(result.verdict)) found.get(waits ? "coming" : result.verdict).push(result);
    else if (eligibility.comesWithAChange(pack.tables, rule, answers)) found.get("changes").push(result);
  }
  found.get("ask").sort((one, other) => one.rule.weight - other.rule.weight);
  found.get("later").sort((one, other) => (one.later_at ?? 0) - (other.later_at ?? 0));
  return found;
}

function make(tag, words, parent, name = "") {
  const made = document.createElement(tag);
  made.className = name;
  if (words?.english) [made.lang, made.dir] = ["en", "ltr"];
  made.append(words?.text ?? words ?? "");
  parent.append(made);
  return made;
}

const filled = (id) => document.getElementById(id).content.cloneNode(true);

function writeOne(result, list, group) {
  const words = pack.lines[result.rule.slug];
  const why = [...new Set(result.reasons.map((code) => pack.reasons[code]))].join(" ");
  const item = make("li", "", list, group.brief ? "" : "offer-result");
  item.dataset.line = result.rule.slug;
  if (group.brief) {
    make("span", words.title, item);
    if (group.code === "later") make("small", ` ${why}`, item);
    return;
  }
  const more = make("details", "", item);
  const short = make("summary", "", more);
  make("h3", words.title, short);
  if (words.amount.text) make("strong", words.amount, short);
  make("small", why, short);
  if (words.conditions.length) {
    more.append(filled("offer-only-if"));
    const conditions = make("ul", "", more);
    for (const one of words.conditions) make("li", one, conditions);
  }
  if (words.how.text) {
    const how = filled("offer-how");
    make("span", words.how, how.firstElementChild);
    more.append(how);
  }
}

function write(found) {
  place.replaceChildren(filled("offer-offline"));
  for (const group of pack.groups.filter(({ code }) => found.get(code).length)) {
    const some = found.get(group.code);
    const around = make(group.brief ? "details" : "section", "", place, group.brief ? "offer-heading" : `offer-group offer-group-${group.code}`);
    around.dataset.group = group.code;
    const title = make("h2", `${group.title} `, group.brief ? make("summary", "", around) : around);
    make("span", String(some.length), group.brief ? title.parentElement : title, "badge");
    make("p", group.means, around);
    const list = make("ul", "", around, group.brief ? "offer-names" : "");
    list.setAttribute("role", "list");
    for (const result of some) writeOne(result, list, group);
  }
  if (![...found.values()].some((some) => some.length)) place.append(filled("offer-nothing"));
  place.focus();
  place.scrollIntoView();
}

async function begin() {
  await readPack();
  show();
  if (location.hash === "#needs-internet") place.replaceChildren(filled("offer-elsewhere"));
  box.querySelector("[name=keep]").addEventListener("click", () => keep().then(() => show(), () => show(true)));
  box.querySelector("[name=let_go]").addEventListener("click", () => letGo().then(() => show()));
  form.addEventListener("submit", async (event) => {
    if (!pack) return;
    event.preventDefault();
    if (await reachable()) form.submit();
    else write(judged(facts()));
  });
  // What is kept is made new whenever its page is opened with the internet; a failure changes nothing.
  if (pack && (await reachable())) await keep().catch(() => {});
}

// After leaving quickly a page that came out of the phone stays closed too: see exit.js.
if (/(^|; )away=/.test(document.cookie)) document.documentElement.classList.add("away");
else if (form && "serviceWorker" in navigator && "caches" in globalThis) begin();
