import type { Why } from "./contract";

/** What an explanation without an id is called. */
export function id_text(id: string): string {
    return id === "" ? "own settings" : id;
}

/** "E1: the price and an organised movement". */
export function explanation_text(one: { id: string; name: string }): string {
    return one.id === "" ? one.name : `${one.id}: ${one.name}`;
}

/** A log factor as times: "2.7 times likelier under E0". */
export function times_text(log_factor: number, between: [string, string]): string {
    const times = Math.exp(Math.abs(log_factor));
    if (times < 1.05) return "no difference";
    const text = times >= 1000 ? "over 1,000" : times >= 10 ? String(Math.round(times)) : times.toPrecision(2);
    return `${text} times likelier under ${id_text(between[log_factor > 0 ? 0 : 1])}`;
}

/** Those that exclude one another and whose evidence is known. */
export function compared(why: Why): { one: Why["explanations"][number]; index: number }[] {
    return why.explanations.map((one, index) => ({ one, index })).filter(({ one }) => one.probability !== null);
}
