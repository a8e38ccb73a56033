// The third view: a profile to share, and this return beside its network.
import type { Desk } from "../desk";
import { announce, by, make, save } from "../dom";
import type { Engines } from "../engines";
import { type Comparison, showComparison } from "./comparison";

export class CompareView {
  private readonly engines: Engines;
  private network: File | undefined;

  constructor(engines: Engines) {
    this.engines = engines;
    by<HTMLInputElement>("as-at").value = new Date().toISOString().slice(0, 10);
    for (const id of ["stage", "as-at", "case-system", "exact"])
      by(id).addEventListener("change", () => void this.refresh());
    by("profile-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.attempt(async (desk) => {
        const { year, authority } = this.about;
        const content = await desk.ask<Uint8Array<ArrayBuffer>>("save", { file: "profile.json", ...given() });
        save(`profile-${authority}-${year}-${given().as_at}.json`, content);
        announce("The profile was saved.");
      });
    });
    by("save-comparison").addEventListener("click", () => {
      void this.attempt(async (desk) => {
        save("comparison.html", await desk.ask<Uint8Array<ArrayBuffer>>("save", { file: "comparison.html" }));
      });
    });
    by<HTMLInputElement>("files-network").addEventListener("change", (event) => {
      this.network = (event.target as HTMLInputElement).files?.[0];
      void this.refresh();
    });
  }

  private about = { year: 0, authority: "" };

  /** A return has been checked: shows its profile, and compares it if a network's file is there. */
  async checked(about: { year: number; authority: string }): Promise<void> {
    this.about = about;
    await this.refresh();
  }

  clear(): void {
    this.network = undefined;
    this.about = { year: 0, authority: "" };
    by<HTMLInputElement>("files-network").value = "";
    by("preview").textContent = "Check a return first.";
    by("comparison").replaceChildren();
    by("save-comparison").hidden = true;
  }

  private async refresh(): Promise<void> {
    await this.attempt(async (desk) => {
      if (this.about.year === 0 && this.network === undefined) return;
      const { preview } = await desk.ask<{ preview: string }>("profile", given());
      by("preview").textContent = preview;
      if (this.network === undefined) return;
      const content = await this.network.arrayBuffer();
      const asked = { ...given(), name: this.network.name };
      showComparison(await desk.ask<Comparison>("compare", asked, content));
      by("save-comparison").hidden = false;
      announce("The comparison is ready.");
    });
  }

  private async attempt(doing: (desk: Desk) => Promise<void>): Promise<void> {
    by("compare-problem").hidden = true;
    try {
      await doing(await this.engines.desk);
    } catch (problem) {
      by("compare-problem-words").textContent = (problem as Error).message;
      by("compare-problem").hidden = false;
      by("comparison").replaceChildren(make("p", { class: "govuk-body" }, "There is no comparison yet."));
      by("save-comparison").hidden = true;
    }
  }
}

function given(): { stage: string; as_at: string; case_system: string; exact: boolean } {
  const value = (id: string): string => by<HTMLInputElement>(id).value;
  return {
    stage: value("stage"),
    as_at: value("as-at"),
    case_system: value("case-system"),
    exact: by<HTMLInputElement>("exact").checked,
  };
}
