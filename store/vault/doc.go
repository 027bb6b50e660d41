// Package vault holds the keys of a store and seals bytes with them. It touches no disk.
//
// Words: the device key is 32 random bytes that open everything else and never leave memory unwrapped; a Wrap is the device
// key sealed under something a person has, a passphrase (stretched by Argon2id) or the printed recovery Code; a Ring is the
// set of keys derived from the device key, one for each use; a scope key is random, sealed under the ring, and seals the rows of
// one child, one setting or the team; a Label is everything a sealed row is bound to, so that a row that was moved, swapped
// or rolled to another sequence does not open; a Pair is a key pair whose public half anybody may seal to.
package vault
