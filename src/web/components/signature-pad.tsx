import { type PointerEvent, useRef, useState } from 'react';
import { Button } from './button.tsx';

/** A signature: strokes as runs of points in a field of width × height. */
export type Signature = { width: number; height: number; strokes: [number, number][][] };

type SignaturePadProps = {
  label: string;
  clearLabel: string;
  onChange: (signature: Signature | undefined) => void;
};

const longestStroke = 2000;

/** Where the applicant signs with pen, finger or mouse. The strokes are kept, no picture. */
export function SignaturePad({ label, clearLabel, onChange }: SignaturePadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const strokes = useRef<[number, number][][]>([]);
  const drawing = useRef(false);
  const [empty, setEmpty] = useState(true);

  const pointOf = (event: PointerEvent): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [Math.round(event.clientX - box.left), Math.round(event.clientY - box.top)];
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    const { current: element } = canvas;
    if (!element) return;
    if (strokes.current.length === 0) fitToScreen(element);
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = true;
    strokes.current.push([pointOf(event)]);
  };
  const go = (event: PointerEvent<HTMLCanvasElement>) => {
    const stroke = strokes.current.at(-1);
    if (!drawing.current || !stroke || stroke.length >= longestStroke) return;
    const from = stroke.at(-1);
    const to = pointOf(event);
    stroke.push(to);
    if (from && canvas.current) draw(canvas.current, from, to);
  };
  const end = () => {
    if (!drawing.current) return;
    drawing.current = false;
    setEmpty(false);
    const box = canvas.current?.getBoundingClientRect();
    if (box)
      onChange({ width: Math.round(box.width), height: Math.round(box.height), strokes: strokes.current });
  };
  const clear = () => {
    strokes.current = [];
    setEmpty(true);
    canvas.current?.getContext('2d')?.clearRect(0, 0, canvas.current.width, canvas.current.height);
    onChange(undefined);
  };

  return (
    <div className="field">
      <canvas
        ref={canvas}
        className="signature-pad"
        role="img"
        aria-label={label}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <div className="row">
        <span className="small">{label}</span>
        {empty ? null : (
          <Button small className="push" onPress={clear}>
            {clearLabel}
          </Button>
        )}
      </div>
    </div>
  );
}

function fitToScreen(canvas: HTMLCanvasElement): void {
  const { width, height } = canvas.getBoundingClientRect();
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  canvas.getContext('2d')?.scale(devicePixelRatio, devicePixelRatio);
}

function draw(canvas: HTMLCanvasElement, from: [number, number], to: [number, number]): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.lineWidth = 2.5;
  pen.lineCap = 'round';
  pen.strokeStyle = '#111';
  pen.beginPath();
  pen.moveTo(...from);
  pen.lineTo(...to);
  pen.stroke();
}
