import type { GivenStandard } from '../catalogue/given-standard.ts';
import { Id, Type } from '../platform/schema.ts';

const Place = Type.Object({
  regionCode: Type.String(),
  regionName: Type.String(),
  windowName: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
});

const Item = Type.Object({ catalogueId: Type.String(), number: Type.Integer(), name: Type.String() });

/** A standard that was given for one matter. */
const Standard = Type.Unsafe<GivenStandard>(
  Type.Object({
    id: Type.String(),
    source: Type.String(),
    itemName: Type.String(),
    homeRegion: Type.String(),
    level: Type.String(),
    department: Type.String(),
    materials: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        required: Type.Boolean(),
        originals: Type.Integer(),
        copies: Type.Integer(),
        sendOriginal: Type.Boolean(),
        note: Type.String(),
      }),
    ),
    reviewPoints: Type.Array(
      Type.Object({
        id: Type.String(),
        materialId: Type.Union([Type.String(), Type.Null()]),
        question: Type.String(),
        basis: Type.String(),
      }),
    ),
    promisedDays: Type.Integer(),
    statutoryDays: Type.Union([Type.Integer(), Type.Null()]),
    legalBasis: Type.Array(Type.String()),
    note: Type.String(),
    givenAt: Type.String(),
    givenBy: Type.Object({
      staffId: Type.String(),
      name: Type.String(),
      windowId: Type.Union([Type.String(), Type.Null()]),
    }),
  }),
);

/** An off-list request as one reader may see it. */
export const OffListAnswer = Type.Object({
  id: Id,
  version: Type.Integer(),
  state: Type.String(),
  stateLabel: Type.String(),
  wording: Type.String(),
  applicantKind: Type.String(),
  applicant: Type.Optional(
    Type.Object(
      { name: Type.String(), phone: Type.String(), identityNumber: Type.Optional(Type.String()) },
      { description: '只有登记的窗口看到，遮蔽；unmask=1 为全文' },
    ),
  ),
  unmasked: Type.Boolean(),
  intake: Place,
  home: Place,
  homeListed: Type.Boolean(),
  recordedAt: Type.String(),
  notThese: Type.Array(Item, { description: '登记时确认都不是的相近事项' }),
  explanation: Type.Optional(Type.String()),
  question: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  askedAt: Type.Optional(Type.String()),
  answerDueAt: Type.Optional(Type.String({ description: '属地窗口办公时间 2 小时' })),
  answeredAt: Type.Optional(Type.String()),
  answeredBy: Type.Optional(Type.String()),
  standard: Type.Optional(Standard),
  consentUntil: Type.Optional(Type.String({ description: '同意有效到此时，须在此前登记办件' })),
  declinedFor: Type.Optional(Type.String({ description: 'refused 不同意；unanswered 无答复' })),
  caseId: Type.Optional(Type.String()),
  endedAt: Type.Optional(Type.String()),
  holder: Type.Optional(
    Type.Object(
      {
        who: Type.String(),
        what: Type.String(),
        since: Type.String(),
        dueAt: Type.Optional(Type.String()),
        overdue: Type.Optional(Type.Boolean()),
        atDue: Type.Optional(Type.String()),
      },
      { description: '现在在谁手里、从何时起、到何时、到期自动发生什么' },
    ),
  ),
  actors: Type.Array(Type.String()),
  actions: Type.Array(
    Type.Object({
      command: Type.String(),
      title: Type.String(),
      blocked: Type.Optional(Type.Object({ code: Type.String(), sentence: Type.String() })),
    }),
  ),
  papers: Type.Array(Type.Object({ paper: Type.String(), title: Type.String(), href: Type.String() })),
  events: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      title: Type.String(),
      at: Type.String(),
      actor: Type.String(),
      article: Type.String(),
      note: Type.Optional(Type.String()),
      hash: Type.String(),
    }),
  ),
});

/** A page of a list. */
export const OffListPageAnswer = Type.Object({
  requests: Type.Array(
    Type.Object({
      id: Id,
      state: Type.String(),
      stateLabel: Type.String(),
      wording: Type.String(),
      applicant: Type.Optional(Type.String()),
      intakeName: Type.String(),
      homeName: Type.String(),
      recordedAt: Type.String(),
      answerDueAt: Type.Optional(Type.String()),
      overdue: Type.Boolean(),
      consentUntil: Type.Optional(Type.String()),
      endedAt: Type.Optional(Type.String()),
      caseId: Type.Optional(Type.String()),
    }),
  ),
  next: Type.Optional(Type.String()),
});
