import { day_text, midnights, day_ms } from "../time/clock";

export interface TimeTick {
    x: number;
    text: string;
}

/** Day marks that leave each label its room; the first one carries the month. */
export function day_ticks(
    from_ms: number,
    until_ms: number,
    offset_minutes: number,
    x: (moment_ms: number) => number,
    room: number,
): TimeTick[] {
    const days = midnights(from_ms, until_ms, offset_minutes);
    if (days.length === 0) return [];
    const width_per_day = Math.abs(x(from_ms + day_ms) - x(from_ms));
    const step = [1, 2, 3, 7, 14, 28, 91, 182].find((candidate) => candidate * width_per_day >= room) ?? 365;
    return days
        .filter((_, index) => index % step === 0)
        .map((day) => ({ x: x(day), text: day_text(day, offset_minutes) }));
}
