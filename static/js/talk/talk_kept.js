// What a tablet keeps of a talk: sealed with a key that cannot be taken out of the browser. It goes when it was
// acknowledged, or when whoever kept it signs out (staff/talk_sign_out.js). And the page itself, which holds no answer.
const PAGES = "talk";
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

const store = async (name, mode = "readonly") => (await base()).transaction(name, mode).objectStore(name);
const find = async (name) => done((await store("kept")).get(name));

async function key() {
  const there = await done((await store("keys")).get(RUNS));
  if (there) return there;
  const made = await crypto.subtle.generateKey({ name: RUNS, length: 256 }, false, ["encrypt", "decrypt"]);
  await done((await store("keys", "readwrite")).put(made, RUNS));
  return made;
}

// One change after the other, so that what was typed last is what stays.
let changing = Promise.resolve();
const inTurn = (change) => (changing = changing.catch(() => {}).then(change));
const settled = () => changing;

// `said` is anything that JSON can hold; `ready` stands beside it, unsealed.
async function seal(name, said, ready = false) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(said));
  const sealed = await crypto.subtle.encrypt({ name: RUNS, iv }, await key(), plain);
  await done((await store("kept", "readwrite")).put({ iv, sealed, ready }, name));
}

async function open({ iv, sealed }) {
  const plain = await crypto.subtle.decrypt({ name: RUNS, iv }, await key(), sealed);
  return JSON.parse(new TextDecoder().decode(plain));
}

const drop = (name) => inTurn(async () => done((await store("kept", "readwrite")).delete(name)));

async function keepPage({ scope, worker }) {
  await navigator.serviceWorker.register(worker, { scope });
  const drawnWith = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href || one.src);
  const cache = await caches.open(PAGES);
  await cache.addAll(drawnWith);
  const page = await fetch(scope, { cache: "no-store" });
  if (!page.ok || page.redirected) return false;
  await cache.put(scope, page);
  return true;
}

async function dropPage(scope) {
  await (await caches.open(PAGES)).delete(scope);
  await (await navigator.serviceWorker.getRegistration(scope))?.unregister();
}

globalThis.talkKept = { drop, dropPage, find, inTurn, keepPage, open, seal, settled };
