// Package locks is how this store is locked: the passphrase, the PIN, how long the app waits for a touch, the name on the unlock
// screen, and the days left of the lease.
//
// Words: a PIN opens the app again while it runs, and nothing on the disk; to lock by itself is to lock after so many minutes without
// a touch; the lease is how long the store may be opened without its service.
package locks
