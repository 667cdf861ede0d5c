// The built page in a real browser, from disk, without a network.
// UPSURGE_PAGE=path adds the checks that hold for every page, on that page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { resolve } from "node:path";
import { launch, with_page } from "./browser.mjs";
import { fitted, fixture, make_page, template } from "./make_page.mjs";

let browser;
before(async () => {
    browser = await launch();
});
after(async () => {
    await browser?.close();
});

const study = () => make_page(fixture());
const evidence = () =>
    make_page({ ...fixture(), study: null, series: {}, comparisons: [], gaps: [], banner: "",
        outcomes: [], decisions: null, control: [], weapon_sources: [], counterfactuals: null });
const slider = "#reported input[type=range]";
const shown_time = (page) => page.textContent("#reported output");
const map_drawing = (page) => page.innerHTML("#reported .map svg");

const pages = [
    ["study", study],
    ["evidence", evidence],
    ["fitted", () => make_page(fitted())],
];
if (process.env.UPSURGE_PAGE) pages.push(["given", () => resolve(process.env.UPSURGE_PAGE)]);

test("the template is one file: no link out, one data slot, a policy that names its script", () => {
    const html = template();
    assert.ok(Buffer.byteLength(html) < 400_000);
    assert.equal(html.split('<script type="application/json" id="upsurge-data">{}</script>').length, 2);
    assert.match(html, /Content-Security-Policy" content="default-src 'none'; script-src 'sha256-/);
    assert.doesNotMatch(html, /<(script|link|img|iframe)[^>]+(src|href)="(?!data:)/);
    assert.doesNotMatch(html, /@import|url\((?!#|["']?data:)/);
});

for (const [name, make] of pages) {
    test(`${name} page: opens offline; its sections, banner and reports are there`, async () => {
        await with_page(browser, make(), {}, async (page) => {
            for (const id of ["brief", "reported", "basis"]) assert.ok(await page.$(`#${id}`), id);
            assert.ok((await page.innerText("[role=note]")).length > 20);
            assert.match(await page.textContent("header dl"), /reports used/);
            assert.ok((await page.$$("#reported .shape, #reported .pin")).length > 0);
        });
    });

    test(`${name} page: slider and keyboard move time, and the map with it`, async () => {
        await with_page(browser, make(), {}, async (page) => {
            await page.focus(slider);
            await page.keyboard.press("Home");
            const start = await shown_time(page);
            const first_map = await map_drawing(page);
            await page.keyboard.press("ArrowRight");
            const second = await shown_time(page);
            assert.notEqual(second, start);
            await page.keyboard.press("ArrowLeft");
            assert.equal(await shown_time(page), start);
            await page.keyboard.press("End");
            const last = await shown_time(page);
            assert.notEqual(last, start);
            assert.notEqual(await map_drawing(page), first_map);
            assert.equal(await page.getAttribute(slider, "aria-valuetext"), last);
            const box = await (await page.$(slider)).boundingBox();
            await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
            assert.ok(![start, last].includes(await shown_time(page)), "a click on the track moves time");
        });
    });

    test(`${name} page: space plays and stops`, async () => {
        await with_page(browser, make(), {}, async (page) => {
            await page.focus(slider);
            await page.keyboard.press("Home");
            const start = await shown_time(page);
            await page.keyboard.press(" ");
            await page.waitForFunction(
                ([from]) => document.querySelector("#reported output").textContent !== from,
                [start],
                { timeout: 5000 },
            );
            await page.keyboard.press(" ");
            assert.equal((await page.textContent("#reported .play")).trim(), "Play");
        });
    });

    test(`${name} page: fits 390 pixels without scrolling sideways, also in the dark`, async () => {
        const options = {
            viewport: { width: 390, height: 844 },
            colorScheme: "dark",
            reducedMotion: "reduce",
        };
        await with_page(browser, make(), options, async (page) => {
            const [content, window_width] = await page.evaluate(() => [
                document.documentElement.scrollWidth,
                window.innerWidth,
            ]);
            assert.ok(content <= window_width, `${content} > ${window_width}`);
        });
    });

    test(`${name} page: every control has a name, every heading its place`, async () => {
        await with_page(browser, make(), {}, async (page) => {
            const nameless = await page.$$eval("button, select, input, [role=button], a", (elements) =>
                elements
                    .filter(
                        (element) =>
                            !(
                                element.getAttribute("aria-label") ||
                                element.textContent.trim() ||
                                element.labels?.length
                            ),
                    )
                    .map((element) => element.outerHTML.slice(0, 120)),
            );
            assert.deepEqual(nameless, []);
            const levels = await page.$$eval("h1, h2, h3, h4", (all) =>
                all.map((one) => Number(one.tagName[1])),
            );
            assert.equal(levels.filter((level) => level === 1).length, 1);
            assert.ok(
                levels.every((level, index) => index === 0 || level <= levels[index - 1] + 1),
                levels.join(" "),
            );
        });
    });
}

test("an evidence page draws nothing simulated and says how to run", async () => {
    await with_page(browser, evidence(), {}, async (page) => {
        assert.equal(await page.$("#happened"), null);
        assert.equal(await page.$("#misses"), null);
        assert.equal(await page.$("#society"), null);
        assert.equal(await page.$("#endings"), null);
        assert.equal(await page.$("#what_if"), null);
        assert.equal(await page.$(".median"), null);
        assert.match(
            await page.innerText("[role=note]"),
            /nothing on this page is simulated.*upsurge run tutorial-valley/s,
        );
    });
});

test("a study page has curves, strips, the gaps and the comparisons, misses first", async () => {
    await with_page(browser, study(), {}, async (page) => {
        assert.equal((await page.$$("#happened .panel .panel")).length, 2);
        assert.equal((await page.$$("#happened .strip")).length, 2);
        assert.match(await page.textContent("#misses"), /12 hours early/);
        assert.match(await page.textContent("#misses tbody tr:first-child [data-title='Where']"), /Hills/);
        const verdicts = await page.$$eval("#misses [data-title='In the 90% band']", (all) =>
            all.map((one) => one.textContent.trim()),
        );
        assert.deepEqual(verdicts, ["outside", "inside", "inside", "inside", "inside", "inside"]);
        assert.match(await page.textContent("#misses .count"), /5 of 6/);
    });
});

test("the society: sets with data only, control follows the moment, shares carry intervals", async () => {
    await with_page(browser, study(), {}, async (page) => {
        const titles = await page.$$eval("#society .set > h3", (all) => all.map((one) => one.textContent));
        assert.deepEqual(titles, ["The street and the workplaces", "The government and its apparatus",
            "Units: deployed, standing aside, gone over, captured", "Weapons by source"]);
        const slider = "#society input[type=range]";
        await page.focus(slider);
        await page.keyboard.press("Home");
        assert.match(await page.textContent("#society .control-strip .now"), /some facility 0 %/);
        await page.keyboard.press("End");
        assert.match(await page.textContent("#society .control-strip .now"), /some facility 60 %,\s+city 25 %/);
        assert.match(await page.textContent("#society .map svg"), /The quay 60 %/);
        assert.match(await page.textContent("#society .shares"), /taken from shops.*80 % \[50 % to 100 %\]/s);
    });
});

test("outcomes, final and provisional, and decisions with what was known and what was so", async () => {
    await with_page(browser, study(), {}, async (page) => {
        assert.match(await page.textContent("#endings .shares"),
            /25 % \[11 % to 47 %\]\s*75 % \[53 % to 89 %\] with provisional/);
        assert.match(await page.innerText("#endings table >> nth=0"), /emergency.*75 % \[53 % to 89 %\]/s);
        assert.match(await page.innerText("#endings table >> nth=1"), /900 \/ 1,500/);
        await page.selectOption("#endings select", "4");
        const rows = await page.$$eval("#endings table:last-of-type tbody tr", (all) =>
            all.map((one) => one.textContent));
        assert.match(rows.at(-1), /The council of the coast: guarantee.*400 \/ 300/s);
        assert.match(await page.innerText("#endings table >> nth=1"), /Shore.*0 \/ not kept/s);
    });
});

for (const [name, make] of pages) {
    test(`${name} page: the contents list every section, numbered as they stand`, async () => {
        await with_page(browser, make(), {}, async (page) => {
            const listed = await page.$$eval("nav a", (all) => all.map((one) => one.getAttribute("href").slice(1)));
            const there = await page.$$eval("main > section", (all) => all.map((one) => one.id));
            assert.deepEqual(listed, there);
            const numbers = await page.$$eval("main > section .number", (all) => all.map((one) => one.textContent));
            assert.deepEqual(numbers, there.map((_, index) => String(index + 1)));
        });
    });
}

test("facilities by name, critical ones first; services with members and what they did", async () => {
    await with_page(browser, study(), {}, async (page) => {
        const rows = () => page.$$eval("#society .facilities tbody tr", (all) =>
            all.map((one) => one.textContent.replace(/\s+/g, " ")));
        assert.deepEqual((await rows()).map((row) => /Harbour office|Quay station|Hill tower/.exec(row)[0]),
            ["Harbour office", "Hill tower"]);
        assert.match((await rows())[0], /60 % \[39 % to 78 %\].*1 May, 23:00 \[1 May, 20:00 to 2 May, 02:00\]/,
            "22.7 hours are told to the hour");
        assert.match((await rows())[1], /0 % \[0 % to 16 %\] ?in no run/);
        await page.check("#society .facilities input");
        assert.equal((await rows()).length, 3);
        assert.equal(await page.locator("#society .by-service [data-service]").count(), 1,
            "no curve where the band shows nothing");
        const services = (await page.textContent("#society .by-service table")).replace(/\s+/g, " ");
        assert.match(services, /Police \(640\).*standing aside.*45 % \[26 % to 66 %\].*120 \[20 to 300\]/);
        assert.match(services, /captured.*5 % \[<1 % to 24 %\]/);
    });
});

test("what if: values and differences of the chosen measure, to the number, and what cannot be told", async () => {
    await with_page(browser, study(), {}, async (page) => {
        const rows = (explanation) => page.$$eval(`#what_if .explanation >> nth=${explanation}`, ([one]) =>
            [...one.querySelectorAll("li[data-intervention]")].map((row) =>
                row.textContent.replace(/\s+/g, " ").trim()));
        assert.equal(await page.inputValue("#what_if select"), "restoration");
        assert.match(await page.textContent("#what_if .banner"), /no explanation has\s+been fitted/);
        assert.match((await page.textContent("#what_if .bases")).replace(/\s+/g, " "),
            /CALM: nobody steers 50 % \[30 % to 70 %\].*STEERED: somebody steers 25 % \[11 % to 47 %\]/);
        const open = await page.$$eval("#what_if .explanation", (all) => all.map((one) => one.open));
        assert.deepEqual(open, [false, true], "the first in which something moves is open");
        const steered = await rows(1);
        assert.match(steered[0], /^As it was 25 % \[11 % to 47 %\]/);
        assert.match(steered[1], /^No price cut 75 % \[53 % to 89 %\] more often \+50 points \[\+18 to \+70\]$/);
        assert.match(steered[2], /^The cut a day earlier .* cannot tell the direction \u22125 points \[\u221225 to \+15\]$/);
        assert.match((await rows(0))[1], /no run differs 0 points \[\u221216 to \+16\]$/);
        const dots = await page.$$eval("#what_if .explanation li[data-intervention='no-cut'] .plot >> nth=3 >> .dot",
            (all) => all.map((one) => [one.style.left, one.classList.contains("quiet")]));
        assert.deepEqual(dots, [["81.25%", false]], "50 points on an axis of 80 to each side");
        assert.match(await page.textContent("#what_if dl"), /The price stays <i>high<\/i>\..*from 1 May 2030, 18:00/s);
        assert.match(await page.textContent("#what_if .made"), /CALM, STEERED: 20 runs of each, seed 7.*--seed 7/s);
        await page.click("#what_if .all summary");
        assert.match((await page.innerText("#what_if table")).replace(/\s+/g, " "), /11 gained, 1 lost, of 20/);

        await page.selectOption("#what_if select", "peak_crowd");
        assert.match((await rows(1))[1], /^No price cut 2,000 fewer \u22121,000 \[\u22121,500 to \u2212400\]$/);
        assert.match((await rows(1))[0], /^As it was 3,000 \[2,500 to 3,500\]/);
    });
});

const squeezed = async (page, selector) => (await page.innerText(selector)).replace(/\s+/g, " ");

test("why: probabilities with both intervals, the claimant, what failed, and what cannot be told", async () => {
    await with_page(browser, make_page(fitted()), {}, async (page) => {
        assert.match(await page.textContent("#why .verdict"), /CALM, STEERED cannot be told apart/);
        const row = (id) => squeezed(page, `#why .standings li[data-explanation="${id}"]`);
        assert.match(await row("CALM"), /CALM: nobody <i>steers<\/i> account of: ours; fitted 62 % replicates leave 40 % to 81 %, prior widths 30 % to 90 % log evidence \u221241.3 ± 0.4, noise 0.9/);
        assert.match(await row("STEERED"), /interior ministry; failed .*\(few draws carry it\).*take more particles/);
        assert.match(await row("STEERED-LATE"), /A variant of STEERED/);
        const place = (part, css) => page.$eval(`#why li[data-explanation="CALM"] ${part}`,
            (one, name) => parseFloat(one.style[name]), css);
        assert.equal(await place(".dot", "left"), 62);
        assert.deepEqual([await place(".line", "left"), await place(".line", "width")], [40, 41]);
        assert.deepEqual([await place(".outer", "left"), await place(".outer", "width")], [30, 60]);
        assert.match(await squeezed(page, "#why .warning"), /no evidence/);
        const panels = await page.$$eval("#why .panels > li", (all) =>
            all.map((one) => [one.classList.contains("untold"), one.innerText.replace(/\s+/g, " ").trim()]));
        assert.deepEqual(panels.map(([untold]) => untold), [false, false, true]);
        assert.match(panels[1][1], /^Without state: 2 reports fewer CALM 81 % STEERED 19 %$/);
        assert.match(panels[2][1], /Cannot tell: fewer than 10 draws/);
        assert.doesNotMatch(panels[2][1], /50 %/);
        const deciding = await page.$$eval("#why table >> nth=0 >> tbody tr", (all) =>
            all.map((one) => one.innerText.replace(/\s+/g, " ")));
        assert.match(deciding[0], /t-03.*\u22121\.20 3\.3 times likelier under STEERED/);
        assert.match(deciding[2], /t-02.*cannot tell/);
        assert.match(await squeezed(page, "#why table >> nth=1"), /CALM: nobody <i>steers<\/i> 12 31/);
        assert.match(await squeezed(page, "#why table >> nth=2"), /Fewer than 400 came factual foreign agency contradicted 1,200 \[800 to 1,500\]/);
        await page.click("#why button:has-text('t-03') >> nth=0");
        assert.equal(await page.$eval("dialog", (dialog) => dialog.open), true);
    });
});

test("outlook: words beside numbers, one block for each date", async () => {
    await with_page(browser, make_page(fitted()), {}, async (page) => {
        assert.match(await squeezed(page, "#outlook"), /As of 2 May 2030, 12:00 .* from 4 reports received by then/);
        assert.match(await squeezed(page, "#outlook ul"), /10 civilians killed, or more in all very unlikely 15 % \[5 % to 36 %\]/i);
        assert.match(await squeezed(page, "#outlook table"), /forecaster.*mean log score.*runs \u22122.5/i);
        await page.click("#outlook .date >> nth=0");
        assert.match(await squeezed(page, "#outlook"), /As of 1 May 2030, 12:00 .* from 2 reports/);
        assert.match(await squeezed(page, "#outlook ul >> nth=1"), /a crowd of 50 or more above 99 % 100 % \[84 % to 100 %\]/i);
        assert.equal(await page.$("#outlook table"), null);
    });
});

test("what to look for, by rank; scores, recovery and learned reliability", async () => {
    await with_page(browser, make_page(fitted()), {}, async (page) => {
        const asked = await page.$$eval("#look_for ol > li", (all) => all.map((one) => one.innerText.replace(/\s+/g, " ")));
        assert.match(asked[0], /^1 Did <b>2,000<\/b> or more march in the hills on 1 May\? .*0\.31 ± 0\.05 bits CALM 31 % STEERED 80 %/);
        assert.match(asked[1], /^2 Were the dockers/);
        assert.match(await squeezed(page, "#misses .coverage"), /runs, all 83 % of 6 persistence, all 50 % of 6/);
        assert.match(await squeezed(page, "#misses table >> nth=1"), /coverage ?↕? .*83.*\[0.359 to 0.996\].* 4 to 6/);
        assert.doesNotMatch(await squeezed(page, "#misses table >> nth=1"), /note/);
        assert.match(await squeezed(page, "#misses table >> nth=2"), /CALM 7 3 10 STEERED 1 9 10/);
        assert.match(await page.textContent("#misses"), /cannot separate CALM and STEERED/);
        assert.match(await squeezed(page, "#basis table >> nth=0"), /70 % → 83 %/);
        assert.match(await page.textContent("#what_if .banner"), /fitted histories/);
        const note = await squeezed(page, "header [role=note]");
        assert.equal(note.match(/these models/g).length, 1, "said once");
        assert.match(note, /Hindsight test: the designers knew the ending/);
    });
});

test("a study that is not of a fit has neither why, outlook nor what to look for", async () => {
    await with_page(browser, study(), {}, async (page) => {
        for (const id of ["why", "outlook", "look_for"]) assert.equal(await page.$(`#${id}`), null);
        assert.match(await page.textContent("#basis"), /not learned from the reports/);
    });
});

test("a study without these mechanisms has neither section", async () => {
    const data = fixture();
    for (const id of ["strikers", "regime_strength", "units_standing_aside", "weapons_looted"]) delete data.series[id];
    Object.assign(data, { outcomes: [], decisions: null, control: [], weapon_sources: [], counterfactuals: null });
    await with_page(browser, make_page(data), {}, async (page) => {
        assert.equal(await page.$("#society"), null);
        assert.equal(await page.$("#endings"), null);
        assert.equal(await page.textContent("#misses .number"), "4");
    });
});

test("without a map nothing is called hatched, and every region has its name", async () => {
    await with_page(browser, make_page({ ...fixture(), map: null }), {}, async (page) => {
        await page.focus(slider);
        await page.keyboard.press("Home");
        const caption = await page.innerText("#reported figcaption");
        assert.doesNotMatch(caption, /[Hh]atched/);
        assert.match(caption, /does not mean calm \(Hills, Islet\)/);
        const drawn = await page.textContent("#reported .map svg");
        for (const name of ["Hills", "Islet", "Shore"]) assert.match(drawn, new RegExp(name));
        assert.equal((await page.$$("#reported .shape.hollow:not(.reported)")).length, 2);
    });
});

test("a withdrawn report is struck and stands beside the one that replaced it", async () => {
    await with_page(browser, study(), {}, async (page) => {
        assert.equal(await page.textContent("#brief svg text.struck"), "14  health ministry");
        await page.focus(slider);
        await page.keyboard.press("End");
        const thread = page.locator("#reported .threads > li").filter({ hasText: "dead so far" });
        assert.equal(await thread.locator(".row").count(), 3);
        assert.equal((await thread.locator(".struck").textContent()).trim(), "14");
        assert.match(await thread.innerText(), /3 reports that disagree/);
        assert.match(await thread.innerText(), /withdrawn, later replaced by prosecutor/);
    });
});

test("a place without reports is hatched, and said to be unreported", async () => {
    await with_page(browser, study(), {}, async (page) => {
        await page.focus(slider);
        await page.keyboard.press("Home");
        assert.equal(
            (await page.$$("#reported .shape.reported")).length,
            1,
            "only Shore has a report for the first hours",
        );
        assert.match(await page.innerText("#reported figcaption"), /does not mean calm \(Hills, Islet\)/);
    });
});

test("text of a report stays text", async () => {
    await with_page(browser, study(), {}, async (page) => {
        await page.selectOption("#reported select >> nth=0", "0");
        await page.focus(slider);
        await page.keyboard.press("End");
        assert.equal(await page.$("img"), null);
        assert.match(await page.innerText("#reported .threads"), /tear gas <b>used<\/b> <\/script>/);
    });
});

test("a report opens its card by click and closes with Escape; sides can be hidden", async () => {
    await with_page(browser, study(), {}, async (page) => {
        await page.click("#misses button:has-text('t-08')");
        assert.match(await page.innerText("dialog"), /at most 400.*foreign agency.*usually reliable/s);
        await page.keyboard.press("Escape");
        assert.equal(await page.$eval("dialog", (dialog) => dialog.open), false);
        await page.focus(slider);
        await page.keyboard.press("End");
        await page.click("#reported .sides button:has-text('state')");
        assert.doesNotMatch(await page.innerText("#reported .threads"), /health ministry/);
    });
});

test("the carried-on baseline knows a report only once it is published", async () => {
    await with_page(browser, study(), {}, async (page) => {
        // Shore: t-02 (3,000 or more) comes out at the end of 1 May, t-03 (500 to 900) on 2 May at 08:00.
        const path = await page.$eval("#happened .panel .panel .carried", (line) => line.getAttribute("d"));
        const points = [...path.matchAll(/[ML]?(-?[\d.]+),(-?[\d.]+)/g)].map((match) =>
            match.slice(1).map(Number),
        );
        assert.equal(points.length, 13, "from 00:00 on 2 May to the end, every two hours");
        const levels = [...new Set(points.map((point) => point[1]))];
        assert.equal(levels.length, 2);
        assert.ok(levels[1] > levels[0], "down from 3,000 to 700");
        assert.equal(points.filter((point) => point[1] === levels[0]).length, 4);
    });
});

test("a template without data says so", async () => {
    await with_page(browser, make_page({}), {}, async (page) => {
        assert.match(await page.textContent("main"), /empty template/);
    });
});
