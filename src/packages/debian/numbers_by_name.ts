import { Groups } from "../index/grouped.ts";
import { Packer } from "../index/packed.ts";
import { TermTable } from "../index/term_table.ts";
import type { Text } from "../stretch.ts";

/** Ascending numbers by names, of which there are tens of thousands: names as bytes, no object for any of them. */
export class NumbersByName {
  #names = new Packer();
  readonly #numbers: number[] = [];

  /** Adds a number, larger than all before, to those of a name. */
  add(name: Text, number: number): void {
    this.#names.add(name);
    this.#numbers.push(number);
  }

  /** Takes back all that was added from a number on. */
  cut(from: number): void {
    while ((this.#numbers.at(-1) ?? -1) >= from) this.#numbers.pop();
    this.#names = this.#names.first(this.#numbers.length);
  }

  /** The numbers of each name, in the order in which the names came. */
  *groups(): Generator<readonly number[]> {
    const { bytes, at: name_at } = this.#names.packed();
    const table = new TermTable(bytes);
    const names = new Uint32Array(this.#numbers.length);
    for (let index = 0; index < names.length; index++) {
      names[index] = table.numberOf(name_at[index] ?? 0, name_at[index + 1] ?? 0);
    }
    const groups = new Groups(table.size, names.length);
    for (let index = 0; index < names.length; index++) groups.add(names[index] ?? 0, index);
    const { at, values } = groups.grouped();
    for (let name = 0; name < table.size; name++) {
      const numbers: number[] = [];
      const end = at[name + 1] ?? 0;
      for (let index = at[name] ?? 0; index < end; index++) {
        numbers.push(this.#numbers[values[index] ?? 0] ?? 0);
      }
      yield numbers;
    }
  }
}
