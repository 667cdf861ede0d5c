import type { Page } from "./page";

/** What the section on the whole society draws, in its order; one without data is left out. */
export const observable_sets = [
    {
        id: "street",
        title: "The street and the workplaces",
        note: "People in the street with arms, workers on strike and the share of listed output that the strikes cost.",
        observables: ["armed_crowd", "strikers", "output_lost"],
    },
    {
        id: "government",
        title: "The government and its apparatus",
        note: "Regime strength is what holding and breaking depend on; legitimacy is what people grant; threat is what the government makes of the lagged reports that reach it.",
        observables: ["regime_strength", "legitimacy", "threat", "concession_level", "purges_total", "resigned"],
    },
    {
        id: "forces",
        title: "Units: deployed, standing aside, gone over, captured",
        note: "Members of the units of all services together.",
        observables: ["officers_deployed", "units_standing_aside", "units_switched", "units_captured",
            "security_dead_total"],
    },
    {
        id: "cliques",
        title: "Cliques",
        note: "Parts of the elite that act against the incumbent, and the weapons they hand out.",
        observables: ["cliques_active", "weapons_distributed"],
    },
    {
        id: "powers",
        title: "Outside powers",
        note: "Whether an outside guarantee is in force, foreign troops in the country, weapons from abroad.",
        observables: ["guarantee", "foreign_troops", "weapons_inflow", "settlement"],
    },
];

export const weapon_observables = ["weapons_looted", "weapons_stormed", "weapons_surrendered", "weapons_own",
    "weapons_distributed", "weapons_inflow", "arming_residual", "weapons_hidden", "weapons_recovered"];

function has_series(page: Page, observables: string[]): boolean {
    const country = page.country?.id ?? "";
    return observables.some((id) => page.series(id, country) !== undefined);
}

export function has_society(page: Page): boolean {
    return observable_sets.some((set) => has_series(page, set.observables)) || has_weapons(page)
        || (page.data.control ?? []).length > 0;
}

export function has_weapons(page: Page): boolean {
    return has_series(page, weapon_observables);
}

export function has_ending(page: Page): boolean {
    return (page.data.outcomes ?? []).length > 0 || (page.data.decisions ?? null) !== null;
}
