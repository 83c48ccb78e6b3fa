/** The identity service of the administration, by which staff sign in (OpenID Connect). */
export type OpenIdSettings = { issuer: string; clientId: string; clientSecret: string; name: string };

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Reads the settings; undefined where none are made. Throws an Error with a Chinese sentence on a wrong one. */
export function readOpenId(env: Readonly<Record<string, string | undefined>>): OpenIdSettings | undefined {
  const issuer = env['TONGBAN_OIDC_ISSUER']?.trim() ?? '';
  if (issuer === '') return undefined;
  const clientId = env['TONGBAN_OIDC_CLIENT_ID']?.trim() ?? '';
  const clientSecret = env['TONGBAN_OIDC_CLIENT_SECRET']?.trim() ?? '';
  if (clientId === '' || clientSecret === '')
    throw new Error(
      '设了 TONGBAN_OIDC_ISSUER，还须设 TONGBAN_OIDC_CLIENT_ID 和 TONGBAN_OIDC_CLIENT_SECRET。',
    );
  const address = URL.canParse(issuer) ? new URL(issuer) : undefined;
  const safe = address?.protocol === 'https:' || (address && loopback.has(address.hostname));
  if (!safe) throw new Error(`TONGBAN_OIDC_ISSUER 应为 https 地址，现在是 ${issuer}。`);
  return { issuer, clientId, clientSecret, name: env['TONGBAN_OIDC_NAME']?.trim() || '统一身份认证' };
}
