import type { Page } from "./page";
import { has_ending, has_society } from "./society";

export type SectionId = "brief" | "reported" | "happened" | "society" | "endings" | "why" | "outlook" | "what_if"
    | "look_for" | "misses" | "basis";

/** The sections of the page in their order; the list of contents and the numbers follow from it. */
export function sections_of(page: Page): { id: SectionId; title: string }[] {
    const study = page.data.study !== null;
    const curves = study && page.data.observables.some((observable) =>
        page.regions.some((region) => page.series(observable.id, region.id)));
    const all: [SectionId, string, boolean][] = [
        ["brief", "In brief", true],
        ["reported", "What was reported", true],
        ["happened", "What probably happened", curves],
        ["society", "Strikes, forces, outside powers", study && has_society(page)],
        ["endings", "How the runs ended, who decided what", study && has_ending(page)],
        ["why", "Why", study && (page.data.why ?? null) !== null],
        ["outlook", "Outlook", study && (page.data.outlooks ?? []).length > 0],
        ["what_if", "What if", study && (page.data.counterfactuals ?? null) !== null],
        ["look_for", "What to look for", study && (page.data.indicators ?? []).length > 0],
        ["misses", "What we got wrong", study],
        ["basis", "Sources, assumptions, limits", true],
    ];
    return all.filter(([, , here]) => here).map(([id, title]) => ({ id, title }));
}
