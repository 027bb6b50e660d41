// Package more is everything that is not a day's work: how the app looks, the service it belongs to, the store itself.
//
// Words: the look is the text size and light or dark; to lock is to close the store until the passphrase is given again; a
// check opens every row of the store and names what is wrong.
package more
