import { posix } from 'node:path';
import { parseSync } from 'vite';

/** A source file by its path from the project's folder. */
export type SourceFile = { path: string; source: string };

type Import = { specifier: string; typeOnly: boolean; names: string[] };
type Layer = 'pure' | 'platform' | 'store' | 'service' | 'routes' | 'pages' | 'web' | 'island' | 'main';

/** Modules, lowest first; those in one row do not know each other. */
const ORDER: readonly (readonly string[])[] = [
  ['regulation'],
  ['platform'],
  ['directory'],
  ['identity'],
  ['settings'],
  ['catalogue'],
  ['documents'],
  ['offlist'],
  ['cases'],
  ['shipments', 'assistance', 'consultation', 'escalation', 'feedback', 'licences', 'notifications'],
  ['exchange', 'statistics', 'coordination', 'publishing'],
  ['zone'],
  ['web'],
  ['composition'],
  ['main.ts'],
];

/** Which layers a file may import from; `platform` is open to all that do something, its types to all. */
const MAY_IMPORT: Readonly<Record<Layer, readonly Layer[]>> = {
  pure: ['pure'],
  platform: ['pure', 'platform'],
  store: ['pure', 'platform'],
  service: ['pure', 'platform', 'store', 'service'],
  routes: ['pure', 'platform', 'service', 'routes'],
  pages: ['pure', 'platform', 'service', 'pages'],
  web: ['pure', 'web'],
  island: ['island'],
  main: ['pure', 'platform', 'store', 'service', 'routes', 'pages', 'main'],
};

/** Files of `platform` that are pure themselves: the building blocks of schemas and texts. They are held to it. */
const PURE_PLATFORM = new Set(
  ['canonical', 'digest', 'plain-text', 'problem', 'schema', 'signed-message'].map(
    (name) => `src/platform/${name}.ts`,
  ),
);

/** Packages that pure files may use: what they are asked for needs no input, output or clock. */
const PURE_PACKAGES = new Set(['typebox', 'ghtml', 'canonicalize', 'qrcode', 'jsbarcode']);

/** Of `node:crypto`, what gives the same answer every time. */
const PURE_CRYPTO = new Set(['createHash', 'createHmac', 'timingSafeEqual', 'verify']);

/** What only the outside world can answer; pure code is given it. */
const OUTSIDE_WORLD =
  /\b(?:Date\.now|Math\.random|performance\.now|fetch|setTimeout|setInterval)\(|\bnew Date\(\)|\b(?:process|console)\./;

const rank = (module: string): number => ORDER.findIndex((row) => row.includes(module));
const moduleOf = (path: string): string => path.split('/')[1] ?? '';
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

function layerOf(path: string): Layer {
  if (path === 'src/main.ts' || path.startsWith('src/composition/')) return 'main';
  if (path.startsWith('src/web/')) return 'web';
  if (path.startsWith('src/zone/islands/')) return 'island';
  if (path.startsWith('src/platform/')) return PURE_PLATFORM.has(path) ? 'pure' : 'platform';
  const suffix = /\.(store|service|routes|pages)\.ts$/.exec(path)?.[1];
  return (suffix as Layer | undefined) ?? 'pure';
}

function importsOf({ path, source }: SourceFile): Import[] {
  const { program, module, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} cannot be read: ${errors[0]?.message}`);
  const found: Import[] = [];
  for (const node of program.body) {
    if (node.type === 'ImportDeclaration') {
      const names = node.specifiers.map((each) =>
        each.type === 'ImportSpecifier' ? nameOf(each.imported) : '*',
      );
      found.push({ specifier: node.source.value, typeOnly: node.importKind === 'type', names });
    } else if (
      (node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') &&
      node.source
    ) {
      found.push({ specifier: node.source.value, typeOnly: node.exportKind === 'type', names: ['*'] });
    }
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const specifier = source.slice(moduleRequest.start, moduleRequest.end).replaceAll(/^['"`]|['"`]$/g, '');
    found.push({ specifier, typeOnly: false, names: ['*'] });
  }
  return found;
}

const nameOf = (name: { name: string } | { value: string }): string =>
  'name' in name ? name.name : name.value;

/** Why `path` may not import this, or undefined if it may. */
function objection(path: string, imported: Import): string | undefined {
  const { specifier, typeOnly } = imported;
  const layer = layerOf(path);
  if (!specifier.startsWith('.')) return packageObjection(layer, imported);
  const target = posix.join(posix.dirname(path), specifier);
  if (!/\.tsx?$/.test(target))
    return layer === 'pure' || layer === 'island' ? 'is not source code' : undefined;
  if (!target.startsWith('src/')) return 'lies outside src';
  if (isTest(target)) return 'is a test';
  const [from, to] = [moduleOf(path), moduleOf(target)];
  if (from !== to && rank(to) >= rank(from)) return `is not below ${from}`;
  const targetLayer = layerOf(target);
  if (typeOnly && targetLayer === 'platform' && layer === 'pure') return undefined;
  if (typeOnly && targetLayer === 'pure' && layer === 'island') return undefined;
  if (layer === targetLayer && (layer === 'routes' || layer === 'pages') && from !== to) {
    return `is another module's ${layer}`;
  }
  return MAY_IMPORT[layer].includes(targetLayer) ? undefined : `is ${targetLayer}, not for ${layer}`;
}

function packageObjection(layer: Layer, { specifier, typeOnly, names }: Import): string | undefined {
  if (typeOnly) return undefined;
  if (layer === 'island') return 'is a package, which a script for slow lines does without';
  if (layer === 'web' && specifier.startsWith('node:')) return 'does not exist in a browser';
  if (layer !== 'pure') return undefined;
  if (specifier === 'node:crypto' && names.every((name) => PURE_CRYPTO.has(name))) return undefined;
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  return PURE_PACKAGES.has(name) ? undefined : 'is not a package for pure files';
}

/** The first file that a page reaches by way of its imports and that needs Node. */
function findNodeBehind(page: string, imports: ReadonlyMap<string, readonly Import[]>): string | undefined {
  const reached = new Set([page]);
  for (const path of reached) {
    for (const { specifier, typeOnly } of imports.get(path) ?? []) {
      if (typeOnly) continue;
      if (specifier.startsWith('node:') && path !== page) return path;
      if (specifier.startsWith('.')) reached.add(posix.join(posix.dirname(path), specifier));
    }
  }
  return undefined;
}

/** One sentence for each break of the rules of the house: order of the modules, layers, packages, purity. */
export function violations(files: readonly SourceFile[]): string[] {
  const sources = files.filter(({ path }) => !isTest(path));
  const imports = new Map(sources.map((file) => [file.path, importsOf(file)]));
  return sources.flatMap(({ path, source }) => {
    const layer = layerOf(path);
    const broken: string[] = [];
    if (rank(moduleOf(path)) < 0) broken.push(`${path}: ${moduleOf(path)} is not a module`);
    const outside = layer === 'pure' ? OUTSIDE_WORLD.exec(withoutComments(source)) : null;
    if (outside) broken.push(`${path}: pure, yet it says ${outside[0]}`);
    for (const imported of imports.get(path) ?? []) {
      const reason = objection(path, imported);
      if (reason) broken.push(`${path}: imports ${imported.specifier}, which ${reason}`);
    }
    const behind = layer === 'web' ? findNodeBehind(path, imports) : undefined;
    if (behind) broken.push(`${path}: reaches ${behind}, which needs Node`);
    return broken;
  });
}

const withoutComments = (source: string): string =>
  source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');
