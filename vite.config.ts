import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';

const root = import.meta.dirname;
const inside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * What both builds share. The pages are served with `script-src 'self'`: nothing may be inlined, neither scripts nor
 * fonts and pictures as `data:` addresses.
 */
const shared = {
  configFile: false,
  publicDir: false,
  build: {
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    // antd is one chunk by intent; it is fetched once and kept by the browser until the version changes.
    chunkSizeWarningLimit: 1600,
    reportCompressedSize: false,
  },
} satisfies UserConfig & { configFile: false };

/** The desk: the React application under `/desk/`, built to `dist/desk`. */
export const deskConfig = {
  ...shared,
  root: inside('src/web'),
  base: '/desk/',
  plugins: [react()],
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  build: {
    ...shared.build,
    outDir: inside('dist/desk'),
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules\/(?:react|react-dom|react-router|scheduler)\//,
              priority: 2,
            },
            {
              name: 'antd',
              test: /node_modules\/(?:antd|@ant-design|@rc-component|rc-[\w-]+)\//,
              priority: 1,
            },
          ],
        },
      },
    },
  },
} satisfies UserConfig & { configFile: false };

/** The scripts of the zone's pages: one entry a file, found by its source name in `dist/islands/.vite/manifest.json`. */
export const islandsConfig = {
  ...shared,
  root,
  base: '/islands/',
  build: {
    ...shared.build,
    outDir: inside('dist/islands'),
    modulePreload: false,
    rolldownOptions: {
      input: Object.fromEntries(
        globSync('src/zone/islands/*.ts', { cwd: root })
          .filter((file) => !file.endsWith('.test.ts'))
          .map((file) => [basename(file, '.ts'), inside(file)]),
      ),
    },
  },
} satisfies UserConfig & { configFile: false };

/** For `vite` itself: the development server of the desk, beside a running `npm start`. */
export default deskConfig;
