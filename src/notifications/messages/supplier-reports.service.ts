import type { Audit } from '../../platform/audit.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { Problem } from '../../platform/problem.ts';
import { freshForMs } from '../../platform/signed-message.ts';
import { later, msOf } from '../../regulation/instant.ts';
import * as store from './message.store.ts';
import type { MessageSending, Report } from './message-sending.service.ts';
import type { SupplierSettings } from './supplier.ts';
import { faultOf, type SignatureFault, type Signed } from './supplier-signature.ts';

/** Reports of suppliers: believed only when signed, fresh and new; whatever is refused is recorded. */
export type SupplierReports = {
  receive(
    supplierId: string,
    signed: Signed & { signature: string },
    report: Report,
    address: string,
  ): Promise<void>;
};

const sentences: Record<SignatureFault, string> = {
  unsigned: '回执没有签名，没有采信。',
  forged: '回执的签名不对，没有采信。',
  stale: '回执的时间与现在相差太多，没有采信。',
  replayed: '这份回执已经收过，没有再采信。',
};

/** Builds the taking in of reports; suppliers live by the clock of the machine, not by that of a demonstration. */
export function createSupplierReports({
  database,
  wallClock,
  audit,
  settings,
  sending,
}: {
  database: Database;
  wallClock: Clock;
  audit: Pick<Audit, 'record'>;
  settings: SupplierSettings;
  sending: Pick<MessageSending, 'report'>;
}): SupplierReports {
  const secretOf = (id: string): string | undefined =>
    [...settings.sms, ...settings.email].find((supplier) => supplier.id === id)?.secret;

  async function refused(supplierId: string, reason: string, address: string): Promise<void> {
    await audit.record(database.db, {
      action: 'supplierReportRefused',
      actor: null,
      subject: { kind: 'supplier', id: supplierId },
      address,
      outcome: 'refused',
      detail: { reason },
    });
  }

  async function distrust(supplierId: string, fault: SignatureFault, address: string): Promise<never> {
    await refused(supplierId, fault, address);
    throw new Problem('callback-refused', { detail: sentences[fault], extensions: { reason: fault } });
  }

  return {
    async receive(supplierId, signed, report, address) {
      const secret = secretOf(supplierId);
      const now = wallClock.now();
      if (secret === undefined) return distrust(supplierId, 'forged', address);
      const fault = faultOf(secret, signed, msOf(now));
      if (fault) return distrust(supplierId, fault, address);
      const isNew = await database.transaction((tx) =>
        store.takeNonce(tx, supplierId, signed.nonce, now, later(now, -2 * freshForMs)),
      );
      if (!isNew) return distrust(supplierId, 'replayed', address);
      if (!(await sending.report(supplierId, report))) {
        await refused(supplierId, 'unknownMessage', address);
        throw new Problem('not-found');
      }
    },
  };
}
