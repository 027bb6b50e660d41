// Package app puts the window together: first run or unlock, then a session with its shell, its screens and its courier.
//
// Words: to open is to have the store unlocked; a session lasts until it is locked; the way is the list of routes back from
// the screen on show, kept sealed in the store so that the same screen comes back after a kill.
package app
