import type { Report } from "../data/contract";
import { exact_text } from "../data/numbers";

/** What a report says of a number: null bounds are open. `low === high` for a single number. */
export interface Amount {
    low: number | null;
    high: number | null;
}

export function amount_of(report: Report): Amount | null {
    if (report.value === null && report.low === null && report.high === null) return null;
    if (report.form === "at_least") return { low: report.low ?? report.value, high: null };
    if (report.form === "at_most") return { low: null, high: report.high ?? report.value };
    return { low: report.low ?? report.value, high: report.high ?? report.value };
}

/** The number one would carry on when nothing newer is said: the middle, or the one bound. */
export function middle_of(amount: Amount): number {
    if (amount.low === null) return amount.high ?? 0;
    if (amount.high === null) return amount.low;
    return (amount.low + amount.high) / 2;
}

/** Whether two statements cannot both hold. */
export function apart(one: Amount, other: Amount): boolean {
    const above = (high: number | null, low: number | null) => high !== null && low !== null && high < low;
    return above(one.high, other.low) || above(other.high, one.low);
}

/** "3,000 or more", "100 to 999", "about 1,000", "164". */
export function amount_text(report: Report): string {
    const amount = amount_of(report);
    if (!amount) return "";
    const { low, high } = amount;
    if (low === null) return `at most ${exact_text(high ?? 0)}`;
    if (high === null) return `${exact_text(low)} or more`;
    if (low !== high) return `${exact_text(low)} to ${exact_text(high)}`;
    return /^(about|approximate)/.test(report.hedge) ? `about ${exact_text(low)}` : exact_text(low);
}
