// Package unlock is what stands between a person and a sealed store: the passphrase, and the picture beside it.
//
// Words: to unlock is to open the store with its passphrase or, when that is forgotten, with the recovery code; the
// welcome is the slate half of the screen with the bird in its field.
package unlock
