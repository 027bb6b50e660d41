// Package secret is what a person must remember or keep: a passphrase, with a sentence on how hard it is to guess, and the recovery
// code, which is written down and then asked for.
//
// Words: strength is how hard a passphrase is to guess by machine; a group is four letters and digits of a recovery code; a quiz
// asks for two of its groups, so that a code counts as kept only when it can be read back.
package secret
