import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { checkTemplate, lengthOf } from '../../notifications/messages/template-text.ts';
import type { TemplateDetails } from '../../notifications/messages/template-view.ts';
import { templateRuleOf } from '../../notifications/messages/templates.ts';
import { messageLength, messageSign } from '../../regulation/message-rules.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useSaveTemplate, useTemplate } from '../api/messages.ts';
import { sentenceFor } from '../api/problem.ts';
import { useSession } from '../api/session.ts';
import { Button } from '../components/button.tsx';
import { ChoiceField, TextArea, TextField } from '../components/field.tsx';
import { Card, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { templateText as text } from './text.zh-CN.ts';
import { differenceOf } from './word-difference.ts';

/** One template: its words, a new version with a live preview, and all versions with what changed. */
export function TemplateEditor({ event }: { event: string }) {
  const { data, error, refetch } = useTemplate(event);
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={6} />;
  return (
    <>
      <div className="page-head">
        <h1>{data.title}</h1>
        <Link to="/templates">{text.toList}</Link>
      </div>
      <div className="template-page">
        <div className="stack">
          {data.scopes.length > 0 ? (
            <Editor key={data.lastVersion} template={data} />
          ) : (
            <Card title={text.current}>
              <div className="pad">
                <p>{data.preview}</p>
                <Note>{text.readOnly}</Note>
              </div>
            </Card>
          )}
        </div>
        <History template={data} />
      </div>
    </>
  );
}

/** The words that a scope starts from: its own last ones, else those for all. */
const wordsOf = ({ versions, text: general }: TemplateDetails, scope: string): string =>
  versions.find(({ regionCode }) => regionCode === scope)?.text ?? general;

function Editor({ template }: { template: TemplateDetails }) {
  const { data: session } = useSession();
  const { say } = useMessages();
  const [scope, setScope] = useState(template.scopes[0] ?? '');
  const [typed, setTyped] = useState(wordsOf(template, scope));
  const [reason, setReason] = useState('');
  const field = useRef<HTMLTextAreaElement | null>(null);
  const save = useSaveTemplate(template.event);
  const check = checkTemplate(templateRuleOf(template.event), typed);
  const unchanged = typed.trim() === wordsOf(template, scope);
  const blocked = unchanged
    ? text.unchanged
    : !check.valid
      ? check.reason
      : [...reason.trim()].length < 2
        ? text.reasonMissing
        : undefined;
  const nameOf = (code: string): string =>
    code === ''
      ? text.scopeAll
      : text.scopeRegion(session?.grants.find(({ regionCode }) => regionCode === code)?.regionName ?? code);
  const insert = (label: string) => {
    const element = field.current;
    const at = element?.selectionStart ?? typed.length;
    setTyped(`${typed.slice(0, at)}{${label}}${typed.slice(element?.selectionEnd ?? at)}`);
    element?.focus();
  };
  const act = () => {
    if (blocked !== undefined || save.isPending) return;
    save.mutate(
      { text: typed.trim(), reason: reason.trim(), regionCode: scope, lastVersion: template.lastVersion },
      { onSuccess: ({ lastVersion }) => say(text.saved(lastVersion)) },
    );
  };
  useKeys([{ key: 'Ctrl Enter', name: text.save, act }]);
  return (
    <Card title={text.edit}>
      <div className="pad template-form">
        {template.scopes.length > 1 ? (
          <ChoiceField
            label={text.scope}
            value={scope}
            choices={template.scopes.map((value) => ({ value, name: nameOf(value) }))}
            onChange={(value) => {
              setScope(value);
              setTyped(wordsOf(template, value));
            }}
          />
        ) : (
          <p className="small">
            {text.scope}：{nameOf(scope)}
          </p>
        )}
        <TextArea
          label={text.words}
          hint={text.wordsHint}
          rows={5}
          value={typed}
          maxLength={600}
          error={!unchanged && !check.valid ? check.reason : undefined}
          focusRef={(element) => {
            field.current = element;
          }}
          onChange={setTyped}
        />
        <div className="template-variables">
          <span className="small">{text.variables}</span>
          {template.variables.map(({ label, sample }) => (
            <Button key={label} small label={`${label}，如 ${sample}`} onPress={() => insert(label)}>
              {`{${label}}`}
            </Button>
          ))}
        </div>
        <div className="template-preview" aria-live="polite">
          <b>{text.preview}</b>
          <p>{check.valid ? check.preview : '—'}</p>
          <span className="small">
            {text.characters(
              check.valid ? check.characters : lengthOf(messageSign) + lengthOf(typed),
              messageLength,
            )}
          </span>
        </div>
        <TextField
          label={text.reason}
          hint={text.reasonHint}
          value={reason}
          maxLength={100}
          onChange={setReason}
        />
        {save.error ? <Note tone="bad">{sentenceFor(save.error)}</Note> : null}
        <p className="small" role="status">
          {unchanged || check.valid ? (blocked ?? '') : ''}
        </p>
        <div className="dialog-buttons">
          <Button kind="main" keys="Ctrl Enter" blocked={blocked} busy={save.isPending} onPress={act}>
            {text.save}
          </Button>
        </div>
      </div>
    </Card>
  );
}

/** Versions of one scope, newest first, each beside the one before it. */
function History({ template }: { template: TemplateDetails }) {
  const { versions } = template;
  return (
    <Card title={text.history}>
      <ul className="template-history">
        {versions.map((each, index) => {
          const rest = versions.slice(index + 1);
          const before =
            rest.find(({ regionCode }) => regionCode === each.regionCode) ??
            rest.find(({ regionCode }) => regionCode === '');
          return (
            <li key={each.version}>
              <b>{text.version(each.version)}</b>{' '}
              <span className="small">
                {each.madeAt === null ? '' : text.made(each.madeByName, shortMoment(each.madeAt))}
                {each.regionCode === '' ? '' : ` · ${text.scopeRegion(each.regionCode)}`}
              </span>
              {each.madeAt === null ? null : <p className="small">{each.reason}</p>}
              <p className="template-words">
                {before ? <Difference before={before.text} after={each.text} /> : each.text}
              </p>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function Difference({ before, after }: { before: string; after: string }) {
  return (
    <>
      {differenceOf(before, after).map(({ place, kind, text: words }) => {
        if (kind === 'same') return <span key={place}>{words}</span>;
        return kind === 'added' ? (
          <ins key={place} title={text.added}>
            {words}
          </ins>
        ) : (
          <del key={place} title={text.removed}>
            {words}
          </del>
        );
      })}
    </>
  );
}
