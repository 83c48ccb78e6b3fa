/** Where the carrier answers, and the secret with which both sides sign. */
export type CarrierAccess = { url: string; secret: string };

const shortestSecret = 16;

/**
 * The carrier named by TONGBAN_CARRIER_URL and TONGBAN_CARRIER_SECRET; undefined without them. Throws an Error with a
 * Chinese sentence for one without the other, an address that is none, and a secret of fewer than 16 characters.
 */
export function readCarrierAccess(env: Record<string, string | undefined>): CarrierAccess | undefined {
  const url = env['TONGBAN_CARRIER_URL']?.trim() ?? '';
  const secret = env['TONGBAN_CARRIER_SECRET'] ?? '';
  if (url === '' && secret === '') return undefined;
  if (url === '' || secret === '') {
    throw new Error('接寄递企业要同时设 TONGBAN_CARRIER_URL 和 TONGBAN_CARRIER_SECRET。');
  }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new Error(`TONGBAN_CARRIER_URL 应为 http 或 https 地址，现在是 ${url}。`);
  }
  if (secret.length < shortestSecret)
    throw new Error(`TONGBAN_CARRIER_SECRET 至少 ${shortestSecret} 个字符。`);
  return { url, secret };
}
