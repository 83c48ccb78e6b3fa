import type { CommandName } from '../../regulation/lifecycle/index.ts';
import { closeIncident } from '../custody/close-incident.ts';
import { confirmOriginals } from '../custody/confirm-originals.ts';
import { openIncident } from '../custody/open-incident.ts';
import { recordCustody } from '../custody/record-custody.ts';
import { returnOriginals } from '../custody/return-originals.ts';
import { settleLostOriginal } from '../custody/settle-lost-original.ts';
import { correctDecisionRecord } from '../decision/correct-decision-record.ts';
import { denyApplication } from '../decision/deny-application.ts';
import { grantApplication } from '../decision/grant-application.ts';
import { recordOpinion } from '../decision/record-opinion.ts';
import { resumeReview } from '../decision/resume-review.ts';
import { startReview } from '../decision/start-review.ts';
import { suspendReview } from '../decision/suspend-review.ts';
import { chooseDelivery } from '../delivery/choose-delivery.ts';
import { completeCase } from '../delivery/complete-case.ts';
import { dispatchResult } from '../delivery/dispatch-result.ts';
import { handOverResult } from '../delivery/hand-over-result.ts';
import { keepForCollection } from '../delivery/keep-for-collection.ts';
import { redeliverResult } from '../delivery/redeliver-result.ts';
import { sendBackUncollected } from '../delivery/send-back-uncollected.ts';
import { answerDiscrepancy } from '../discrepancy/answer-discrepancy.ts';
import { cancelPaperDemand } from '../discrepancy/cancel-paper-demand.ts';
import { demandPaper } from '../discrepancy/demand-paper.ts';
import { reportDiscrepancy } from '../discrepancy/report-discrepancy.ts';
import { resolveDiscrepancy } from '../discrepancy/resolve-discrepancy.ts';
import { acceptAtHome } from '../home/accept-at-home.ts';
import { assignHandler } from '../home/assign-handler.ts';
import { deemAcceptedAtHome } from '../home/deem-accepted-at-home.ts';
import { reassignCase } from '../home/reassign-case.ts';
import { recordContact } from '../home/record-contact.ts';
import { rejectAtHome } from '../home/reject-at-home.ts';
import { returnAssignment } from '../home/return-assignment.ts';
import { takeCase } from '../home/take-case.ts';
import { abandonAtHome } from '../home-supplement/abandon-at-home.ts';
import { confirmHomeSupplement } from '../home-supplement/confirm-home-supplement.ts';
import { continueWithoutSupplement } from '../home-supplement/continue-without-supplement.ts';
import { handInHomeSupplement } from '../home-supplement/hand-in-home-supplement.ts';
import { replaceHomeSupplement } from '../home-supplement/replace-home-supplement.ts';
import { requestHomeSupplement } from '../home-supplement/request-home-supplement.ts';
import { takeBackHomeSupplement } from '../home-supplement/take-back-home-supplement.ts';
import { attachFile } from '../intake/attach-file.ts';
import { correctHomeRegion } from '../intake/correct-home-region.ts';
import { declineIntake } from '../intake/decline-intake.ts';
import { discardDraft } from '../intake/discard-draft.ts';
import { openCase } from '../intake/open-case.ts';
import { submitCase } from '../intake/submit-case.ts';
import { deemAbandoned } from '../notice/deem-abandoned.ts';
import { handInSupplement } from '../notice/hand-in-supplement.ts';
import { issueOneTimeNotice } from '../notice/issue-one-time-notice.ts';
import { registerInboundParcel } from '../notice/register-inbound-parcel.ts';
import { reinstateCase } from '../notice/reinstate-case.ts';
import { replaceOneTimeNotice } from '../notice/replace-one-time-notice.ts';
import { voidOneTimeNotice } from '../notice/void-one-time-notice.ts';
import { markPriority } from '../priority/mark-priority.ts';
import { unmarkPriority } from '../priority/unmark-priority.ts';
import { adoptGuide } from '../requests/adopt-guide.ts';
import { adoptReceivedStandard } from '../requests/adopt-received-standard.ts';
import { answerOtherWindow } from '../requests/answer-other-window.ts';
import { answerStandardRequest } from '../requests/answer-standard-request.ts';
import { askOtherWindow } from '../requests/ask-other-window.ts';
import { cancelRequest } from '../requests/cancel-request.ts';
import { requestStandard } from '../requests/request-standard.ts';
import { acceptIntake } from '../review/accept-intake.ts';
import { correctOnSpot } from '../review/correct-on-spot.ts';
import { markMaterial } from '../review/mark-material.ts';
import { recordIdentityCheck } from '../review/record-identity-check.ts';
import { reopenPassedLine } from '../review/reopen-passed-line.ts';
import { replaceIntakeReceipt } from '../review/replace-intake-receipt.ts';
import { startFormalReview } from '../review/start-formal-review.ts';
import { cancelParcel } from '../transfer/cancel-parcel.ts';
import { confirmReceipt } from '../transfer/confirm-receipt.ts';
import { deemReceived } from '../transfer/deem-received.ts';
import { dispatchParcel } from '../transfer/dispatch-parcel.ts';
import { recordCarrierEvent } from '../transfer/record-carrier-event.ts';
import { recordFirstOpening } from '../transfer/record-first-opening.ts';
import { sendPackage } from '../transfer/send-package.ts';
import { switchChannel } from '../transfer/switch-channel.ts';
import { handOverDraft } from '../window-move/hand-over-draft.ts';
import { moveToWindow } from '../window-move/move-to-window.ts';
import { cancelWithdrawal } from '../withdrawal/cancel-withdrawal.ts';
import { completeWithdrawal } from '../withdrawal/complete-withdrawal.ts';
import { confirmWithdrawal } from '../withdrawal/confirm-withdrawal.ts';
import { withdrawCase } from '../withdrawal/withdraw-case.ts';
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
  markPriority,
  unmarkPriority,
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
  correctHomeRegion,
  reopenPassedLine,
  replaceIntakeReceipt,
  issueOneTimeNotice,
  replaceOneTimeNotice,
  voidOneTimeNotice,
  registerInboundParcel,
  handInSupplement,
  deemAbandoned,
  reinstateCase,
  switchChannel,
  cancelParcel,
  demandPaper,
  cancelPaperDemand,
  reportDiscrepancy,
  answerDiscrepancy,
  resolveDiscrepancy,
  openIncident,
  closeIncident,
  settleLostOriginal,
  recordCustody,
  returnOriginals,
  confirmOriginals,
  takeCase,
  requestHomeSupplement,
  replaceHomeSupplement,
  handInHomeSupplement,
  confirmHomeSupplement,
  continueWithoutSupplement,
  takeBackHomeSupplement,
  abandonAtHome,
  suspendReview,
  resumeReview,
  correctDecisionRecord,
  withdrawCase,
  confirmWithdrawal,
  completeWithdrawal,
  cancelWithdrawal,
  keepForCollection,
  moveToWindow,
  handOverDraft,
  requestStandard,
  answerStandardRequest,
  adoptGuide,
  adoptReceivedStandard,
  askOtherWindow,
  answerOtherWindow,
  cancelRequest,
} satisfies { [Name in CommandName]: { name: Name } };

/** Every command on a case, by name; a row of the life-cycle table without its command does not compile. */
export const commands = all as unknown as Record<CommandName, AnyCommand>;
