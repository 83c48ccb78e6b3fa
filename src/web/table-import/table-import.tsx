import { type ReactNode, useId, useState } from 'react';
import { sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { Check, TextField } from '../components/field.tsx';
import { Note } from '../components/frame.tsx';
import { ImportChanges } from './import-changes.tsx';
import {
  type Answers,
  type AnyReport,
  changesOf,
  confirmAddress,
  type ImportReport,
  type Progress,
  sendTable,
} from './send-table.ts';
import { importText as text } from './text.zh-CN.ts';
import './table-import.css';

type State<Report> =
  | { step: 'choose'; error?: unknown }
  | { step: 'sending'; progress: Progress }
  | { step: 'report'; file: File; report: Report; error?: unknown };

/** What a page asks beside the report before it is confirmed, and what that adds to the request. */
export type BeforeConfirm = {
  asked: ReactNode;
  blocked: string | undefined;
  query: Readonly<Record<string, string>>;
};

/**
 * Import of a list: choose a file, see row by row what is wrong and what it would change, confirm. The address takes
 * the bytes of the file by POST and answers a report; with `confirm` it stores.
 */
export function TableImport<Report extends AnyReport = ImportReport>(props: {
  address: string;
  /** Where the empty table is to be had. */
  template?: string;
  before?: BeforeConfirm;
  /** Told what a file would do, before it is confirmed. */
  onTried?: (report: Report) => void;
  onStored: (report: Report) => void;
}) {
  const { address, template, before, onTried, onStored } = props;
  const [state, setState] = useState<State<Report>>({ step: 'choose' });
  const [answers, setAnswers] = useState<Answers>({});
  const id = useId();

  const send = async (file: File, to: string): Promise<Report> => {
    setState({ step: 'sending', progress: { stage: 'sending', share: 0 } });
    return sendTable<Report>(to, file, (progress) => setState({ step: 'sending', progress }));
  };
  const tryOut = async (file: File) => {
    setAnswers({});
    try {
      const report = await send(file, address);
      onTried?.(report);
      setState({ step: 'report', file, report });
    } catch (error) {
      setState({ step: 'choose', error });
    }
  };
  const confirm = async (file: File, report: Report) => {
    try {
      const done = await send(file, confirmAddress(address, report.token, answers, before?.query));
      setState({ step: 'choose' });
      onStored(done);
    } catch (error) {
      setState({ step: 'report', file, report, error });
    }
  };

  if (state.step === 'sending') return <ProgressBar progress={state.progress} />;
  if (state.step === 'report') {
    const { file, report } = state;
    return (
      <div className="stack table-import">
        {state.error ? <Note tone="bad">{sentenceFor(state.error)}</Note> : null}
        <Report
          report={report}
          answers={answers}
          fields={before?.asked}
          blocked={before?.blocked}
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

/** How far the import is, as a bar that tells rows of rows. */
function ProgressBar({ progress }: { progress: Progress }) {
  const known = progress.stage === 'sending' || progress.total > 0;
  const share = progress.stage === 'sending' ? progress.share : progress.done / Math.max(1, progress.total);
  const words =
    progress.stage === 'sending' || progress.total === 0
      ? text.stages[progress.stage]
      : `${text.stages[progress.stage]}：${text.rowsOf(progress.done, progress.total)}`;
  return (
    <div className="stack table-import" role="status">
      <p>{words}</p>
      {known ? (
        <progress aria-label={text.stages[progress.stage]} value={share} max={1} />
      ) : (
        <progress aria-label={text.stages[progress.stage]} />
      )}
    </div>
  );
}

type ReportProps = {
  report: AnyReport;
  answers: Answers;
  fields: ReactNode;
  blocked: string | undefined;
  onAnswers: (answers: Answers) => void;
  onConfirm: () => void;
  onAgain: () => void;
};

function Report({ report, answers, fields, blocked, onAnswers, onConfirm, onAgain }: ReportProps) {
  const { faults, questions } = report;
  const parts = changesOf(report);
  const count = (of: 'added' | 'changed' | 'missing'): number =>
    parts.reduce((sum, part) => sum + part[of].length, 0);
  const [added, changed, missing] = [count('added'), count('changed'), count('missing')];
  const left = questions.filter(({ row }) => answers[`${row}`] === undefined).length;
  const reordered = 'drafts' in report && Array.isArray(report.drafts) && report.drafts.length > 0;
  const nothing = added + changed + missing === 0 && !reordered;
  const again = <Button onPress={onAgain}>{text.again}</Button>;
  if (faults.length > 0)
    return (
      <>
        <Note tone="bad">{text.refused(faults.length)}</Note>
        <Faults faults={faults} />
        <div className="dialog-buttons">{again}</div>
      </>
    );
  return (
    <>
      <Note tone={nothing ? 'ok' : 'go'}>
        {nothing
          ? text.nothing
          : text.summary({
              rows: report.rows,
              added,
              changed,
              missing,
              unchanged: parts.reduce((sum, part) => sum + part.unchanged, 0),
            })}
      </Note>
      <Questions report={report} answers={answers} onAnswers={onAnswers} />
      {parts.map((part) => (
        <ImportChanges key={part.title ?? ''} report={part} />
      ))}
      {nothing ? null : fields}
      <div className="dialog-buttons">
        {again}
        <Button
          kind="main"
          blocked={nothing ? text.nothing : left > 0 ? text.notAll(left) : blocked}
          onPress={onConfirm}
        >
          {text.confirm}
        </Button>
      </div>
    </>
  );
}

const shownFaults = 200;

function Faults({ faults }: Pick<ImportReport, 'faults'>): ReactNode {
  const sheets = faults.some(({ sheet }) => sheet !== undefined);
  return (
    <div className="table-frame">
      <table className="table-import-faults" aria-label={text.faults}>
        <thead>
          <tr>
            {sheets ? <th>{text.sheet}</th> : null}
            <th>{text.row}</th>
            <th>{text.what}</th>
          </tr>
        </thead>
        <tbody>
          {faults.slice(0, shownFaults).map(({ sheet = '', row, column = '', sentence }) => (
            <tr key={`${sheet} ${row} ${column} ${sentence}`}>
              {sheets ? <td>{sheet}</td> : null}
              <td>{text.rowNumber(row)}</td>
              <td>{sentence}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {faults.length > shownFaults ? (
        <p className="pad small">{text.moreFaults(faults.length - shownFaults)}</p>
      ) : null}
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
