import type { Client } from "../../../src/client/mod.ts";
import type { Health, InputOf, OutputOf } from "../../../src/contract/wire.ts";
import { oneTry } from "../../live/command.ts";
import { isCharacter, type Key } from "../../live/keys.ts";
import { scrolled } from "../../live/parts.ts";
import { BLANK, type Live } from "../../live/program.ts";
import type { Size } from "../../live/redraw.ts";

/** What the table lists. */
export type Tab = "processes" | "users";

/** Orders by the key that asks for them; `p` is the pid of processes and the number of them of users. */
const ORDERS = {
  processes: { c: "cpu", m: "memory", p: "pid", n: "name" },
  users: { c: "cpu", m: "memory", p: "processes", n: "name" },
} as const satisfies Record<Tab, Readonly<Record<string, string>>>;

/** A key that asks for an order. */
export type OrderKey = keyof typeof ORDERS.processes;

/** What `cortex top` knows. */
export interface TopData {
  readonly health: Health;
  readonly list:
    | { readonly tab: "processes"; readonly page: OutputOf<"processes.list"> }
    | { readonly tab: "users"; readonly page: OutputOf<"users.list"> };
}

/** What `cortex top` shows, and how. */
export interface TopModel extends Live<TopData> {
  readonly tab: Tab;
  readonly order: OrderKey;
  /** Only rows with this text; empty for all. */
  readonly filter: string;
  /** The filter is being typed. */
  readonly typing: boolean;
  /** The keys are explained instead of the table. */
  readonly help: boolean;
}

/** What is asked of the daemon. */
export type TopWish =
  | { readonly tab: "processes"; readonly input: InputOf<"processes.list"> }
  | { readonly tab: "users"; readonly input: InputOf<"users.list"> };

/** Processes by CPU, everything shown. */
export const START: TopModel = {
  ...BLANK,
  tab: "processes",
  order: "c",
  filter: "",
  typing: false,
  help: false,
};

/** Most items the daemon gives in one page. */
const LARGEST_PAGE = 500;

/** The order of a table by its name. */
export function orderName({ tab, order }: Pick<TopModel, "tab" | "order">): string {
  return ORDERS[tab][order];
}

/** As many processes as may be seen; users are few, and filtered here. */
export function wishOf(model: TopModel, { rows }: Size): TopWish {
  const { filter, offset, order } = model;
  if (model.tab === "users") {
    return { tab: "users", input: { sort: ORDERS.users[order], limit: LARGEST_PAGE } };
  }
  return {
    tab: "processes",
    input: {
      sort: ORDERS.processes[order],
      limit: Math.min(LARGEST_PAGE, offset + rows),
      ...(filter === "" ? {} : { filter }),
    },
  };
}

/** Asks for the host and the table at the same time. */
export async function load(client: Client, wish: TopWish, signal: AbortSignal): Promise<TopData> {
  const options = oneTry(signal);
  const [health, list] = await Promise.all([client.health.get({}, options), loadList(client, wish, options)]);
  return { health, list };
}

async function loadList(
  client: Client,
  wish: TopWish,
  options: ReturnType<typeof oneTry>,
): Promise<TopData["list"]> {
  return wish.tab === "users"
    ? { tab: wish.tab, page: await client.users.list(wish.input, options) }
    : { tab: wish.tab, page: await client.processes.list(wish.input, options) };
}

/** Rows that the table would have without an end of the screen. */
function rowCount({ data, filter }: Pick<TopModel, "data" | "filter">): number {
  if (data === null) return 0;
  const { list } = data;
  return list.tab === "users"
    ? usersThatFit(list.page, filter).length
    : Math.min(LARGEST_PAGE, list.page.total);
}

/** Users with the filter in their name, in any case, as the daemon filters processes. */
export function usersThatFit({ items }: OutputOf<"users.list">, filter: string): typeof items {
  const wanted = filter.toLowerCase();
  return items.filter(({ user }) => user.toLowerCase().includes(wanted));
}

/** The model after a key, of a table with so many visible rows; null ends the screen. */
export function press(model: TopModel, key: Key, visible: number): TopModel | null {
  if (key === "ctrl_c") return null;
  if (model.typing) return typeFilter(model, key);
  if (model.help) return key === "q" ? null : { ...model, help: false };
  const offset = scrolled(model.offset, key, rowCount(model), visible);
  if (offset !== undefined) return { ...model, offset };
  if (isOrderKey(key)) return { ...model, order: key, offset: 0 };
  switch (key) {
    case "q":
      return null;
    case "tab":
    case "back_tab":
    case "left":
    case "right":
      return { ...model, tab: model.tab === "users" ? "processes" : "users", offset: 0 };
    case "u":
      return { ...model, tab: "users", offset: 0 };
    case "/":
      return { ...model, typing: true };
    case "escape":
      return { ...model, filter: "", offset: 0 };
    case " ":
      return { ...model, paused: !model.paused };
    case "?":
    case "h":
      return { ...model, help: true };
    default:
      return model;
  }
}

/** Longest filter the daemon takes. */
const LONGEST_FILTER = 256;

function typeFilter(model: TopModel, key: Key): TopModel {
  const filtered = (filter: string) => ({ ...model, filter, offset: 0 });
  switch (key) {
    case "enter":
      return { ...model, typing: false };
    case "escape":
      return { ...filtered(""), typing: false };
    case "backspace":
      return filtered([...model.filter].slice(0, -1).join(""));
    case "ctrl_u":
      return filtered("");
    default:
      return isCharacter(key) && model.filter.length < LONGEST_FILTER ? filtered(model.filter + key) : model;
  }
}

function isOrderKey(key: Key): key is OrderKey {
  return Object.hasOwn(ORDERS.processes, key);
}
