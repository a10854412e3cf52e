/** One line on a terminal with the current activity. Nothing is written if the stream is not a terminal. */
export class Progress {
  constructor(private readonly stream: NodeJS.WriteStream) {}

  readonly show = (message: string): void => this.write(`${message} ...`);

  clear(): void {
    this.write("");
  }

  private write(line: string): void {
    if (this.stream.isTTY) this.stream.write(`\r\u001b[K${line.slice(0, this.stream.columns - 1)}`);
  }
}
