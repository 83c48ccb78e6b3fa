import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders at the top that are made, not written. */
const NOT_OURS = new Set(['.git', 'node_modules', 'dist', 'var', 'coverage']);

/** All files of the project as paths from `root`, whether or not it is a git checkout. */
export function listProject(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => !NOT_OURS.has(entry.name))
    .flatMap((entry) => {
      if (!entry.isDirectory()) return [entry.name];
      return readdirSync(join(root, entry.name), { recursive: true, withFileTypes: true })
        .filter((inner) => inner.isFile())
        .map((inner) => join(inner.parentPath, inner.name).slice(join(root, '/').length));
    });
}
