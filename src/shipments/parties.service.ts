import { capacitiesOf } from '../cases/core/capacities.ts';
import type { Case, Side } from '../cases/core/case.ts';
import type { Directory } from '../directory/directory.service.ts';
import type { Actor } from '../platform/actor.ts';
import type { Clock } from '../platform/clock.ts';
import { Problem } from '../platform/problem.ts';
import type { ShippingParty } from './carrier.ts';
import type { End, OrderCommand } from './order.ts';

/** The side of the case at which somebody orders. */
export function sideOf(kase: Case, actor: Actor, command: OrderCommand): Side {
  const capacities = capacitiesOf(actor, kase);
  const homeFirst = command === 'dispatchResult' || command === 'redeliverResult';
  if (homeFirst && capacities.has('homeClerk')) return 'home';
  return capacities.has('intakeClerk') ? 'intake' : 'home';
}

/** One end of a parcel as a label names it: a window by the contact directory, the applicant by the case. */
export type PartyOf = (kase: Case, end: End, gets: boolean) => ShippingParty;

/** Builds the look-up of both ends. */
export function createParties({
  clock,
  directory,
}: {
  clock: Clock;
  directory: Pick<Directory, 'getWindow' | 'postalAddressOf'>;
}): PartyOf {
  function windowParty(windowId: string): ShippingParty {
    const window = directory.getWindow(windowId);
    const entry = directory.postalAddressOf(windowId, clock.now());
    return {
      name:
        entry && !entry.addressee.includes(window.name) ? `${window.name} ${entry.addressee}` : window.name,
      phone: entry?.phone ?? window.phone,
      address: entry?.address ?? window.address,
      postcode: entry?.postcode ?? '',
      region: window.regionCode,
    };
  }

  /** The applicant as carriers reach him; to somebody without an address nothing is sent. */
  function applicantParty(kase: Case, gets: boolean): ShippingParty {
    const { personal } = kase;
    const address = personal?.address;
    if (gets && !address) throw new Problem('address-missing');
    return {
      name: address?.recipient ?? personal?.contact.name ?? '',
      phone: address?.phone ?? personal?.contact.phone ?? '',
      address: address?.address ?? '寄件人到邮局交寄',
      postcode: '',
      region: kase.intake.regionCode,
    };
  }

  return (kase, end, gets) =>
    end === 'applicant' ? applicantParty(kase, gets) : windowParty(kase[end].windowId);
}
