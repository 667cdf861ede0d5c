import type { Report } from "../data/contract";
import type { Page } from "../data/page";
import { words } from "../data/numbers";
import { amount_of, amount_text } from "../reports/amount";
import { is_withdrawn } from "../reports/fate";
import { threads_of } from "../reports/threads";
import type { Geography } from "./geography";
import { Labels, text_width, type Placement } from "./labels";

export interface PinLine {
    text: string;
    struck: boolean;
}

/** All reports on one place in the window, as the map shows them. */
export interface Pin {
    place: string;
    name: string;
    x: number;
    y: number;
    radius: number;
    reports: Report[];
    disagrees: boolean;
    lines: PinLine[];
    /** Those of the lines that found room beside the pin. */
    label_lines: PinLine[];
    label: Placement | null;
}

export const pin_font_px = 11.5;
const line_px = 14;
const letters_max = 40;
const lines_max = 3;

/** The name of a region from which nothing was reported. */
export interface RegionName {
    name: string;
    x: number;
    y: number;
}

export interface PinnedMap {
    pins: Pin[];
    names: RegionName[];
}

export function pins_of(
    page: Page,
    geography: Geography,
    reports: Report[],
    width: number,
    labelled: boolean,
): PinnedMap {
    const by_place = new Map<string, Report[]>();
    for (const report of reports) {
        for (const place of report.places) {
            if (page.is_country(place)) continue;
            const known = by_place.get(place);
            if (known) known.push(report);
            else by_place.set(place, [report]);
        }
    }
    const pins: Pin[] = [];
    for (const [place, members] of by_place) {
        const point = geography.point(place);
        if (!point) continue;
        const lines = pin_lines(page, members);
        const disagrees = threads_of(members).some((thread) => thread.disagrees);
        pins.push({
            place,
            name: page.place_name(place),
            x: point[0],
            y: point[1],
            reports: members,
            disagrees,
            radius: (members.length > 9 ? 10 : members.length > 1 ? 8.5 : 7) * (labelled ? 1 : 0.85),
            lines,
            label_lines: lines,
            label: null,
        });
    }
    spread(pins);
    pins.sort(
        (one, other) => numbers_in(other) - numbers_in(one) || other.reports.length - one.reports.length,
    );
    return { pins, names: labelled ? place_labels(page, pins, geography, width) : [] };
}

/** Moves pins that cover one another apart, by as little as it takes. */
function spread(pins: Pin[]): void {
    for (let round = 0; round < 40; round += 1) {
        for (let first = 0; first < pins.length; first += 1) {
            for (let second = first + 1; second < pins.length; second += 1) {
                const [one, other] = [pins[first], pins[second]];
                const wanted = one.radius + other.radius + 1;
                const apart = Math.hypot(other.x - one.x, other.y - one.y);
                if (apart >= wanted) continue;
                const [dx, dy] =
                    apart < 0.01 ? [1, 0] : [(other.x - one.x) / apart, (other.y - one.y) / apart];
                const step = (wanted - apart) / 2;
                one.x -= dx * step;
                one.y -= dy * step;
                other.x += dx * step;
                other.y += dy * step;
            }
        }
    }
}

function numbers_in(pin: Pin): number {
    return pin.reports.filter((report) => amount_of(report) !== null).length;
}

/** Numbers first, those about few places before those about many, each with its claimant and grade. */
export function pin_lines(page: Page, reports: Report[]): PinLine[] {
    const numbered = reports
        .filter((report) => amount_of(report) !== null)
        .sort((one, other) => rank(page, one) - rank(page, other));
    const chosen = (numbered.length > 0 ? numbered : reports).slice(0, lines_max - 1);
    const lines = chosen.map((report) => {
        const said = amount_of(report) ? `${amount_text(report)} ${words(report.unit)}` : gist(report.note);
        const by = report.claimant.replace(/\s*\([^)]*\)/g, "").split(/[,;]/)[0];
        return {
            text: `${shorten(`${said} · ${by}`)} ${report.grade}`.trim(),
            struck: is_withdrawn(page, report),
        };
    });
    const rest = reports.length - chosen.length;
    return rest > 0 ? [...lines, { text: `and ${rest} more`, struck: false }] : lines;
}

/** People before prices; one place before many. */
function rank(page: Page, report: Report): number {
    return report.places.length + (page.observables.get(report.observable)?.kind === "field" ? 100 : 0);
}

/** The first clause of a note, without the place name that it may begin with. */
function gist(note: string): string {
    const rest = /^[^:;]{1,90}: (.+)$/.exec(note)?.[1] ?? note;
    return rest.split(";")[0];
}

function shorten(text: string): string {
    return text.length > letters_max ? `${text.slice(0, letters_max - 1).trimEnd()}…` : text;
}

function place_labels(page: Page, pins: Pin[], geography: Geography, width: number): RegionName[] {
    const labels = new Labels({ x: 2, y: 2, width: width - 4, height: geography.height - 4 });
    for (const pin of pins) {
        const size = pin.radius * 2 + 2;
        labels.take({ x: pin.x - size / 2, y: pin.y - size / 2, width: size, height: size });
    }
    for (const pin of pins) {
        const full = Math.max(
            text_width(pin.name, 13, 650) + 12,
            ...pin.lines.map((line) => text_width(line.text, pin_font_px)),
        );
        pin.label = labels.place(pin.x, pin.y, full + 4, line_px * (pin.lines.length + 1), pin.radius + 3);
        if (pin.label) continue;
        pin.label_lines = [];
        pin.label = labels.place_far(
            pin.x,
            pin.y,
            text_width(pin.name, 13, 650) + 16,
            line_px + 1,
            pin.radius + 3,
        );
    }
    const pinned = new Set(pins.map((pin) => pin.place));
    return page.regions.flatMap((region) => {
        const point = geography.point(region.id);
        if (!point || pinned.has(region.id) || page.is_country(region.id)) return [];
        const size = text_width(region.name, 12) + 4;
        // A point has room all around it; the name of an area stands in its middle or nowhere.
        const box =
            region.shape === "" || page.data.map === null
                ? labels.place(point[0], point[1], size, 14, 9)
                : labels.place_over(point[0], point[1], size, 14);
        return box ? [{ name: region.name, x: box.x + box.width / 2, y: box.y + 11 }] : [];
    });
}
