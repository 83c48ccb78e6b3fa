// Completes package-lock.json after `npm install`, see lockfile.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { completePackages, type Packages } from './lockfile.ts';

const FILE = join(import.meta.dirname, '../package-lock.json');

const lock = JSON.parse(readFileSync(FILE, 'utf8')) as { packages: Packages };
const packages = completePackages(lock.packages);
const added = Object.keys(packages).length - Object.keys(lock.packages).length;
writeFileSync(FILE, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
console.log(`package-lock.json: ${added} builds for other platforms added`);
