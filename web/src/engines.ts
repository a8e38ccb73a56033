// The engines: loaded once, started in a worker, started anew after a stop.
import { PageApi } from "./api";
import { by } from "./dom";
import { type Catalogue, engineParts, size } from "./parts";
import type { Tell } from "./worker/messages";
import type { Parts } from "./worker/parts";

export interface Choices {
  councils: { code: string; name: string }[];
  years: number[];
  stages: string[];
  systems: string[];
}

const OFFLINE = "From here on no network is needed.";
const WITHOUT =
  "The list of postcodes could not be loaded, so what needs it will be listed as not checked; load the page again to try once more. ";

export class Engines {
  private readonly from: Promise<Catalogue>;
  private readonly tell: Tell;
  private parts: Parts = {};
  api: Promise<PageApi>;

  constructor(from: Promise<Catalogue>, tell: Tell) {
    this.from = from;
    this.tell = tell;
    this.api = this.load();
    this.api.then(
      () => this.say(`The engines are ready. ${"postcodes.bin" in this.parts ? "" : WITHOUT}${OFFLINE}`, 1),
      (problem: unknown) => this.say(`The engines could not be started: ${String(problem)} Load the page again.`, 0),
    );
  }

  /** Stops what is being done and starts again, with no file. */
  restart(): void {
    const before = this.api;
    before.then((api) => api.stop());
    this.api = this.start();
  }

  private async load(): Promise<PageApi> {
    const from = await this.from;
    const bar = by<HTMLProgressElement>("engines-progress");
    this.say(announced(from), 0);
    this.parts = await engineParts(from, (share) => {
      bar.value = 0.7 * share;
    });
    this.say(`${announced(from)} They are loaded and are being started.`, 0.7);
    return this.start();
  }

  private async start(): Promise<PageApi> {
    const from = await this.from;
    const api = new PageApi(() => from.startWorker(), this.parts, this.tell);
    await api.ready;
    return api;
  }

  private say(words: string, share: number): void {
    by("engines-words").textContent = words;
    const bar = by<HTMLProgressElement>("engines-progress");
    bar.value = share;
    bar.hidden = share === 1;
  }
}

function announced({ parts }: Catalogue): string {
  const postcodes = parts.filter((part) => part.for === "postcodes");
  const engines = parts.filter((part) => part.for !== "postcodes" && part.for !== "demo");
  const list = postcodes.length ? ` and a list of all UK postcodes (${size(postcodes)})` : "";
  return `To check, this page loads its engines (${size(engines)})${list}, once; your browser then keeps them.`;
}
