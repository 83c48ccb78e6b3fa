import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ManagedWindowView } from '../../cases/window-move/managed-window.ts';
import { useManagedWindows } from '../api/windows.ts';
import { Button } from '../components/button.tsx';
import { Card, Empty, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Tag } from '../components/marks.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { CasesDialog, ChangesDialog } from './list-dialogs.tsx';
import { windowsText as text } from './text.zh-CN.ts';
import { MoveDialog, ReasonDialog, RelocateDialog } from './window-dialogs.tsx';

type Opened = {
  what: 'move' | 'relocate' | 'close' | 'status' | 'cases' | 'changes';
  window: ManagedWindowView;
};

/** 窗口管理: the windows of a region with what lies at each; moving, closing, a new address. */
export default function WindowsPage() {
  const navigate = useNavigate();
  const { data, error, isPending, refetch } = useManagedWindows();
  const [opened, setOpened] = useState<Opened>();
  useKeys([{ key: 'Esc', name: text.back, act: () => void navigate('/'), off: opened !== undefined }]);
  const windows = data?.items ?? [];
  return (
    <>
      <div className="page-head">
        <h1>{text.title}</h1>
      </div>
      <p className="soft">{text.lead}</p>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={5} /> : null}
      {data && windows.length === 0 ? (
        <Empty icon="box" title={text.none}>
          {text.noneWhy}
        </Empty>
      ) : null}
      <div className="stack">
        {windows.map((window) => (
          <WindowCard key={window.id} window={window} onOpen={(what) => setOpened({ what, window })} />
        ))}
      </div>
      {opened ? <Dialogs opened={opened} windows={windows} onClose={() => setOpened(undefined)} /> : null}
    </>
  );
}

function WindowCard(props: { window: ManagedWindowView; onOpen: (what: Opened['what']) => void }) {
  const { window, onOpen } = props;
  const { status, move } = window;
  const moving = move?.state === 'running';
  return (
    <Card
      title={window.name}
      aside={
        <Tag tone={status === 'open' ? 'ok' : 'wait'} icon={status === 'open' ? 'check' : 'pause'}>
          {text.status[status]}
        </Tag>
      }
    >
      <div className="pad stack">
        <div>
          {text.counts(window.open, window.ended, window.drafts, window.accounts, window.tasks)}
          <span className="small block">
            {window.address} · {window.phone} · {window.officeHours}
          </span>
          <span className="small block">
            {text.postal}：{window.postalAddress}
            {window.sample ? ` · ${text.sample}` : ''}
          </span>
        </div>
        {move ? <MoveState window={window} /> : null}
        <div className="row">
          <Button small onPress={() => onOpen('cases')}>
            {text.acts.cases}
          </Button>
          <Button small onPress={() => onOpen('changes')}>
            {text.acts.changes}
          </Button>
          <Button small onPress={() => onOpen('relocate')}>
            {text.acts.relocate}
          </Button>
          {moving ? null : (
            <>
              <Button small onPress={() => onOpen('status')}>
                {status === 'open' ? text.acts.suspend : text.acts.open}
              </Button>
              <Button small onPress={() => onOpen('move')}>
                {text.acts.move}
              </Button>
              <Button small kind="danger" onPress={() => onOpen('close')}>
                {text.acts.close}
              </Button>
            </>
          )}
        </div>
      </div>
    </Card>
  );
}

function MoveState({ window }: { window: ManagedWindowView }) {
  const { move, open, ended, drafts } = window;
  if (!move) return null;
  if (move.state === 'stopped') return <Note tone="bad">{text.stopped(move.failure ?? '')}</Note>;
  return move.state === 'running' ? (
    <Note tone="go" icon="clock">
      {text.moving(move.moved, move.drafts, open + ended + drafts, move.toWindowName)}
    </Note>
  ) : (
    <Note tone="ok">{text.moved(move.moved, move.drafts, move.accounts, move.toWindowName)}</Note>
  );
}

function Dialogs(props: { opened: Opened; windows: readonly ManagedWindowView[]; onClose: () => void }) {
  const { opened, windows, onClose } = props;
  const { what, window } = opened;
  switch (what) {
    case 'move':
      return <MoveDialog window={window} windows={windows} onClose={onClose} />;
    case 'relocate':
      return <RelocateDialog window={window} onClose={onClose} />;
    case 'cases':
      return <CasesDialog window={window} onClose={onClose} />;
    case 'changes':
      return <ChangesDialog window={window} onClose={onClose} />;
    case 'close':
      return <ReasonDialog window={window} act="close" onClose={onClose} />;
    case 'status':
      return <ReasonDialog window={window} act="status" onClose={onClose} />;
  }
}
