// The copy of the first visit, for when there is no line: the guard was not there yet when the page asked for its files.
export async function guard({ guard: script, scope }, ...more) {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return undefined;
  const taken = serviceWorker.controller || new Promise((done) => serviceWorker.addEventListener("controllerchange", done));
  const registration = await serviceWorker.register(script, { scope });
  await taken;
  const files = performance.getEntriesByType("resource").map((each) => each.name);
  for (const file of new Set([location.pathname, ...more, ...files])) await fetch(file);
  navigator.storage?.persist?.();
  return registration;
}
