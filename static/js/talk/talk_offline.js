// A talk without a signal. What is typed is kept on the tablet, sealed with a key that cannot be taken out of the
// browser, and goes when it was acknowledged, or when whoever kept it signs out (staff/talk_sign_out.js). It is
// sent with a key of its own, so that sending it again after an answer that was lost changes nothing.
const form = document.querySelector("form[data-keep]");
const PAGES = "talk";
const AGAIN = 20000;
const NOT_KEPT = ["csrf_token", "clock"];
const RUNS = "AES-GCM";

const done = (asked) => new Promise((resolve, reject) => {
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

function base() {
  const opening = indexedDB.open("talk", 1);
  opening.onupgradeneeded = () => ["keys", "kept"].forEach((name) => opening.result.createObjectStore(name));
  return done(opening);
}

const id = form?.dataset.keep;
const store = async (name, mode = "readonly") => (await base()).transaction(name, mode).objectStore(name);
const kept = async () => done((await store("kept")).get(id));

async function key() {
  const there = await done((await store("keys")).get(RUNS));
  if (there) return there;
  const made = await crypto.subtle.generateKey({ name: RUNS, length: 256 }, false, ["encrypt", "decrypt"]);
  await done((await store("keys", "readwrite")).put(made, RUNS));
  return made;
}

const typed = () => [...new FormData(form)].filter(([name]) => !NOT_KEPT.includes(name));

async function keep(ready = false) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(typed()));
  const sealed = await crypto.subtle.encrypt({ name: RUNS, iv }, await key(), plain);
  await done((await store("kept", "readwrite")).put({ iv, sealed, ready }, id));
}

async function open({ iv, sealed }) {
  const plain = await crypto.subtle.decrypt({ name: RUNS, iv }, await key(), sealed);
  return JSON.parse(new TextDecoder().decode(plain));
}

async function drop() {
  await done((await store("kept", "readwrite")).delete(id));
  await caches.delete(PAGES);
  await (await navigator.serviceWorker.getRegistration(form.dataset.scope))?.unregister();
}

function fill(pairs) {
  for (const [name, value] of pairs) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (["radio", "checkbox"].includes(field.type)) field.checked ||= field.value === value;
      else field.value = value;
    }
  }
}

// What the clock on this tablet's wall shows, right or wrong: the server sees by how much it is off.
function wall() {
  const here = new Date();
  return new Date(here - here.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
}

function say(name, words = "") {
  const place = form.querySelector("[data-state]");
  place.replaceChildren(document.getElementById(`talk-${name}`).content.cloneNode(true));
  if (words) place.querySelector(".notice > div").append(words);
  place.dataset.state = name;
  place.hidden = false;
}

async function freshToken() {
  const answer = await fetch(form.dataset.scope, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("form[data-keep] [name=csrf_token]")?.value;
}

function anotherSending() {
  form.elements.once.value = crypto.randomUUID();
  form.elements.not_safe.value = "";
}

async function answered(answer) {
  const said = await answer.json();
  if (answer.ok) {
    await drop();
    location.assign(said.next);
    return;
  }
  anotherSending();
  await keep();
  say("refused", said.problem);
}

let sending = false;
async function send() {
  if (sending || !(await kept())?.ready) return;
  sending = true;
  try {
    say("sending");
    const token = await freshToken();
    if (!token) return say("signed-out");
    const words = new URLSearchParams([...(await open(await kept())), ["csrf_token", token], ["clock", wall()]]);
    const answer = await fetch(form.action, { method: "POST", body: words, headers: { Accept: "application/json" } });
    const known = answer.headers.get("Content-Type")?.startsWith("application/json");
    return known ? await answered(answer) : say("kept");
  } catch {
    say("kept");
  } finally {
    sending = false;
  }
}

async function keepPage() {
  await navigator.serviceWorker.register(form.dataset.worker, { scope: form.dataset.scope });
  const drawnWith = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href || one.src);
  const cache = await caches.open(PAGES);
  await cache.addAll(drawnWith);
  const page = await fetch(form.dataset.scope, { cache: "no-store" });
  if (!page.ok || page.redirected) return;
  await cache.put(form.dataset.scope, page);
  document.querySelector("[data-page-kept]").hidden = false;
}

// Only the questions on the way, by the same rules as surveys/routing.py.
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

async function begin() {
  const there = await kept();
  if (there) fill(await open(there));
  onPath();
  form.addEventListener("input", () => {
    onPath();
    // They began to talk when the first answer was given.
    form.elements.held_at.value ||= wall().slice(0, 16);
    keep();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (event.submitter?.value === "not_safe") {
      form.elements.not_safe.value = "yes";
      say("not-safe");
      form.querySelector("[data-state]").scrollIntoView();
    }
    await keep(true);
    await send();
  });
  addEventListener("online", send);
  setInterval(send, AGAIN);
  await send();
  await keepPage().catch(() => {});
}

// After leaving quickly a page that came out of the tablet stays closed too: see exit.js.
if (/(^|; )away=/.test(document.cookie)) document.documentElement.classList.add("away");
else if (form && globalThis.isSecureContext && "serviceWorker" in navigator && "indexedDB" in globalThis) begin();
