import { useState } from 'react';
import {
  type HelpKind,
  helpKindCodes,
  helpKinds,
  longestAnswer,
  longestSubject,
} from '../../consultation/consultation.ts';
import { useRecordConsultation } from '../api/consultations.ts';
import { errorAt, sentenceFor } from '../api/problem.ts';
import type { SessionGrant } from '../api/session.ts';
import { Button } from '../components/button.tsx';
import { Check, TextArea, TextField } from '../components/field.tsx';
import { Card, Note } from '../components/frame.tsx';
import { useKept } from '../components/kept.ts';
import { useMessages } from '../components/messages.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { RegionPicker } from '../new-case/region-picker.tsx';
import { type ChosenItem, GuideFinder } from './guide-finder.tsx';
import { consultationText as text } from './text.zh-CN.ts';

type Draft = {
  subject: string;
  answer: string;
  askingRegion: string;
  homeRegion: string;
  help: HelpKind[];
  businessNumber: string;
  item?: ChosenItem | undefined;
};
type Field = keyof typeof text.missing;

const digits = ['1', '2', '3', '4', '5'] as const;
const isShort = (words: string): boolean => [...words.trim()].length < 2;

/** Why a draft cannot be saved yet, by field. */
function faultsOf(draft: Draft): Partial<Record<Field, string>> {
  return {
    ...(isShort(draft.subject) ? { subject: text.missing.subject } : {}),
    ...(isShort(draft.answer) ? { answer: text.missing.answer } : {}),
    ...(draft.askingRegion === '' ? { askingRegion: text.missing.askingRegion } : {}),
    ...(draft.homeRegion === '' ? { homeRegion: text.missing.homeRegion } : {}),
  };
}

const bodyOf = ({ item, businessNumber, ...draft }: Draft, windowId: string | null) => ({
  ...draft,
  subject: draft.subject.trim(),
  answer: draft.answer.trim(),
  ...(item ? { item: { catalogueId: item.catalogueId, number: item.number } } : {}),
  ...(businessNumber.trim() === '' ? {} : { businessNumber: businessNumber.trim() }),
  ...(windowId === null ? {} : { windowId }),
});

/** Quick entry of an enquiry, with the guides that fit it beside. */
export function Entry({ at }: { at: SessionGrant }) {
  const { say } = useMessages();
  const [empty] = useState<Draft>({
    subject: '',
    answer: '',
    askingRegion: at.regionCode,
    homeRegion: '',
    help: [],
    businessNumber: '',
  });
  const [draft, setDraft, forget] = useKept<Draft>('consultation', empty);
  const [tried, setTried] = useState(false);
  const recording = useRecordConsultation();
  const faults = faultsOf(draft);
  const change = (part: Partial<Draft>) => {
    if (recording.error) recording.reset();
    setDraft((now) => ({ ...now, ...part }));
  };
  const toggle = (kind: HelpKind, given = !draft.help.includes(kind)) =>
    change({ help: helpKindCodes.filter((each) => (each === kind ? given : draft.help.includes(each))) });
  const errorOf = (field: Field | 'businessNumber'): string | undefined =>
    errorAt(recording.error, `/${field}`) ??
    (tried && field !== 'businessNumber' ? faults[field] : undefined);
  const save = () => {
    setTried(true);
    if (Object.keys(faults).length > 0 || recording.isPending) return;
    recording.mutate(bodyOf(draft, at.windowId), {
      onSuccess: ({ masked }) => {
        say(masked ? text.savedMasked : text.saved);
        setTried(false);
        forget();
        document.querySelector<HTMLInputElement>('[data-field="subject"] input')?.focus();
      },
    });
  };
  useKeys([
    { key: 'Ctrl Enter', name: text.save, act: save },
    ...digits.flatMap((key, i) => {
      const kind = helpKindCodes[i];
      return kind ? [{ key, name: helpKinds[kind], act: () => toggle(kind) }] : [];
    }),
  ]);
  return (
    <div className="consultation-entry">
      <Card title={text.entry}>
        <div className="pad stack">
          <TextField
            label={text.subject}
            name="subject"
            hint={text.subjectHint}
            first
            value={draft.subject}
            maxLength={longestSubject}
            error={errorOf('subject')}
            onChange={(subject) => change({ subject })}
          />
          <div className="consultation-regions">
            <RegionPicker
              label={text.askingRegion}
              source={draft.askingRegion === at.regionCode ? text.ownRegion : undefined}
              value={draft.askingRegion}
              error={errorOf('askingRegion')}
              onChange={(askingRegion) => change({ askingRegion })}
            />
            <RegionPicker
              label={text.homeRegion}
              source={text.homeHint}
              value={draft.homeRegion}
              error={errorOf('homeRegion')}
              onChange={(homeRegion) => change({ homeRegion })}
            />
          </div>
          <TextArea
            label={text.answer}
            name="answer"
            hint={text.answerHint}
            rows={3}
            value={draft.answer}
            maxLength={longestAnswer}
            error={errorOf('answer')}
            onChange={(answer) => change({ answer })}
          />
          <fieldset>
            <legend className="small">{text.help}</legend>
            <div className="consultation-help">
              {helpKindCodes.map((kind, i) => (
                <div key={kind} title={text.helpWhat[kind]}>
                  <Check checked={draft.help.includes(kind)} onChange={(given) => toggle(kind, given)}>
                    {helpKinds[kind]}
                  </Check>
                  <kbd aria-hidden="true">{i + 1}</kbd>
                </div>
              ))}
            </div>
          </fieldset>
          <TextField
            label={text.number}
            name="businessNumber"
            optional
            hint={text.numberHint}
            value={draft.businessNumber}
            maxLength={30}
            inputMode="numeric"
            error={errorOf('businessNumber')}
            onChange={(businessNumber) => change({ businessNumber })}
          />
          {recording.error && !isFieldRefusal(recording.error) ? (
            <Note tone="bad">{sentenceFor(recording.error)}</Note>
          ) : null}
          <div className="row">
            <Button
              onPress={() => {
                setTried(false);
                forget();
              }}
            >
              {text.clear}
            </Button>
            <span className="push" />
            <Button kind="main" keys="Ctrl Enter" busy={recording.isPending} onPress={save}>
              {text.save}
            </Button>
          </div>
        </div>
      </Card>
      <GuideFinder
        subject={draft.subject}
        homeRegion={draft.homeRegion}
        chosen={draft.item}
        onChoose={(item) => change({ item })}
        onGiven={(kind, item) =>
          change({ item, help: helpKindCodes.filter((each) => each === kind || draft.help.includes(each)) })
        }
      />
    </div>
  );
}

const fields = ['subject', 'answer', 'askingRegion', 'homeRegion', 'businessNumber'];
const isFieldRefusal = (error: unknown): boolean =>
  fields.some((field) => errorAt(error, `/${field}`) !== undefined);
