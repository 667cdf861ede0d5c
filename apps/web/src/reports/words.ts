import type { Page } from "../data/page";
import type { Form, PublishedPrecision, Report, Side } from "../data/contract";
import { words } from "../data/numbers";
import {
    day_text,
    hour_text,
    month_text,
    offset_minutes_of,
    span_text,
    year_of,
    zone_text,
} from "../time/clock";

export const sides: Side[] = ["state", "opposition", "independent", "foreign", "unknown"];

export const side_words: Record<Side, string> = {
    state: "state",
    opposition: "opposition",
    independent: "independent",
    foreign: "foreign",
    unknown: "not known",
};

export const form_words: Record<Form, string> = {
    count: "a single number, no margin given",
    interval: "a range",
    at_least: "a lower bound",
    at_most: "an upper bound",
    occurred: "said to have happened",
    denied: "said to be absent, over or untrue",
    rumour: "a rumour",
};

export const reliability_words: Record<string, string> = {
    A: "completely reliable",
    B: "usually reliable",
    C: "fairly reliable",
    D: "not usually reliable",
    E: "unreliable",
    F: "cannot be judged",
};

export const credibility_words: Record<string, string> = {
    1: "confirmed",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
};

export function grade_words(grade: string): string {
    const reliability = reliability_words[grade[0]] ?? "not graded";
    const credibility = credibility_words[grade[1]];
    return `source ${reliability}${credibility ? `, statement ${credibility}` : ""}`;
}

export function subject_of(page: Page, report: Report): string {
    const observable = page.observables.get(report.observable);
    return observable ? observable.name : "not simulated";
}

export function event_text(page: Page, report: Report): string {
    return span_text(report.event_start, report.event_end, year_of(page.data.scenario.start));
}

const precise: Record<PublishedPrecision, (day: string, moment_ms: number, offset: number) => string> = {
    minute: (day, at, offset) => `${day}, ${hour_text(at, offset)} ${zone_text(offset)}`,
    hour: (day, at, offset) => `${day}, ${hour_text(at, offset)} ${zone_text(offset)}`,
    day: (day) => day,
    month: (_, at, offset) => month_text(at, offset),
    unknown: (day) => `date unknown, at the latest ${day}`,
};

/** As precise as it is known; the year of the case itself is left out. */
export function published_text(page: Page, report: Report): string {
    const at = Date.parse(report.published_at);
    if (Number.isNaN(at)) return "date unknown";
    const offset = offset_minutes_of(report.published_at);
    const year = year_of(report.published_at) !== year_of(page.data.scenario.start);
    return precise[report.published_precision](day_text(at, offset, { year }), at, offset);
}

export function unit_text(page: Page, report: Report): string {
    return words(report.unit || page.observables.get(report.observable)?.unit || "");
}
