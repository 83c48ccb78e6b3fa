import type { CommandName } from '../../regulation/lifecycle/index.ts';
import { denyApplication } from '../decision/deny-application.ts';
import { grantApplication } from '../decision/grant-application.ts';
import { recordOpinion } from '../decision/record-opinion.ts';
import { startReview } from '../decision/start-review.ts';
import { chooseDelivery } from '../delivery/choose-delivery.ts';
import { completeCase } from '../delivery/complete-case.ts';
import { dispatchResult } from '../delivery/dispatch-result.ts';
import { handOverResult } from '../delivery/hand-over-result.ts';
import { redeliverResult } from '../delivery/redeliver-result.ts';
import { sendBackUncollected } from '../delivery/send-back-uncollected.ts';
import { acceptAtHome } from '../home/accept-at-home.ts';
import { assignHandler } from '../home/assign-handler.ts';
import { deemAcceptedAtHome } from '../home/deem-accepted-at-home.ts';
import { reassignCase } from '../home/reassign-case.ts';
import { recordContact } from '../home/record-contact.ts';
import { rejectAtHome } from '../home/reject-at-home.ts';
import { returnAssignment } from '../home/return-assignment.ts';
import { attachFile } from '../intake/attach-file.ts';
import { declineIntake } from '../intake/decline-intake.ts';
import { discardDraft } from '../intake/discard-draft.ts';
import { openCase } from '../intake/open-case.ts';
import { submitCase } from '../intake/submit-case.ts';
import { acceptIntake } from '../review/accept-intake.ts';
import { correctOnSpot } from '../review/correct-on-spot.ts';
import { markMaterial } from '../review/mark-material.ts';
import { recordIdentityCheck } from '../review/record-identity-check.ts';
import { startFormalReview } from '../review/start-formal-review.ts';
import { confirmReceipt } from '../transfer/confirm-receipt.ts';
import { deemReceived } from '../transfer/deem-received.ts';
import { dispatchParcel } from '../transfer/dispatch-parcel.ts';
import { recordCarrierEvent } from '../transfer/record-carrier-event.ts';
import { recordFirstOpening } from '../transfer/record-first-opening.ts';
import { sendPackage } from '../transfer/send-package.ts';
import type { AnyCommand } from './command.ts';

const all = {
  openCase,
  discardDraft,
  submitCase,
  declineIntake,
  attachFile,
  startFormalReview,
  recordIdentityCheck,
  markMaterial,
  correctOnSpot,
  acceptIntake,
  sendPackage,
  dispatchParcel,
  recordCarrierEvent,
  confirmReceipt,
  deemReceived,
  recordFirstOpening,
  assignHandler,
  returnAssignment,
  reassignCase,
  recordContact,
  acceptAtHome,
  deemAcceptedAtHome,
  rejectAtHome,
  startReview,
  recordOpinion,
  grantApplication,
  denyApplication,
  chooseDelivery,
  dispatchResult,
  handOverResult,
  sendBackUncollected,
  redeliverResult,
  completeCase,
} satisfies { [Name in CommandName]: { name: Name } };

/** Every command on a case, by name; a row of the life-cycle table without its command does not compile. */
export const commands = all as unknown as Record<CommandName, AnyCommand>;
