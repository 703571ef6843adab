// The fields of a form of /proponi/: what they hold and show, as the schema of their kind says.
export const form = document.querySelector("form.proposal");
export const one = (selector) => form.querySelector(selector);

/** The field of a group or item that has this key, not one of a group inside it. */
export const own = (group, key) =>
  [...group.querySelectorAll(`[data-key="${key}"]`)].find((field) => field.parentElement.closest("[data-key],[data-item],form") === group);
export const input = (field) => field.querySelector("input,select,textarea");
/** The part of a rule that has fields, undefined where it has none. */
export const group = (rule) => (rule.anyOf || [rule]).find((item) => item.properties);
export const items = (field) => [...field.querySelectorAll("[data-item]")].filter((item) => item.parentElement.closest("[data-list]") === field);

/** An item is called by the first thing that it says: folded, and on its button. */
export function call(item) {
  const box = [...item.querySelectorAll("input,select,textarea")].find((each) => each.value);
  const said = box ? (box.selectedOptions?.[0].textContent || box.value).slice(0, 80) : "";
  const title = item.querySelector(":scope > details > summary");
  if (title) title.textContent = said || "Da compilare";
  item.querySelector(":scope > [data-remove]").setAttribute("aria-label", said ? `Togli ${said}` : "Togli");
}

export function add(field, value, rule) {
  field.insertBefore(field.querySelector(":scope > template").content.cloneNode(true), field.querySelector(":scope > [data-add]"));
  const item = items(field).at(-1);
  const folded = item.querySelector(":scope > details");
  if (value !== undefined) fill(item, value, rule);
  if (folded) folded.open = value === undefined;
  call(item);
  return item;
}

export function fill(node, value, rule) {
  const inner = group(rule);
  if (inner) {
    const given = typeof value === "object" ? value : { name: value };
    for (const [key, each] of Object.entries(inner.properties)) {
      const field = given[key] === undefined ? null : own(node, key);
      if (field) fill(field, given[key], each);
    }
    if (node.tagName === "DETAILS") node.open = true;
  } else if (rule.type === "array") {
    for (const item of items(node)) item.remove();
    for (const item of value) add(node, item, rule.items);
  } else input(node).value = String(value);
}

/** What a field, group or list holds, undefined where that is nothing; `written` makes of a text what files have. */
export function read(node, rule, written = (text) => text) {
  const inner = group(rule);
  if (inner) {
    const found = {};
    for (const [key, each] of Object.entries(inner.properties)) {
      const field = own(node, key);
      const value = field ? read(field, each, written) : undefined;
      if (value !== undefined) found[key] = value;
    }
    const names = Object.keys(found);
    if (rule.anyOf && names.length === 1 && names[0] === "name") return found.name;
    return names.length ? found : undefined;
  }
  if (rule.type === "array") {
    const values = items(node).map((item) => read(group(rule.items) ? item : own(item, ""), rule.items, written));
    const given = values.filter((value) => value !== undefined);
    return given.length ? given : undefined;
  }
  const box = input(node);
  const text = written(box.value.replace(/[\s\x85]+/g, " ").trim(), rule);
  if (written.shown && text !== box.value) box.value = text;
  return text || undefined;
}
