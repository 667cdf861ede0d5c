import { area, line } from "d3-shape";

/** Outlines over time, as SVG path data. */
export function band_path(times: number[], low: number[], high: number[], x: Scale, y: Scale): string {
    const shape = area<number>()
        .x((_, index) => x(times[index]))
        .y0((_, index) => y(low[index]))
        .y1((_, index) => y(high[index]));
    return shape(times) ?? "";
}

export function line_path(times: number[], values: (number | null)[], x: Scale, y: Scale): string {
    const shape = line<number>()
        .defined((_, index) => values[index] !== null)
        .x((_, index) => x(times[index]))
        .y((_, index) => y(values[index] ?? 0));
    return shape(times) ?? "";
}

type Scale = (value: number) => number;
