// Answers for the page of a talk when there is no signal, from what the page itself has kept: see talk_offline.js.
// With a signal it does nothing, so that nothing old is ever shown instead; and a page asked for by a script,
// which wants to know whether there is a signal, is never answered from here.
const PAGES = "talk";

async function fromTheTablet(request, problem) {
  const navigates = request.mode === "navigate";
  if (!navigates && !new URL(request.url).pathname.startsWith("/assets/")) throw problem;
  const found = (await caches.has(PAGES)) && (await (await caches.open(PAGES)).match(navigates ? self.registration.scope : request.url));
  if (!found) throw problem;
  return found;
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET") event.respondWith(fetch(request).catch((problem) => fromTheTablet(request, problem)));
});
