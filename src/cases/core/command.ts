import type { TSchema } from 'typebox';
import type { Form } from '../../documents/forms.ts';
import type { FieldError } from '../../platform/problem.ts';
import type { ArticleId } from '../../regulation/articles.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { CommandName, EventOf, RefusalOf } from '../../regulation/lifecycle/index.ts';
import type { Capacity } from '../../regulation/roles.ts';
import type { CaseState } from '../../regulation/states.ts';
import type { WindowService } from '../../regulation/window-services.ts';
import type { Case, Side } from './case.ts';
import type { EventActor, NewEvent } from './events.ts';
import type { FactSources } from './fact-sources.ts';

/** Everything a decision may know about the moment: who acts, when, and what chance gives. */
export type Context = {
  now: Instant;
  actor: EventActor;
  capacities: ReadonlySet<Capacity>;
  newId(): string;
  newVerificationCode(): string;
};

/** A document that comes into being with the step: rendered before anything is written. */
export type DocumentOrder = { id: string; verificationCode: string; contentDigest: string; form: Form };

/** Refusals that any command may give, whatever its row says. */
export type CommonRefusal = 'not-authorised' | 'already-taken' | 'field-invalid' | 'illegal-transition';

/** What the windows of a case offer beyond the usual. */
export type OfferedAt = Record<Side, { services: readonly WindowService[] }>;

/** What a command decides: facts to record and where they lead, or a refusal its row lists. */
export type Decision<Name extends CommandName = CommandName> =
  | {
      events: Extract<NewEvent, { type: EventOf<Name> }>[];
      /** Needed only where the table allows more than one next state. */
      to?: CaseState;
      documents?: DocumentOrder[];
    }
  | { refusal: RefusalOf<Name> | CommonRefusal; detail?: string; article?: ArticleId; errors?: FieldError[] };

/** A refusal with a sentence about this one case. */
export const refuse = <Code extends string>(
  refusal: Code,
  more: { detail?: string; article?: ArticleId; errors?: FieldError[] } = {},
): { refusal: Code } & typeof more => ({ refusal, ...more });

/** A case on which a command is judged; undefined only for the command that opens it. */
type Before<Name extends CommandName> = Name extends 'openCase' ? undefined : Case;

/**
 * A command on a case: one small object. Route, OpenAPI, permissions page and authorisation matrix are made
 * from it and its row in the life-cycle table.
 */
export type Command<Name extends CommandName, Input, Facts> = {
  name: Name;
  /** Shape of the request body. */
  input: TSchema;
  /** One sentence for the API's documentation. */
  summary: string;
  /** An example body for the API's documentation. */
  example: Input;
  /** Fetches what the decision needs to know beyond case and request. */
  facts(sources: FactSources, kase: Before<Name>, input: Input, context: Context): Promise<Facts>;
  /** Why it cannot be done now, whatever is typed; the reason shown beside the greyed action. */
  blocked?(kase: Case, context: Pick<Context, 'now' | 'actor'>): RefusalOf<Name> | undefined;
  /** Whether it is for these capacities on this case, where the row cannot say it; else no action is shown. */
  offered?(kase: Case, capacities: ReadonlySet<Capacity>, windows: OfferedAt): boolean;
  /** What happened instead, in a state that the row does not name; else the state itself is the reason (C.12). */
  tooLate?(kase: Case): { refusal: RefusalOf<Name>; detail: string } | undefined;
  decide(kase: Before<Name>, input: Input, facts: Facts, context: Context): Decision<Name>;
};

/** A command with its types forgotten, as the registry and the executor handle it. */
export type AnyCommand = {
  name: CommandName;
  input: TSchema;
  summary: string;
  example: unknown;
  facts(sources: FactSources, kase: Case | undefined, input: unknown, context: Context): Promise<unknown>;
  blocked?(kase: Case, context: Pick<Context, 'now' | 'actor'>): string | undefined;
  offered?(kase: Case, capacities: ReadonlySet<Capacity>, windows: OfferedAt): boolean;
  tooLate?(kase: Case): { refusal: RefusalOf<CommandName>; detail: string } | undefined;
  decide(kase: Case | undefined, input: unknown, facts: unknown, context: Context): Decision;
};

/** Checks a command against its row and its own types. */
export function command<Name extends CommandName, Input, Facts>(
  definition: Command<Name, Input, Facts>,
): Command<Name, Input, Facts> {
  return definition;
}

/** For commands whose decision needs nothing but case and request. */
export const noFacts = async (): Promise<undefined> => undefined;

/** A body without content. */
export type Nothing = Record<string, never>;
