/**
 * The text of a worker's file: a worker that dies of each question.
 * @param protocol Its type, and the file beside it that has it.
 */
export function dyingOf(
  question: string,
  protocol: { readonly type: string; readonly file: string },
): string {
  return `import { serveLink } from "../core/serve_link.ts";
import type { ${protocol.type} } from "./${protocol.file}";

serveLink<${protocol.type}>(() => ({
  ${question}: () => {
    setTimeout(() => {
      throw new Error("thrown as it was told");
    });
    return new Promise(() => {});
  },
}));
`;
}
