// Answers for the pages of the offer when there is no internet, from what the page itself has kept: see
// offer_offline.js. With the internet it does nothing, so that nothing old is ever shown instead.
const KEPT = "offer";
const PAGE = "/offer/what-can-i-get";
// Says on the kept page that the one that was asked for is not kept.
const ELSEWHERE = `${PAGE}#needs-internet`;

async function fromThePhone(request, problem) {
  const cache = (await caches.has(KEPT)) && (await caches.open(KEPT));
  if (!cache) throw problem;
  const elsewhere = request.mode === "navigate" && new URL(request.url).pathname !== PAGE;
  const kept = elsewhere ? Response.redirect(ELSEWHERE) : await cache.match(request.mode === "navigate" ? PAGE : request.url);
  if (!kept) throw problem;
  return kept;
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET") event.respondWith(fetch(request).catch((problem) => fromThePhone(request, problem)));
});
