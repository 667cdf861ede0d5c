import { createHash } from "node:crypto";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

const data_slot = '<script type="application/json" id="upsurge-data">{}</script>';
const bytes_max = 400_000;

/**
 * Folds the built script and styles into the one HTML file and forbids the page everything else.
 * The policy names the script by its hash, so nothing that the data brings along can ever run.
 */
function one_file() {
    return {
        name: "upsurge-one-file",
        enforce: "post",
        generateBundle(_, bundle) {
            const outputs = Object.values(bundle);
            const page = outputs.find((output) => output.fileName.endsWith(".html"));
            const script = outputs
                .find((output) => output.type === "chunk")
                .code.trim()
                .replaceAll("</script", "<\\/script");
            const styles = outputs
                .filter((output) => output.fileName.endsWith(".css"))
                .map((output) => String(output.source).trim())
                .join("\n");
            const hash = createHash("sha256").update(script).digest("base64");
            const policy =
                `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; ` +
                "img-src data:; base-uri 'none'; form-action 'none'";
            const html = String(page.source)
                .replace(/\s*<script type="module"[^>]*><\/script>/, "")
                .replace(/\s*<link rel="stylesheet"[^>]*>/, "")
                .replace(
                    "<!-- policy -->",
                    () => `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
                )
                .replace("<!-- styles -->", () => `<style>${styles}</style>`)
                .replace("<!-- script -->", () => `<script>${script}</script>`);
            if (html.split(data_slot).length !== 2)
                this.error("the page must hold the data slot exactly once");
            if (Buffer.byteLength(html) > bytes_max) this.error(`the page is larger than ${bytes_max} bytes`);
            for (const output of outputs) if (output !== page) delete bundle[output.fileName];
            page.source = html;
        },
    };
}

export default defineConfig({
    base: "./",
    plugins: [svelte(), one_file()],
    build: {
        target: "es2020",
        cssCodeSplit: false,
        modulePreload: false,
        reportCompressedSize: false,
        rollupOptions: {
            input: "page.html",
            output: { format: "iife", inlineDynamicImports: true },
        },
    },
});
