import { isSame, type Stretch, textOf } from "./stretch.ts";

/** How many texts are kept; what comes beyond them is decoded each time. */
const MOST = 16;

/** Texts of which a file has few, each again and again: they are decoded once. */
export class FewTexts {
  readonly #known: { readonly stretch: Stretch; readonly text: string }[] = [];

  /** The text of bytes. */
  of(stretch: Stretch): string {
    for (let index = 0; index < this.#known.length; index++) {
      const known = this.#known[index];
      if (known !== undefined && isSame(known.stretch, stretch)) return known.text;
    }
    const text = textOf(stretch);
    if (this.#known.length < MOST) {
      const bytes = stretch.bytes.slice(stretch.from, stretch.to);
      this.#known.push({ stretch: { bytes, from: 0, to: bytes.length }, text });
    }
    return text;
  }
}
