const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** A reported number: every digit that was said. */
export function exact_text(value: number): string {
    return new Intl.NumberFormat("en-GB", { maximumFractionDigits: 6 }).format(value);
}

/** A simulated number: three figures, since chance alone moves the rest. */
export function rounded_text(value: number): string {
    if (!Number.isFinite(value)) return "none";
    const size = Math.abs(value);
    if (size >= 1000) {
        const step = 10 ** (Math.floor(Math.log10(size)) - 2);
        return whole.format(Math.round(value / step) * step);
    }
    if (size >= 10) return whole.format(value);
    if (size === 0) return "0";
    return String(Number(value.toPrecision(size >= 1 ? 2 : 1)));
}

/** A short number for an axis: 12k, 1.2M. */
export function short_text(value: number): string {
    const size = Math.abs(value);
    if (size >= 1e6) return `${Number((value / 1e6).toPrecision(2))}M`;
    if (size >= 1e4) return `${whole.format(value / 1e3)}k`;
    if (size >= 1e3) return `${Number((value / 1e3).toPrecision(2))}k`;
    return size >= 10 || Number.isInteger(value) ? whole.format(value) : String(Number(value.toPrecision(1)));
}

/** A median never stands alone. */
export function median_text(series: { q05: number; q50: number; q95: number }): string {
    return `${rounded_text(series.q50)} [${rounded_text(series.q05)} to ${rounded_text(series.q95)}]`;
}

/** What a file calls `tenge_per_litre`, in words. */
export function words(name: string): string {
    return name.replaceAll("_", " ");
}

export function count_text(count: number, one: string, many: string): string {
    return `${whole.format(count)} ${count === 1 ? one : many}`;
}

/** A share of runs, whole per cent; a small one is not called none. */
export function percent_text(share: number): string {
    if (share > 0 && share < 0.01) return "<1 %";
    if (share < 1 && share > 0.99) return ">99 %";
    return `${Math.round(share * 100)} %`;
}
