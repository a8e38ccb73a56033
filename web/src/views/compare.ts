// The third view: this return beside its network.
import type { PageApi } from "../api";
import { announce, by, make, save } from "../dom";
import type { Engines } from "../engines";
import { type Comparison, showComparison } from "./comparison";
import type { Said } from "./sharing";

const NOTHING = "Check a return first.";

export class CompareView {
  private readonly engines: Engines;
  private readonly said: () => Said;
  private network: File | undefined;
  private checked = false;

  /** `said` is what the person says of the checked return. */
  constructor(engines: Engines, said: () => Said) {
    this.engines = engines;
    this.said = said;
    by("save-comparison").addEventListener("click", () => {
      void this.attempt(async (api) => {
        save("comparison.html", await api.ask<Uint8Array<ArrayBuffer>>("save", { file: "comparison.html" }));
      });
    });
    by<HTMLInputElement>("files-network").addEventListener("change", (event) => {
      this.network = (event.target as HTMLInputElement).files?.[0];
      void this.show();
    });
  }

  /** There is a result, or something else is said of it. */
  async changed(): Promise<void> {
    this.checked = true;
    const { stage, as_at, case_system } = this.said();
    const day = as_at.split("-").reverse().join("/");
    by("compare-about").textContent =
      `Compared is the return that was checked: ${stage}, taken on ${day}, case system ${case_system}, as said below the results.`;
    await this.show();
  }

  clear(): void {
    this.network = undefined;
    this.checked = false;
    by<HTMLInputElement>("files-network").value = "";
    by("compare-about").textContent = NOTHING;
    by("compare-problem").hidden = true;
    this.showNone("");
  }

  private async show(): Promise<void> {
    const { network } = this;
    if (network === undefined) return;
    await this.attempt(async (api) => {
      const asked = { ...this.said(), name: network.name };
      showComparison(await api.ask<Comparison>("compare", asked, await network.arrayBuffer()));
      by("save-comparison").hidden = false;
      announce("The comparison is ready.");
    });
  }

  private async attempt(doing: (api: PageApi) => Promise<void>): Promise<void> {
    by("compare-problem").hidden = true;
    try {
      await doing(await this.engines.api);
    } catch (problem) {
      by("compare-problem-words").textContent = this.checked ? (problem as Error).message : NOTHING;
      by("compare-problem").hidden = false;
      this.showNone("There is no comparison yet.");
    }
  }

  private showNone(words: string): void {
    by("comparison").replaceChildren(...(words ? [make("p", { class: "govuk-body" }, words)] : []));
    by("save-comparison").hidden = true;
  }
}
