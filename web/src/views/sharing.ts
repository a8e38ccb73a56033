// What may leave the council: the counts of a result, shown before they are saved.

import { type ProblemBox, whileBusy } from "../activity";
import type { Shown } from "../answers";
import { announce, by, save } from "../dom";
import type { Engines } from "../engines";
import { made } from "./saving";

/** What the person says of the checked return. */
export interface Said {
  stage: string;
  as_at: string;
  case_system: string;
  exact: boolean;
  despite_faults: boolean;
}

export class SharingView {
  private readonly engines: Engines;
  private readonly box: ProblemBox;
  private readonly changed: () => void;
  private result: Shown | undefined;

  /** `changed` hears that the person says something else of the return. */
  constructor(engines: Engines, box: ProblemBox, changed: () => void) {
    this.engines = engines;
    this.box = box;
    this.changed = changed;
    by<HTMLInputElement>("as-at").value = new Date().toISOString().slice(0, 10);
    for (const id of ["stage", "as-at", "case-system", "exact", "despite"])
      by(id).addEventListener("change", () => void this.saidAnew());
    by("profile-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void whileBusy(by("save-profile"), () => this.save());
    });
  }

  get said(): Said {
    const value = (id: string): string => by<HTMLInputElement>(id).value;
    return {
      stage: value("stage"),
      as_at: value("as-at"),
      case_system: value("case-system"),
      exact: by<HTMLInputElement>("exact").checked,
      despite_faults: by<HTMLInputElement>("despite").checked,
    };
  }

  /** Shows what a profile of the result would give away. */
  async show(result: Shown): Promise<void> {
    this.result = result;
    by("despite-row").hidden = !result.diagnoses.some((one) => one.fault);
    try {
      const api = await this.engines.api;
      by("preview").textContent = (await api.ask("profile", this.said)).preview;
    } catch (problem) {
      by("preview").textContent = (problem as Error).message;
    }
  }

  /** Forgets the result. */
  clear(): void {
    this.result = undefined;
    by<HTMLInputElement>("despite").checked = false;
    by("preview").textContent = "";
  }

  private async saidAnew(): Promise<void> {
    if (this.result === undefined) return;
    await this.show(this.result);
    this.changed();
  }

  private async save(): Promise<void> {
    const { said, result } = this;
    const content = await made(this.engines, this.box, "profile.json", said);
    if (content === undefined) return;
    save(`profile-${result?.authority}-${result?.year}-${said.as_at}.json`, content);
    announce("The profile was saved.");
  }
}
