import { type ReactNode, useId, useState } from 'react';
import { sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { Check, TextField } from '../components/field.tsx';
import { Note } from '../components/frame.tsx';
import { ImportChanges } from './import-changes.tsx';
import { type Answers, confirmAddress, type ImportReport, sendTable } from './send-table.ts';
import { importText as text } from './text.zh-CN.ts';
import './table-import.css';

type State =
  | { step: 'choose'; error?: unknown }
  | { step: 'sending'; share: number }
  | { step: 'report'; file: File; report: ImportReport; error?: unknown };

/**
 * Import of a list: choose a file, see row by row what is wrong and what it would change, confirm. The address takes
 * the bytes of the file by POST and answers a report; with `confirm` it stores.
 */
export function TableImport(props: {
  address: string;
  /** Where the empty table is to be had. */
  template?: string;
  onStored: (report: ImportReport) => void;
}) {
  const { address, template, onStored } = props;
  const [state, setState] = useState<State>({ step: 'choose' });
  const [answers, setAnswers] = useState<Answers>({});
  const id = useId();

  const send = async (file: File, to: string): Promise<ImportReport> => {
    setState({ step: 'sending', share: 0 });
    return sendTable(to, file, (share) => setState({ step: 'sending', share }));
  };
  const tryOut = async (file: File) => {
    setAnswers({});
    try {
      setState({ step: 'report', file, report: await send(file, address) });
    } catch (error) {
      setState({ step: 'choose', error });
    }
  };
  const confirm = async (file: File, report: ImportReport) => {
    try {
      const done = await send(file, confirmAddress(address, report.token, answers));
      setState({ step: 'choose' });
      onStored(done);
    } catch (error) {
      setState({ step: 'report', file, report, error });
    }
  };

  if (state.step === 'sending') return <Progress share={state.share} />;
  if (state.step === 'report') {
    const { file, report } = state;
    return (
      <div className="stack table-import">
        {state.error ? <Note tone="bad">{sentenceFor(state.error)}</Note> : null}
        <Report
          report={report}
          answers={answers}
          onAnswers={setAnswers}
          onConfirm={() => void confirm(file, report)}
          onAgain={() => setState({ step: 'choose' })}
        />
      </div>
    );
  }
  return (
    <div className="stack table-import">
      {state.error ? <Note tone="bad">{sentenceFor(state.error)}</Note> : null}
      <div className="field">
        <label htmlFor={id}>{text.choose}</label>
        <input
          id={id}
          type="file"
          className="input"
          accept=".xlsx,.csv"
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) void tryOut(file);
          }}
        />
        <span className="hint">{text.chooseHint}</span>
      </div>
      {template === undefined ? null : (
        <a href={template} download>
          {text.template}
        </a>
      )}
    </div>
  );
}

function Progress({ share }: { share: number }) {
  const sent = share >= 1;
  return (
    <div className="stack table-import" role="status">
      <p>{sent ? text.reading : text.sending}</p>
      {sent ? (
        <progress aria-label={text.reading} />
      ) : (
        <progress aria-label={text.sending} value={share} max={1} />
      )}
    </div>
  );
}

type ReportProps = {
  report: ImportReport;
  answers: Answers;
  onAnswers: (answers: Answers) => void;
  onConfirm: () => void;
  onAgain: () => void;
};

function Report({ report, answers, onAnswers, onConfirm, onAgain }: ReportProps) {
  const { faults, questions, added, changed, missing } = report;
  const left = questions.filter(({ row }) => answers[`${row}`] === undefined).length;
  const nothing = added.length + changed.length + missing.length === 0;
  const again = <Button onPress={onAgain}>{text.again}</Button>;
  if (faults.length > 0)
    return (
      <>
        <Note tone="bad">{text.refused(faults.length)}</Note>
        <Faults faults={faults} />
        {again}
      </>
    );
  return (
    <>
      <Note tone={nothing ? 'ok' : 'go'}>
        {nothing
          ? text.nothing
          : text.summary({
              rows: report.rows,
              added: added.length,
              changed: changed.length,
              missing: missing.length,
              unchanged: report.unchanged,
            })}
      </Note>
      <Questions report={report} answers={answers} onAnswers={onAnswers} />
      <ImportChanges report={report} />
      <div className="dialog-buttons">
        {again}
        <Button
          kind="main"
          blocked={nothing ? text.nothing : left > 0 ? text.notAll(left) : undefined}
          onPress={onConfirm}
        >
          {text.confirm}
        </Button>
      </div>
    </>
  );
}

function Faults({ faults }: Pick<ImportReport, 'faults'>): ReactNode {
  return (
    <div className="table-frame">
      <table aria-label={text.faults}>
        <thead>
          <tr>
            <th>{text.row}</th>
            <th>{text.what}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map(({ row, column = '', sentence }) => (
            <tr key={`${row} ${column} ${sentence}`}>
              <td>{text.rowNumber(row)}</td>
              <td>{sentence}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Questions({ report, answers, onAnswers }: Pick<ReportProps, 'report' | 'answers' | 'onAnswers'>) {
  const [typed, setTyped] = useState<Answers>({});
  if (report.questions.length === 0) return null;
  const without = (row: number) =>
    Object.fromEntries(Object.entries(answers).filter(([key]) => key !== `${row}`));
  return (
    <fieldset className="table-import-questions">
      <legend>{text.questions}</legend>
      <p className="small">{text.questionsWhy}</p>
      {report.questions.map(({ row, sentence, suggestion = [] }) => {
        const names = typed[`${row}`] ?? suggestion;
        return (
          <div key={row} className="stack table-import-question">
            <p>
              <b>{text.rowNumber(row)}</b> {sentence}
            </p>
            {names.map((name, at) => (
              <TextField
                key={text.split(at + 1)}
                label={text.split(at + 1)}
                value={name}
                onChange={(value) => {
                  setTyped({ ...typed, [row]: names.map((one, other) => (other === at ? value : one)) });
                  onAnswers(without(row));
                }}
              />
            ))}
            <Check
              checked={answers[`${row}`] !== undefined}
              onChange={(checked) => onAnswers(checked ? { ...answers, [row]: names } : without(row))}
            >
              {text.looked}
            </Check>
          </div>
        );
      })}
    </fieldset>
  );
}
