import type { Db } from '../platform/database.ts';
import type { PersonMessage, StaffNotice, TellPerson, TellStaff } from '../platform/messages-port.ts';
import { dayOf, type Instant, later } from '../regulation/instant.ts';
import { offListEnds, offListStates } from '../regulation/off-list.ts';
import { shortDay, shortMoment } from '../regulation/shanghai-time.ts';
import { addReport } from './off-list.store.ts';
import type { OffListEvent, OffListRequest } from './off-list-request.ts';
import { groupRegion, type OffListWorld } from './off-list-world.service.ts';

/** Tells whoever must know of a step: the windows, the applicant, the next higher administration (C.4). */
export type OffListTelling = {
  /** In the transaction of the step. */
  tell(tx: Db, request: OffListRequest, event: OffListEvent): Promise<void>;
};

/** The last day of a time that ends at 24:00. */
const lastDay = (until: Instant): string => shortDay(dayOf(later(until, -1)));

/** Builds it; what is sent, and how, the ports know. */
export function createOffListTelling({
  world,
  tellStaff,
  tellPerson,
}: {
  world: OffListWorld;
  tellStaff: TellStaff;
  tellPerson: TellPerson;
}): OffListTelling {
  const notice = (
    request: OffListRequest,
    event: OffListEvent,
    to: StaffNotice['to'],
    text: string,
    more: Partial<StaffNotice> = {},
  ): StaffNotice => ({
    to,
    kind: event.type,
    text,
    link: `/offlist/${request.id}`,
    onceKey: `off-list:${request.id}:${event.seq}`,
    ...more,
  });

  function windowNotices(request: OffListRequest, event: OffListEvent): StaffNotice[] {
    const intake = { windowId: request.intake.windowId };
    const home = request.homeWindow === undefined ? undefined : { windowId: request.homeWindow };
    const matter = `清单外事项“${request.wording}”`;
    const homeName = world.regionName(request.homeRegion);
    switch (event.type) {
      case 'offListConsentRequested':
        return home
          ? [
              notice(
                request,
                event,
                home,
                `${world.regionName(request.intake.regionCode)}问能不能办理${matter}，请在 ${shortMoment(event.data.answerDueAt)} 前答复。`,
                { urgent: true },
              ),
            ]
          : [];
      case 'offListConsentGiven':
        return [
          notice(
            request,
            event,
            intake,
            `${homeName}同意办理${matter}，${lastDay(event.data.consentUntil)}前可凭同意新建收件。`,
          ),
        ];
      case 'offListConsentRefused':
        return [notice(request, event, intake, `${homeName}不同意办理${matter}，请向申请人说明。`)];
      case 'offListUnanswered':
        return [
          notice(request, event, intake, `${matter}逐级协调后${homeName}仍无答复，已了结，请向申请人说明。`),
        ];
      case 'offListConsentExpired':
        return [notice(request, event, intake, `${homeName}对${matter}的同意已过期，没有登记的草稿已清除。`)];
      case 'offListRequestWithdrawn':
        return home ? [notice(request, event, home, `申请人放弃了${matter}，不用再答复。`)] : [];
      case 'offListMovedToWindow': {
        if (request.endedAt !== undefined) return [];
        const own = event.data.side === 'intake' ? intake : home;
        const other = event.data.side === 'intake' ? home : intake;
        const to = world.windowName(event.data.to);
        return [
          ...(own ? [notice(request, event, own, `${matter}随窗口移交本窗口，请接着办。`)] : []),
          ...(other ? [notice(request, event, other, `${matter}移交给${to}，由它接着办。`)] : []),
        ];
      }
      default:
        return [];
    }
  }

  function messages(request: OffListRequest, event: OffListEvent): PersonMessage[] {
    const person = request.personal?.applicant;
    if (!person) return [];
    const { windowId, regionCode } = request.intake;
    const say = (template: string, own: Record<string, string> = {}): PersonMessage[] => [
      {
        template,
        about: { offListRequestId: request.id },
        to: { name: person.name, phone: person.phone },
        variables: {
          wording: request.wording,
          intakeRegion: world.regionName(regionCode),
          intakeWindow: world.windowName(windowId),
          intakePhone: world.windowPhone(windowId),
          homeRegion: world.regionName(request.homeRegion),
          ...own,
        },
        windowId,
        onceKey: `off-list:${request.id}:${template}`,
      },
    ];
    switch (event.type) {
      case 'offListConsentRequested':
        return say('offListRegistered');
      case 'offListConsentGiven':
        return say('offListConsented', { due: lastDay(event.data.consentUntil) });
      case 'offListConsentRefused':
        return say('offListRefused', { reason: request.personal?.reason ?? '' });
      case 'offListUnanswered':
        return say('offListUnanswered');
      case 'offListConsentExpired':
        return say('offListExpired');
      default:
        return [];
    }
  }

  /** The report upwards, with the record and with each end; told there when it has ended (规程第二十四条). */
  async function report(tx: Db, request: OffListRequest, event: OffListEvent): Promise<StaffNotice[]> {
    if (event.type === 'offListMovedToWindow') return [];
    const ended = offListEnds.includes(request.state) && event.type !== 'offListCorrected';
    if (event.type !== 'offListRequested' && event.type !== 'offListCorrected' && !ended) return [];
    const { regionCode } = request.intake;
    const toRegion = world.reportsTo(regionCode);
    await addReport(tx, {
      requestId: request.id,
      version: request.version,
      regionCode,
      toRegion,
      at: event.recordedAt,
    });
    if (event.type === 'offListCorrected') return [];
    const to: StaffNotice['to'] =
      toRegion === groupRegion
        ? { regionCode, role: 'coordinationGroup' }
        : { regionCode: toRegion, role: 'serviceAdministration' };
    const what = ended ? `，结果：${offListStates[request.state]}` : '';
    return [
      notice(
        request,
        event,
        to,
        `${world.regionName(regionCode)}上报清单外申请“${request.wording}”${what}。`,
        { kind: 'offListReported', link: '/demand', onceKey: `off-list-report:${request.id}:${event.seq}` },
      ),
    ];
  }

  return {
    async tell(tx, request, event) {
      const reports = await report(tx, request, event);
      const notices = [...windowNotices(request, event), ...reports];
      if (notices.length > 0) await tellStaff(tx, notices);
      const told = messages(request, event);
      if (told.length > 0) await tellPerson(tx, told);
    },
  };
}
