/** The worker that reads what is installed. It starts with a question and stays a while for those that follow. */
import { serveLink } from "../core/serve_link.ts";
import type { InventoryProtocol } from "./protocol.ts";
import { serveInventory } from "./serve_inventory.ts";

serveLink<InventoryProtocol>(serveInventory);
