import type { Page } from "../data/page";
import type { Report } from "../data/contract";

/** Whether somebody took the statement back or put another in its place. */
export function is_struck(report: Report): boolean {
    return report.withdrawn || report.superseded_by !== "";
}

/** From when on a statement no longer stood, in milliseconds; infinity while it stands. */
export function struck_at(page: Page, report: Report): number {
    const successor = page.reports.get(report.superseded_by);
    if (successor) return Date.parse(successor.published_at);
    return Number.POSITIVE_INFINITY;
}

export function fate_text(page: Page, report: Report): string {
    const successor = page.reports.get(report.superseded_by);
    const by = successor ? ` by ${successor.claimant}` : "";
    if (report.withdrawn) return successor ? `withdrawn, later replaced${by}` : "withdrawn";
    return successor ? `replaced${by}` : "";
}
