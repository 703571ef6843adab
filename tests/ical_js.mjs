// What ical.js (the parser of Thunderbird and Nextcloud) finds in calendars between two days: a line for each occurrence,
// "file<TAB>UID<TAB>moment", a date or a moment in UTC.  node tests/ical_js.mjs 2026-11-28 2027-12-31 file.ics …
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const [from, to, ...files] = process.argv.slice(2);
const lines = [];

function moment(time) {
  return time.isDate ? time.toString() : time.toJSDate().toISOString();
}

function occurrences(master, exceptions) {
  const event = new ICAL.Event(master, { exceptions });
  if (!event.isRecurring()) return [event.startDate];
  const found = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next; next = iterator.next()) found.push(event.getOccurrenceDetails(next).startDate);
  return found;
}

for (const file of files) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const byUid = new Map();
  for (const event of calendar.getAllSubcomponents("vevent")) {
    const uid = event.getFirstPropertyValue("uid");
    byUid.set(uid, [...(byUid.get(uid) ?? []), event]);
  }
  for (const [uid, events] of byUid) {
    const exceptions = events.filter((event) => event.hasProperty("recurrence-id"));
    const masters = events.filter((event) => !event.hasProperty("recurrence-id"));
    for (const start of masters.flatMap((master) => occurrences(master, exceptions))) {
      const day = start.toString().slice(0, 10);
      if (day >= from && day <= to) lines.push(`${file}\t${uid}\t${moment(start)}`);
    }
  }
}
process.stdout.write(`${lines.join("\n")}\n`);
