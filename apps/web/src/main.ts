import { mount } from "svelte";
import "./page.css";
import App from "./App.svelte";
import Failure from "./Failure.svelte";
import { load_page_data } from "./data/load";

const target = document.getElementById("page");
if (target) {
    try {
        const data = load_page_data(document.getElementById("upsurge-data")?.textContent ?? "{}");
        mount(App, { target, props: { data } });
    } catch (problem) {
        mount(Failure, {
            target,
            props: { text: problem instanceof Error ? problem.message : String(problem) },
        });
    }
}
