import type { Page } from "../data/page";
import type { Report } from "../data/contract";
import { amount_of } from "./amount";

/**
 * What became of a statement. Replaced: a later number took its place, which is no retraction.
 * Withdrawn: somebody took it back, or it was followed by a statement that holds no number at all.
 */
export type Fate = "stands" | "replaced" | "withdrawn";

export function fate_of(page: Page, report: Report): Fate {
    if (report.withdrawn) return "withdrawn";
    const successor = page.reports.get(report.superseded_by);
    if (!successor) return "stands";
    return amount_of(report) !== null && amount_of(successor) === null ? "withdrawn" : "replaced";
}

export function is_withdrawn(page: Page, report: Report): boolean {
    return fate_of(page, report) === "withdrawn";
}

/** From when on a statement no longer stood, in milliseconds; infinity while it stands. */
export function ended_at(page: Page, report: Report): number {
    const successor = page.reports.get(report.superseded_by);
    return successor ? Date.parse(successor.published_at) : Number.POSITIVE_INFINITY;
}

export function fate_text(page: Page, report: Report): string {
    const fate = fate_of(page, report);
    const successor = page.reports.get(report.superseded_by);
    if (fate === "stands") return "";
    if (fate === "replaced") return `replaced by ${successor?.claimant}`;
    return successor && amount_of(successor)
        ? `withdrawn, later replaced by ${successor.claimant}`
        : "withdrawn";
}
