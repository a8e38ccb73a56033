// The third view: this return beside its network.
import { during, ProblemBox } from "../activity";
import { announce, by, make } from "../dom";
import type { Engines } from "../engines";
import { showComparison } from "./comparison";
import { saveButton } from "./saving";
import type { Said } from "./sharing";

const NOTHING = "Check a return first.";

export class CompareView {
  private readonly problem = new ProblemBox("problem-compare", "This can't be done yet");
  private readonly engines: Engines;
  private readonly said: () => Said;
  private network: File | undefined;
  private checked = false;

  /** `said` is what the person says of the checked return. */
  constructor(engines: Engines, said: () => Said) {
    this.engines = engines;
    this.said = said;
    const saved = {
      file: "comparison.html",
      words: "Save the comparison as a page, with charts",
      handle: "comparison",
    };
    by("save-comparison").append(saveButton(engines, this.problem, saved));
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
    this.problem.clear();
    this.showNone("");
  }

  private async show(): Promise<void> {
    const { network } = this;
    if (network === undefined) return;
    if (!this.checked) return this.problem.show(NOTHING);
    this.showNone("Comparing…");
    const found = await during("Comparing with the network", this.problem, async () =>
      (await this.engines.api).ask("compare", { ...this.said(), name: network.name }, await network.arrayBuffer()),
    );
    if (found === undefined) return this.showNone("There is no comparison yet.");
    showComparison(found);
    by("save-comparison").hidden = false;
    announce("The comparison is ready.");
  }

  private showNone(words: string): void {
    by("comparison").replaceChildren(...(words ? [make("p", {}, words)] : []));
    by("save-comparison").hidden = true;
  }
}
