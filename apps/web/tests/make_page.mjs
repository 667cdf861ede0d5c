import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const template_path = fileURLToPath(new URL("../dist/page.html", import.meta.url));
const fixture_path = new URL("./fixture.json", import.meta.url);
const fitted_path = new URL("./fitted.json", import.meta.url);
const slot_start = '<script type="application/json" id="upsurge-data">';

export function fixture() {
    return JSON.parse(readFileSync(fixture_path, "utf8"));
}

/** The same study, of histories that were fitted to its reports. */
export function fitted() {
    const data = { ...fixture(), ...JSON.parse(readFileSync(fitted_path, "utf8")) };
    for (const study of data.counterfactuals.studies) study.parameters = "fitted";
    return data;
}

export function template() {
    return readFileSync(template_path, "utf8");
}

/** Places data in the built template the way the program does, and returns the path of the page. */
export function make_page(data, name = "page.html") {
    const text = JSON.stringify(data).replaceAll("<", "\\u003c");
    const html = template().replace(`${slot_start}{}`, () => slot_start + text);
    const path = join(mkdtempSync(join(tmpdir(), "upsurge-page-")), name);
    writeFileSync(path, html);
    return path;
}
