import { Type } from '../../platform/schema.ts';

const text = Type.String();
const whole = Type.Integer();
const open = { additionalProperties: true };

/** Answer of every command (see CommandReceipt). */
export const CommandReceiptAnswer = Type.Object(
  {
    id: text,
    businessNumber: Type.Optional(text),
    version: whole,
    state: text,
    stateLabel: text,
    events: Type.Array(Type.Object({ seq: whole, type: text })),
    documents: Type.Array(Type.Object({ id: text, kind: text, href: text })),
  },
  { title: 'CommandReceipt', description: '命令的答复：不含个人信息，可重复给出' },
);

/** A case as one reader may see it (see CaseView). What is in it is decided by the presenter alone. */
export const CaseAnswer = Type.Object(
  {
    id: text,
    version: whole,
    businessNumber: Type.Optional(text),
    state: text,
    stateLabel: text,
    deadlines: Type.Array(Type.Object({ rule: text, title: text, dueOn: text, dueAt: text }, open)),
    actions: Type.Array(Type.Object({ command: text, title: text, href: text }, open)),
    lines: Type.Array(Type.Object({ id: text, name: text, verdict: text }, open)),
    documents: Type.Array(Type.Object({ id: text, kind: text, title: text, href: text }, open)),
    milestones: Type.Array(Type.Object({ key: text, label: text }, open)),
  },
  { ...open, title: 'Case', description: '办件：按读者的岗位显示和脱敏' },
);

/** A page of a work list (see CasePage). */
export const CasePageAnswer = Type.Object(
  {
    cases: Type.Array(
      Type.Object(
        {
          id: text,
          state: text,
          stateLabel: text,
          itemName: text,
          applicant: text,
          next: text,
          overdue: Type.Boolean(),
        },
        { ...open, title: 'CaseRow' },
      ),
    ),
    next: Type.Optional(Type.String({ description: '下一页的 after' })),
  },
  { title: 'CasePage' },
);

/** A page of late duties (see LateDutyView). */
export const LateDutiesAnswer = Type.Object(
  {
    duties: Type.Array(
      Type.Object(
        {
          caseId: text,
          businessNumber: Type.Optional(text),
          itemName: text,
          applicant: text,
          rule: text,
          title: text,
          holder: text,
          windowName: text,
          dueAt: text,
          dueOn: text,
          open: Type.Boolean(),
        },
        { title: 'LateDuty' },
      ),
    ),
    next: Type.Optional(Type.String({ description: '下一页的 after' })),
  },
  { title: 'LateDutiesPage' },
);

/** The timeline of a case (see EventView). */
export const EventsAnswer = Type.Object({
  events: Type.Array(
    Type.Object(
      {
        seq: whole,
        type: text,
        title: text,
        side: text,
        actor: text,
        state: text,
        article: text,
        effectiveAt: text,
        recordedAt: text,
        hash: text,
        previousHash: text,
        redacted: Type.Boolean(),
      },
      { ...open, title: 'CaseEvent' },
    ),
  ),
});

/** Documents of a case (see DocumentView). */
export const DocumentsAnswer = Type.Object({
  documents: Type.Array(
    Type.Object({
      id: text,
      kind: text,
      title: text,
      issuedAt: text,
      href: text,
      verificationCode: text,
      status: text,
    }),
  ),
});
