// A talk without a signal. What is typed is kept on the tablet (talk_kept.js) and sent with a key of its own, so that
// sending it again after an answer that was lost changes nothing; and with it what its clock did (talk_clock.js).
//
// That the child does not feel safe is kept and sent by itself, before anything else, and waits for no button.
const form = document.querySelector("form[data-keep]");
const { drop, dropPage, find, inTurn, keepPage, open, seal, settled } = talkKept;
const clock = talkClock;
const AGAIN = 20000;
const NOT_KEPT = ["csrf_token", "clock"];
const WORDS = form?.dataset.keep;
const TAP = `${WORDS} not safe`;

// `ready`: they pressed the button, and it goes as soon as it can. Typing on does not take that back.
// `waited`: it was not sent at once, or not typed with a signal, so that its time may be by a clock that was wrong.
// `tapped`: the key of a tap that waits; none if there is none.
let ready = false;
let waited = false;
let tapped = "";

const typed = () => [...new FormData(form)].filter(([name]) => !NOT_KEPT.includes(name));
const keep = () => inTurn(() => seal(WORDS, { pairs: typed(), clock: clock.state() }, ready));

// With whom they have named by now: nobody they named may be told.
const named = () => [...form.querySelectorAll("[data-about] input:checked")].map(({ name, value }) => [name, value]);
const keepTap = () => inTurn(() => tapped && seal(TAP, [["once", tapped], ...named()]));

function fill(pairs) {
  for (const [name, value] of pairs) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (["radio", "checkbox"].includes(field.type)) field.checked ||= field.value === value;
      else field.value = value;
    }
  }
  form.dispatchEvent(new Event("filled"));
}

function say(name, { words = "", at = "state", link = "" } = {}) {
  const place = form.querySelector(`[data-${at}]`);
  place.replaceChildren(document.getElementById(`talk-${name}`).content.cloneNode(true));
  if (words) place.querySelector(".notice > div").append(words);
  if (link) place.querySelector("a").href = link;
  place.dataset[at] = name;
  place.hidden = false;
}

async function freshToken() {
  const answer = await fetch(form.dataset.scope, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("form[data-keep] [name=csrf_token]")?.value;
}

class SignedOut extends Error {}

// What the server says to it; nothing if that was not about these words.
async function post(address, pairs) {
  const token = await freshToken();
  if (!token) throw new SignedOut();
  const body = new URLSearchParams([...pairs, ["csrf_token", token], ["clock", clock.wall()]]);
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error("no answer to these words");
  return { ok: answer.ok, said: await answer.json() };
}

let told = false;
async function sendTap() {
  const there = await find(TAP);
  if (!there) return;
  const pairs = await open(there);
  const { ok } = await post(form.dataset.tap, pairs);
  if (!ok || tapped !== pairs[0][1]) return;
  tapped = "";
  await drop(TAP);
  told = true;
  say("told", { at: "danger" });
}

// Where to go on. What was typed while the rest was under way stays kept, and goes the next time.
let onwards = "";
async function sendWords() {
  await settled();
  if (!ready) return;
  say("sending");
  const { pairs } = await open(await find(WORDS));
  const time = [["waited", waited ? "yes" : ""], ["moved", clock.seconds()]];
  const { ok, said } = await post(form.action, [...pairs, ...time]);
  const isAll = form.elements.once.value === new URLSearchParams(pairs).get("once");
  // There is a signal again: what could not go before these words need not wait for another try.
  oncemore ||= ok && Boolean(tapped);
  if (ok && !isAll) return say("kept");
  ready = false;
  if (ok) {
    onwards = said.next;
    return drop(WORDS);
  }
  form.elements.once.value = crypto.randomUUID();
  await keep();
  say("refused", { words: said.problem });
}

async function goOn() {
  if (!onwards || tapped) return;
  await dropPage(form.dataset.scope);
  // Who has just said that they are not safe is not led away from what to do.
  if (told) say("sent", { link: onwards });
  else location.assign(onwards);
}

function failed(problem) {
  waited = true;
  if (problem instanceof SignedOut) say("signed-out");
  else if (ready) say("kept");
}

let sending = false;
let oncemore = false;
async function send() {
  clock.see();
  oncemore = sending;
  if (sending) return;
  sending = true;
  try {
    await settled();
    await sendTap().catch(failed);
    await sendWords().catch(failed);
    await goOn();
  } finally {
    sending = false;
    if (oncemore) send();
  }
}

async function restore() {
  const words = await find(WORDS);
  if (words) {
    const there = await open(words);
    fill(there.pairs);
    clock.goOn(there.clock);
    ready = words.ready;
    waited = true;
  }
  const tap = await find(TAP);
  if (tap) {
    tapped = (await open(tap))[0][1];
    say("not-safe", { at: "danger" });
  }
}

function changed() {
  waited ||= !navigator.onLine;
  // They began to talk when the first answer was given.
  if (!form.elements.held_at.value) {
    clock.begin();
    form.elements.held_at.value = clock.wall().slice(0, 16);
  }
  // Other words are another sending.
  form.elements.once.value = crypto.randomUUID();
  onwards = "";
  form.querySelector("[data-state]").hidden = !ready;
  keep();
  keepTap();
}

function tap() {
  tapped = crypto.randomUUID();
  say("not-safe", { at: "danger" });
  form.querySelector("[data-danger]").scrollIntoView();
  return keepTap();
}

async function begin() {
  await restore();
  form.addEventListener("input", changed);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (event.submitter?.value === "not_safe") await tap();
    else {
      ready = true;
      await keep();
    }
    await send();
  });
  addEventListener("online", send);
  addEventListener("offline", () => { waited = true; });
  setInterval(send, AGAIN);
  await send();
  if (!onwards && (await keepPage(form.dataset).catch(() => false))) document.querySelector("[data-page-kept]").hidden = false;
}

// After leaving quickly a page that came out of the tablet stays closed too: see exit.js.
if (/(^|; )away=/.test(document.cookie)) document.documentElement.classList.add("away");
else if (form && globalThis.isSecureContext && "serviceWorker" in navigator && "indexedDB" in globalThis) begin();
