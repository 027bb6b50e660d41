// Package devices is this tablet as its service knows it, and its locks.
//
// Words: a service is what the tablet sends to; a lease is how long the tablet stays open without having reached its service; to
// lock is to close the store until the passphrase is given again; a check opens every row of the store and names what is wrong.
package devices
