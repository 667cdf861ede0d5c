import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const flags = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

export function launch() {
    return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
}

/** Opens a page from disk without a network, and fails on any other request or complaint of the browser. */
export async function with_page(browser, path, options, check) {
    const context = await browser.newContext({
        viewport: { width: 1400, height: 900 },
        offline: true,
        ...options,
    });
    const page = await context.newPage();
    const address = pathToFileURL(path).href;
    const complaints = [];
    const requests = [];
    page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => requests.push(request.url()));
    try {
        await page.goto(address);
        await page.waitForSelector("h1", { timeout: 10_000 });
        await check(page);
        const strangers = requests.filter((url) => url.split("#")[0] !== address && !url.startsWith("data:"));
        assert.deepEqual(strangers, [], "the page asked for something beside itself");
        assert.deepEqual(complaints, [], "the browser complained");
    } finally {
        await context.close();
    }
}
