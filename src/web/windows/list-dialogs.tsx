import { Link } from 'react-router';
import type { ManagedWindowView, WindowChangeView } from '../../cases/window-move/managed-window.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useCasesAt, useWindowChanges } from '../api/windows.ts';
import { Button } from '../components/button.tsx';
import { Dialog, ReadFailed, Skeleton } from '../components/frame.tsx';
import { BusinessNumber } from '../components/marks.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { useNow } from '../time/now.tsx';
import { windowsText as text } from './text.zh-CN.ts';

type DialogProps = { window: ManagedWindowView; onClose: () => void };

/** What is in hand at a window, before it is moved. */
export function CasesDialog({ window, onClose }: DialogProps) {
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useCasesAt(window.id);
  useKeys([{ key: 'Esc', name: text.back, act: onClose }], 'dialog');
  const cases = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Dialog title={`${text.casesTitle}：${window.name}`} width={720} onClose={onClose}>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton rows={4} /> : null}
      {data && cases.length === 0 ? <p className="soft">{text.casesNone}</p> : null}
      <ul className="plain-list">
        {cases.map(({ caseId, side, businessNumber, itemName, stateLabel }) => (
          <li key={`${caseId} ${side}`}>
            <Link to={`/cases/${caseId}`}>
              {businessNumber === null ? text.noNumber : <BusinessNumber value={businessNumber} />}
            </Link>
            <span className="small block">
              {text.side[side]} · {itemName} · {stateLabel}
            </span>
          </li>
        ))}
      </ul>
      <div className="dialog-buttons">
        {hasNextPage ? (
          <Button busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {text.more}
          </Button>
        ) : null}
        <Button keys="Esc" first onPress={onClose}>
          {text.safe}
        </Button>
      </div>
    </Dialog>
  );
}

/** What was changed on a window: who, when, why, and what stood there before. */
export function ChangesDialog({ window, onClose }: DialogProps) {
  const { data, error, refetch } = useWindowChanges(window.id);
  useKeys([{ key: 'Esc', name: text.back, act: onClose }], 'dialog');
  return (
    <Dialog title={`${text.changesTitle}：${window.name}`} width={720} onClose={onClose}>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton rows={3} /> : null}
      {data && data.items.length === 0 ? <p className="soft">{text.changesNone}</p> : null}
      <ul className="plain-list">
        {data?.items.map((change) => (
          <Change key={change.id} change={change} />
        ))}
      </ul>
      <div className="dialog-buttons">
        <Button keys="Esc" first onPress={onClose}>
          {text.safe}
        </Button>
      </div>
    </Dialog>
  );
}

function Change({ change }: { change: WindowChangeView }) {
  const year = Number(useNow().slice(0, 4));
  const { kind, validFrom, recordedByName, reason, addressBefore, address, phoneBefore, phone } = change;
  return (
    <li>
      <b>{text.kinds[kind]}</b>
      <span className="small block">
        {text.change(shortMoment(validFrom, year), recordedByName ?? '', reason)}
      </span>
      {kind === 'relocated' ? (
        <span className="small block">
          {text.relocated(`${addressBefore ?? ''} ${phoneBefore ?? ''}`, `${address ?? ''} ${phone ?? ''}`)}
        </span>
      ) : null}
    </li>
  );
}
