import { Link, useNavigate, useParams } from 'react-router';
import type { TemplateView } from '../../notifications/messages/template-view.ts';
import { useTemplates } from '../api/messages.ts';
import { useSession } from '../api/session.ts';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { TemplateEditor } from './template-editor.tsx';
import { templateText as text } from './text.zh-CN.ts';
import './templates.css';

const { columns } = text;

/** 通知模板: the words of all messages to people outside; one of them with its versions. */
export default function TemplatesPage() {
  const navigate = useNavigate();
  const { event } = useParams();
  const { data: session } = useSession();
  const reads = (session?.grants ?? []).some(
    ({ role }) => role === 'coordinationGroup' || role === 'serviceAdministration',
  );
  useKeys([
    {
      key: 'Esc',
      name: event === undefined ? text.back : text.toList,
      act: () => void navigate(event === undefined ? '/' : '/templates'),
    },
  ]);
  if (!reads) {
    return (
      <Empty icon="lock" title={text.noRight}>
        {text.noRightWhy}
      </Empty>
    );
  }
  if (event !== undefined) return <TemplateEditor key={event} event={event} />;
  return (
    <>
      <div className="page-head">
        <h1>{text.title}</h1>
      </div>
      <p className="templates-lead">{text.lead}</p>
      <List />
    </>
  );
}

function List() {
  const { data, error, isPending, refetch } = useTemplates();
  return (
    <Card label={text.title}>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={8} /> : null}
      {data ? (
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={text.title}>
            <thead>
              <tr>
                <th className="template-event">{columns.event}</th>
                <th>{columns.text}</th>
                <th className="template-version">{columns.version}</th>
              </tr>
            </thead>
            <tbody>
              {data.templates.map((template) => (
                <Row key={template.event} template={template} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Card>
  );
}

function Row({ template }: { template: TemplateView }) {
  const { event, title, preview, version, regions } = template;
  return (
    <tr>
      <td data-label={columns.event}>
        <Link to={`/templates/${event}`}>{title}</Link>
      </td>
      <td data-label={columns.text}>{preview}</td>
      <td data-label={columns.version}>
        {text.version(version)}
        {regions.length > 0 ? <span className="small under">{text.ownWords(regions.length)}</span> : null}
      </td>
    </tr>
  );
}
