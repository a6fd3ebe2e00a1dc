// Calls of the API: POST to the page's own origin, signed.
import { versions, type Services } from '../generated/services';
import { language, t } from '../i18n';
import { session } from './session';
import { signedHeaders, type Keys } from './sign';

export type Service = keyof Services;
export type Action<S extends Service> = keyof Services[S] & string;
type Request<S extends Service, A extends Action<S>> = Services[S][A] extends { request: infer R } ? R : never;
type Reply<S extends Service, A extends Action<S>> = Services[S][A] extends { reply: infer R } ? R : never;

// An object of the API whose type the caller does not know.
export type Item = { [field: string]: unknown };

export class ApiError extends Error {
  constructor(readonly code: string, message: string, readonly requestId = '') {
    super(message);
  }
}

export interface CallOptions {
  keys?: Keys;
  signal?: AbortSignal;
}

const patienceMilliseconds = 60_000;

// Seconds the server's clock is ahead of the browser's; learned when it finds a signature too old or
// too new.
let ahead = 0;

// A call whose action is named by data. Where it is known, `call` has the types.
export async function send(
  service: string, action: string, parameters: object, region?: string, options: CallOptions = {},
): Promise<Item> {
  const keys = options.keys ?? session.value;
  if (!keys) throw new ApiError('AuthFailure', 'Sign in first.');
  const body = JSON.stringify(parameters);
  const post = () => answer(fetch('/', {
    method: 'POST',
    body,
    signal: AbortSignal.any([AbortSignal.timeout(patienceMilliseconds), ...(options.signal ? [options.signal] : [])]),
    headers: {
      ...signedHeaders(keys, service, location.host, body, Math.floor(Date.now() / 1000) + ahead),
      'X-TC-Action': action,
      'X-TC-Version': versions[service] ?? '',
      'X-TC-Language': language.value === 'zh' ? 'zh-CN' : 'en-US',
      ...(region ? { 'X-TC-Region': region } : {}),
    },
  }), options.signal);
  try {
    return await read(await post());
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'AuthFailure.SignatureExpire') throw error;
    return read(await post());
  }
}

export async function call<S extends Service, A extends Action<S>>(
  service: S, action: A, parameters: Request<S, A>, region?: string, options?: CallOptions,
): Promise<Reply<S, A>> {
  return (await send(service, action, parameters as object, region, options)) as Reply<S, A>;
}

// A region that fails resets connections, or never answers.
function answer(response: Promise<globalThis.Response>, signal?: AbortSignal) {
  return response.catch((error: unknown) => {
    throw signal?.aborted ? error : new ApiError('NetworkError', t('error.noAnswer'));
  });
}

// What is null is not known, as what is left out.
function dropNulls(item: Item) {
  for (const [name, value] of Object.entries(item)) {
    if (value === null) delete item[name];
    else if (typeof value === 'object') dropNulls(value as Item);
  }
}

async function read(response: globalThis.Response): Promise<Item> {
  const text = await response.text();
  if (!response.ok) throw new ApiError(String(response.status), text || response.statusText);
  const reply = JSON.parse(text) as { Response: Item };
  dropNulls(reply);
  const { Error: refusal, RequestId: id } = reply.Response as {
    Error?: { Code: string; Message: string };
    RequestId?: string;
  };
  if (!refusal) return reply.Response;
  const date = Date.parse(response.headers.get('Date') ?? '');
  if (refusal.Code === 'AuthFailure.SignatureExpire' && date) ahead = Math.round((date - Date.now()) / 1000);
  throw new ApiError(refusal.Code, refusal.Message, id);
}
