import { sampleHref } from '../../catalogue/material-samples.ts';
import { deliveryWays } from '../../catalogue/standard.ts';
import { formNames } from '../../documents/forms.ts';
import { maskEmail } from '../../identity/email.ts';
import { maskAddress, maskIdentity, maskName, maskPhone } from '../../identity/masking.ts';
import { priorityReasons } from '../../regulation/priority.ts';
import type { Capacity } from '../../regulation/roles.ts';
import { caseStates } from '../../regulation/states.ts';
import { versionTitle } from '../../settings/text-version-view.ts';
import { askableParcels, presentCustody, presentIncidents } from '../custody/present-custody.ts';
import { pointsFor } from '../decision/points.ts';
import {
  presentCorrections,
  presentDecision,
  presentPausedLimits,
  presentPauses,
  presentSuspensions,
} from '../decision/present-decision.ts';
import { deliveryFailed, isPickUpOnly } from '../delivery/ways.ts';
import { presentDiscrepancies, presentPaperTasks } from '../discrepancy/present-discrepancies.ts';
import { presentTakenBy } from '../home/present-taken-by.ts';
import { presentHomeSupplements } from '../home-supplement/present-home-supplement.ts';
import { closedLines, presentNotices, presentSupplement } from '../notice/present-notices.ts';
import { lacksStandard } from '../requests/open-requests.ts';
import { presentGiven, presentRequests } from '../requests/present-requests.ts';
import { proposedChannels } from '../transfer/channels.ts';
import { presentWithdrawal } from '../withdrawal/present-withdrawal.ts';
import { seesHomeWork, seesPersonal } from './capacities.ts';
import type { Case, Line, Parcel, Party } from './case.ts';
import type { CaseView, LineView, ParcelView, PartyView } from './case-view.ts';
import type { EventActor } from './events.ts';
import { presentActions } from './present-actions.ts';
import {
  nextTask,
  presentByItself,
  presentDeadlines,
  presentHolder,
  presentMilestones,
  transferWorkingDays,
} from './present-progress.ts';
import type { Surroundings } from './surroundings.ts';

/** For whom a case is shown. */
export type Reader = { capacities: ReadonlySet<Capacity>; actor: EventActor; unmask: boolean };

const present = <Value, Key extends string>(
  key: Key,
  value: Value | undefined | null,
): { [K in Key]?: Value } =>
  (value === undefined || value === null ? {} : { [key]: value }) as { [K in Key]?: Value };

const partyView = (party: Party, unmask: boolean): PartyView => ({
  kind: party.kind,
  name: unmask ? party.name : maskName(party.name),
  identityKind: party.identityKind,
  identityNumber: unmask ? party.identityNumber : maskIdentity(party.identityNumber),
  ...(party.phone ? { phone: unmask ? party.phone : maskPhone(party.phone) } : {}),
});

function lineView(kase: Case, line: Line, around: Surroundings, withFiles: boolean): LineView {
  const material = around.standard.materials.find(({ id }) => id === line.id);
  return {
    ...line,
    note: material?.note ?? '',
    source: material?.source ?? 'applicant',
    substitutes: [...(material?.substitutes ?? [])],
    trustLevels: [...(material?.trustLevels ?? [])],
    criteria: [...(material?.criteria ?? [])],
    samples: (material?.samples ?? []).map(({ kind, fault, name, mediaType, fileId }) => ({
      kind,
      fault,
      name,
      mediaType,
      href: sampleHref(kase.optionId, { fileId }),
    })),
    ...present('correction', kase.personal?.corrections[line.id]),
    points: around.standard.reviewPoints
      .filter(({ materialId }) => materialId === line.id)
      .map(({ id, question, basis }) => ({ id, question, basis })),
    fileIds: withFiles ? line.fileIds : [],
    files: withFiles
      ? line.fileIds.flatMap((id) => {
          const file = around.files.get(id);
          return file ? [{ id, href: `/api/cases/${kase.id}/files/${id}`, ...file }] : [];
        })
      : [],
  };
}

const parcelView = (parcel: Parcel): ParcelView => ({ ...parcel, packed: [...parcel.packed] });

function personalView(kase: Case, around: Surroundings, unmask: boolean): Partial<CaseView> {
  const { personal } = kase;
  if (!personal) return {};
  const labels = new Map(around.standard.form.map((field) => [field.id, field]));
  return {
    applicant: partyView(personal.applicant, unmask),
    ...(personal.agent ? { agent: partyView(personal.agent, unmask) } : {}),
    contact: unmask
      ? personal.contact
      : {
          name: maskName(personal.contact.name),
          phone: maskPhone(personal.contact.phone),
          ...(personal.contact.email ? { email: maskEmail(personal.contact.email) } : {}),
        },
    answers: Object.entries(personal.answers).map(([fieldId, value]) => {
      const field = labels.get(fieldId);
      const sensitive = field && ['residentId', 'phone', 'address'].includes(field.type);
      return {
        fieldId,
        label: field?.label ?? fieldId,
        value: !unmask && sensitive ? maskIdentity(String(value)) : String(value),
      };
    }),
    ...present('explanation', personal.explanation),
  };
}

function deliveryView(kase: Case, unmask: boolean, personalSeen: boolean): Partial<CaseView> {
  const { delivery, personal, result } = kase;
  const address = personalSeen ? personal?.address : undefined;
  return {
    ...(delivery
      ? {
          delivery: {
            way: delivery.way,
            wayLabel: deliveryWays[delivery.way],
            offered: [...delivery.offered],
            ...(address
              ? {
                  address: unmask
                    ? `${address.address}（${address.recipient} ${address.phone}）`
                    : maskAddress(address.address),
                }
              : {}),
          },
        }
      : {}),
    ...(result
      ? {
          result: {
            ...result,
            ...(isPickUpOnly(kase) ? { pickUpOnly: true } : {}),
            ...(deliveryFailed(kase) ? { failed: true } : {}),
          },
        }
      : {}),
  };
}

function homeWork(kase: Case, around: Surroundings, readerId: string | null): Partial<CaseView> {
  const person = kase.handler?.staffId ? around.staffNames.get(kase.handler.staffId) : undefined;
  const questions = new Map(pointsFor(kase, around.standard).map(({ id, question }) => [id, question]));
  return {
    ...(kase.handler
      ? {
          handler: {
            department: kase.handler.department,
            since: kase.handler.since,
            own: kase.handler.staffId === readerId,
            ...present('person', person),
          },
        }
      : {}),
    opinions: kase.opinionPoints.map(({ pointId, favourable }) => ({
      pointId,
      question: questions.get(pointId) ?? pointId,
      favourable,
      ...present('text', kase.personal?.opinions[pointId]),
    })),
  };
}

function presentPriority(
  { priority, personal }: Case,
  personalSeen: boolean,
  { staffNames }: Surroundings,
): CaseView['priority'] {
  if (!priority) return undefined;
  const { by, ...marked } = priority;
  const why = personalSeen ? personal?.priority : undefined;
  return {
    ...marked,
    ...(why ? { ...why, label: priorityReasons[why.reason] } : {}),
    ...present('by', staffNames.get(by)),
  };
}

/**
 * A case as one reader may see it: the one place where it is decided what is shown and what is masked, for
 * page, API, stream and export alike.
 */
export function presentCase(kase: Case, reader: Reader, around: Surroundings): CaseView {
  const personalSeen = seesPersonal(kase, reader.capacities);
  const unmask = reader.unmask && personalSeen;
  const deadlines = presentDeadlines(kase, around);
  const next = nextTask(deadlines);
  const questions = new Map(around.standard.situations.map(({ id, question }) => [id, question]));
  return {
    id: kase.id,
    version: kase.version,
    ...present('businessNumber', kase.businessNumber),
    state: kase.state,
    stateLabel: caseStates[kase.state],
    ...present('outcome', kase.outcome),
    mode: kase.mode,
    programme: {
      id: kase.programmeId,
      name: around.programmeName,
      ...present('rules', around.rules && `${versionTitle(around.rules)}，${around.rules.reference}`),
    },
    item: { catalogueId: kase.catalogueId, number: kase.itemNumber, name: kase.itemName },
    option: { id: kase.optionId, name: kase.optionName },
    standard: {
      version: kase.standardVersion,
      stage: around.standard.stage,
      sample: around.standard.sample,
      ...present('source', around.source),
      missing: lacksStandard(kase),
      ...present('given', kase.givenStandard && presentGiven(kase.givenStandard, around.givenWindow)),
      ...present('last', around.lastGiven && presentGiven(around.lastGiven, around.givenWindow)),
    },
    requests: presentRequests(kase, reader.capacities, around),
    statutoryName: kase.statutoryName,
    promisedDays: kase.promisedDays,
    statutoryDays: kase.statutoryDays,
    resultName: kase.resultName,
    intake: around.intake,
    home: around.home,
    capacities: [...reader.capacities],
    openedAt: kase.openedAt,
    ...present('submittedAt', kase.submittedAt),
    ...present('intakeAcceptedAt', kase.intakeAcceptedAt),
    ...present('receivedAtHomeAt', kase.receivedAtHomeAt),
    ...present('homeAcceptedOn', kase.homeAcceptedOn),
    ...present('decidedAt', kase.decidedAt),
    ...present('endedAt', kase.endedAt),
    ...present('transferWorkingDays', transferWorkingDays(kase, around)),
    ...(personalSeen ? personalView(kase, around, unmask) : {}),
    unmasked: unmask,
    situations: Object.entries(kase.situations).map(([id, answer]) => ({
      id,
      question: questions.get(id) ?? id,
      answer,
    })),
    lines: kase.lines.map((line) => lineView(kase, line, around, personalSeen)),
    generalPoints: around.standard.reviewPoints
      .filter(({ materialId }) => materialId === null)
      .map(({ id, question, basis }) => ({ id, question, basis })),
    identityChecks: kase.identityChecks.map(({ at, method, subject, passed }) => ({
      at,
      method,
      subject,
      passed,
    })),
    channels: [...kase.channels],
    proposedChannels: proposedChannels(kase),
    received: [...kase.received],
    ...(kase.package
      ? {
          package: {
            sentAt: kase.package.sentAt,
            files: kase.package.manifest.length,
            manifestDigest: kase.package.manifestDigest,
            ...present('receivedAt', kase.package.receivedAt),
          },
        }
      : {}),
    parcels: kase.parcels.map(parcelView),
    custody: presentCustody(kase, deadlines, around),
    askable: askableParcels(kase, around.now),
    incidents: presentIncidents(kase),
    discrepancies: presentDiscrepancies(kase, personalSeen, around.files),
    paperTasks: presentPaperTasks(kase),
    notices: presentNotices(kase),
    ...present('supplement', presentSupplement(kase, around, personalSeen)),
    closedLineIds: closedLines(kase),
    ...present('extras', personalSeen ? kase.personal?.extras : undefined),
    homeSupplements: presentHomeSupplements(kase, personalSeen, around.files),
    ...deliveryView(kase, unmask, personalSeen),
    documents: kase.documents.map((document) => ({
      id: document.id,
      kind: document.kind,
      title: formNames[document.kind as keyof typeof formNames],
      issuedAt: document.issuedAt,
      href: `/api/documents/${document.id}.pdf`,
      verificationCode: document.verificationCode,
      status: document.voidedAt ? 'void' : 'valid',
    })),
    ...present('copies', kase.copies),
    flags: [...kase.flags],
    ...present('priority', presentPriority(kase, personalSeen, around)),
    contacts: kase.contacts.map((contact) => ({
      ...contact,
      ...present(
        'result',
        personalSeen ? kase.personal?.contacts.find(({ at }) => at === contact.at)?.result : undefined,
      ),
    })),
    ...(seesHomeWork(reader.capacities) ? homeWork(kase, around, reader.actor.id) : {}),
    ...present('decision', personalSeen ? presentDecision(kase) : undefined),
    ...present('decisionCorrections', personalSeen ? presentCorrections(kase, around.staffNames) : undefined),
    suspensions: presentSuspensions(kase),
    pauses: presentPauses(kase, around),
    pausedLimits: presentPausedLimits(kase, around),
    ...present('withdrawal', presentWithdrawal(kase, personalSeen)),
    takenBy: presentTakenBy(kase, reader.actor.id, around.staffNames),
    ...present('rejection', personalSeen ? kase.personal?.rejection : undefined),
    holder: presentHolder(kase, deadlines, around),
    ...(next ? { next: { title: next.title, dueAt: next.dueAt, provisional: next.provisional } } : {}),
    ...present('byItself', presentByItself(deadlines)),
    deadlines,
    milestones: presentMilestones(kase),
    actions: presentActions(kase, reader.capacities, around, reader.actor),
  };
}
