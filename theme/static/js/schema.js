// What a JSON Schema of /schemi/ says of a value that stands in one field.

/** The part of a rule that has fields, undefined where it has none. */
export const group = (rule) => (rule.anyOf || [rule]).find((item) => item.properties);

/** "8.30" and "8" as hours, "5/12/2026" as a day, where an hour or a day is asked for. */
export function asWritten(text, rule) {
  const [example = ""] = rule.examples || [];
  const hour = example === "09:30" && /^(\d{1,2})(?:[.:](\d\d))?$/.exec(text);
  const day = /^2026-12-05$/.test(example) && /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
  if (hour) return `${hour[1].padStart(2, "0")}:${hour[2] || "00"}`;
  return day ? `${day[3]}-${day[2].padStart(2, "0")}-${day[1].padStart(2, "0")}` : text;
}

/** Whether a text of digits is a day that exists. */
function exists(text) {
  const [year, month, day] = text.split("-").map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** What is wrong with a value that stands in one field, in the words of the command line; "" where nothing is. */
export function wrong(value, rule) {
  if (rule.enum) return rule.enum.includes(value) ? "" : `«${value}» ${rule["x-errore"] || "non è tra i valori ammessi"}`;
  if (rule.not && new RegExp(rule.not.pattern, "u").test(value)) return `${rule["x-errore"]}: togli «${value.match(new RegExp(rule.not.pattern, "u"))[0]}»`;
  if (value.length > (rule.maxLength || 2000)) return "il testo è troppo lungo: al massimo 2000 caratteri";
  if (!rule.pattern) return "";
  const sound = new RegExp(rule.pattern, "u").test(value) && (!/^\d{4}-\d\d-\d\d$/.test(value) || exists(value));
  return sound ? "" : `«${value.slice(0, 60)}» ${rule["x-errore"]}`;
}
