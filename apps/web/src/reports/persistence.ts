import type { Page } from "../data/page";
import type { Report } from "../data/contract";
import { amount_of, middle_of } from "./amount";
import { ended_at } from "./fate";

/**
 * The plainest rival: at each tick, the last number that had been published by then and still stood,
 * carried on. Null before there is one. Sees nothing from the future of its tick.
 */
export function persistence_line(page: Page, reports: Report[]): (number | null)[] {
    const usable = reports
        .map((report) => ({
            amount: amount_of(report),
            event: Date.parse(report.event_end || report.event_start),
            known: Date.parse(report.published_at),
            ended: ended_at(page, report),
        }))
        .filter((entry) => entry.amount !== null)
        .sort((one, other) => one.event - other.event || one.known - other.known);
    return page.ticks.map((tick) => {
        const standing = usable.filter(
            (entry) => entry.known <= tick && entry.event <= tick && entry.ended > tick,
        );
        const last = standing.at(-1);
        return last?.amount ? middle_of(last.amount) : null;
    });
}
