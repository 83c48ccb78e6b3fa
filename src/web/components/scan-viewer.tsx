import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { askBytes } from '../api/client.ts';
import { sentenceFor } from '../api/problem.ts';
import { useKeys } from '../keys/keyboard.tsx';
import { Button } from './button.tsx';
import { Empty } from './frame.tsx';
import { Icon } from './icon.tsx';
import './scan-viewer.css';

/** A scan as the viewer shows it. */
export type Scan = { id: string; href: string; mediaType: string; pages: number; name: string };

type ScanViewerProps = {
  scans: readonly Scan[];
  current: string | undefined;
  onCurrent: (id: string) => void;
  /** Further controls in the head. */
  tools?: ReactNode;
  empty?: ReactNode;
};

const closest = 4;
const farthest = 0.25;
const step = 1.25;

/** Shows scans beside the standard: strip, zoom, turn. PDF files are shown by the browser's own viewer. */
export function ScanViewer({ scans, current, onCurrent, tools, empty }: ScanViewerProps) {
  const [view, setView] = useState({ id: '', zoom: 1, turn: 0 });
  const index = Math.max(
    0,
    scans.findIndex(({ id }) => id === current),
  );
  const scan = scans[index];
  const following = scans[index + 1];
  const shownId = scan?.id ?? '';
  const { zoom, turn } = view.id === shownId ? view : { zoom: 1, turn: 0 };
  const look = (zoomTo: number, turnTo = turn) => setView({ id: shownId, zoom: zoomTo, turn: turnTo });

  const move = (by: number) => {
    const next = scans[index + by];
    if (next) onCurrent(next.id);
  };
  const closer = () => look(Math.min(zoom * step, closest));
  const farther = () => look(Math.max(zoom / step, farthest));
  const rotate = () => look(zoom, (turn + 90) % 360);
  const isImage = scan?.mediaType.startsWith('image/') ?? false;
  useKeys([
    { key: '←', name: '前一份扫描件', act: () => move(-1), off: scans.length < 2 },
    { key: '→', name: '后一份扫描件', act: () => move(1), off: scans.length < 2 },
    { key: '+', name: '放大', act: closer, off: !isImage },
    { key: '-', name: '缩小', act: farther, off: !isImage },
    { key: '0', name: '适合窗口', act: () => look(1), off: !isImage },
    { key: 'R', name: '旋转', act: rotate, off: !isImage },
  ]);

  return (
    <section className="card scan-viewer" aria-label="扫描件">
      <div className="scan-tools">
        <b>{scan?.name ?? '扫描件'}</b>
        {scan === undefined ? null : (
          <span className="small">
            第 {index + 1} 份，共 {scans.length} 份{scan.pages > 1 ? ` · ${scan.pages} 页` : ''}
          </span>
        )}
        <span className="push" />
        {isImage ? (
          <>
            <Button small label="缩小" onPress={farther}>
              <Icon name="minus" />
            </Button>
            <span className="small">{Math.round(zoom * 100)}%</span>
            <Button small label="放大" onPress={closer}>
              <Icon name="zoomIn" />
            </Button>
            <Button small label="旋转" keys="R" onPress={rotate}>
              <Icon name="rotate" />
            </Button>
          </>
        ) : null}
        {tools}
      </div>
      {scan === undefined ? (
        (empty ?? <Empty icon="scan" title="还没有扫描件" />)
      ) : (
        <div className={`scan-stage ${scans.length > 1 ? '' : 'scan-alone'}`}>
          {scans.length > 1 ? (
            <ul className="scan-strip" aria-label="各份扫描件">
              {scans.map((each, i) => (
                <li key={each.id}>
                  <button
                    type="button"
                    aria-current={each.id === scan.id ? 'true' : undefined}
                    onClick={() => onCurrent(each.id)}
                  >
                    <Icon name={each.mediaType.startsWith('image/') ? 'camera' : 'document'} />
                    <span>{i + 1}</span>
                    <span className="scan-name">{each.name}</span>
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
          <Sheet scan={scan} zoom={zoom} turn={turn} />
        </div>
      )}
      {following ? <Preload scan={following} /> : null}
    </section>
  );
}

/** The address of a scan's bytes in this page; read once and given back when no longer shown. */
function useScanAddress(scan: Scan): { address: string | undefined; error: unknown } {
  const { data, error } = useQuery({
    queryKey: ['scan', scan.href],
    queryFn: ({ signal }) => askBytes(scan.href, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5 * 60_000,
  });
  const address = useMemo(
    () => (data === undefined ? undefined : URL.createObjectURL(new Blob([data], { type: scan.mediaType }))),
    [data, scan.mediaType],
  );
  useEffect(
    () => () => {
      if (address !== undefined) URL.revokeObjectURL(address);
    },
    [address],
  );
  return { address, error };
}

/**
 * The browser's own viewer for PDF files. It runs apart from the page and refuses to work in a sandboxed frame; the
 * bytes come from our own store, which takes nothing but real PDF files.
 */
function PdfFrame({ address, title }: { address: string; title: string }) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const frame = document.createElement('iframe');
    frame.className = 'scan-pdf';
    frame.title = title;
    // Without the viewer's list of pages: the sheets are listed beside it.
    frame.src = `${address}#navpanes=0&view=FitH`;
    holder.current?.replaceChildren(frame);
    return () => frame.remove();
  }, [address, title]);
  return <div className="scan-pdf-holder" ref={holder} />;
}

function Preload({ scan }: { scan: Scan }) {
  useScanAddress(scan);
  return null;
}

function Sheet({ scan, zoom, turn }: { scan: Scan; zoom: number; turn: number }) {
  const { address, error } = useScanAddress(scan);
  if (error) {
    return (
      <div className="scan-sheet">
        <Empty icon="alert" title="扫描件读不出来">
          {sentenceFor(error)}
        </Empty>
      </div>
    );
  }
  if (address === undefined) return <div className="scan-sheet" aria-busy="true" />;
  if (scan.mediaType === 'application/pdf') {
    return <PdfFrame address={address} title={scan.name} />;
  }
  return (
    <div className="scan-sheet">
      <img src={address} alt={scan.name} style={{ '--zoom': String(zoom), '--turn': `${turn}deg` }} />
    </div>
  );
}
