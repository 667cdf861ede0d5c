import { scaleLinear } from "d3-scale";
import type { CounterfactualCell, Counterfactuals, Measure } from "./contract";
import { percent_text, rounded_text } from "./numbers";

export interface Axis {
    domain: [number, number];
    ticks: number[];
    text: (value: number) => string;
}

export function is_share(measure: Measure): boolean {
    return measure.unit === "share";
}

function finite(values: (number | null | undefined)[]): number[] {
    return values.filter((value): value is number => typeof value === "number");
}

function cells_of(data: Counterfactuals): CounterfactualCell[] {
    return data.explanations.flatMap((one) => one.cells);
}

/** One axis for the values of all cells. */
export function value_axis(data: Counterfactuals, measure: Measure): Axis {
    const text = is_share(measure) ? (value: number) => `${Math.round(value * 100)} %` : rounded_text;
    if (is_share(measure)) return { domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], text };
    const top = Math.max(...finite(cells_of(data).flatMap((cell) => cell.values[measure.id]?.slice(0, 3) ?? [])),
        1e-9);
    const scale = scaleLinear([0, top], [0, 1]).nice(4);
    return { domain: [0, scale.domain()[1]], ticks: scale.ticks(4), text };
}

/** One axis for the differences of all cells, with zero in its middle. */
export function change_axis(data: Counterfactuals, measure: Measure): Axis {
    const most = Math.max(...finite(cells_of(data).flatMap((cell) => cell.changes[measure.id]?.slice(0, 3) ?? []))
        .map(Math.abs), is_share(measure) ? 0.05 : 1e-9);
    const scale = scaleLinear([0, most], [0, 1]).nice(4);
    const top = scale.domain()[1];
    return { domain: [-top, top], ticks: [-top, -top / 2, 0, top / 2, top],
        text: (value) => signed_text(value, measure) };
}

/** "+12" with a true minus sign: points of a share, or a number. */
export function signed_text(value: number, measure: Measure): string {
    const size = Math.abs(value) * (is_share(measure) ? 100 : 1);
    const text = !is_share(measure) ? rounded_text(size)
        : size === 0 || size >= 1 ? String(Math.round(size)) : size.toFixed(1);
    if (Number(text.replaceAll(",", "")) === 0) return "0";
    return `${value < 0 ? "\u2212" : "+"}${text}`;
}

/** "45 % [35 % to 55 %]", or a number with its interval. */
export function value_text(cell: CounterfactualCell, measure: Measure): string {
    const value = cell.values[measure.id];
    if (!value) return "not kept";
    const text = is_share(measure) ? percent_text : rounded_text;
    const [middle, low, high] = value;
    return low === null || high === null ? text(middle) : `${text(middle)} [${text(low)} to ${text(high)}]`;
}

/** Whether the interval of a difference holds zero; true also where there is no interval. */
export function spans_zero(cell: CounterfactualCell, measure: Measure): boolean {
    const change = cell.changes[measure.id];
    if (!change) return true;
    const [, low, high] = change;
    return low === null || high === null || (low <= 0 && high >= 0);
}

/** How many pairs of runs differ. */
export function pairs_that_differ(cell: CounterfactualCell, measure: Measure): number {
    const change = cell.changes[measure.id];
    return change ? change[3] + (change[4] ?? 0) : 0;
}

/** "+12 points [+4 to +20]". */
export function change_text(cell: CounterfactualCell, measure: Measure): string {
    const change = cell.changes[measure.id];
    if (!change) return "not kept";
    const [difference, low, high] = change;
    const unit = is_share(measure) ? " points" : "";
    const middle = `${signed_text(difference, measure)}${unit}`;
    return low === null || high === null ? middle
        : `${middle} [${signed_text(low, measure)} to ${signed_text(high, measure)}]`;
}

/** What the difference says, in words. */
export function verdict(cell: CounterfactualCell, measure: Measure): string {
    const change = cell.changes[measure.id];
    if (!change) return "";
    if (pairs_that_differ(cell, measure) === 0) return "no run differs";
    if (spans_zero(cell, measure)) return "cannot tell the direction";
    if (is_share(measure)) return change[0] > 0 ? "more often" : "less often";
    return change[0] > 0 ? "more" : "fewer";
}
