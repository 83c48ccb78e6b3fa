import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { Note } from './frame.tsx';

type Message = { id: number; text: string; tone: 'ok' | 'warn' | 'bad'; undo?: (() => void) | undefined };

type Messages = { say: (text: string, tone?: Message['tone'], undo?: () => void) => void };

const MessagesContext = createContext<Messages>({ say: () => undefined });

/** Says something in passing, for eight seconds, with a way to take it back where there is one. */
export const useMessages = (): Messages => useContext(MessagesContext);

const shownFor = 8000;

/** The place of passing messages. */
export function MessagesProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<Message[]>([]);
  const lastId = useRef(0);
  const drop = useCallback((id: number) => setMessages((all) => all.filter((entry) => entry.id !== id)), []);
  const say = useCallback<Messages['say']>(
    (text, tone = 'ok', undo) => {
      lastId.current += 1;
      const id = lastId.current;
      setMessages((all) => [...all.slice(-2), { id, text, tone, undo }]);
      setTimeout(() => drop(id), shownFor);
    },
    [drop],
  );
  const value = useMemo(() => ({ say }), [say]);
  return (
    <MessagesContext value={value}>
      {children}
      <div className="message-tray" aria-live="polite">
        {messages.map(({ id, text, tone, undo }) => (
          <Note key={id} tone={tone}>
            {text}
            {undo === undefined ? null : (
              <Button
                small
                onPress={() => {
                  undo();
                  drop(id);
                }}
              >
                撤销
              </Button>
            )}
          </Note>
        ))}
      </div>
    </MessagesContext>
  );
}
