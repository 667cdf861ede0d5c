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

const width_per_letter = 0.54;

export function text_width(text: string, font_px: number): number {
    return text.length * font_px * width_per_letter;
}

export class Labels {
    private readonly taken: Box[] = [];

    constructor(private readonly area: Box) {}

    take(box: Box): void {
        this.taken.push(box);
    }

    /** Returns null when there is no room. `reach` is the distance kept from the mark. */
    place(x: number, y: number, width: number, height: number, reach: number): Placement | null {
        const shifts = [0, -1, 1, -1.8, 1.8, -2.8, 2.8].map((step) => step * height * 0.62);
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
