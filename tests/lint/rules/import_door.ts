import { basename, dirname } from "node:path/posix";
import { importVisitor } from "../imports.ts";
import { doorsOf, isProduct, OPEN, projectPath, resolveImport, TOP_RANK, unitOf } from "../layout.ts";

/** Other folders are entered through their door, and `_name.ts` is private to its folder. */
export const importDoor: Deno.lint.Rule = {
  create(ctx) {
    const path = projectPath(ctx.filename);
    if (!isProduct(path)) return {};
    return importVisitor(({ specifier, node }) => {
      const target = resolveImport(path, specifier);
      const fault = target === undefined ? undefined : faultOf(path, target);
      if (fault !== undefined) ctx.report({ node, message: `Cannot import "${specifier}": ${fault}` });
    });
  },
};

function faultOf(path: string, target: string): string | undefined {
  if (basename(target).startsWith("_") && dirname(target) !== dirname(path)) {
    return "the file is private to its folder";
  }
  const unit = unitOf(target);
  if (unit === undefined || unit.name === unitOf(path)?.name) return undefined;
  // That nobody imports an entry point is for import-rank to say.
  if (unit.rank === TOP_RANK || OPEN.includes(unit.name)) return undefined;
  const doors = doorsOf(unit.name);
  return doors.includes(target) ? undefined : `other folders are entered through ${doors.join(" or ")} only`;
}
