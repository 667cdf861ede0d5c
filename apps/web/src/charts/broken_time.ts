/**
 * A time scale in two pieces: the days of the events at full width, then, after a visible break, the months
 * in which later counts trickle in. One piece when everything falls into the first.
 */
export interface BrokenTime {
    x: (moment_ms: number) => number;
    /** Pixels at which the first piece ends and the second begins; null: no break. */
    break_at: [number, number] | null;
}

export function broken_time(
    from_ms: number,
    turn_ms: number,
    until_ms: number,
    left: number,
    right: number,
): BrokenTime {
    if (until_ms <= turn_ms) {
        const scale = (right - left) / Math.max(until_ms - from_ms, 1);
        return { x: (moment_ms) => left + (moment_ms - from_ms) * scale, break_at: null };
    }
    const gap = 22;
    const end_first = left + (right - left) * 0.56;
    const start_second = end_first + gap;
    return {
        x: (moment_ms) =>
            moment_ms <= turn_ms
                ? left + ((moment_ms - from_ms) / (turn_ms - from_ms)) * (end_first - left)
                : start_second + ((moment_ms - turn_ms) / (until_ms - turn_ms)) * (right - start_second),
        break_at: [end_first, start_second],
    };
}
