// A fresh cloud for tests: the real binary, everything in memory, on a port of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const binary = process.env['TERRANE_BINARY'] ?? join(import.meta.dirname, '../../build/release/terrane');

// Without what this machine's user has set for clients.
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(TERRANE_|TENCENTCLOUD_|(https?|all|no)_proxy$)/i.test(name)));

export class Cloud {
  private constructor(
    private readonly server: ChildProcess, private readonly directory: string, readonly endpoint: string) {}

  static async start(...options: string[]): Promise<Cloud> {
    const directory = mkdtempSync(join(tmpdir(), 'terrane-console-'));
    const server = spawn(binary, ['serve', '--ephemeral', '--data', directory, '--listen', '127.0.0.1:0', ...options],
      { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface(server.stdout!), 'line')) as [string];
    const [word, endpoint = ''] = line.split(' ');
    if (word !== 'ready') throw new Error(`the server said: ${line}`);
    return new Cloud(server, directory, endpoint);
  }

  // The administrator's.
  keys(): { secretId: string; secretKey: string } {
    const [secretId = '', secretKey = ''] = readFileSync(join(this.directory, 'credentials'), 'utf8').split(/\s+/);
    return { secretId, secretKey };
  }

  // The reply to a call that is accepted.
  async call<T = Record<string, unknown>>(service: string, action: string, parameters: object, region?: string): Promise<T> {
    const words = ['api', service, action, JSON.stringify(parameters), '--data', this.directory];
    const { stdout } = await promisify(execFile)(
      binary, region ? [...words, '--region', region] : words, { env: environment, maxBuffer: 1 << 26 });
    return JSON.parse(stdout) as T;
  }

  // What a call that is refused is told.
  async refusal(service: string, action: string, parameters: object, region?: string): Promise<string> {
    const { stderr } = await this.call(service, action, parameters, region).then(
      () => { throw new Error(`${action} was accepted`); }, (error: { stderr: string }) => error);
    return stderr;
  }

  async stop() {
    const ended = once(this.server, 'exit');
    this.server.kill('SIGTERM');
    await ended;
    rmSync(this.directory, { recursive: true, force: true });
  }
}
