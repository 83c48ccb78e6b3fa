import { useState } from 'react';
import type { IntakePreview, PreviewRoute } from '../../cases/intake/intake-preview.ts';
import { useEnquiry } from '../api/intake.ts';
import { sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { Dialog, Note } from '../components/frame.tsx';
import { Party, Tag } from '../components/marks.tsx';
import { WindowServiceTags } from '../components/window-services.tsx';
import { newCaseText as text } from './text.zh-CN.ts';

type HomeWindowProps = { preview: IntakePreview; optionId: string; homeRegion: string };

/** Which window would get the case and by which rule, or why none can. */
export function HomeWindow({ preview, optionId, homeRegion }: HomeWindowProps) {
  const { route } = preview;
  if (!route.ok) return <Refused {...{ route, optionId, homeRegion }} />;
  return (
    <div className="derived">
      <Party side="home" />
      <div>
        <b>{route.windowName}</b>
        <p className="small">{route.rule}</p>
        <p className="small">
          {text.windowPhone} {route.phone} · {route.address} · {route.officeOpen ? text.open : text.notOpen}
        </p>
      </div>
      <span className="row">
        <WindowServiceTags services={route.services} />
        <Tag tone="ok" icon="check">
          {text.listed}
        </Tag>
      </span>
    </div>
  );
}

function Refused(props: {
  route: Extract<PreviewRoute, { ok: false }>;
  optionId: string;
  homeRegion: string;
}) {
  const { route } = props;
  const [open, setOpen] = useState(false);
  const enquiry = useEnquiry();
  const canExplain = route.refusal === 'region-not-in-directory';
  return (
    <Note tone="bad">
      <p>{route.sentence}</p>
      {canExplain ? (
        <Button
          small
          busy={enquiry.isPending}
          onPress={() => {
            enquiry.mutate({ optionId: props.optionId, homeRegion: props.homeRegion });
            setOpen(true);
          }}
        >
          {text.printExplanation}
        </Button>
      ) : null}
      {open && !enquiry.isPending ? (
        <Dialog title={text.explanationTitle} onClose={() => setOpen(false)}>
          {enquiry.error ? <p>{sentenceFor(enquiry.error)}</p> : null}
          <div className="explanation">
            <h3>{enquiry.data?.title}</h3>
            {enquiry.data?.paragraphs.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
          <div className="dialog-buttons">
            <Button keys="Esc" onPress={() => setOpen(false)}>
              {text.close}
            </Button>
            <Button kind="main" first onPress={() => window.print()}>
              {text.print}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </Note>
  );
}
