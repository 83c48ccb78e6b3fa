import { useEffect, useRef } from 'react';
import type { Verdict } from '../../cases/core/case.ts';
import type { LineView } from '../../cases/core/case-view.ts';
import { type ReasonCode, reasonCodes } from '../../cases/review/reason-codes.ts';
import { type Medium, mediaNames } from '../../catalogue/standard.ts';
import { substituteText } from '../../catalogue/substitutes.ts';
import { trustLevels, trustLevelsHighestFirst } from '../../regulation/trust-levels.ts';
import { Button } from '../components/button.tsx';
import { Check, ChoiceField, TextArea } from '../components/field.tsx';
import type { IconName } from '../components/icon.tsx';
import { Tag } from '../components/marks.tsx';
import { MaterialSamples } from '../components/material-samples.tsx';
import type { Tone } from '../components/states.ts';
import { noticeText } from '../notice/text.zh-CN.ts';
import { reviewText as text } from './text.zh-CN.ts';
import { canHandBack, type HandedIn } from './verdicts.ts';

const looks: Record<Verdict, { tone: Tone; icon: IconName }> = {
  unmarked: { tone: 'wait', icon: 'clock' },
  passed: { tone: 'ok', icon: 'check' },
  deficient: { tone: 'bad', icon: 'octagon' },
  notSubmitted: { tone: 'bad', icon: 'slashed' },
};

/** The verdict of a line: word, icon, colour. */
export function VerdictTag({ line }: { line: LineView }) {
  const { tone, icon } = looks[line.verdict];
  return (
    <Tag tone={tone} icon={icon}>
      {line.correctedOnSpotAt === undefined ? text.verdicts[line.verdict] : text.correctedOnSpot}
    </Tag>
  );
}

/** What is being written about a line before it is marked. */
export type LineDraft = { handedIn: HandedIn; writing: boolean; reason: ReasonCode; correction: string };

type ReviewLineProps = {
  line: LineView;
  number: number;
  current: boolean;
  draft: LineDraft;
  error: string | undefined;
  /** Told to be in order before a notice: only the window lead opens it again. */
  closed: boolean;
  onReopen: (() => void) | undefined;
  onSelect: () => void;
  onDraft: (change: Partial<LineDraft>) => void;
  onVerdict: (verdict: '1' | '2' | '3') => void;
  onDeficient: () => void;
};

/** One material: what the standard asks, the points to look at, and the verdict. */
export function ReviewLine(props: ReviewLineProps) {
  const { line, number, current, draft } = props;
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (current) head.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <li className={`review-line ${current ? 'review-line-current' : ''}`}>
      <div className="review-line-head" ref={head}>
        <span className="line-number">{number}</span>
        <button type="button" className="line-name" aria-expanded={current} onClick={props.onSelect}>
          <b>{line.name}</b>
          <span className="small block">
            {line.received === undefined
              ? text.asked(line.originals, line.copies)
              : text.received(
                  line.received.originals,
                  line.received.copies,
                  mediaNames[line.received.medium],
                )}
            {line.received?.handedBack ? ` · ${text.handedBack}` : ''}
            {line.required ? '' : ` · ${text.optional}`} · {text.files(line.files.length)}
          </span>
        </button>
        <VerdictTag line={line} />
      </div>
      {current ? (
        <div className="review-line-body">
          {line.note === '' ? null : <p className="soft">{line.note}</p>}
          <Demands line={line} />
          <ul className="points">
            {line.points.map((point) => (
              <li key={point.id}>
                {point.question}
                <span className="small block">{point.basis}</span>
              </li>
            ))}
          </ul>
          {line.correction !== undefined && !draft.writing ? (
            <p>
              <span className="small">
                {line.correctedOnSpotAt === undefined ? text.correction : text.correctedOnSpot}：
              </span>
              {line.correction}
            </p>
          ) : null}
          {props.closed ? (
            <Closed onReopen={props.onReopen} />
          ) : (
            <>
              <Counts line={line} draft={draft} onDraft={props.onDraft} />
              <div className="verdict-buttons" role="group" aria-label={text.verdictLabel}>
                <Button keys="1" pressed={line.verdict === 'passed'} onPress={() => props.onVerdict('1')}>
                  {text.verdicts.passed}
                </Button>
                <Button
                  keys="2"
                  className={line.verdict === 'deficient' || draft.writing ? 'verdict-bad' : ''}
                  pressed={line.verdict === 'deficient' || draft.writing}
                  onPress={() => props.onVerdict('2')}
                >
                  {text.verdicts.deficient}
                </Button>
                <Button
                  keys="3"
                  className={line.verdict === 'notSubmitted' ? 'verdict-bad' : ''}
                  pressed={line.verdict === 'notSubmitted'}
                  onPress={() => props.onVerdict('3')}
                >
                  {text.verdicts.notSubmitted}
                </Button>
              </div>
            </>
          )}
          {draft.writing && !props.closed ? <Correction {...props} /> : null}
        </div>
      ) : null}
    </li>
  );
}

/** A line that cannot be judged again, and the lead's way to open it. */
function Closed({ onReopen }: { onReopen: (() => void) | undefined }) {
  return (
    <div className="stack">
      <p className="small">{noticeText.closed}</p>
      {onReopen ? (
        <div className="row">
          <Button onPress={onReopen}>{noticeText.reopen}</Button>
        </div>
      ) : null}
    </div>
  );
}

/** What the standard says of the material beside its counts: form, trust, what may replace it, how it looks. */
function Demands({ line }: { line: LineView }) {
  const { substitutes, trustLevels: levels, criteria, samples, media } = line;
  return (
    <>
      {criteria.length > 0 ? (
        <div>
          <span className="small">{text.criteria}</span>
          <ul className="demands">
            {criteria.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {levels.length > 0 && media.some((medium) => medium !== 'paper') ? (
        <div>
          <span className="small">{text.trust}</span>
          <ul className="demands">
            {trustLevelsHighestFirst
              .filter((level) => levels.includes(level))
              .map((level) => (
                <li key={level}>
                  <b>{trustLevels[level].name}</b> {trustLevels[level].means}
                </li>
              ))}
          </ul>
        </div>
      ) : null}
      {substitutes.length > 0 ? (
        <p className="small">
          {text.substitutes}：{substitutes.map(substituteText).join('、')}
        </p>
      ) : null}
      <MaterialSamples samples={samples} />
    </>
  );
}

const reasonChoices = Object.entries(reasonCodes)
  .filter(([value]) => value !== 'missing')
  .map(([value, name]) => ({ value, name }));

const isReason = (value: string): value is ReasonCode => Object.hasOwn(reasonCodes, value);

function Correction({ draft, error, onDraft, onDeficient }: ReviewLineProps) {
  return (
    <div className="stack correction">
      <ChoiceField
        label={text.reason}
        value={draft.reason}
        choices={reasonChoices}
        onChange={(reason) => onDraft({ reason: isReason(reason) ? reason : 'wrongForm' })}
      />
      <TextArea
        label={text.correction}
        hint={text.correctionHint}
        value={draft.correction}
        maxLength={300}
        error={error}
        focusRef={(element) => element?.focus()}
        onChange={(correction) => onDraft({ correction })}
        onEnter={onDeficient}
      />
      <div className="row">
        <Button keys="Enter" onPress={onDeficient}>
          {text.markDeficient}
        </Button>
      </div>
    </div>
  );
}

function Counts({
  line,
  draft,
  onDraft,
}: {
  line: LineView;
  draft: LineDraft;
  onDraft: ReviewLineProps['onDraft'];
}) {
  const { handedIn } = draft;
  const change = (part: Partial<HandedIn>) => onDraft({ handedIn: { ...handedIn, ...part } });
  return (
    <div className="counts">
      <Stepper
        label={text.originals}
        value={handedIn.originals}
        onChange={(originals) => change({ originals })}
      />
      <Stepper label={text.copies} value={handedIn.copies} onChange={(copies) => change({ copies })} />
      {line.media.length > 1 ? (
        <label className="row">
          {text.medium}
          <select
            className="input counts-medium"
            value={handedIn.medium}
            onChange={(event) => change({ medium: mediumOf(event.target.value, line.media) })}
          >
            {line.media.map((medium) => (
              <option key={medium} value={medium}>
                {mediaNames[medium]}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <span className="small">{mediaNames[handedIn.medium]}</span>
      )}
      {canHandBack(line, handedIn) ? (
        <Check checked={handedIn.handedBack === true} onChange={(handedBack) => change({ handedBack })}>
          {text.handBack}
        </Check>
      ) : null}
    </div>
  );
}

const mediumOf = (value: string, media: readonly Medium[]): Medium =>
  media.find((medium) => medium === value) ?? media[0] ?? 'paper';

/** A small count with minus and plus. */
export function Stepper(props: {
  label: string;
  value: number;
  max?: number;
  onChange: (value: number) => void;
}) {
  const { label, value, max = 99, onChange } = props;
  return (
    <span className="row" role="group" aria-label={label}>
      {label}
      <span className="stepper">
        <button type="button" aria-label={text.fewer(label)} onClick={() => onChange(Math.max(0, value - 1))}>
          −
        </button>
        <output>{value}</output>
        <button
          type="button"
          aria-label={text.oneMore(label)}
          onClick={() => onChange(Math.min(max, value + 1))}
        >
          +
        </button>
      </span>
    </span>
  );
}
