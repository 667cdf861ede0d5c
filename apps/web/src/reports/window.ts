import type { Report } from "../data/contract";
import { day_key, day_ms, offset_minutes_of } from "../time/clock";

/** By which of its two times a report is placed on the clock. */
export type Basis = "event" | "published";

/** From the start of a local day up to a moment. The day is each report's own: zones differ. */
export interface TimeWindow {
    /** "2022-01-05"; empty for "everything so far". */
    from_day: string;
    until_ms: number;
}

/** The last `days` local days up to a moment; 0: everything so far. A midnight belongs to its evening. */
export function window_up_to(until_ms: number, days: number, offset_minutes: number): TimeWindow {
    const from_day = days === 0 ? "" : day_key(until_ms - 1 - (days - 1) * day_ms, offset_minutes);
    return { from_day, until_ms };
}

/** Events longer than this are shown where they begin, or a six-month price cap would stand on every day. */
const long_event_ms = 3 * day_ms;

export function in_window(report: Report, basis: Basis, window: TimeWindow): boolean {
    const begin = basis === "event" ? report.event_start : report.published_at;
    const from = Date.parse(begin);
    let last = from;
    if (basis === "event" && report.event_end !== "") {
        const until = Date.parse(report.event_end);
        if (until - from <= long_event_ms) last = until;
    }
    return from <= window.until_ms && day_key(last, offset_minutes_of(begin)) >= window.from_day;
}
