import { createCipheriv, createDecipheriv, createSecretKey, KeyObject, randomBytes } from 'node:crypto';

/** Length of every secret key, in bytes. */
export const keyBytes = 32;

const nonceBytes = 12;
const tagBytes = 16;
const format = Buffer.from([1]);

/** Sealed content that cannot be opened: another key, another context, or altered bytes. */
export class SealBroken extends Error {
  constructor() {
    super('sealed content does not open: wrong key, wrong context or altered');
    this.name = 'SealBroken';
  }
}

/** A key as bytes, or as the object that node:crypto makes of them; keep the object of a key used often. */
export type SecretKey = Uint8Array | KeyObject;

// Given bytes, node:crypto spends more on looking at them than on the cipher.
const secretOf = (key: SecretKey): KeyObject => (key instanceof KeyObject ? key : createSecretKey(key));

/**
 * Encrypts with AES-256-GCM: format byte, nonce, cipher text, tag. The context says what the content is and
 * whose (`applicant-phone:<case>`); content moved to another place does not open there.
 */
export function sealWith(key: SecretKey, plain: Uint8Array | string, context: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', secretOf(key), nonce);
  cipher.setAAD(Buffer.concat([format, Buffer.from(context)]));
  const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
  return Buffer.concat([format, nonce, body, cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts what `sealWith` made with the same key and context; throws SealBroken otherwise. */
export function openWith(key: SecretKey, sealed: Uint8Array, context: string): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const bodyStart = format.length + nonceBytes;
  if (bytes.length < bodyStart + tagBytes || bytes[0] !== format[0]) throw new SealBroken();
  const decipher = createDecipheriv('aes-256-gcm', secretOf(key), bytes.subarray(format.length, bodyStart), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.concat([format, Buffer.from(context)]));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(bodyStart, -tagBytes)), decipher.final()]);
  } catch {
    throw new SealBroken();
  }
}
