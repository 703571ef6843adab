// The copy of the first visit, for when there is no line: the guard was not there yet when the page asked for its files.
export async function guard({ guard: script, scope }, ...more) {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return undefined;
  const registration = await serviceWorker.register(script, { scope });
  const { href } = new URL(script, location);
  while (serviceWorker.controller?.scriptURL !== href) {
    await new Promise((done) => serviceWorker.addEventListener("controllerchange", done, { once: true }));
  }
  const files = performance.getEntriesByType("resource").map((each) => each.name);
  for (const file of new Set([location.pathname, ...more, ...files])) await fetch(file);
  navigator.storage?.persist?.();
  return registration;
}
