import { posix } from 'node:path';

/** An entry of `packages` in package-lock.json (lockfileVersion 3), as far as it is used here. */
export type LockedPackage = {
  version?: string;
  resolved?: string;
  engines?: Record<string, string>;
  dev?: boolean;
  optional?: boolean;
  os?: string[] | string;
  cpu?: string[] | string;
  libc?: string[] | string;
  optionalDependencies?: Record<string, string>;
};

export type Packages = Record<string, LockedPackage>;

const SYSTEM =
  /(?:^|[-/])(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32|wasm32)(?:-|$)/;
const PROCESSOR = /(?:^|[-/])(x64|arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|wasm32)(?:-|$)/;

/**
 * The lock file's packages as they can be installed from anywhere: with the builds for other platforms that are missing,
 * without the addresses that this machine fetched from, and with no demand on Node by a build for one platform. npm
 * silently skips such a build when it runs itself on an older Node, though Tongban runs on the pinned one.
 */
export function completePackages(packages: Packages): Packages {
  const entries = Object.entries({ ...packages, ...missingBuilds(packages) }).map(([path, entry]) => {
    const { resolved: _address, ...kept } = entry;
    if (!kept.optional || !kept.cpu) return [path, kept] as const;
    const { engines: _demand, ...build } = kept;
    return [path, build] as const;
  });
  return Object.fromEntries(entries.toSorted(([a], [b]) => a.localeCompare(b, 'en')));
}

/**
 * Builds of a package for other platforms, named as its optional dependencies, that have no entry of their own. npm
 * leaves out those it could not fetch, and then refuses to install from the file it wrote. They come without a digest.
 */
function missingBuilds(packages: Packages): Packages {
  const missing: Packages = {};
  for (const [path, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const found = findLocked(packages, path, name);
      if (found && (found.version === version || !/^\d/.test(version))) continue;
      const place = posix.join(found ? path : '', 'node_modules', name);
      const { cpu, libc, os } = platformOf(name);
      // In npm's own order, so that its next run leaves the entry as it is.
      missing[place] = {
        version,
        cpu,
        ...(dev && { dev }),
        ...(libc && { libc }),
        optional: true,
        ...(os && { os }),
      };
    }
  }
  return missing;
}

/** The entry that `require(name)` would find from the package at `path`. */
function findLocked(packages: Packages, path: string, name: string): LockedPackage | undefined {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules') - 1))) {
    const found = packages[posix.join(folder, 'node_modules', name)];
    if (found || folder === '') return found;
  }
}

type Platform = { cpu: string[]; libc?: string[]; os?: string[] };

/** The platform that the name of a build tells; throws when it tells none, as it may then not be left out. */
function platformOf(name: string): Platform {
  const [os, cpu] = [SYSTEM.exec(name)?.[1], PROCESSOR.exec(name)?.[1]];
  if (!os || !cpu)
    throw new Error(`${name} is missing from package-lock.json, and its name tells no platform`);
  if (os === 'wasm32') return { cpu: [cpu] };
  const libc = ['musl', 'gnu'].find((each) => os === 'linux' && name.includes(each));
  return { cpu: [cpu], os: [os], ...(libc && { libc: [libc === 'gnu' ? 'glibc' : libc] }) };
}
