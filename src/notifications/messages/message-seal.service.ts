import { openWith, SealBroken, type SecretKey, sealWith } from '../../platform/envelope.ts';
import type { Keyring } from '../../platform/keyring.service.ts';

/** What names a person in a message. */
export type MessageContent = {
  name: string;
  /** Number or address as it was given, and in the one form in which it is sent. */
  given: string;
  address: string;
  text: string;
  values: Readonly<Partial<Record<string, string>>>;
};

const contextOf = (kind: string, id: string): string => `${kind}:${id}`;

/** Seals content under the key of a case, so that it is erased with it (OP-98), else under the keyring. */
export const sealContent = (
  keyring: Pick<Keyring, 'seal'>,
  key: SecretKey | undefined,
  kind: 'message' | 'call',
  id: string,
  content: unknown,
): Buffer =>
  key
    ? sealWith(key, JSON.stringify(content), contextOf(kind, id))
    : keyring.seal(JSON.stringify(content), contextOf(kind, id));

/** What a call was about, as its record keeps it. */
export type CallContent = { number: string; person: string; content: string };

type Sealed = { id: string; sealed: Uint8Array };
type Opener = Pick<Keyring, 'openText'>;

function open(
  keyring: Opener,
  key: SecretKey | undefined,
  ofCase: boolean,
  context: string,
  sealed: Uint8Array,
): string | undefined {
  if (ofCase && !key) return undefined;
  try {
    return key ? openWith(key, sealed, context).toString('utf8') : keyring.openText(sealed, context);
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}

/** The content of a message; undefined once it was erased. */
export function openMessage(
  keyring: Opener,
  key: SecretKey | undefined,
  ofCase: boolean,
  { id, sealed }: Sealed,
): MessageContent | undefined {
  const text = open(keyring, key, ofCase, contextOf('message', id), sealed);
  return text === undefined ? undefined : (JSON.parse(text) as MessageContent);
}

/** The content of a record of a call; undefined once it was erased. */
export function openCall(
  keyring: Opener,
  key: SecretKey | undefined,
  ofCase: boolean,
  { id, sealed }: Sealed,
): CallContent | undefined {
  const text = open(keyring, key, ofCase, contextOf('call', id), sealed);
  return text === undefined ? undefined : (JSON.parse(text) as CallContent);
}
