import { geoConicEqualArea, geoPath, type GeoPermissibleObjects } from "d3-geo";
import type { Feature, FeatureCollection } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Page } from "../data/page";

export interface Shape {
    /** Place that the shape belongs to; empty: none of ours. */
    place: string;
    path: string;
}

export interface Geography {
    height: number;
    shapes: Shape[];
    /** Pixels of a place: the middle of its shape, or its coordinates when it has none. */
    point: (place: string) => [number, number] | null;
}

/** The features of the map's one collection; none when the scenario has no map. */
export function features_of(page: Page): Feature[] {
    const map = page.data.map as Topology | null;
    const name = map ? Object.keys(map.objects)[0] : undefined;
    if (!map || !name) return [];
    const found = feature(map, map.objects[name] as GeometryCollection) as FeatureCollection | Feature;
    return found.type === "FeatureCollection" ? found.features : [found];
}

function place_of(page: Page, shape: Feature): string {
    const id = String(shape.id ?? shape.properties?.id ?? "");
    return page.data.places.find((place) => place.shape !== "" && place.shape === id)?.id ?? "";
}

/** Whether every shape of the map belongs to a place of the scenario. */
export function shapes_all_known(page: Page): boolean {
    return features_of(page).every((shape) => place_of(page, shape) !== "");
}

/** An equal-area view of the country, fitted to a width. */
export function geography_of(page: Page, features: Feature[], width: number): Geography {
    const places = page.data.places;
    const points: GeoPermissibleObjects = {
        type: "MultiPoint",
        coordinates: places.map((place) => [place.longitude, place.latitude]),
    };
    const whole: GeoPermissibleObjects =
        features.length > 0 ? { type: "FeatureCollection", features } : points;
    const latitudes = places.map((place) => place.latitude);
    const longitudes = places.map((place) => place.longitude);
    const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
    const middle = (Math.min(...longitudes) + Math.max(...longitudes)) / 2;
    const sixth = (north - south) / 6;
    const projection = geoConicEqualArea()
        .parallels([south + sixth, north - sixth + 0.01])
        .rotate([-middle, 0]);

    const margin = features.length > 0 ? 8 : Math.min(90, width * 0.2);
    projection.fitWidth(width - 2 * margin, whole);
    const bounds = geoPath(projection).bounds(whole);
    const height = Math.min(Math.max(bounds[1][1] - bounds[0][1] + 2 * margin, 180), width * 0.9);
    projection.fitExtent(
        [
            [margin, margin],
            [width - margin, height - margin],
        ],
        whole,
    );
    const draw = geoPath(projection);

    const shapes = features.map((one) => ({ place: place_of(page, one), path: draw(one) ?? "" }));
    const middles = new Map(features.map((one) => [place_of(page, one), draw.centroid(one)]));
    return {
        height,
        shapes,
        point: (id) => {
            const place = page.places.get(id);
            return place ? (middles.get(id) ?? projection([place.longitude, place.latitude])) : null;
        },
    };
}
