import type { Report } from "../data/contract";
import { day_key, offset_minutes_of } from "../time/clock";
import { amount_of, apart } from "./amount";

/** Reports that speak of the same thing: one observable, the same places, the same local day. */
export interface Thread {
    key: string;
    reports: Report[];
    /** Whether two of its numbers cannot both hold. */
    disagrees: boolean;
}

export function thread_key(report: Report): string {
    if (report.observable === "") return report.id;
    const day = day_key(Date.parse(report.event_start), offset_minutes_of(report.event_start));
    return [report.observable, [...report.places].sort().join("+"), day].join("|");
}

/** Earliest event first; within a thread, in order of publication. */
export function threads_of(reports: Report[]): Thread[] {
    const by_key = new Map<string, Report[]>();
    for (const report of reports) {
        const key = thread_key(report);
        const known = by_key.get(key);
        if (known) known.push(report);
        else by_key.set(key, [report]);
    }
    const threads = [...by_key].map(([key, members]) => {
        members.sort((one, other) => Date.parse(one.published_at) - Date.parse(other.published_at));
        return { key, reports: members, disagrees: disagree(members) };
    });
    const start = (thread: Thread) =>
        Math.min(...thread.reports.map((report) => Date.parse(report.event_start)));
    return threads.sort((one, other) => start(one) - start(other));
}

function disagree(reports: Report[]): boolean {
    const amounts = reports.map(amount_of).filter((amount) => amount !== null);
    return amounts.some((one, index) => amounts.slice(index + 1).some((other) => apart(one, other)));
}
