import type { GivenStandard } from '../../catalogue/given-standard.ts';
import type { PriorityReason } from '../../regulation/priority.ts';
import type { Line, Side } from './case.ts';

/** What an event says: what stands for ever, and what lies beside it under the key of the case. */
export type Fact<Data, Content = undefined> = { data: Data; personal: Content };

/** A material of the standard as a line that was not judged yet. */
type NewLine = Omit<Line, 'verdict' | 'fileIds'>;

/** What passes between the two windows, and where and in what order a case lies with them. */
export type WindowEventContents = {
  /** The home window is asked for its standard; within so many of its office hours. */
  standardRequested: Fact<{ id: string; hours: number }, { text: string } | undefined>;
  /** Option and home region stand with it so that a later case of the same finds it again. */
  standardProvided: Fact<{
    id: string;
    optionId: string;
    homeRegion: string;
    standard: GivenStandard;
    lines: NewLine[];
  }>;
  guideAdopted: Fact<{ standard: GivenStandard; lines: NewLine[]; cancels?: string }>;
  standardAdopted: Fact<{ standard: GivenStandard; lines: NewLine[]; cancels?: string }>;
  windowAsked: Fact<
    {
      id: string;
      kind: 'question' | 'note';
      from: Side;
      hours: number;
      lineId?: string;
      fileIds?: string[];
    },
    { text: string }
  >;
  /** `from`: the side that answers. */
  windowAnswered: Fact<{ id: string; from: Side; fileIds?: string[] }, { text: string }>;
  requestCancelled: Fact<{ id: string; from: Side }>;
  /** One side goes over to another window of its region. */
  movedToWindow: Fact<{ side: Side; from: string; to: string; reason: string }>;
  /** By the green channel, from the side at whose window it was marked; why says something of the person. */
  priorityMarked: Fact<{ side: Side }, { code: PriorityReason; words?: string }>;
  priorityUnmarked: Fact<{ side: Side }, { reason: string }>;
  /** Somebody else of the window goes on with the draft. */
  draftHandedOver: Fact<{ from: string; to: string }>;
};
