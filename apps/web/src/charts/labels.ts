/** Puts labels beside their marks so that none covers another: a few tries each, first come first served. */
export interface Box {
    x: number;
    y: number;
    width: number;
    height: number;
}

export interface Placement extends Box {
    anchor: "start" | "end" | "middle";
}

let ruler: CanvasRenderingContext2D | null | undefined;
let family = "";

/** Pixels that a text takes in the page's own font. */
export function text_width(text: string, font_px: number, weight = 400): number {
    ruler ??= document.createElement("canvas").getContext("2d");
    if (!ruler) return text.length * font_px * 0.56;
    family ||= getComputedStyle(document.body).fontFamily;
    ruler.font = `${weight} ${font_px}px ${family}`;
    return ruler.measureText(text).width;
}

/** Where the text of a placed label is anchored. */
export function anchor_x(label: Placement): number {
    if (label.anchor === "end") return label.x + label.width - 2;
    return label.anchor === "middle" ? label.x + label.width / 2 : label.x + 2;
}

/** Where a leader from the mark meets its label. */
export function leader_x(label: Placement, mark_x: number): number {
    if (label.anchor === "middle") return mark_x;
    return label.anchor === "end" ? label.x + label.width : label.x;
}

function beside(
    x: number,
    y: number,
    width: number,
    height: number,
    reach: number,
    anchor: "start" | "end",
): Placement {
    return {
        x: anchor === "start" ? x + reach : x - reach - width,
        y: y - height / 2,
        width,
        height,
        anchor,
    };
}

export class Labels {
    private readonly taken: Box[] = [];

    constructor(private readonly area: Box) {}

    take(box: Box): void {
        this.taken.push(box);
    }

    /** On the mark itself, or nowhere. */
    place_over(x: number, y: number, width: number, height: number): Placement | null {
        const box: Placement = { x: x - width / 2, y: y - height / 2, width, height, anchor: "middle" };
        if (!this.is_free(box)) return null;
        this.take(box);
        return box;
    }

    /** Beside the mark, as near as it goes; null when there is no room. `reach` is kept from the mark. */
    place(x: number, y: number, width: number, height: number, reach: number): Placement | null {
        const shifts = [0, -1, 1, -1.8, 1.8, -2.6, 2.6].map((step) => step * Math.min(height, 22) * 0.62);
        const tries = shifts.flatMap((shift) => [
            beside(x, y + shift, width, height, reach, "start"),
            beside(x, y + shift, width, height, reach, "end"),
        ]);
        tries.push({ x: x - width / 2, y: y - reach - height, width, height, anchor: "middle" });
        tries.push({ x: x - width / 2, y: y + reach, width, height, anchor: "middle" });
        return this.first_free(tries);
    }

    /** To the right of the mark if at all possible, at the end of a long leader if need be. */
    place_far(x: number, y: number, width: number, height: number, reach: number): Placement | null {
        const near = [0, -1, 1, -1.8, 1.8];
        const far = [-2.8, 2.8, -4.4, 4.4, -6, 6, -7.6];
        const tries = [near, far].flatMap((steps) =>
            (["start", "end"] as const).flatMap((anchor) =>
                steps.map((step) => beside(x, y + step * height * 0.62, width, height, reach, anchor)),
            ),
        );
        for (const step of [1, -1, 2.2, -2.2]) {
            const away = Math.sign(step) * reach + step * height * 0.8;
            tries.push({ x: x - width / 2, y: y + away - height / 2, width, height, anchor: "middle" });
        }
        return this.first_free(tries);
    }

    private first_free(tries: Placement[]): Placement | null {
        const free = tries.find((candidate) => this.is_free(candidate));
        if (free) this.take(free);
        return free ?? null;
    }

    private is_free(box: Box): boolean {
        const { area } = this;
        const inside =
            box.x >= area.x &&
            box.y >= area.y &&
            box.x + box.width <= area.x + area.width &&
            box.y + box.height <= area.y + area.height;
        return (
            inside &&
            !this.taken.some(
                (other) =>
                    box.x < other.x + other.width &&
                    other.x < box.x + box.width &&
                    box.y < other.y + other.height &&
                    other.y < box.y + box.height,
            )
        );
    }
}
