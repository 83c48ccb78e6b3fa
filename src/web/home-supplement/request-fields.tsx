import { useRef } from 'react';
import type { CaseView, WhyLine } from '../../cases/core/case-view.ts';
import type { Day } from '../../regulation/instant.ts';
import { Button } from '../components/button.tsx';
import { Check, ChoiceField, TextArea } from '../components/field.tsx';
import { Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { DueDays } from './due-days.tsx';
import { type RequestDraft, shortest, unclearPoints, withPoint } from './request-draft.ts';
import { supplementText as text } from './text.zh-CN.ts';
import './home-supplement.css';

type RequestFieldsProps = {
  kase: CaseView;
  value: RequestDraft;
  tried: boolean;
  again: boolean;
  due: { dueOn: Day; why: WhyLine[] } | undefined;
  onChange: (value: RequestDraft) => void;
};

/** The points of a supplement, its due date, and what follows when nothing comes. */
export function RequestFields({ kase, value, tried, again, due, onChange }: RequestFieldsProps) {
  const adding = useRef(false);
  const unclear = tried ? unclearPoints(value) : [];
  const lines = [{ value: '', name: text.other }, ...kase.lines.map(({ id, name }) => ({ value: id, name }))];
  const change = (index: number, part: Partial<RequestDraft['points'][number]>) =>
    onChange({
      ...value,
      points: value.points.map((point, i) => (i === index ? { ...point, ...part } : point)),
    });
  const add = () => {
    adding.current = true;
    onChange(withPoint(value));
  };
  return (
    <div className="stack request-fields">
      <fieldset>
        <legend className="small">{text.points}</legend>
        <ol className="point-editor">
          {value.points.map((point, index) => (
            <li key={point.key} aria-label={text.point(index + 1)}>
              <span className="point-number" aria-hidden="true">
                {index + 1}
              </span>
              <ChoiceField
                label={text.about}
                value={point.lineId}
                choices={lines}
                onChange={(lineId) => change(index, { lineId })}
              />
              <TextArea
                label={text.what}
                {...(index === 0 ? { hint: text.whatHint } : {})}
                maxLength={300}
                value={point.text}
                error={unclear.includes(index) ? text.pointMissing : undefined}
                focusRef={(element) => {
                  if (!element || !adding.current || index !== value.points.length - 1) return;
                  adding.current = false;
                  element.focus();
                }}
                onEnter={add}
                onChange={(words) => change(index, { text: words })}
              />
              {value.points.length > 1 ? (
                <Button
                  small
                  label={text.removePoint(index + 1)}
                  onPress={() => onChange({ ...value, points: value.points.filter((_, i) => i !== index) })}
                >
                  <Icon name="cross" />
                </Button>
              ) : (
                <span />
              )}
            </li>
          ))}
        </ol>
        <Button small onPress={add}>
          <Icon name="plus" />
          {text.addPoint}
        </Button>
      </fieldset>
      <DueDays
        label={text.days}
        days={value.days}
        due={due}
        onDays={(days) => onChange({ ...value, days })}
      />
      {kase.state === 'receivedAtHome' ? (
        <Check checked={value.announces} onChange={(announces) => onChange({ ...value, announces })}>
          {text.announce}
          <span className="small block">{text.announceNote}</span>
        </Check>
      ) : null}
      {again ? (
        <>
          <Note tone="warn">{text.second}</Note>
          <TextArea
            label={text.reason}
            hint={text.reasonHint}
            maxLength={500}
            value={value.reason}
            error={tried && [...value.reason.trim()].length < shortest ? text.reasonMissing : undefined}
            onChange={(reason) => onChange({ ...value, reason })}
          />
        </>
      ) : null}
    </div>
  );
}

/** Whether the applicant was asked before; what was taken back does not count. */
export const askedBefore = ({ homeSupplements }: CaseView): boolean =>
  homeSupplements.some(({ state }) => state !== 'takenBack');
