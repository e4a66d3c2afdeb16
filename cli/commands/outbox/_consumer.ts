import type { OperandSpec } from "../../command.ts";

/** Who takes entries. */
export const CONSUMER: OperandSpec = {
  name: "CONSUMER",
  summary: "Name of who delivers them: small letters, digits, ., _ and -",
};
