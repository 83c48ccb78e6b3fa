import { randomBytes, scrypt } from 'node:crypto';
import { keyBytes, openWith, SealBroken, sealWith } from '../envelope.ts';
import { KeepingRefused } from './manifest.ts';

/** The keys of the system under a passphrase, as they lie in a backup. */
type SealedKeys = {
  derivation: 'scrypt';
  cost: number;
  blockSize: number;
  salt: string;
  sealed: string;
};

const cost = 2 ** 17;
const blockSize = 8;
const shortest = 12;

/** What the passphrase must be at least; the sentence when it is not. */
export function checkPassphrase(passphrase: string): void {
  if ([...passphrase].length < shortest)
    throw new KeepingRefused(`备份口令至少要 ${shortest} 个字符。没有口令，备份里的密钥就打不开。`);
}

const derive = (passphrase: string, salt: Buffer, N: number, r: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N, r, p: 1, maxmem: 256 * N * r };
    scrypt(passphrase.normalize('NFC'), salt, keyBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

// The keys open with the manifest they were sealed with and no other: a manifest made up anew does not fit.
const contextOf = (manifestDigest: string): string => `tongban-backup-keys:${manifestDigest}`;

/** Seals the keys by scrypt and AES-256-GCM, bound to the digest of the manifest. */
export async function sealKeys(keys: string, passphrase: string, manifestDigest: string): Promise<string> {
  checkPassphrase(passphrase);
  const salt = randomBytes(16);
  const key = await derive(passphrase, salt, cost, blockSize);
  const sealed: SealedKeys = {
    derivation: 'scrypt',
    cost,
    blockSize,
    salt: salt.toString('base64'),
    sealed: sealWith(key, keys, contextOf(manifestDigest)).toString('base64'),
  };
  return `${JSON.stringify(sealed, null, 2)}\n`;
}

/** Opens what `sealKeys` made; refuses another passphrase and another manifest alike. */
export async function openKeys(text: string, passphrase: string, manifestDigest: string): Promise<string> {
  const broken = new KeepingRefused('备份口令不对，或者备份的清单、密钥被改动过。没有写入任何内容。');
  try {
    const { cost: N, blockSize: r, salt, sealed } = JSON.parse(text) as SealedKeys;
    // A number made up by somebody else must not cost all memory.
    if (!(N <= 2 ** 20 && r <= 16)) throw broken;
    const key = await derive(passphrase, Buffer.from(salt, 'base64'), N, r);
    return openWith(key, Buffer.from(sealed, 'base64'), contextOf(manifestDigest)).toString('utf8');
  } catch (error) {
    if (error instanceof SealBroken || error instanceof SyntaxError || error instanceof TypeError)
      throw broken;
    throw error;
  }
}
