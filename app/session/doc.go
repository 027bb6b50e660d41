// Package session is what every screen is handed once the store is unlocked: the store, who is working, the clock, and the
// few verbs a screen may use on the window around it.
//
// Words: a session lasts from unlock to lock; a route is a place in the app (a screen, a child, one thing of the child);
// to go is to open a route; a write is one durable transaction, after which the undo bar offers to take it back.
package session
