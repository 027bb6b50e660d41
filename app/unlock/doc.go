// Package unlock is what stands between a person and a sealed store: who it is, the passphrase or the PIN, the ways back when the
// passphrase is lost, and the picture beside them.
//
// Words: to unlock is to open the store; the door is what the screen may do with the stores of this tablet; a person is one of its
// therapists, listed as they chose; a note now is written while the store stays locked and cannot be read here; the welcome is the
// slate half of the screen with the bird in its field.
package unlock
