import { type DragEvent, type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { fileFault, uploadFile } from '../api/intake.ts';
import { sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { reviewText as text } from './text.zh-CN.ts';

/** Uploads files and hands their ids over; the first fault ends it and is said in one sentence. */
export function useAttaching(onUploaded: (ids: string[]) => void) {
  const [working, setWorking] = useState<string>();
  const [fault, setFault] = useState<string>();
  const attach = async (files: readonly File[]) => {
    setFault(undefined);
    const wrong = files.map((file) => fileFault(file)).find((sentence) => sentence !== undefined);
    if (wrong !== undefined || files.length === 0) {
      setFault(wrong);
      return;
    }
    const ids: string[] = [];
    try {
      for (const file of files) {
        setWorking(file.name);
        const { id } = await uploadFile(file);
        ids.push(id);
      }
      onUploaded(ids);
    } catch (error) {
      setFault(sentenceFor(error));
    } finally {
      setWorking(undefined);
    }
  };
  return { attach, working, fault };
}

type AttachAreaProps = {
  lineName: string | undefined;
  onUploaded: (ids: string[]) => void;
  children: (tools: ReactNode, empty: ReactNode) => ReactNode;
};

/** Takes scans by dropping, choosing (F8) or pasting, for the line that is being looked at. */
export function AttachArea({ lineName, onUploaded, children }: AttachAreaProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { attach, working, fault } = useAttaching(onUploaded);
  const take = useEffectEvent((files: File[]) => void attach(files));
  useKeys([
    { key: 'F8', name: text.chooseFile, act: () => picker.current?.click(), off: lineName === undefined },
  ]);
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      take(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (lineName !== undefined) void attach([...event.dataTransfer.files]);
  };
  const choose = (
    <Button
      small
      keys="F8"
      blocked={lineName === undefined ? text.noScan : undefined}
      onPress={() => picker.current?.click()}
    >
      <Icon name="scan" />
      {text.chooseFile}
    </Button>
  );
  const empty = (
    <div className="empty">
      <Icon name="scan" />
      <b>{text.noScan}</b>
      {lineName === undefined ? null : <p>{text.scanHere(lineName)}</p>}
      <p className="small">{text.noScanWhy}</p>
    </div>
  );
  return (
    <div
      className={`attach-area ${over ? 'attach-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept="application/pdf,image/jpeg,image/png"
        aria-label={text.chooseFile}
        onChange={(event) => {
          void attach([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {working === undefined ? null : <Note>{text.uploading(working)}</Note>}
      {fault === undefined ? null : <Note tone="bad">{fault}</Note>}
      {children(choose, empty)}
    </div>
  );
}
