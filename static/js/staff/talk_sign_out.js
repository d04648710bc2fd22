// What a tablet has kept of a talk goes when whoever kept it signs out. What was not sent yet is asked about first.
const out = document.querySelector("form.sign-out");
const warning = document.getElementById("talk-not-sent");

async function waits() {
  const known = await indexedDB.databases?.();
  if (known && !known.some(({ name }) => name === "talk")) return false;
  return new Promise((resolve) => {
    const opening = indexedDB.open("talk", 1);
    opening.onupgradeneeded = () => ["keys", "kept"].forEach((name) => opening.result.createObjectStore(name));
    opening.onerror = () => resolve(false);
    opening.onsuccess = () => {
      const count = opening.result.transaction("kept").objectStore("kept").count();
      count.onsuccess = () => { opening.result.close(); resolve(count.result > 0); };
      count.onerror = () => resolve(false);
    };
  });
}

async function forget() {
  indexedDB.deleteDatabase("talk");
  await caches.delete("talk");
}

if (out && warning && globalThis.isSecureContext && "indexedDB" in globalThis) {
  let asked = false;
  out.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!asked && (await waits())) {
      asked = true;
      document.getElementById("main").prepend(warning.content.cloneNode(true));
      document.getElementById("main").focus();
      return;
    }
    await forget();
    out.submit();
  });
}
