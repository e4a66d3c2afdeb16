/** The worker that reads what is installed. It starts for one question and ends with its answer. */
import { serveLink } from "../core/serve_link.ts";
import type { InventoryProtocol } from "./protocol.ts";
import { serveInventory } from "./serve_inventory.ts";

serveLink<InventoryProtocol>(serveInventory);
