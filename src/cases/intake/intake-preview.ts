import type { Material, ResolvedStandard } from '../../catalogue/standard.ts';
import type { WindowService } from '../../regulation/window-services.ts';

/** Where a case would go, or why it cannot. */
export type PreviewRoute =
  | {
      ok: true;
      windowName: string;
      regionName: string;
      phone: string;
      address: string;
      officeOpen: boolean;
      /** 一窗通办专窗, 绿色通道. */
      services: WindowService[];
      rule: string;
      programme: string;
    }
  | { ok: false; refusal: string; sentence: string };

/** What a clerk can tell the applicant before anything is typed. */
export type IntakePreview = {
  route: PreviewRoute;
  /** One sentence to say: what to bring, how long, what it costs. */
  sentence: string;
  materials: Material[];
  /** Questions still to answer before the list of materials is final. */
  openSituations: string[];
  /** By when the materials leave, if the application is taken in today. */
  transferDueOn: string;
  standard: ResolvedStandard;
};

/** A frequent matter of a window. */
export type FrequentItem = {
  catalogueId: string;
  number: number;
  name: string;
  optionId: string;
  optionName: string;
  count: number;
};
