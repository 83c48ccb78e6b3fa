/** The headers under which a message between us and the carrier is signed. */
export const signatureHeaders = {
  timestamp: 'x-carrier-timestamp',
  nonce: 'x-carrier-nonce',
  signature: 'x-carrier-signature',
} as const;
