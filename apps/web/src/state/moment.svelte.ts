import type { Side } from "../data/contract";
import type { Page } from "../data/page";
import { sides } from "../reports/words";
import { in_window, window_up_to, type Basis, type TimeWindow } from "../reports/window";

/** What the reader has chosen: the moment that map, list and curves share, and whose reports to show. */
class Moment {
    index = $state(0);
    playing = $state(false);
    basis = $state<Basis>("event");
    /** Length of the window that ends at the moment, in local days; 0: everything so far. */
    window_days = $state(1);
    sides_shown = $state<Side[]>([...sides]);
    place = $state("");

    at_ms(page: Page): number {
        return page.ticks[this.index] ?? 0;
    }

    window(page: Page): TimeWindow {
        return window_up_to(this.at_ms(page), this.window_days, page.offset_minutes);
    }

    go_to(index: number, page: Page): void {
        this.index = Math.min(Math.max(Math.round(index), 0), Math.max(page.ticks.length - 1, 0));
    }

    toggle_side(side: Side): void {
        const shown = this.sides_shown.includes(side);
        this.sides_shown = shown
            ? this.sides_shown.filter((other) => other !== side)
            : [...this.sides_shown, side];
    }

    /** Starts at the end of the day on which most was said: a first map with something on it. */
    start_at_busiest(page: Page): void {
        let most = -1;
        page.ticks.forEach((until_ms, index) => {
            if (!this.closes_day(page, index)) return;
            const window = window_up_to(until_ms, this.window_days, page.offset_minutes);
            const count = page.data.reports.filter((report) => in_window(report, "event", window)).length;
            if (count > most) {
                most = count;
                this.index = index;
            }
        });
    }

    private closes_day(page: Page, index: number): boolean {
        const shifted = page.ticks[index] + page.offset_minutes * 60_000;
        return shifted % 86_400_000 === 0 || index === page.ticks.length - 1;
    }
}

export const moment = new Moment();
