import { getContext, setContext } from "svelte";
import type { Observable, PageData, Place, Report, Series, Source } from "./contract";
import { day_text, hour_ms, hour_text, offset_minutes_of, tick_ends } from "../time/clock";

/** The data of the page with the look-ups that every part of it needs. */
export class Page {
    readonly places: Map<string, Place>;
    readonly reports: Map<string, Report>;
    readonly sources: Map<string, Source>;
    readonly observables: Map<string, Observable>;
    /** End of each tick, in milliseconds since 1970. */
    readonly ticks: number[];
    readonly offset_minutes: number;
    readonly country: Place | undefined;
    readonly regions: Place[];

    constructor(readonly data: PageData) {
        this.places = new Map(data.places.map((place) => [place.id, place]));
        this.reports = new Map(data.reports.map((report) => [report.id, report]));
        this.sources = new Map(data.sources.map((source) => [source.id, source]));
        this.observables = new Map(data.observables.map((observable) => [observable.id, observable]));
        this.ticks =
            data.times.length > 0 ? data.times.map((time) => Date.parse(time)) : tick_ends(data.scenario);
        this.offset_minutes = offset_minutes_of(data.scenario.start);
        this.country = data.places.find((place) => place.parent === "");
        const first_level = data.places.filter((place) => place.parent === this.country?.id);
        this.regions = first_level.length > 0 ? first_level : data.places;
    }

    place_name(id: string): string {
        return this.places.get(id)?.name ?? this.data.groups.find((group) => group.id === id)?.name ?? id;
    }

    /** A time that many hours after the start. Quantiles fall between ticks, so they are told to the hour. */
    time_text(hours: number, to_the_hour = true): string {
        const tick = this.data.scenario.tick_hours;
        const start = (this.ticks[0] ?? 0) - tick * hour_ms;
        const at = start + (to_the_hour && tick >= 1 ? Math.round(hours) : hours) * hour_ms;
        return `${day_text(at, this.offset_minutes)}, ${hour_text(at, this.offset_minutes)}`;
    }

    place_names(ids: string[]): string {
        return ids.length === 0 ? "no place given" : ids.map((id) => this.place_name(id)).join(", ");
    }

    /** Of a clique, an outside power or a facility; what has no name of its own is said in words. */
    actor_name(id: string): string {
        return this.data.actors?.[id] ?? this.data.facilities?.find((one) => one.id === id)?.name
            ?? id.replaceAll("_", " ");
    }

    series(observable: string, place: string): Series | undefined {
        return this.data.series[observable]?.[place];
    }

    /** The first-level area that a place lies in; the place itself when it is one or the country. */
    region_of(id: string): string {
        let place = this.places.get(id);
        while (place && place.parent !== "" && place.parent !== this.country?.id) {
            place = this.places.get(place.parent);
        }
        return place?.id ?? id;
    }

    is_country(id: string): boolean {
        return id === this.country?.id;
    }
}

const key = Symbol("page");

export function provide_page(page: Page): void {
    setContext(key, page);
}

export function use_page(): Page {
    return getContext<Page>(key);
}
