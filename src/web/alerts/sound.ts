import { useCallback, useEffect, useRef, useState } from 'react';

const setting = 'tongban.sound';

/** Whether alerts sound on this computer; undefined until somebody was asked. */
export type SoundChoice = 'on' | 'off' | undefined;

const kept = (): SoundChoice => {
  const value = localStorage.getItem(setting);
  return value === 'on' || value === 'off' ? value : undefined;
};

/** Two short tones, made on the spot: no file to load, nothing to fail. */
function chime(audio: AudioContext): void {
  for (const [at, pitch] of [
    [0, 660],
    [0.22, 880],
  ] as const) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const start = audio.currentTime + at;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.2, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.2);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.21);
  }
}

/**
 * The sound of alerts. A browser lets a page sound only after a click: choosing it is that click, and on a later visit
 * the first key or click of any kind.
 */
export function useSound() {
  const [choice, setChoice] = useState<SoundChoice>(kept);
  const audio = useRef<AudioContext | undefined>(undefined);

  useEffect(() => {
    if (choice !== 'on') return;
    const wake = () => {
      audio.current ??= new AudioContext();
      void audio.current.resume();
    };
    document.addEventListener('pointerdown', wake, { once: true });
    document.addEventListener('keydown', wake, { once: true });
    return () => {
      document.removeEventListener('pointerdown', wake);
      document.removeEventListener('keydown', wake);
    };
  }, [choice]);

  const play = useCallback(() => {
    if (kept() === 'on' && audio.current?.state === 'running') chime(audio.current);
  }, []);
  const choose = useCallback((on: boolean) => {
    localStorage.setItem(setting, on ? 'on' : 'off');
    setChoice(on ? 'on' : 'off');
    if (!on) return;
    audio.current ??= new AudioContext();
    const { current } = audio;
    void current.resume().then(() => chime(current));
  }, []);
  return { choice, choose, play };
}
