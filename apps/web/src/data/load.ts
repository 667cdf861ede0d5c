import type { PageData } from "./contract";

const format_known = 1;

/** Reads the data that the program placed in the page. Throws a sentence when there is none. */
export function load_page_data(text: string): PageData {
    const data = JSON.parse(text) as Partial<PageData>;
    if (data.format === undefined) throw new Error("This page is an empty template: it carries no data yet.");
    if (data.format !== format_known) {
        throw new Error(`This page reads data of format ${format_known}, but carries format ${data.format}.`);
    }
    return data as PageData;
}
