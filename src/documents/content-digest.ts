import { canonical } from '../platform/canonical.ts';
import { sha256Hex } from '../platform/digest.ts';
import type { Form } from './forms.ts';

/**
 * SHA-256, in lower-case hex, over the canonical JSON (RFC 8785) of a form's kind and data. What distinguishes the
 * copies is no part of it: the three copies share one digest, which voiding and reprinting leave as it is.
 */
export const contentDigest = ({ kind, data }: Form): string => sha256Hex(canonical({ kind, data }));
