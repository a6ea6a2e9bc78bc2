/**
 * SHA-256 (FIPS 180-4), for pages that are not served by HTTPS: there a browser has no
 * `crypto.subtle`, and that one answers too late for millions of short texts.
 */

const BLOCK = 64;

/** The first 32 bits of the fractional part of a root of each of the first primes. */
function fractions(count, root) {
    const found = [];
    for (let candidate = 2; found.length < count; candidate++) {
        const limit = Math.sqrt(candidate);
        let isPrime = true;
        for (let divisor = 2; divisor <= limit; divisor++) {
            isPrime = isPrime && candidate % divisor !== 0;
        }
        if (isPrime) {
            const power = candidate ** root;
            found.push(((power - Math.floor(power)) * 2 ** 32) | 0);
        }
    }
    return Int32Array.from(found);
}

const START = fractions(8, 1 / 2);
const ROUNDS = fractions(64, 1 / 3);
const words = new Int32Array(64);

/** Mixes one block of 64 bytes into the state. */
function mix(state, bytes, offset) {
    for (let i = 0; i < 16; i++) {
        const at = offset + i * 4;
        words[i] =
            (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    }
    for (let i = 16; i < 64; i++) {
        const x = words[i - 15];
        const y = words[i - 2];
        const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
        const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
        words[i] = (words[i - 16] + low + words[i - 7] + high) | 0;
    }
    // No destructuring in the loop: it makes a list each time, five times as slow.
    let a = state[0];
    let b = state[1];
    let c = state[2];
    let d = state[3];
    let e = state[4];
    let f = state[5];
    let g = state[6];
    let h = state[7];
    for (let i = 0; i < 64; i++) {
        const upper = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
        const first = (h + upper + ((e & f) ^ (~e & g)) + ROUNDS[i] + words[i]) | 0;
        const lower = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
        const second = (lower + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g;
        g = f;
        f = e;
        e = (d + first) | 0;
        d = c;
        c = b;
        b = a;
        a = (first + second) | 0;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
}

/**
 * Hashes texts that begin alike: what they have in common is mixed once.
 *
 * @param {string} prefix of ASCII
 * @returns {(rest: string) => Int32Array} the digest of prefix + rest, rest of ASCII
 */
export function hasher(prefix) {
    const common = Math.floor(prefix.length / BLOCK) * BLOCK;
    const head = new TextEncoder().encode(prefix);
    const prepared = START.slice();
    for (let offset = 0; offset < common; offset += BLOCK) {
        mix(prepared, head, offset);
    }
    const tail = head.slice(common);
    return (rest) => {
        const length = tail.length + rest.length;
        const bytes = new Uint8Array(Math.ceil((length + 9) / BLOCK) * BLOCK);
        bytes.set(tail);
        for (let i = 0; i < rest.length; i++) {
            bytes[tail.length + i] = rest.charCodeAt(i);
        }
        bytes[length] = 0x80;
        new DataView(bytes.buffer).setUint32(bytes.length - 4, (prefix.length + rest.length) * 8);
        const state = prepared.slice();
        for (let offset = 0; offset < bytes.length; offset += BLOCK) {
            mix(state, bytes, offset);
        }
        return state;
    };
}

/** How many bits at the beginning of a digest are zero. */
export function zeroBits(digest) {
    let bits = 0;
    for (const word of digest) {
        bits += Math.clz32(word);
        if (word !== 0) {
            break;
        }
    }
    return bits;
}

/** The digest in hexadecimal digits, for tests. */
export function hex(digest) {
    return [...digest].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
