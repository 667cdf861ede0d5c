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

/** Pixels that a text takes in the page's own font. */
export function text_width(text: string, font_px: number, weight = 400): number {
    ruler ??= document.createElement("canvas").getContext("2d");
    if (!ruler) return text.length * font_px * 0.56;
    ruler.font = `${weight} ${font_px}px ${getComputedStyle(document.body).fontFamily}`;
    return ruler.measureText(text).width;
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

    /** Returns null when there is no room. `reach` is the distance kept from the mark; `far` allows long leaders. */
    place(x: number, y: number, width: number, height: number, reach: number, far = false): Placement | null {
        const steps = far ? [0, -1, 1, -1.8, 1.8, -2.8, 2.8, -4.4, 4.4, -6, 6, -7.6] : [0, -1, 1, -1.8, 1.8, -2.6, 2.6];
        const shifts = steps.map((step) => step * Math.min(height, 22) * 0.62);
        const tries: Placement[] = [];
        for (const shift of shifts) {
            tries.push({ x: x + reach, y: y - height / 2 + shift, width, height, anchor: "start" });
            tries.push({ x: x - reach - width, y: y - height / 2 + shift, width, height, anchor: "end" });
        }
        tries.push({ x: x - width / 2, y: y - reach - height, width, height, anchor: "middle" });
        tries.push({ x: x - width / 2, y: y + reach, width, height, anchor: "middle" });
        const free = tries.find((candidate) => this.is_free(candidate));
        if (free) this.take(free);
        return free ?? null;
    }

    private is_free(box: Box): boolean {
        const { area } = this;
        const inside = box.x >= area.x && box.y >= area.y
            && box.x + box.width <= area.x + area.width && box.y + box.height <= area.y + area.height;
        return inside && !this.taken.some((other) => box.x < other.x + other.width && other.x < box.x + box.width
            && box.y < other.y + other.height && other.y < box.y + box.height);
    }
}
