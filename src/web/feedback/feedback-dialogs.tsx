import { useState } from 'react';
import { feedbackCategories } from '../../escalation/problem-report.ts';
import { findByNumber } from '../api/cases.ts';
import { useLadderAct } from '../api/escalations.ts';
import { useCoordinators } from '../api/problems.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { DayField, useToday } from '../components/day-field.tsx';
import { ChoiceField, TextArea, TextField } from '../components/field.tsx';
import { useMessages } from '../components/messages.tsx';
import { tooShort } from '../escalations/act-dialogs.tsx';
import { feedbackText as text } from './text.zh-CN.ts';

const categories = Object.entries(feedbackCategories).map(([value, name]) => ({ value, name }));

/** The case by its number; undefined for none, false where it is not there for this person. */
async function caseIdOf(number: string): Promise<string | undefined | false> {
  const digits = number.replaceAll(/\s/g, '');
  if (digits === '') return undefined;
  try {
    return (await findByNumber(digits)).id;
  } catch {
    return false;
  }
}

/** 反馈问题 to the own administration. */
export function FeedbackDialog({ onClose }: { onClose: () => void }) {
  const [category, setCategory] = useState('');
  const [words, setWords] = useState('');
  const [number, setNumber] = useState('');
  const [numberFault, setNumberFault] = useState<string>();
  const { say } = useMessages();
  const act = useLadderAct();
  const blocked = category === '' || tooShort(words) ? text.missing : undefined;
  const send = async () => {
    if (blocked !== undefined || act.isPending) return;
    const caseId = await caseIdOf(number);
    if (caseId === false) return setNumberFault(text.numberUnknown);
    act.mutate(
      {
        path: '/api/problem-reports',
        body: { category, text: words.trim(), ...(caseId === undefined ? {} : { caseId }) },
      },
      {
        onSuccess: () => {
          say(text.done);
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={text.new.feedback}
      verb={text.new.feedback}
      safe={text.notYet}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() => void send()}
      onClose={onClose}
    >
      <ChoiceField
        label={text.category}
        value={category}
        empty={text.choose}
        choices={categories}
        onChange={setCategory}
      />
      <TextArea label={text.text} value={words} rows={4} maxLength={1000} onChange={setWords} />
      <TextField
        label={text.number}
        hint={text.numberHint}
        error={numberFault}
        value={number}
        maxLength={30}
        inputMode="numeric"
        onChange={(value) => {
          setNumberFault(undefined);
          setNumber(value);
        }}
      />
    </ActDialog>
  );
}

type Named = { key: number; department: string; coordinatorId: string };

/** A problem between departments: each with its named coordinator. */
export function DepartmentsDialog({ onClose }: { onClose: () => void }) {
  const { data } = useCoordinators();
  const [words, setWords] = useState('');
  const [named, setNamed] = useState<Named[]>([
    { key: 1, department: '', coordinatorId: '' },
    { key: 2, department: '', coordinatorId: '' },
  ]);
  const { say } = useMessages();
  const act = useLadderAct();
  const change = (key: number, what: Partial<Named>) =>
    setNamed(named.map((each) => (each.key === key ? { ...each, ...what } : each)));
  const people = new Set(named.map(({ coordinatorId }) => coordinatorId));
  const blocked = tooShort(words)
    ? text.text
    : named.some(({ department, coordinatorId }) => tooShort(department) || coordinatorId === '') ||
        people.size !== named.length
      ? text.departmentsMissing
      : undefined;
  const send = () => {
    if (blocked !== undefined || act.isPending) return;
    act.mutate(
      {
        path: '/api/department-problems',
        body: {
          text: words.trim(),
          participants: named.map(({ department, coordinatorId }) => ({
            department: department.trim(),
            coordinatorId,
          })),
        },
      },
      {
        onSuccess: () => {
          say(text.done);
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={text.new.departments}
      verb={text.openVerb}
      safe={text.notYet}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={send}
      onClose={onClose}
    >
      <TextArea label={text.text} value={words} rows={3} maxLength={1000} onChange={setWords} />
      {named.map(({ key, department, coordinatorId }, index) => (
        <div className="field-grid" key={key}>
          <TextField
            label={text.department(index + 1)}
            value={department}
            maxLength={60}
            onChange={(value) => change(key, { department: value })}
          />
          <ChoiceField
            label={text.coordinator}
            value={coordinatorId}
            empty={text.choose}
            choices={(data?.coordinators ?? []).map(({ id, name }) => ({ value: id, name }))}
            onChange={(value) => change(key, { coordinatorId: value })}
          />
        </div>
      ))}
      <Button
        small
        onPress={() => setNamed([...named, { key: named.length + 1, department: '', coordinatorId: '' }])}
      >
        {text.addDepartment}
      </Button>
    </ActDialog>
  );
}

/** How a problem was solved, and on which day. */
export function SolveDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const today = useToday();
  const [solution, setSolution] = useState('');
  const [solvedOn, setSolvedOn] = useState(today);
  const { say } = useMessages();
  const act = useLadderAct();
  const blocked = tooShort(solution) ? text.labels.solve : undefined;
  const send = () => {
    if (blocked !== undefined || act.isPending) return;
    act.mutate(
      { path: `/api/problem-reports/${id}/solve`, body: { solution: solution.trim(), solvedOn } },
      {
        onSuccess: () => {
          say(text.done);
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={text.acts.solve}
      verb={text.acts.solve}
      safe={text.notYet}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={send}
      onClose={onClose}
    >
      <TextArea label={text.labels.solve} value={solution} rows={3} maxLength={1000} onChange={setSolution} />
      <DayField label={text.solvedOn} value={solvedOn} onChange={setSolvedOn} />
    </ActDialog>
  );
}
