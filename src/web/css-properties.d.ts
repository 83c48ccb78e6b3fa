import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Width of a dialog; read in form.css. */
    '--dialog-width'?: string;
    /** Zoom and turn of a scan; read in scan-viewer.css. */
    '--zoom'?: string;
    '--turn'?: string;
  }
}
