{# The service worker. Inputs: shell (address), files (addresses of static files the shell needs). #}// Keeps the page that comes without a line, and what it is dressed in; no page of a person is ever kept.
const SHELL = "{{ shell|escapejs }}";
const FILES = [{% for file in files %}"{{ file|escapejs }}", {% endfor %}];
const STORE = "portal-pmi {{ version|escapejs }}";

self.addEventListener("install", (event) => {
  const kept = caches.open(STORE).then((store) => store.addAll([SHELL, ...FILES]));
  event.waitUntil(kept.then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name !== STORE).map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => self.clients.claim()));
});

// The line first, for pages and for the files of the shell; all else goes as if nobody stood here.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const isPage = request.mode === "navigate" && request.method === "GET";
  if (isPage) event.respondWith(fetch(request).catch(() => caches.match(SHELL)));
  else if (FILES.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request, { ignoreSearch: true })));
  }
});
