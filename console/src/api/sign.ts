// TC3-HMAC-SHA256, as every client of the API signs. Written with @noble/hashes because browsers
// withhold crypto.subtle from pages that came over plain http.
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export interface Keys {
  secretId: string;
  secretKey: string;
}

const algorithm = 'TC3-HMAC-SHA256';
const contentType = 'application/json; charset=utf-8';

const digest = (text: string) => bytesToHex(sha256(utf8ToBytes(text)));
const keyed = (key: Uint8Array, text: string) => hmac(sha256, key, utf8ToBytes(text));

// The headers of a POST of `body` to `host`, sent at `timestamp` (seconds).
export function signedHeaders(keys: Keys, service: string, host: string, body: string, timestamp: number) {
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const signed = 'content-type;host';
  const request = ['POST', '/', '', `content-type:${contentType}\nhost:${host}\n`, signed, digest(body)].join('\n');
  const text = [algorithm, timestamp, scope, digest(request)].join('\n');
  const dayKey = keyed(utf8ToBytes(`TC3${keys.secretKey}`), date);
  const signature = bytesToHex(keyed(keyed(keyed(dayKey, service), 'tc3_request'), text));
  return {
    'Content-Type': contentType,
    'X-TC-Timestamp': String(timestamp),
    Authorization:
      `${algorithm} Credential=${keys.secretId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`,
  };
}
