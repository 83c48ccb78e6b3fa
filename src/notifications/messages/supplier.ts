/** A message as a supplier gets it; the same id is sent once however often it is asked for. */
export type SupplierMessage = { id: string; to: string; text: string };

/**
 * What a supplier answers. `taken`: it will send it and report. `failed`: it will never reach this number, so say
 * definite answers. `notTaken`: it certainly does not have it, another may be asked. `doubt`: nobody knows.
 */
export type SupplierAnswer =
  | { outcome: 'taken' }
  | { outcome: 'failed'; reason: string }
  | { outcome: 'notTaken'; reason: string }
  | { outcome: 'doubt'; reason: string };

/** One supplier of messages, behind the one interface of all. */
export type Supplier = {
  /** Stands in proofs and reports; never changes. */
  id: string;
  /** What the operator calls it. */
  title: string;
  /** Hands a message over; asked again with the same id it answers what became of the first. Never throws. */
  send(message: SupplierMessage, signal: AbortSignal): Promise<SupplierAnswer>;
};

/** Where a supplier answers, and the secret both sides sign with. */
export type SupplierAccess = { url: string; secret: string };

/** Suppliers of each channel, the one that is asked first in front. */
export type SupplierSettings = {
  sms: readonly (SupplierAccess & { id: string })[];
  email: readonly (SupplierAccess & { id: string })[];
  /** How long an answer may take, and a supplier that is away is left alone; as usual where absent. */
  pace?: { answerWithinMs: number; awayForMs: number };
};

const pairs = [
  ['sms', 'sms-1', 'TONGBAN_SMS_1'],
  ['sms', 'sms-2', 'TONGBAN_SMS_2'],
  ['email', 'email-1', 'TONGBAN_EMAIL_1'],
] as const;

/** Reads the suppliers from the environment; throws an Error with a Chinese sentence on a half or wrong one. */
export function readSuppliers(env: Record<string, string | undefined>): SupplierSettings {
  const settings: { sms: SupplierSettings['sms'][number][]; email: SupplierSettings['email'][number][] } = {
    sms: [],
    email: [],
  };
  for (const [channel, id, name] of pairs) {
    const url = env[`${name}_URL`]?.trim().replace(/\/+$/, '') ?? '';
    const secret = env[`${name}_SECRET`] ?? '';
    if (url === '' && secret === '') continue;
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new Error(`${name}_URL 应为 http 或 https 地址，现在是 ${url === '' ? '空的' : url}。`);
    }
    if (secret.length < 16) throw new Error(`${name}_SECRET 至少 16 个字符，与短信供应商约定同一个。`);
    settings[channel].push({ id, url, secret });
  }
  return settings;
}
