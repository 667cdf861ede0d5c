import type { Scenario, Timestamp } from "../data/contract";

export const hour_ms = 3_600_000;
export const day_ms = 24 * hour_ms;

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The offset written in a local time, in minutes east of UTC; 0 when there is none. */
export function offset_minutes_of(time: Timestamp): number {
    const match = /([+-])(\d\d):?(\d\d)$/.exec(time);
    if (!match) return 0;
    const minutes = Number(match[2]) * 60 + Number(match[3]);
    return match[1] === "-" ? -minutes : minutes;
}

/** The clock on the wall at a moment: a date whose UTC fields are the local ones. */
function wall(moment_ms: number, offset_minutes: number): Date {
    return new Date(moment_ms + offset_minutes * 60_000);
}

export function zone_text(offset_minutes: number): string {
    const size = Math.abs(offset_minutes);
    const minutes = size % 60 === 0 ? "" : `:${String(size % 60).padStart(2, "0")}`;
    return `UTC${offset_minutes < 0 ? "\u2212" : "+"}${Math.floor(size / 60)}${minutes}`;
}

export function day_text(
    moment_ms: number,
    offset_minutes: number,
    options: { year?: boolean; weekday?: boolean } = {},
) {
    const date = wall(moment_ms, offset_minutes);
    const weekday = options.weekday ? `${weekdays[date.getUTCDay()]} ` : "";
    const year = options.year ? ` ${date.getUTCFullYear()}` : "";
    return `${weekday}${date.getUTCDate()} ${months[date.getUTCMonth()]}${year}`;
}

export function month_text(moment_ms: number, offset_minutes: number): string {
    const date = wall(moment_ms, offset_minutes);
    return `${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

export function hour_text(moment_ms: number, offset_minutes: number): string {
    return wall(moment_ms, offset_minutes).toISOString().slice(11, 16);
}

export function day_key(moment_ms: number, offset_minutes: number): string {
    return wall(moment_ms, offset_minutes).toISOString().slice(0, 10);
}

/** The end of a tick: "Wed 5 Jan 2022, 18:00 UTC+6"; a midnight still belongs to its evening, as 24:00. */
export function moment_text(moment_ms: number, offset_minutes: number): string {
    const day = day_text(moment_ms - 1, offset_minutes, { year: true, weekday: true });
    const hour = hour_text(moment_ms, offset_minutes);
    return `${day}, ${hour === "00:00" ? "24:00" : hour} ${zone_text(offset_minutes)}`;
}

/** The first local midnight at or after a moment. */
export function next_midnight(moment_ms: number, offset_minutes: number): number {
    const shift = offset_minutes * 60_000;
    return Math.ceil((moment_ms + shift) / day_ms) * day_ms - shift;
}

/** Local midnights in a span, both ends included. */
export function midnights(from_ms: number, until_ms: number, offset_minutes: number): number[] {
    const days: number[] = [];
    for (let day = next_midnight(from_ms, offset_minutes); day <= until_ms; day += day_ms) days.push(day);
    return days;
}

/** The ticks of a scenario whose study did not write any: an evidence page. */
export function tick_ends(scenario: Scenario): number[] {
    const step_ms = Math.max(scenario.tick_hours, 0.25) * hour_ms;
    const ends: number[] = [];
    for (let end = Date.parse(scenario.start) + step_ms; end <= Date.parse(scenario.end); end += step_ms)
        ends.push(end);
    return ends;
}

/**
 * When something was, from a start and an end: a day when both are its edges, else hours.
 * The year is left out when it is the given one.
 */
export function span_text(start: Timestamp, end: Timestamp, year_known: number): string {
    const offset = offset_minutes_of(start);
    const from = Date.parse(start);
    const until = end === "" ? from : Date.parse(end);
    const year = wall(from, offset).getUTCFullYear() !== year_known;
    const starts_day = hour_text(from, offset) === "00:00";
    const ends_day = ["23:59", "00:00"].includes(hour_text(until, offset)) && until > from;
    const last = ends_day ? until - 60_000 : until;
    const one_day = day_key(from, offset) === day_key(last, offset);
    const day = day_text(from, offset, { year });
    if (starts_day && ends_day) return one_day ? day : `${day} to ${day_text(last, offset, { year })}`;
    const hour = `${day}, ${hour_text(from, offset)}`;
    if (until === from) return `${hour} ${zone_text(offset)}`;
    const rest = one_day
        ? hour_text(until, offset)
        : `${day_text(until, offset, { year })}, ${hour_text(until, offset)}`;
    return `${hour} to ${rest} ${zone_text(offset)}`;
}

export function year_of(time: Timestamp): number {
    return wall(Date.parse(time), offset_minutes_of(time)).getUTCFullYear();
}
